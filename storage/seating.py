"""Seats as an officer changes them: filled, put in another order, given up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from board.people import Person
from storage.book import Book
from storage.cells import day
from storage.errors import Refused
from storage.people import add_person, add_seat, change_seat, membership, seat_person

Somebody = Person | str | None
"""Somebody in the book, somebody new by name, or nobody."""


def save_seat(
    book: Book,
    body: str,
    seat: str | None,
    values: Mapping[str, Any],
    sitters: Mapping[str, tuple[Somebody, date | None]],
    redated: Mapping[str, date | None],
) -> str:
    """Change a seat, or add one when `seat` is ``None``, in one transaction; returns its key.

    Args:
        book: The book.
        body: Key of the body.
        seat: Key of the seat.
        values: Fields of the seat.
        sitters: By role (``holder`` or ``substitute``), who has the seat from now
            on and the first day of it; a role that is not named stays as it is.
        redated: By the key of a holding, the first day it should have had.
    """
    with book.writing():
        if seat is None:
            seat = add_seat(book, body, **values)
        else:
            change_seat(book, seat, **values)
        for role, (somebody, first) in sitters.items():
            seat_person(book, seat, _key(book, somebody), role=role, from_day=first)
        for holding, first in redated.items():
            book.update("holding", holding, {"from_day": first})
    return seat


def _key(book: Book, somebody: Somebody) -> str | None:
    if isinstance(somebody, Person):
        return somebody.key
    return add_person(book, somebody) if somebody else None


def move_seat(book: Book, body: str, seat: str, past: str) -> None:
    """Move a seat to the other side of the seat `past` in the order of the membership."""
    with book.writing():
        positions = {each.key: each.position for each in membership(book, body).seats}
        if not {seat, past} <= positions.keys():
            raise Refused("that seat is no longer on the list")
        order = list(positions)
        place = order.index(past)
        order.remove(seat)
        order.insert(place, seat)
        for position, key in enumerate(order, 1):
            if positions[key] != position:
                book.update("seat", key, {"position": position})


def withdraw_seat(book: Book, seat: str, today: date, why: str) -> date | None:
    """Take a seat off the list, and its holder out of it, with the reason.

    A seat that the roll of a meeting knows stays for that meeting: it ends
    yesterday, or on the day of the last such meeting. Returns that last day, or
    ``None`` when the seat is gone altogether.
    """
    with book.writing(why):
        row = book.row(
            "SELECT max(m.day) AS day FROM room_event AS e JOIN meeting AS m ON m.id = e.meeting"
            " WHERE e.seat = ? AND e.withdrawn = 0 AND m.withdrawn = 0",
            (seat,),
        )
        sat = day(row["day"]) if row else None
        last = max(sat, today - timedelta(days=1)) if sat else None
        for role in ("holder", "substitute"):
            seat_person(
                book, seat, None, role=role, from_day=last + timedelta(days=1) if last else None
            )
        if last:
            book.update("seat", seat, {"to_day": last})
        else:
            book.withdraw("seat", seat)
    return last
