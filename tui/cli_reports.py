"""What the command line prints of a book: status, actions, people, meetings, minutes, history."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from board.clock import long_day, spoken
from board.text import visible
from storage.book import Book
from storage.errors import Refused
from tui.cli import Options, UsageError, book_path, judged_on

if TYPE_CHECKING:
    from board.actions import Action
    from board.meetings import Meeting
    from board.record import MeetingRecord
    from storage.changes import Change


def status_command(options: Options) -> int:
    """The board at a glance."""
    return print_status(book_path(options), judged_on(options), as_json=options.json)


def print_status(path: Path, today: date, *, as_json: bool) -> int:
    """Print the next meeting, the one that is sitting, what is overdue, and flags."""
    from tui.cli_status import read_status, status_lines

    book = Book.open(path, "")
    status = read_status(book, today)
    print_json(status.shape) if as_json else print_lines(status_lines(status, today))
    return 0


def actions_command(options: Options) -> int:
    """Every action, or those that a query asks for."""
    from storage.actions import actions
    from storage.people import organisations, people
    from tui.shaping import action_shape

    book = Book.open(book_path(options), "")
    today, everybody, known = judged_on(options), people(book), organisations(book).values()
    found = [
        (action, shape)
        for action in actions(book)
        for shape in [action_shape(action, today, everybody, known)]
        if _asked_for(shape, options.query)
    ]
    if options.json:
        print_json([shape for _, shape in found])
    elif not found:
        print_lines(["No actions." if not options.query else "No actions are like that."])
    else:
        print_table(action_row(action, overdue=shape["overdue"]) for action, shape in found)
    return 0


def _asked_for(shape: Any, query: Iterable[str]) -> bool:
    """Whether an action answers every word of a query."""
    leads = " ".join((shape["leads"]["text"], *shape["leads"]["people"])).casefold()
    text = " ".join((f"A{shape['number']}", shape["ref"], shape["title"], leads)).casefold()
    for word in " ".join(query).casefold().split():
        if word == "is:overdue":
            if not shape["overdue"]:
                return False
        elif word not in text if not word.startswith("@") else word[1:] not in leads:
            return False
    return True


def action_row(action: Action, *, overdue: bool) -> list[str]:
    """An action as a row of a table: ref, status, due, leads, title."""
    if action.complete:
        state = "complete"
    else:
        state = "OVERDUE" if overdue else action.status or "no status"
    return [f"A{action.number}", state, action.due.text, action.leads.text, action.title]


def people_command(options: Options) -> int:
    """The members in seat order, their substitutes, and everybody else."""
    from storage.meetings import bodies
    from storage.people import membership, organisations, people

    book = Book.open(book_path(options), "")
    today, everybody = judged_on(options), people(book)
    boards = [(body, membership(book, body.key)) for body in bodies(book)]
    if options.json:
        from tui.shaping import person_shape

        known = organisations(book)
        print_json([person_shape(one, boards, known, today) for one in everybody.values()])
        return 0
    seated: set[str] = set()
    for body, members in boards:
        print_lines([body.name, ""])
        rows = []
        for seat in members.on(today):
            holder, stands_in = members.holder(seat.key, today), members.substitute(seat.key, today)
            seated |= {key for key in (holder, stands_in) if key}
            rows.append(
                [
                    everybody[holder].name if holder else "Vacant",
                    everybody[holder].initials if holder else "",
                    "votes" if seat.votes_on(today) else "no vote",
                    seat.office,
                    seat.represents,
                    f"substitute {everybody[stands_in].name}" if stands_in else "",
                ]
            )
        print_table(rows)
        print_lines([""])
    others = [one for one in everybody.values() if one.key not in seated]
    if others:
        print_lines(["Others", ""])
        print_table([one.name, one.initials, one.post] for one in others)
    return 0


def meetings_command(options: Options) -> int:
    """Every meeting in order of day; as JSON, with all that is recorded of it."""
    from storage.meetings import bodies, meeting_record, meetings

    book = Book.open(book_path(options), "")
    known = meetings(book)
    if options.json:
        from tui.shaping import meeting_shape

        print_json([meeting_shape(meeting_record(book, one.key)) for one in known])
    elif not known:
        print_lines(["No meetings yet; hwb opens the book, and n makes one."])
    else:
        names = {body.key: body.short or body.name for body in bodies(book)}
        print_table(
            [
                str(one.number),
                names[one.body],
                long_day(one.day),
                spoken(one.starts),
                one.state,
                one.venue,
            ]
            for one in known
        )
    return 0


def minutes_command(options: Options) -> int:
    """The minutes of one meeting as text."""
    from board.compose import minutes_paper
    from documents.minutes_text import minutes_plain

    record = the_meeting(Book.open(book_path(options), ""), options.meeting, judged_on(options))
    if options.json:
        from tui.shaping import meeting_shape

        print_json(meeting_shape(record))
    else:
        print(visible(minutes_plain(minutes_paper(record)), newlines=True), end="")
    return 0


def history_command(options: Options) -> int:
    """Every change of one record, oldest first."""
    from storage.places import records_of
    from storage.telling import told, whole_history

    book = Book.open(book_path(options), "")
    records = records_of(book, options.ref.strip())
    if not records:
        # Whatever else it says may be a meeting's day, or last.
        records = [("meeting", find(book, options.ref.strip(), judged_on(options)).key)]
    changes = [change for table, key in records for change in whole_history(book, table, key)]
    if options.json:
        print_json([_change_shape(change) for change in changes])
    else:
        print_lines(told(book, change) for change in changes)
    return 0


def _change_shape(change: Change) -> dict[str, Any]:
    names = ("at", "actor", "table", "field", "start", "old", "new", "why")
    return {name: getattr(change, name) for name in names}


def the_meeting(book: Book, text: str, today: date) -> MeetingRecord:
    """Everything about the meeting that `text` means.

    Raises:
        UsageError: There is none, or more than one.
    """
    from storage.meetings import meeting_record

    return meeting_record(book, find(book, text, today).key)


def find(book: Book, text: str, today: date) -> Meeting:
    """The meeting that `text` means; errors as for `the_meeting`."""
    from storage.meetings import find_meeting

    try:
        return find_meeting(book, text, today)
    except Refused as error:
        raise UsageError(str(error)) from None


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, with nothing in them that a terminal would act on."""
    for line in lines:
        print(visible(line))


def print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell; a word in capitals is also red."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for row in shown:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        print("  ".join(map(warned, padded)).rstrip())


def warned(cell: str) -> str:
    """`cell`, red on a terminal that has colour if it is OVERDUE; the word says it everywhere."""
    if cell.strip() != "OVERDUE" or not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return cell
    return f"\x1b[31m{cell}\x1b[0m"


def print_json(value: Any) -> None:
    """Print `value` as JSON that reads back exactly; what a terminal would act on is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    print(re.sub(r"[^\n -~]", _escaped, text))


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]
