"""The room ledger in the book."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from board.room import EVENTS, RoomEvent
from storage.book import Book
from storage.signed import refuse_if_signed


def ledger(book: Book, meeting: str) -> tuple[RoomEvent, ...]:
    """Every event of a meeting's room, in order of time, then of entry."""
    return tuple(
        RoomEvent(
            row["id"],
            row["meeting"],
            datetime.fromisoformat(row["at"]),
            row["event"],
            row["person"],
            row["seat"],
            row["item"],
            row["minute"],
            row["note"],
            row["entry"],
        )
        for row in book.rows(
            "SELECT * FROM room_event WHERE meeting = ? AND withdrawn = 0 ORDER BY at, entry",
            (meeting,),
        )
    )


def record_event(
    book: Book,
    meeting: str,
    event: str,
    person: str,
    at: datetime,
    *,
    seat: str | None = None,
    item: str | None = None,
    note: str = "",
) -> str:
    """Write one line of the ledger; returns its key. The minute open now goes with it."""
    if event not in EVENTS:
        raise ValueError(f"{event!r} is no event of a room")
    with book.writing():
        refuse_if_signed(book, meeting)
        entry = book.row(
            "SELECT ifnull(max(entry), 0) + 1 AS n FROM room_event WHERE meeting = ?", (meeting,)
        )
        minute = book.row(
            "SELECT id FROM minute WHERE meeting = ? AND closed_at IS NULL AND withdrawn = 0"
            " ORDER BY opened_at DESC LIMIT 1",
            (meeting,),
        )
        return book.insert(
            "room_event",
            {
                "meeting": meeting,
                "at": at,
                "event": event,
                "person": person,
                "seat": seat,
                "item": item,
                "minute": minute["id"] if minute else None,
                "note": note,
                "entry": entry["n"] if entry else 1,
            },
        )


def call_present(
    book: Book, meeting: str, members: Iterable[tuple[str, str]], at: datetime
) -> None:
    """Mark several members present at once: pairs of person and seat, as one change to undo."""
    with book.writing():
        for person, seat in members:
            record_event(book, meeting, "present", person, at, seat=seat)


def retime_event(book: Book, event: str, at: datetime) -> None:
    """Correct the time of an event; the log keeps the time as stamped."""
    with book.writing():
        refuse_if_signed(book, event, "room_event")
        book.update("room_event", event, {"at": at})


def withdraw_event(book: Book, event: str, why: str) -> None:
    """Take back an event entered in error."""
    with book.writing(why):
        refuse_if_signed(book, event, "room_event")
        book.withdraw("room_event", event)
