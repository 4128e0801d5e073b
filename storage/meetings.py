"""Meetings: making them, opening and closing them, and everything known about one."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime, time
from typing import Any

from board.dates import read_typed
from board.meetings import Body, Meeting
from board.plain import to_plain
from board.record import MeetingRecord
from storage.actions import actions_of
from storage.agenda import add_item, agenda
from storage.book import Book
from storage.cells import moment
from storage.errors import Refused
from storage.minutes import close_open_minutes, minutes_of
from storage.people import membership, people
from storage.room import ledger
from storage.settings import read_settings
from storage.signed import refuse_if_signed


def bodies(book: Book) -> list[Body]:
    """The bodies that meet, the board first."""
    rows = book.rows("SELECT id, name, short FROM body WHERE withdrawn = 0 ORDER BY position")
    return [Body(*row) for row in rows]


def meetings(book: Book, body: str | None = None) -> list[Meeting]:
    """The meetings of a body, or of all, in order of their days."""
    where, values = ("", ()) if body is None else ("AND body = ?", (body,))
    return [
        _meeting(row)
        for row in book.rows(
            f"SELECT * FROM meeting WHERE withdrawn = 0 {where} ORDER BY day, starts, number",
            values,
        )
    ]


def find_meeting(book: Book, text: str, today: date) -> Meeting:
    """The meeting meant by a number, a day as it is typed, ``next`` or ``last`` (the last
    that has begun, or was due by `today`).

    Raises:
        Refused: There is none, or more than one on that day.
    """
    known = meetings(book)
    word = text.strip().lower()
    if word in ("next", "last"):
        ahead = [m for m in known if m.started_at is None and m.day >= today]
        behind = [m for m in known if m.started_at is not None or m.day < today]
        found = ahead[:1] if word == "next" else behind[-1:]
    elif word.isdecimal():
        found = [m for m in known if m.number == int(word)]
    else:
        day = read_typed(word, today)
        found = [m for m in known if day.earliest == m.day == day.latest]
    if len(found) == 1:
        return found[0]
    if found:
        numbers = " or ".join(str(m.number) for m in found)
        raise Refused(f"there is more than one meeting on {text}; give its number: {numbers}")
    raise Refused(f"there is no meeting {text}; hwb meetings lists them by day and number")


def add_meeting(
    book: Book,
    body: str,
    day: date,
    starts: time,
    venue: str = "",
    kind: str = "public",
    *,
    standing_items: bool = False,
) -> str:
    """Put a meeting in the book, with the board's standing items if wanted; returns its key."""
    with book.writing():
        row = book.row("SELECT ifnull(max(number), 0) + 1 AS n FROM meeting")
        meeting = book.insert(
            "meeting",
            {
                "number": row["n"] if row else 1,
                "body": body,
                "day": day,
                "starts": starts,
                "venue": venue,
                "kind": kind,
                "state": "planned",
                "quorum_rule": "",
            },
        )
        if standing_items:
            copy_standing_items(book, meeting)
    return meeting


def copy_standing_items(book: Book, meeting: str) -> int:
    """Add the board's standing items that the agenda has not yet; returns how many."""
    with book.writing():
        have = {item.title.casefold() for item in agenda(book, meeting)}
        wanted = [
            item
            for item in read_settings(book).meeting.standing_items
            if item.title.casefold() not in have
        ]
        for item in wanted:
            add_item(book, meeting, item.title, purpose=item.purpose)
    return len(wanted)


def change_meeting(book: Book, /, meeting: str, **values: Any) -> None:
    """Change the day, starts, venue, kind, presiding, started_at or ended_at of a meeting."""
    with book.writing():
        refuse_if_signed(book, meeting)
        book.update("meeting", meeting, values)


def withdraw_meeting(book: Book, meeting: str, why: str) -> None:
    """Take a meeting out of the book's lists, with the reason."""
    with book.writing(why):
        refuse_if_signed(book, meeting)
        book.withdraw("meeting", meeting)


def open_meeting(book: Book, meeting: str, at: datetime) -> None:
    """Stamp the start of a meeting and keep the quorum rule of the day with it."""
    rule = json.dumps(to_plain(read_settings(book).quorum), ensure_ascii=False)
    with book.writing():
        refuse_if_signed(book, meeting)
        book.update("meeting", meeting, {"state": "open", "started_at": at, "quorum_rule": rule})


def close_meeting(book: Book, meeting: str, at: datetime) -> None:
    """Stamp the end of a meeting; its minutes are now a draft."""
    with book.writing():
        refuse_if_signed(book, meeting)
        close_open_minutes(book, meeting, at)
        book.update("meeting", meeting, {"state": "draft", "ended_at": at})


def reopen_meeting(book: Book, meeting: str, why: str) -> None:
    """Go on with a meeting that was closed too early."""
    with book.writing(why):
        refuse_if_signed(book, meeting)
        book.update("meeting", meeting, {"state": "open", "ended_at": None})


def meeting_record(book: Book, meeting: str) -> MeetingRecord:
    """Everything known about one meeting, as one value."""
    row = book.row("SELECT * FROM meeting WHERE id = ?", (meeting,))
    if row is None:
        raise Refused("that meeting is not in this book")
    found = _meeting(row)
    body = next(body for body in bodies(book) if body.key == found.body)
    return MeetingRecord(
        settings=read_settings(book),
        body=body,
        meeting=found,
        membership=membership(book, found.body),
        people=people(book),
        items=agenda(book, meeting),
        minutes=minutes_of(book, meeting),
        events=ledger(book, meeting),
        actions=actions_of(book, meeting),
    )


def _meeting(row: sqlite3.Row) -> Meeting:
    return Meeting(
        row["id"],
        row["number"],
        row["body"],
        date.fromisoformat(row["day"]),
        time.fromisoformat(row["starts"]),
        row["venue"],
        row["kind"],
        row["state"],
        moment(row["started_at"]),
        moment(row["ended_at"]),
        row["presiding"],
        row["quorum_rule"],
    )
