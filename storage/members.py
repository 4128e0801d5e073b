"""Lists that came in, put in the book: the members of a body, and the items of an agenda.

Both may be taken in again after a correction: what is there already is changed, not doubled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from board.incoming import AgendaRow, MemberRow
from board.meetings import AgendaItem
from board.seats import Seat
from storage.agenda import add_item, agenda, change_item
from storage.book import Book
from storage.people import (
    add_person,
    add_seat,
    change_person,
    change_seat,
    membership,
    organisation_named,
    people,
    seat_person,
)

_AGENDA_FIELDS = ("purpose", "presenter", "responsible", "author", "report", "pages", "to_follow")


def save_members(book: Book, body: str, rows: Sequence[MemberRow]) -> tuple[int, int]:
    """Put the seats of a list of members in the book, in one transaction.

    A seat of the same `represents` is the same seat, unless another row of the list
    has it for some of the same days. A person of the same name is the same person.

    Returns:
        How many seats were added, and how many people.
    """
    with book.writing():
        arrival = _Arrival(book, body)
        for row in rows:
            arrival.take(row)
    return arrival.seats_added, arrival.people_added


def save_agenda(book: Book, meeting: str, rows: Sequence[AgendaRow]) -> tuple[int, int]:
    """Put the items of an agenda in the book, in one transaction.

    An item of the same title that is on the agenda already is filled in, not doubled.

    Returns:
        How many items were added, and how many were filled in.
    """
    with book.writing():
        waiting = list(agenda(book, meeting))
        changed = 0
        for row in rows:
            values = {field: getattr(row, field) for field in _AGENDA_FIELDS}
            known = next((item for item in waiting if _same(item.title, row.title)), None)
            if known is not None:
                waiting.remove(known)
                changed += 1
                change_item(book, known.key, **_said(values, known))
            else:
                key = add_item(book, meeting, row.title, **values)
                # A number that is only the item's place is not kept: items may yet move.
                if row.number not in ("", str(len(agenda(book, meeting)))):
                    change_item(book, key, number=row.number)
    return len(rows) - changed, changed


def _said(values: dict[str, object], item: AgendaItem) -> dict[str, object]:
    """What the list says of an item; where it says nothing, what the book has stays."""
    return {field: value or getattr(item, field) for field, value in values.items()}


class _Arrival:
    """One list of members on its way into the book."""

    def __init__(self, book: Book, body: str) -> None:
        self.seats_added = 0
        self.people_added = 0
        self._book = book
        self._body = body
        self._membership = membership(book, body)
        self._people = people(book)
        self._keys = {
            form.casefold(): person.key
            for person in reversed(self._people.values())
            for form in (*person.forms, person.name)
        }
        self._taken: dict[str, list[MemberRow]] = {}
        """The rows taken so far, by the key of their seat."""

    def take(self, row: MemberRow) -> None:
        """One row: its seat, its holder and the standing substitute."""
        organisations = [organisation_named(self._book, name) for name in row.organisations]
        seat = self._seat(row, organisations)
        self._taken.setdefault(seat, []).append(row)
        holder = self._person(row, organisations) if row.name else None
        self._sits(seat, holder, "holder", row.from_day, row.to_day)
        if row.substitute:
            self._sits(seat, self._called(row.substitute), "substitute", None, None)

    def _seat(self, row: MemberRow, organisations: Sequence[str]) -> str:
        alike = [seat for seat in self._membership.seats if self._is_seat(seat, row)]
        theirs = [seat for seat in alike if self._held(seat, row.name)]
        known = next(iter(theirs or alike), None)
        values = {"voting": row.voting, "office": row.office, "categories": row.categories}
        if known is not None:
            change_seat(self._book, known.key, **values)
            return known.key
        for key, rows in self._taken.items():
            if _same(rows[0].represents, row.represents) and not any(_meet(row, r) for r in rows):
                return key
        self.seats_added += 1
        return add_seat(
            self._book,
            self._body,
            row.represents,
            voting=row.voting,
            office=row.office,
            categories=row.categories,
            organisations=organisations,
        )

    def _is_seat(self, seat: Seat, row: MemberRow) -> bool:
        others = self._taken.get(seat.key, ())
        return _same(seat.represents, row.represents) and not any(_meet(row, r) for r in others)

    def _held(self, seat: Seat, name: str) -> bool:
        """Whether somebody called `name` has held `seat`; seats may be called the same."""
        person = self._keys.get(name.casefold())
        return any(
            holding.seat == seat.key and holding.person == person and holding.role == "holder"
            for holding in self._membership.holdings
        )

    def _person(self, row: MemberRow, organisations: Sequence[str]) -> str:
        known = self._keys.get(row.name.casefold())
        if known is None:
            organisation = organisations[0] if organisations else None
            return self._add(row.name, row.initials, organisation, row.post)
        said = {"initials": row.initials, "post": row.post}
        if changed := {field: value for field, value in said.items() if value}:
            change_person(self._book, known, **changed)
        return known

    def _called(self, name: str) -> str:
        return self._keys.get(name.casefold()) or self._add(name)

    def _add(
        self, name: str, initials: str = "", organisation: str | None = None, post: str = ""
    ) -> str:
        self.people_added += 1
        key = add_person(self._book, name, initials=initials, organisation=organisation, post=post)
        self._keys[name.casefold()] = key
        return key

    def _sits(
        self, seat: str, person: str | None, role: str, first: date | None, last: date | None
    ) -> None:
        """Let `person` hold the seat, unless the book has exactly that already."""
        held = [
            (holding.person, holding.from_day, holding.to_day)
            for holding in self._membership.holdings
            if holding.seat == seat and holding.role == role
        ]
        wanted = (person, first, last)
        if wanted not in held and (person is not None or held):
            seat_person(self._book, seat, person, role=role, from_day=first, to_day=last)


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _meet(one: MemberRow, other: MemberRow) -> bool:
    """Whether two rows hold on some same day; no day given means always."""
    first = max(one.from_day or date.min, other.from_day or date.min)
    return first <= min(one.to_day or date.max, other.to_day or date.max)
