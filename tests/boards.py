"""A small made-up board for the tests of rules: seats, people, a ledger and a record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from board.meetings import AgendaItem, Body, Clause, Meeting, Minute
from board.people import Person
from board.record import MeetingRecord
from board.room import RoomEvent
from board.seats import Holding, Membership, Seat
from board.settings import QuorumCondition, QuorumRule, Settings

DAY = date(2026, 4, 14)
START = datetime(2026, 4, 14, 14, 0)
WORCESTERSHIRE = QuorumRule(
    minimum=8, conditions=(QuorumCondition("elected"), QuorumCondition("ccg"))
)


def at(minutes: float) -> datetime:
    """So many minutes after the start of the meeting."""
    return START + timedelta(minutes=minutes)


def seat(position: int, *categories: str, **more: Any) -> Seat:
    """Seat ``s1`` and so on."""
    more.setdefault("represents", f"Place {position}")
    return Seat(f"s{position}", "hwb", position, categories=categories, **more)


def membership(seats: Iterable[Seat], vacant: Iterable[int] = ()) -> Membership:
    """Every seat held by ``p1`` and so on, with ``q1`` and so on as standing substitutes."""
    all_seats, empty = tuple(seats), set(vacant)
    holdings = [
        Holding(f"{who}{each.position}", each.key, f"{who}{each.position}", role)
        for each in all_seats
        if each.position not in empty
        for who, role in (("p", "holder"), ("q", "substitute"))
    ]
    return Membership(all_seats, tuple(holdings))


def board_of(
    voting: int = 12, elected: Iterable[int] = (1, 2, 3), ccg: Iterable[int] = (4, 5)
) -> Membership:
    """A board with voting seats, some elected, some of the ccg."""
    return membership(
        seat(n, *(["elected"] if n in elected else []), *(["ccg"] if n in ccg else []))
        for n in range(1, voting + 1)
    )


class Ledger:
    """Writes a room ledger the way an officer calls it."""

    def __init__(self) -> None:
        self.events: list[RoomEvent] = []

    def add(self, event: str, person: str, minutes: float = -5, **more: Any) -> Ledger:
        """One event; ``p3`` and ``q3`` belong to seat ``s3``, anybody else to none."""
        place = f"s{person[1:]}" if person[0] in "pq" and person[1:].isdigit() else None
        more.setdefault("seat", place)
        order = len(self.events)
        self.events.append(
            RoomEvent(f"e{order}", "m1", at(minutes), event, person, order=order, **more)
        )
        return self

    def present(self, *places: int) -> Ledger:
        """The holders of these seats answer the roll."""
        for place in places:
            self.add("present", f"p{place}")
        return self


PEOPLE = {
    "p1": Person("p1", "Cllr Anne Moss", "AM"),
    "p2": Person("p2", "Cllr Ben Oduya", "BO"),
    "p3": Person("p3", "Cllr Carys Lewin", "CL"),
    "p4": Person("p4", "Dr Kofi Osei", "KO"),
    "p5": Person("p5", "Dr Lena Farrow", "LF"),
    "q4": Person("q4", "Mina Hartley", "MH"),
    "guest": Person("guest", "Tom Reeve", "TR", post="Head of Libraries"),
}
ITEMS = tuple(
    AgendaItem(f"i{n}", "m1", n, title)
    for n, title in enumerate(("Welcome", "Apologies", "Winter plan", "Libraries and health"), 1)
)


def minute(n: int, discussion: str = "Noted.", *clauses: str) -> Minute:
    """Minute ``m57`` of item ``i1``, ``m58`` of item ``i2``, and so on."""
    listed = tuple(Clause(f"c{n}.{i}", i, text) for i, text in enumerate(clauses, 1))
    item = ITEMS[n - 57]
    return Minute(f"m{n}", "m1", item.key, n, str(n), item.title, discussion, listed)


def record(ledger: Ledger | None = None, **more: Any) -> MeetingRecord:
    """A meeting of a board of five, with four items, all minuted from 57 on."""
    meeting = Meeting(
        "m1", 3, "hwb", DAY, time(14), "Old Library", state="draft", started_at=START,
        ended_at=at(120), presiding="p1",
    )  # fmt: skip
    given = {
        "settings": Settings(quorum=QuorumRule(minimum=2)),
        "body": Body("hwb", "Fenmark Health and Wellbeing Board", "HWB"),
        "meeting": meeting,
        "membership": board_of(5, (1, 2, 3), (4, 5)),
        "people": PEOPLE,
        "items": ITEMS,
        "minutes": tuple(minute(n) for n in range(57, 61)),
        "events": tuple((ledger or Ledger().present(1, 2, 3, 4, 5)).events),
    }
    return MeetingRecord(**(given | more))
