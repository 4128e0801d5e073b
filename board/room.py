"""The room ledger: who was in the room, and when.

The room is a ledger, not a tick box. Every arrival, departure, substitution and
withdrawal is one timed `RoomEvent`; the present list, the apologies, who may
vote and the quorum are all read off the ledger, never kept beside it.

The laws of the room:

* Events are settled by time, and at one time by the order they were recorded in.
* A seat has one person in it at most. A holder who comes in takes the seat back
  from a substitute; a substitute takes it from a holder only by a ``substitute`` event.
* Whoever left or withdrew is out until ``returned``, and is then what they were
  before: remote stays remote, a substitute stays a substitute.
* A person is in one place: leaving is leaving every seat they sit in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from board.seats import Membership

EVENTS = (
    "present",
    "apologies",
    "substitute",
    "remote",
    "arrived",
    "left",
    "withdrew",
    "returned",
    "in attendance",
    "not recorded",
)
"""``present``, ``remote`` and ``substitute`` are the roll; ``arrived`` is present
after the start; ``left`` and ``withdrew`` (for an interest, for one item) end in
``returned``; ``apologies`` is not in the room; ``in attendance`` is no member;
``not recorded`` takes a mark back, so that a slip of the key leaves a trace but
no claim."""

ROLL = ("present", "apologies", "substitute", "remote")
"""The events by which the roll is called."""

HERE = ("present", "remote", "in attendance")
"""The marks of somebody who is in the room."""

SEATED = ("present", "remote", "withdrew")
"""The marks of somebody who has a seat at the table; one person a seat."""

_MARKS = {
    "present": "present",
    "arrived": "present",
    "substitute": "present",
    "remote": "remote",
    "in attendance": "in attendance",
    "apologies": "apologies",
}


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """One line of the room ledger."""

    key: str
    meeting: str
    at: datetime
    """Local time, as stamped or as corrected."""
    event: str
    """One of `EVENTS`."""
    person: str
    """Key of the person it happened to: for ``substitute`` the person standing in."""
    seat: str | None = None
    """The seat concerned; ``None`` for somebody in attendance."""
    item: str | None = None
    """The agenda item concerned: of a withdrawal, or of ``in attendance (for item n)``."""
    minute: str | None = None
    """The minute that was open when it happened, so that the record can say
    "left after minute 57"."""
    note: str = ""
    order: int = 0
    """Order in which events were recorded; settles events at the same time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands at one moment, in one seat or in none."""

    person: str
    seat: str | None
    mark: str
    """``present``, ``remote``, ``apologies``, ``left``, ``withdrew``, ``in attendance``,
    or ``stood down``: somebody else has taken the seat."""
    since: datetime
    """When this mark was made."""
    substitute: bool = False
    """Whether they stand in for the holder of the seat."""
    joined: str = "present"
    """How they take part when they are here, and again when they return:
    ``present``, ``remote`` or ``in attendance``."""
    item: str | None = None
    """The agenda item the mark is for: of a withdrawal, or of an attendance."""
    minute: str | None = None
    """The minute that was open when the mark was made."""
    withdrawn_for: frozenset[str] = frozenset()
    """Every agenda item they withdrew for, kept after they return: an item may be reopened."""

    @property
    def attended(self) -> bool:
        """Whether they were in the room at some time up to now."""
        return self.mark != "apologies"

    def here(self, item: str | None = None) -> bool:
        """Whether they are in the room, and take part in `item` if one is given."""
        return self.mark in HERE and item not in self.withdrawn_for


@dataclass(frozen=True, slots=True)
class Room:
    """The room at one moment: everybody with a mark, in the order first recorded."""

    standings: tuple[Standing, ...] = ()

    def of_seat(self, seat: str) -> Standing | None:
        """Who speaks for `seat`: whoever sits in it, else the latest mark made for it.

        ``None`` means that nothing is recorded, which is not the same as absent.
        """
        marks = [standing for standing in self.standings if standing.seat == seat]
        return max(
            reversed(marks),
            key=lambda mark: (mark.mark in SEATED, mark.mark != "stood down", mark.since),
            default=None,
        )

    def of_person(self, person: str) -> Standing | None:
        """How `person` stands: where they are in the room, else their latest mark."""
        marks = [standing for standing in self.standings if standing.person == person]
        return max(reversed(marks), key=lambda mark: (mark.here(), mark.since), default=None)

    def in_room(self, item: str | None = None) -> tuple[Standing, ...]:
        """Everybody here, without those who withdrew for `item` if one is given."""
        return tuple(standing for standing in self.standings if standing.here(item))


def settled(events: Iterable[RoomEvent]) -> list[RoomEvent]:
    """The events that still claim something, in the order they are settled.

    ``not recorded`` takes back all that was said before of that person in that
    seat; of somebody with nothing recorded there, all that was said of the seat.
    """
    claims: list[RoomEvent] = []
    for event in sorted(events, key=attrgetter("at", "order")):
        if event.event == "not recorded":
            taken = [claim for claim in claims if _same_person(claim, event)] or [
                claim for claim in claims if event.seat and claim.seat == event.seat
            ]
            claims = [claim for claim in claims if claim not in taken]
        else:
            claims.append(event)
    return claims


def _same_person(claim: RoomEvent, event: RoomEvent) -> bool:
    return claim.person == event.person and (
        event.seat is None or claim.seat is None or claim.seat == event.seat
    )


def rooms(events: Iterable[RoomEvent]) -> Iterator[tuple[datetime, Room]]:
    """The room after each moment of the ledger.

    Whatever has one time is settled together, so that a substitute who changes
    places with a holder leaves no gap between them.

    Raises:
        ValueError: an event is none of `EVENTS`.
    """
    places: _Places = {}
    for at, moment in groupby(settled(events), key=attrgetter("at")):
        for event in moment:
            _apply(places, event)
        yield at, Room(tuple(places.values()))


def room_at(events: Iterable[RoomEvent], when: datetime | None = None) -> Room:
    """The room as it stood at `when`, after what happened then; ``None`` is after everything."""
    room = Room()
    for at, after in rooms(events):
        if when is not None and at > when:
            break
        room = after
    return room


def voters(
    room: Room,
    membership: Membership,
    day: date,
    item: str | None = None,
    *,
    remote: bool = False,
) -> tuple[Standing, ...]:
    """Those who may vote now, in seat order: in the room, in a voting seat, not withdrawn.

    Nobody votes twice: somebody with two places votes from the seat they hold.
    Members who join remotely vote only where the board's rule lets them (`remote`),
    since a member must be in the room to vote (LGA 1972 Sch 12 para 39).
    """
    found = [
        standing
        for seat in membership.on(day)
        if seat.votes_on(day)
        for standing in room.in_room(item)
        if standing.seat == seat.key
        and standing.mark in SEATED
        and (remote or standing.mark != "remote")
    ]
    return one_place_each(found)


def one_place_each(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """The same, with each person once: in the seat they hold before one they stand in for."""
    chosen: dict[str, Standing] = {}
    everybody = tuple(standings)
    for standing in sorted(everybody, key=attrgetter("substitute")):
        chosen.setdefault(standing.person, standing)
    return tuple(standing for standing in everybody if chosen[standing.person] is standing)


_Places = dict[tuple[str, str | None], Standing]


def _apply(places: _Places, event: RoomEvent) -> None:
    if event.event in ("left", "withdrew", "returned"):
        _move(places, event)
        return
    if event.event not in _MARKS:
        raise ValueError(f'"{event.event}" is not an event of the room ledger')
    mark = _MARKS[event.event]
    known = places.get((event.person, event.seat))
    standing = Standing(
        event.person,
        event.seat,
        mark,
        event.at,
        substitute=event.event == "substitute" or (known is not None and known.substitute),
        joined=mark if mark in HERE else "present",
        item=event.item,
        minute=event.minute,
        withdrawn_for=known.withdrawn_for if known else frozenset(),
    )
    _put(places, standing, event)


def _move(places: _Places, event: RoomEvent) -> None:
    """Somebody goes out of the room or comes back into it, wherever they sit."""
    unmarked = Standing(event.person, event.seat, "present", event.at)
    place = places.get((event.person, event.seat), unmarked)
    mine = [mark for mark in places.values() if mark.person == event.person and mark.attended]
    for standing in mine or [place]:
        mark, withdrawn_for = standing.mark, standing.withdrawn_for
        if event.event == "left":
            mark = "left"
        elif event.event == "returned":
            mark = standing.joined
        else:
            mark = "withdrew" if mark in HERE else mark
            withdrawn_for |= {event.item} if event.item else frozenset()
        moved = replace(
            standing,
            mark=mark,
            since=event.at,
            item=event.item,
            minute=event.minute,
            withdrawn_for=withdrawn_for,
        )
        _put(places, moved, event)


def _put(places: _Places, standing: Standing, event: RoomEvent) -> None:
    """Record `standing`; if it takes a seat, whoever else sat there stands down."""
    others = [
        (place, other)
        for place, other in places.items()
        if standing.mark in SEATED
        and standing.seat
        and other.seat == standing.seat
        and other.person != standing.person
        and other.mark in SEATED
    ]
    if others and standing.substitute and event.event != "substitute":
        standing, others = replace(standing, mark="stood down"), []
    for place, other in others:
        # Before the first minute a second mark for a seat corrects the first; after it
        # both were there, one after the other.
        if event.event in ROLL and event.minute is None:
            del places[place]
        else:
            places[place] = replace(other, mark="stood down", since=event.at, minute=event.minute)
    places[standing.person, standing.seat] = standing
