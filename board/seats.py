"""Seats: the places at the table. People hold seats; rules are about seats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OFFICES = ("chair", "co-chair", "vice-chair")
"""The offices a seat may carry. A blank office is an ordinary member's."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One place on a body, with what it represents and whether it votes."""

    key: str
    body: str
    position: int
    """Order in the membership list, from 1."""
    represents: str
    """What the seat is for: ``County Council, cabinet member for adult care``."""
    voting: bool = True
    voting_from: date | None = None
    """First day on which ``voting`` holds; before it the seat has no vote."""
    voting_to: date | None = None
    """Last day on which ``voting`` holds; after it the seat has no vote."""
    office: str = ""
    """One of `OFFICES`, or blank."""
    categories: tuple[str, ...] = ()
    """The words quorum conditions use: ``elected``, ``icb``."""
    organisations: tuple[str, ...] = ()
    """Keys of the organisations this seat stands for; one seat may hold two."""
    from_day: date | None = None
    to_day: date | None = None

    def votes_on(self, day: date) -> bool:
        """Whether this seat has a vote on `day`."""
        return self.voting and _within(day, self.voting_from, self.voting_to)

    def exists_on(self, day: date) -> bool:
        """Whether this seat is part of the body on `day`."""
        return _within(day, self.from_day, self.to_day)


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in a seat over a period: as its holder, or as its standing substitute."""

    key: str
    seat: str
    person: str
    role: str = "holder"
    """``holder`` or ``substitute``."""
    from_day: date | None = None
    to_day: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this holding runs on `day`."""
        return _within(day, self.from_day, self.to_day)


@dataclass(frozen=True, slots=True)
class Membership:
    """Who sits where on a body: its seats in order, and everyone's holdings."""

    seats: tuple[Seat, ...]
    holdings: tuple[Holding, ...]

    def on(self, day: date) -> tuple[Seat, ...]:
        """The seats of the body on `day`, in order."""
        return tuple(seat for seat in self.seats if seat.exists_on(day))

    def holder(self, seat: str, day: date) -> str | None:
        """Key of the person who holds `seat` on `day`; ``None`` is a vacancy."""
        return self._person(seat, day, "holder")

    def substitute(self, seat: str, day: date) -> str | None:
        """Key of the standing substitute for `seat` on `day`, if one is named."""
        return self._person(seat, day, "substitute")

    def seat_of(self, person: str, day: date) -> Seat | None:
        """The seat `person` holds on `day`, if any."""
        for holding in self.holdings:
            if holding.person == person and holding.role == "holder" and holding.holds_on(day):
                return next((seat for seat in self.on(day) if seat.key == holding.seat), None)
        return None

    def _person(self, seat: str, day: date, role: str) -> str | None:
        for holding in self.holdings:
            if holding.seat == seat and holding.role == role and holding.holds_on(day):
                return holding.person
        return None


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
