"""The quorum: a rule, not a number, and right again after every event in the room."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from board.room import SEATED, Room, Standing, one_place_each, rooms

if TYPE_CHECKING:
    from fractions import Fraction

    from board.room import RoomEvent
    from board.seats import Membership, Seat
    from board.settings import QuorumRule


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of the rule: at least so many present from one category."""

    category: str
    have: int
    need: int
    called: str = ""
    """What the minutes call such a member: ``elected member of the council``."""

    @property
    def met(self) -> bool:
        """Whether this part of the quorum holds."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class Quorum:
    """The quorum at one moment: the members present and needed, and each condition."""

    have: int
    need: int
    parts: tuple[Part, ...] = ()

    @property
    def met(self) -> bool:
        """Whether there are enough members, and every condition holds as well."""
        return self.have >= self.need and all(part.met for part in self.parts)


@dataclass(frozen=True, slots=True)
class QuorumChange:
    """A moment at which the quorum was reached, lost or regained."""

    at: datetime
    met: bool
    quorum: Quorum


@dataclass(frozen=True, slots=True)
class Lapse:
    """A spell of the meeting without a quorum."""

    lost: datetime
    regained: datetime | None
    """``None``: not before the meeting ended, or not yet."""
    quorum: Quorum
    """As it stood when it was lost."""


def evaluate(
    rule: QuorumRule, room: Room, membership: Membership, day: date, item: str | None = None
) -> Quorum:
    """The quorum of `room` on `day`; with `item`, without those who withdrew for it.

    Members are counted, not votes: nobody counts twice, and a substitute counts
    for the categories of the seat.

    Raises:
        ValueError: the rule's fraction or basis cannot be read.
    """
    seats = {seat.key: seat for seat in membership.on(day)}
    counted = [
        seats[standing.seat]
        for standing in one_place_each(
            standing
            for standing in room.standings
            if standing.seat in seats and _counts(rule, standing, seats[standing.seat], day, item)
        )
        if standing.seat
    ]
    parts = tuple(
        Part(
            condition.category,
            sum(condition.category in seat.categories for seat in counted),
            condition.at_least,
            condition.called,
        )
        for condition in rule.conditions
    )
    return Quorum(len(counted), needed(rule, membership, day), parts)


def needed(rule: QuorumRule, membership: Membership, day: date) -> int:
    """How many members `rule` asks for: ``max(minimum, ceil(fraction × basis))``.

    Raises:
        ValueError: the rule's fraction or basis cannot be read.
    """
    if not rule.fraction.strip():
        return rule.minimum
    return max(rule.minimum, ceil(parse_fraction(rule.fraction) * _basis(rule, membership, day)))


def parse_fraction(text: str) -> Fraction:
    """The part of the basis that `text` stands for: ``1/4``.

    Raises:
        ValueError: it is not two whole numbers with a stroke, from just above 0 to 1.
    """
    # Here, because it loads decimal numbers too, and many rules have no fraction.
    from fractions import Fraction

    match = re.fullmatch(r"\s*([0-9]{1,4})\s*/\s*([0-9]{1,4})\s*", text)
    if match and 0 < int(match[1]) <= int(match[2]):
        return Fraction(int(match[1]), int(match[2]))
    raise ValueError(f'"{text}" is not a part of the membership: write it like 1/4')


def line(quorum: Quorum, *, ascii: bool = False) -> str:
    """The quorum in one line: ``Quorum 9/8 ✓ · elected 3/1 ✓ · ccg 0/1 ✗``.

    On a poor terminal (`ascii`) words stand for the marks: ``ok``, ``NOT MET``.
    """
    yes, no, between = ("ok", "NOT MET", " | ") if ascii else ("✓", "✗", " · ")
    if not quorum.need and not quorum.parts:
        return f"Quorum: no rule set, {quorum.have} present"
    whole = Part("Quorum", quorum.have, quorum.need)
    return between.join(
        f"{part.category} {part.have}/{part.need} {yes if part.met else no}"
        for part in (whole, *quorum.parts)
    )


def shortfall(quorum: Quorum) -> str:
    """Why there is no quorum, as minutes say it; blank when there is one."""
    missing = []
    if quorum.have < quorum.need:
        missing.append(_too_few(quorum.have, quorum.need, "who counted to the quorum"))
    for part in quorum.parts:
        if not part.met:
            which = f"in the category {part.category}"
            missing.append(_too_few(part.have, part.need, which, part.called))
    return " and ".join(missing)


def changes(
    rule: QuorumRule, events: Iterable[RoomEvent], membership: Membership, day: date
) -> tuple[QuorumChange, ...]:
    """The moments at which the quorum was reached, lost and regained, replayed from the ledger.

    Whatever has one time is settled before it is judged. Empty means that the
    quorum was never reached, or, for a rule that asks for nobody, never in question.
    """
    met = evaluate(rule, Room(), membership, day).met
    found = []
    for at, room in rooms(events):
        quorum = evaluate(rule, room, membership, day)
        if quorum.met != met:
            met = quorum.met
            found.append(QuorumChange(at, met, quorum))
    return tuple(found)


def lapses(
    moments: Iterable[QuorumChange], started: datetime | None, ended: datetime | None
) -> tuple[Lapse, ...]:
    """The spells without a quorum while the meeting sat, after it was first reached.

    What changes before the chair opens the meeting (the roll) or after it ends
    (everybody goes home) is no lapse.
    """
    found = []
    for change, after in pairwise((*moments, None)):
        if change is None or change.met:
            continue
        lost = max(change.at, started) if started else change.at
        regained = after.at if after and not (ended and after.at > ended) else None
        if not (ended and lost >= ended) and not (regained and regained <= lost):
            found.append(Lapse(lost, regained, change.quorum))
    return tuple(found)


def _counts(rule: QuorumRule, standing: Standing, seat: Seat, day: date, item: str | None) -> bool:
    return (
        standing.mark in SEATED
        and (rule.withdrawn or standing.here(item))
        and (rule.substitutes or not standing.substitute)
        and (rule.remote or standing.joined != "remote")
        and (rule.non_voting or seat.votes_on(day))
    )


def _basis(rule: QuorumRule, membership: Membership, day: date) -> int:
    seats = membership.on(day)
    match rule.basis:
        case "all seats":
            return len(seats)
        case "filled seats":
            return sum(membership.holder(seat.key, day) is not None for seat in seats)
        case "voting seats":
            return sum(seat.votes_on(day) for seat in seats)
    raise ValueError(f'"{rule.basis}" is not a basis: all seats, filled seats or voting seats')


def _too_few(have: int, need: int, which: str, called: str = "") -> str:
    one, many = (
        (called, f"members ({called})") if called else (f"member {which}", f"members {which}")
    )
    who = {0: f"no {one}", 1: f"1 {one}"}.get(have, f"{have} {many}")
    verb = "was" if have < 2 else "were"
    return f"{who} {verb} present" + (f" ({need} needed)" if have or need > 1 else "")
