"""Minutes: opened item by item, typed live, and never overwritten silently."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from board.meetings import FROZEN, Clause, Minute
from board.numbers import next_number, print_number, scope_key
from storage.book import Book
from storage.cells import cell, moment
from storage.errors import Refused, TextConflict
from storage.settings import read_settings
from storage.signed import refuse_if_signed


def minutes_of(book: Book, meeting: str) -> tuple[Minute, ...]:
    """The minutes of a meeting in the order of its agenda."""
    clauses: dict[str, list[Clause]] = {}
    for row in book.rows(
        "SELECT c.minute, c.id, c.position, c.text FROM clause AS c"
        " JOIN minute AS m ON m.id = c.minute"
        " WHERE m.meeting = ? AND c.withdrawn = 0 ORDER BY c.position, c.rowid",
        (meeting,),
    ):
        clauses.setdefault(row["minute"], []).append(Clause(*row[1:]))
    return tuple(
        Minute(
            row["id"],
            row["meeting"],
            row["item"],
            row["number"],
            row["printed"],
            row["title"],
            row["discussion"],
            tuple(clauses.get(row["id"], ())),
            moment(row["opened_at"]),
            moment(row["closed_at"]),
        )
        for row in book.rows(
            "SELECT m.id, m.meeting, m.item, m.number, m.printed, m.title, m.discussion,"
            " m.opened_at, m.closed_at FROM minute AS m JOIN agenda_item AS i ON i.id = m.item"
            " WHERE m.meeting = ? AND m.withdrawn = 0 ORDER BY i.position, m.rowid",
            (meeting,),
        )
    )


def open_item(book: Book, item: str, at: datetime) -> str:
    """Open the minute of an item, closing whichever is open; returns the minute's key.

    The first opening allocates the next number of the body's series; opening it
    again keeps its number.
    """
    with book.writing():
        row = book.row(
            "SELECT i.id, i.title, m.id AS meeting, m.number AS meeting_number, m.day, m.body,"
            " m.state FROM agenda_item AS i JOIN meeting AS m ON m.id = i.meeting"
            " WHERE i.id = ?",
            (item,),
        )
        if row is None:
            raise Refused("that item is not in this book")
        known = book.row(
            "SELECT id, closed_at FROM minute WHERE item = ? AND withdrawn = 0", (item,)
        )
        # Reading a finished minute again opens nothing: only a live meeting has an open item.
        if known is not None and row["state"] != "open":
            return str(known["id"])
        close_open_minutes(book, row["meeting"], at, but=known["id"] if known else None)
        if known is not None:
            if known["closed_at"] is not None:
                book.update("minute", known["id"], {"closed_at": None})
            return str(known["id"])
        if row["state"] in FROZEN:
            raise Refused("these minutes are circulated: their numbers no longer change")
        settings = read_settings(book)
        series = settings.series(settings.body(row["body"]).series)
        day = date.fromisoformat(row["day"])
        scope = scope_key(series, day, row["meeting_number"])
        last = book.row(
            "SELECT max(number) AS n FROM minute WHERE series = ? AND scope = ? AND withdrawn = 0",
            (series.key, scope),
        )
        number = next_number(series, last["n"] if last else None)
        return book.insert(
            "minute",
            {
                "meeting": row["meeting"],
                "item": item,
                "series": series.key,
                "scope": scope,
                "number": number,
                "printed": print_number(series, number, day),
                "title": row["title"],
                "discussion": "",
                "opened_at": at,
            },
        )


def close_open_minutes(book: Book, meeting: str, at: datetime, *, but: str | None = None) -> None:
    """Stamp the close of every minute of a meeting that is open, except `but`."""
    with book.writing():
        for row in book.rows(
            "SELECT id FROM minute WHERE meeting = ? AND closed_at IS NULL"
            " AND withdrawn = 0 AND id IS NOT ?",
            (meeting, but),
        ):
            book.update("minute", row["id"], {"closed_at": at})


def change_minute_title(book: Book, minute: str, title: str) -> None:
    """Change the title a minute prints."""
    with book.writing():
        refuse_if_signed(book, minute, "minute")
        book.update("minute", minute, {"title": title})


def withdraw_minute(book: Book, minute: str, why: str) -> None:
    """Take back a minute opened by mistake; its number is free again until circulated."""
    with book.writing(why):
        refuse_if_signed(book, minute, "minute")
        row = book.row(
            "SELECT m.state FROM minute JOIN meeting AS m ON m.id = minute.meeting"
            " WHERE minute.id = ?",
            (minute,),
        )
        if row is not None and row["state"] in FROZEN:
            raise Refused("these minutes are circulated: a correction is a later resolution")
        book.withdraw("minute", minute)


def save_discussion(book: Book, minute: str, text: str, base: str, burst: str) -> None:
    """Save the discussion as typed so far.

    Args:
        book: The book.
        minute: Key of the minute.
        text: The text now.
        base: The text as it was when last read or saved here.
        burst: The burst of typing this save belongs to.

    Raises:
        TextConflict: The book holds neither `base` nor `text`: somebody else has
            written. Nothing was written.
    """
    text, base = cell(text), cell(base)
    with book.writing(typing=burst):
        refuse_if_signed(book, minute, "minute")
        row = book.row("SELECT discussion FROM minute WHERE id = ?", (minute,))
        theirs = row["discussion"] if row else base
        if theirs == text:
            return
        if theirs != base:
            raise _conflict(book, theirs, "'minute' AND row = ? AND field = 'discussion'", minute)
        book.update("minute", minute, {"discussion": text})


def save_resolved(book: Book, minute: str, text: str, base: str, burst: str) -> None:
    """Save the resolution as typed so far, one clause a line; blank lines are no clauses.

    A clause keeps its key while its line is edited, so that what hangs on it
    stays. Arguments and errors as for `save_discussion`.
    """
    lines, before = clause_lines(cell(text)), clause_lines(cell(base))
    with book.writing(typing=burst):
        refuse_if_signed(book, minute, "minute")
        rows = book.rows(
            "SELECT id, position, text FROM clause WHERE minute = ? AND withdrawn = 0"
            " ORDER BY position, rowid",
            (minute,),
        )
        theirs = [row["text"] for row in rows]
        if theirs == lines:
            return
        if theirs != before:
            clauses = "'clause' AND row IN (SELECT id FROM clause WHERE minute = ?)"
            raise _conflict(book, "\n".join(theirs), clauses, minute)
        keys = _carry_over([row["id"] for row in rows], theirs, lines)
        old = {row["id"]: (row["position"], row["text"]) for row in rows}
        kept = set(keys)
        for key in old:
            if key not in kept:
                book.withdraw("clause", key)
        for position, (key, line) in enumerate(zip(keys, lines, strict=True), 1):
            if key is None:
                book.insert("clause", {"minute": minute, "position": position, "text": line})
            elif old[key] != (position, line):
                book.update("clause", key, {"position": position, "text": line})


def minute_texts(book: Book, minute: str) -> dict[str, str] | None:
    """What one minute holds: ``printed``, ``discussion`` and ``resolved``; ``None`` if not here."""
    row = book.row("SELECT meeting FROM minute WHERE id = ? AND withdrawn = 0", (minute,))
    if row is None:
        return None
    found = next(each for each in minutes_of(book, row["meeting"]) if each.key == minute)
    return {"printed": found.printed, "discussion": found.discussion, "resolved": found.resolved}


def clause_lines(text: str) -> list[str]:
    """The clauses in a text: its lines that are not blank."""
    return [line for line in text.split("\n") if line.strip()]


def _carry_over(keys: list[str], old: list[str], new: list[str]) -> list[str | None]:
    """For each new line the key of the old clause it continues, or ``None`` for a new one.

    Lines that stayed continue themselves, then lines that moved; a line left over
    was edited if it still follows the clause that the old one followed.
    """
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    middle = range(head, len(new) - tail)
    carried = [*keys[:head], *[None] * len(middle), *keys[len(keys) - tail :]]
    left: dict[str, str] = dict(zip(keys, old, strict=True))
    for key in carried:
        left.pop(key or "", None)
    moved: dict[str, list[str]] = defaultdict(list)
    for key in reversed(left):
        moved[left[key]].append(key)
    for n in middle:
        if moved[new[n]]:
            carried[n] = key = moved[new[n]].pop()
            del left[key]
    follower: dict[str | None, str] = dict(zip(["", *keys], keys, strict=False))
    for n in middle:
        if carried[n] is None:
            next_key = follower.get(carried[n - 1] if n else "")
            if next_key and left.pop(next_key, None):
                carried[n] = next_key
    return carried


def _conflict(book: Book, theirs: str, where: str, minute: str) -> TextConflict:
    row = book.row(
        f'SELECT actor, at FROM change WHERE "table" = {where} ORDER BY seq DESC LIMIT 1', (minute,)
    )
    return TextConflict(
        theirs, row["actor"] if row else "Another session", row["at"] if row else ""
    )
