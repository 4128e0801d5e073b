"""The sample board: a county of nobody's, two meetings minuted, one due now, and a risk log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from board.plain import from_plain
from board.settings import Settings
from storage.book import Book
from storage.people import add_person, add_seat, organisation_named, seat_person
from storage.sample.risks import keep_risks
from storage.sample.sittings import content, plan, sit
from storage.settings import save_settings

QUARTER = timedelta(weeks=13)
"""The board meets every thirteen weeks."""


def make_sample(path: Path, now: datetime) -> None:
    """Make the sample book at `path`; its next meeting is on the day of `now`.

    Raises:
        BookUnwritable: There is a file already, or the folder cannot be written.
    """
    book = Book.create(path, "Sample board")
    try:
        with book.writing():
            _fill(book, now.date())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        book.close()


def _fill(book: Book, today: date) -> None:
    board = content("board")
    save_settings(book, from_plain(Settings, board["settings"]))
    people = _people(book, board)
    seats = _seats(book, board, people)
    days = [_weekday(today + QUARTER * n) if n else today for n in range(-3, 2)]
    sit(book, "first", days[:3], people, seats)
    sit(book, "second", days[1:4], people, seats)
    plan(book, "today", days[2:])
    keep_risks(book, today)


def _weekday(day: date) -> date:
    """`day`, or the Friday before it when it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _people(book: Book, board: Mapping[str, Any]) -> dict[str, str]:
    """Put organisations and people in the book; returns the keys of people by id."""
    for organisation in board["organisation"]:
        key = organisation_named(book, organisation["name"])
        book.update("organisation", key, {"short": organisation.get("short", "")})
    return {
        person["id"]: add_person(
            book,
            person["name"],
            initials=person["initials"],
            organisation=_organisation(book, person.get("organisation", "")),
            post=person.get("post", ""),
            forms=person.get("forms", ()),
        )
        for person in board["person"]
    }


def _organisation(book: Book, name: str) -> str | None:
    return organisation_named(book, name) if name else None


def _seats(book: Book, board: Mapping[str, Any], people: Mapping[str, str]) -> dict[str, str]:
    """Put the seats in the book; returns their keys by the id of whoever holds them."""
    seats = {}
    for seat in board["seat"]:
        key = add_seat(
            book,
            "hwb",
            seat["represents"],
            voting=seat.get("voting", True),
            office=seat.get("office", ""),
            categories=seat.get("categories", ()),
            organisations=[organisation_named(book, name) for name in seat["organisations"]],
        )
        for role in ("holder", "substitute"):
            if role in seat:
                seat_person(book, key, people[seat[role]], role=role)
        seats[seat.get("holder", "")] = key
    return seats
