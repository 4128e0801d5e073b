"""The roster: the seats of a body, who sits in them, and everybody else in the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from board.meetings import Body
from board.names import called
from board.people import Organisation, Person
from board.seats import Holding, Membership, Seat
from storage.book import Book
from storage.meetings import bodies, meetings
from storage.people import membership, organisations, people
from storage.seating import Somebody

VACANT = "Vacant"
"""The word for a seat that nobody has."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Everybody and every seat, as the book has them on one day."""

    today: date
    body: Body
    """The body whose seats are listed."""
    bodies: tuple[Body, ...]
    memberships: Mapping[str, Membership]
    """Of every body, by its key."""
    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    by_initials: Mapping[str, Sequence[Person]]
    """Everybody who has some initials, by these without stops and capitals."""
    met: bool
    """Whether the body has met, so that its records name who sat where."""

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of the body in order, but for those that have ended."""
        return tuple(seat for seat in self.memberships[self.body.key].seats if self._stands(seat))

    def sitting(self, seat: Seat, role: str) -> Holding | None:
        """Who has `seat` today, as its holder or as its substitute."""
        return next((h for h in self.holdings(seat, role) if h.holds_on(self.today)), None)

    def holdings(self, seat: Seat, role: str) -> tuple[Holding, ...]:
        """Everybody who has had `seat` in a role, has it, or is to have it."""
        known = self.memberships[seat.body].holdings
        return tuple(h for h in known if h.seat == seat.key and h.role == role)

    def seated(self, person: str) -> list[tuple[Seat, Holding]]:
        """The seats a person has or is to have on any body, held ones first."""
        seats = {seat.key: seat for m in self.memberships.values() for seat in m.seats}
        found = [
            (seats[holding.seat], holding)
            for members in self.memberships.values()
            for holding in members.holdings
            if holding.person == person
            and holding.seat in seats
            and self._stands(seats[holding.seat])
            and (holding.to_day is None or holding.to_day >= self.today)
        ]
        return sorted(found, key=lambda pair: pair[1].role)

    def seat_words(self, seat: Seat) -> str:
        """What a seat is for, with its body when there are several."""
        if len(self.bodies) == 1:
            return seat.represents
        body = next(body for body in self.bodies if body.key == seat.body)
        return f"{body.short or body.name}: {seat.represents}"

    def name(self, holding: Holding | None) -> str:
        """The name of whoever holds; blank for nobody."""
        person = self.people.get(holding.person) if holding else None
        return person.name if person else ""

    def organisation(self, person: Person) -> Organisation | None:
        """The organisation a person comes from."""
        return self.organisations.get(person.organisation or "")

    def organisation_named(self, name: str) -> Organisation | None:
        """The organisation whose name, or its abbreviation, is `name`."""
        alike = (each for each in self.organisations.values() if name in (each.name, each.short))
        return next(alike, None) if name else None

    def named(self, text: str) -> Sequence[Person]:
        """Everybody `text` may mean: by a whole form of the name, or else by initials."""
        alike = [person for person in self.people.values() if called(text, (person,))]
        return alike or self.by_initials.get(_folded(text), ())

    def somebody(self, text: str) -> Somebody:
        """Whom `text` means: somebody known, somebody new by name, or nobody."""
        if text.strip().casefold() in ("", VACANT.casefold()):
            return None
        return next(iter(self.named(text)), text.strip())

    def own_names(self, person: Person) -> list[str]:
        """What nobody else goes by: initials, and forms of the name."""
        ways = filter(None, (person.initials, person.name, *person.forms))
        return [way for way in ways if len(self.named(way)) == 1]

    def sharers(self, initials: str, person: Person | None) -> list[str]:
        """The names of everybody who has these initials, apart from `person`."""
        key = person.key if person else None
        return [
            each.name for each in self.by_initials.get(_folded(initials), ()) if each.key != key
        ]

    def _stands(self, seat: Seat) -> bool:
        return seat.to_day is None or seat.to_day >= self.today


def read_roster(book: Book, meeting: str | None, today: date) -> Roster:
    """The roster of the body that holds `meeting`, or of the board when there is none."""
    known, held = tuple(bodies(book)), meetings(book)
    in_hand = next((each.body for each in held if each.key == meeting), known[0].key)
    everyone = people(book)
    return Roster(
        today,
        next(body for body in known if body.key == in_hand),
        known,
        {body.key: membership(book, body.key) for body in known},
        everyone,
        organisations(book),
        _by_initials(everyone.values()),
        any(each.started_at is not None for each in held if each.body == in_hand),
    )


def _by_initials(everyone: Iterable[Person]) -> Mapping[str, Sequence[Person]]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in everyone:
        if initials := _folded(person.initials):
            groups[initials].append(person)
    return groups


def _folded(initials: str) -> str:
    return "".join(initials.replace(".", "").split()).casefold()
