"""Actions in the book. Those taken in a meeting are tied to their minute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from board.actions import Action, Leads
from board.dates import PartialDate
from storage.book import Book
from storage.cells import day


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions of a book are not complete, and how many of those are late."""

    open: int = 0
    overdue: int = 0


def tally(book: Book, today: date) -> Tally:
    """The actions open and overdue on `today`, counted where they lie."""
    row = book.row(
        "SELECT count(*), ifnull(sum(due_latest < ?), 0) FROM action"
        " WHERE complete = 0 AND withdrawn = 0",
        (today.isoformat(),),
    )
    return Tally(*row) if row else Tally()


def statuses(book: Book) -> dict[str | None, int]:
    """How many actions have each status; those with none under ``None``."""
    rows = book.rows("SELECT status, count(*) FROM action WHERE withdrawn = 0 GROUP BY status")
    return dict(map(tuple, rows))


def actions(book: Book) -> tuple[Action, ...]:
    """Every action in the book, by its number."""
    return _actions(book, "", ())


def open_actions(book: Book) -> tuple[Action, ...]:
    """The actions that are not complete, by their numbers."""
    return _actions(book, "AND a.complete = 0", ())


def overdue_actions(book: Book, today: date, most: int) -> tuple[Action, ...]:
    """The first `most` of the actions overdue on `today`, by their numbers."""
    # As `board.dates.overdue`: what has no date is never late, and NULL is never less.
    where = "AND a.complete = 0 AND a.due_latest < ?"
    return _actions(book, where, (today.isoformat(),), most)


def actions_of(book: Book, meeting: str) -> tuple[Action, ...]:
    """The actions taken in a meeting, by their numbers."""
    return _actions(book, "AND a.meeting = ?", (meeting,))


def take_action(
    book: Book,
    title: str,
    leads: Leads,
    due: PartialDate,
    *,
    meeting: str | None = None,
    minute: str | None = None,
) -> int:
    """Take an action; returns the number it prints under (12 for ``A12``)."""
    with book.writing():
        row = book.row("SELECT ifnull(max(number), 0) + 1 AS n FROM action")
        number = row["n"] if row else 1
        key = book.insert(
            "action",
            {
                "number": number,
                "plan": "Board actions",
                "ref": "",
                "meeting": meeting,
                "minute": minute,
                "complete": False,
                **_words(title, leads, due),
            },
        )
        _save_leads(book, key, leads.people)
    return int(number)


def reword_action(book: Book, action: str, title: str, leads: Leads, due: PartialDate) -> None:
    """Change what an action says, who leads it and by when."""
    with book.writing():
        book.update("action", action, _words(title, leads, due))
        _save_leads(book, action, leads.people)


def withdraw_action(book: Book, action: str, why: str) -> None:
    """Take an action off the list, with the reason."""
    with book.writing(why):
        book.withdraw("action", action)


def _words(title: str, leads: Leads, due: PartialDate) -> dict[str, object]:
    return {
        "title": title,
        "leads_text": leads.text,
        "due_text": due.text,
        "due_earliest": due.earliest,
        "due_latest": due.latest,
    }


def _save_leads(book: Book, action: str, people: Sequence[str]) -> None:
    known = {
        row["person"]: row["id"]
        for row in book.rows(
            "SELECT id, person FROM action_lead WHERE action = ? AND withdrawn = 0", (action,)
        )
    }
    for person in known.keys() - set(people):
        book.withdraw("action_lead", known[person])
    for person in dict.fromkeys(people):
        if person not in known:
            book.insert("action_lead", {"action": action, "person": person})


def _actions(
    book: Book, where: str, values: tuple[object, ...], most: int = -1
) -> tuple[Action, ...]:
    chosen = f"FROM action AS a WHERE a.withdrawn = 0 {where} ORDER BY a.number LIMIT ?"
    values = (*values, most)
    leads: dict[str, list[str]] = defaultdict(list)
    for row in book.rows(
        "SELECT l.action, l.person FROM action_lead AS l"
        f" WHERE l.withdrawn = 0 AND l.action IN (SELECT a.id {chosen}) ORDER BY l.rowid",
        values,
    ):
        leads[row["action"]].append(row["person"])
    return tuple(
        Action(
            row["id"],
            row["number"],
            row["title"],
            Leads(row["leads_text"], tuple(leads[row["id"]])),
            PartialDate(row["due_text"], day(row["due_earliest"]), day(row["due_latest"])),
            row["plan"],
            row["ref"],
            row["meeting"],
            row["minute"],
            row["status"],
            bool(row["complete"]),
        )
        for row in book.rows(f"SELECT a.* {chosen}", values)
    )
