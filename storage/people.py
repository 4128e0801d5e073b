"""People, organisations, seats and who holds them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from board.people import Organisation, Person
from board.seats import Holding, Membership, Seat
from storage.book import Book
from storage.cells import day
from storage.errors import Refused

_NAMING = (
    ("holding", "person"),
    ("room_event", "person"),
    ("meeting", "presiding"),
    ("action_lead", "person"),
    ("risk_owner", "person"),
)
"""Where a record names a person: table and field."""


def people(book: Book) -> dict[str, Person]:
    """Everybody in the book, by key, in the order they came in."""
    forms: dict[str, list[str]] = defaultdict(list)
    for row in book.rows("SELECT person, text FROM name_form WHERE withdrawn = 0 ORDER BY rowid"):
        forms[row["person"]].append(row["text"])
    return {
        row["id"]: Person(
            row["id"],
            row["name"],
            row["initials"],
            row["organisation"],
            row["post"],
            tuple(forms[row["id"]]),
        )
        for row in book.rows(
            "SELECT id, name, initials, organisation, post FROM person"
            " WHERE withdrawn = 0 ORDER BY rowid"
        )
    }


def organisations(book: Book) -> dict[str, Organisation]:
    """Every organisation in the book, by key."""
    rows = book.rows("SELECT id, name, short FROM organisation WHERE withdrawn = 0 ORDER BY rowid")
    return {row["id"]: Organisation(*row) for row in rows}


def membership(book: Book, body: str) -> Membership:
    """The seats of a body in order, and who has held them when."""
    stands_for: dict[str, list[str]] = defaultdict(list)
    for row in book.rows(
        "SELECT seat, organisation FROM seat_organisation WHERE withdrawn = 0 ORDER BY rowid"
    ):
        stands_for[row["seat"]].append(row["organisation"])
    seats = book.rows(
        "SELECT * FROM seat WHERE body = ? AND withdrawn = 0 ORDER BY position, rowid", (body,)
    )
    holdings = book.rows(
        "SELECT h.id, h.seat, h.person, h.role, h.from_day, h.to_day FROM holding AS h"
        " JOIN seat AS s ON s.id = h.seat"
        " WHERE s.body = ? AND h.withdrawn = 0 ORDER BY h.rowid",
        (body,),
    )
    return Membership(
        tuple(_seat(row, tuple(stands_for[row["id"]])) for row in seats),
        tuple(
            Holding(
                row["id"],
                row["seat"],
                row["person"],
                row["role"],
                day(row["from_day"]),
                day(row["to_day"]),
            )
            for row in holdings
        ),
    )


def add_person(
    book: Book,
    name: str,
    *,
    initials: str = "",
    organisation: str | None = None,
    post: str = "",
    forms: Iterable[str] = (),
) -> str:
    """Put somebody in the book; returns their key. Names may repeat: people do share them."""
    with book.writing():
        person = book.insert(
            "person",
            {"name": name, "initials": initials, "organisation": organisation, "post": post},
        )
        for text in dict.fromkeys(forms):
            book.insert("name_form", {"person": person, "text": text})
    return person


def change_person(book: Book, /, person: str, **values: Any) -> None:
    """Change fields of a person; ``forms`` replaces the other forms of the name."""
    forms = values.pop("forms", None)
    with book.writing():
        if values:
            book.update("person", person, values)
        if forms is None:
            return
        wanted = dict.fromkeys(forms)
        known = {
            row["text"]: row["id"]
            for row in book.rows(
                "SELECT id, text FROM name_form WHERE person = ? AND withdrawn = 0", (person,)
            )
        }
        for text in known.keys() - wanted.keys():
            book.withdraw("name_form", known[text])
        for text in wanted:
            if text not in known:
                book.insert("name_form", {"person": person, "text": text})


def save_person(
    book: Book, person: str | None, /, *, organisation: str | None = None, **values: Any
) -> str:
    """Change a person, or add one when `person` is ``None``; returns their key.

    Args:
        book: The book.
        person: Key of the person.
        organisation: Name of theirs, which is added if it is new; blank for none.
            ``None`` leaves it as it is.
        values: As `change_person` takes them.
    """
    with book.writing():
        if organisation is not None:
            known = organisation_named(book, organisation) if organisation.strip() else None
            values["organisation"] = known
        if person is None:
            return add_person(book, **values)
        change_person(book, person, **values)
    return person


def refuse_if_named(book: Book, person: str, today: date) -> None:
    """Refuse when a person cannot go off the list: they have a seat, or a record names them.

    Raises:
        Refused: Says which.
    """
    named = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} WHERE {field} = p.id AND withdrawn = 0)"
        for table, field in _NAMING
    )
    row = book.row(
        "SELECT p.name, EXISTS (SELECT 1 FROM holding AS h JOIN seat AS s ON s.id = h.seat"
        " WHERE h.person = p.id AND h.withdrawn = 0 AND s.withdrawn = 0"
        f" AND (h.to_day IS NULL OR h.to_day >= ?)) AS seated, {named} AS named"
        " FROM person AS p WHERE p.id = ?",
        (today.isoformat(), person),
    )
    if row and row["seated"]:
        raise Refused(f"{row['name']} has a seat: give it to somebody else first.")
    if row and row["named"]:
        raise Refused(f"{row['name']} is named in the records, and so stays in the book.")


def withdraw_person(book: Book, person: str, today: date, why: str) -> None:
    """Take a person off the list, with the reason.

    Raises:
        Refused: They have a seat, or a record names them.
    """
    with book.writing(why):
        refuse_if_named(book, person, today)
        book.withdraw("person", person)


def organisation_named(book: Book, name: str) -> str:
    """The key of the organisation called `name`, which is added if it is not there."""
    with book.writing():
        row = book.row(
            "SELECT id FROM organisation"
            " WHERE withdrawn = 0 AND (name = ? OR (short = ? AND short <> ''))",
            (name, name),
        )
        if row is not None:
            return str(row["id"])
        return book.insert("organisation", {"name": name, "short": ""})


def add_seat(
    book: Book,
    body: str,
    represents: str,
    *,
    voting: bool = True,
    office: str = "",
    categories: Iterable[str] = (),
    organisations: Iterable[str] = (),
    from_day: date | None = None,
    to_day: date | None = None,
) -> str:
    """Add a seat at the end of a body's membership; returns its key."""
    with book.writing():
        row = book.row("SELECT ifnull(max(position), 0) + 1 AS p FROM seat WHERE body = ?", (body,))
        seat = book.insert(
            "seat",
            {
                "body": body,
                "position": row["p"] if row else 1,
                "represents": represents,
                "voting": voting,
                "office": office,
                "categories": ";".join(categories),
                "from_day": from_day,
                "to_day": to_day,
            },
        )
        for organisation in organisations:
            book.insert("seat_organisation", {"seat": seat, "organisation": organisation})
    return seat


def change_seat(book: Book, /, seat: str, **values: Any) -> None:
    """Change fields of a seat; ``categories`` are given as words."""
    if "categories" in values:
        values["categories"] = ";".join(values["categories"])
    with book.writing():
        book.update("seat", seat, values)


def seat_person(
    book: Book,
    seat: str,
    person: str | None,
    *,
    role: str = "holder",
    from_day: date | None = None,
    to_day: date | None = None,
) -> None:
    """Let `person` hold a seat (or be its standing substitute) from `from_day`.

    Whoever held it before stops the day before. A holding that was to begin on
    that day or later is withdrawn; so is, with no `from_day`, any that has no end,
    as entered in error. ``None`` leaves the seat vacant.
    """
    first = from_day.isoformat() if from_day else ""
    with book.writing():
        held = book.rows(
            "SELECT id, from_day FROM holding WHERE seat = ? AND role = ? AND withdrawn = 0"
            " AND (to_day IS NULL OR (? <> '' AND to_day >= ?))",
            (seat, role, first, first),
        )
        for row in held:
            if from_day is None or (row["from_day"] or "") >= first:
                book.withdraw("holding", row["id"])
            else:
                book.update("holding", row["id"], {"to_day": from_day - timedelta(days=1)})
        if person is not None:
            book.insert(
                "holding",
                {
                    "seat": seat,
                    "person": person,
                    "role": role,
                    "from_day": from_day,
                    "to_day": to_day,
                },
            )


def _seat(row: sqlite3.Row, organisations: tuple[str, ...]) -> Seat:
    return Seat(
        row["id"],
        row["body"],
        row["position"],
        row["represents"],
        bool(row["voting"]),
        day(row["voting_from"]),
        day(row["voting_to"]),
        row["office"],
        tuple(filter(None, row["categories"].split(";"))),
        organisations,
        day(row["from_day"]),
        day(row["to_day"]),
    )
