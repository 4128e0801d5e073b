"""Attendance over a year: people by meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from board.room import room_at

if TYPE_CHECKING:
    from board.meetings import Meeting
    from board.room import RoomEvent, Standing
    from board.seats import Membership, Seat

LETTERS = {
    "present": "P",
    "remote": "R",
    "substitute": "S",
    "apologies": "A",
    "": "",
    "not a member": "-",
}
"""What can stand in a cell, and its letter. ``substitute``: one was sent to the
seat, which is not the holder's own presence. Blank is *not recorded*, which is
not absent."""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person in one seat, over the meetings of the year."""

    seat: Seat
    person: str
    cells: tuple[str, ...]
    """One of `LETTERS` for each meeting."""
    expected: int
    """Meetings with a roll at which the person was a member."""

    @property
    def attended(self) -> int:
        """Meetings the person came to, in the room or remotely."""
        return self.cells.count("present") + self.cells.count("remote")

    @property
    def percent(self) -> int | None:
        """Attended of expected, to the nearest whole per cent; ``None`` when none was expected."""
        if not self.expected:
            return None
        return (200 * self.attended + self.expected) // (2 * self.expected)


@dataclass(frozen=True, slots=True)
class Attendance:
    """The matrix: its meetings across, its people down in seat order."""

    meetings: tuple[Meeting, ...]
    rows: tuple[AttendanceRow, ...]

    def total(self, column: int, mark: str) -> int:
        """How many rows have `mark`, one of `LETTERS`, at the meeting of `column` (from 0)."""
        return sum(row.cells[column] == mark for row in self.rows)


def attendance(
    membership: Membership, meetings: Sequence[tuple[Meeting, Sequence[RoomEvent]]]
) -> Attendance:
    """The attendance of everyone who held a seat at one of `meetings`, each with its ledger.

    Somebody recorded in a seat on a day when nobody had entered them as its
    holder is kept too: what was recorded is not lost.
    """
    held = [_Sitting(membership, meeting, events) for meeting, events in meetings]
    rows = []
    for seat in sorted(membership.seats, key=lambda seat: seat.position):
        people = dict.fromkeys(person for sitting in held for person in sitting.members(seat))
        for person in people:
            cells = tuple(sitting.cell(seat, person) for sitting in held)
            expected = sum(
                sitting.called and cell != "not a member"
                for sitting, cell in zip(held, cells, strict=True)
            )
            rows.append(AttendanceRow(seat, person, cells, expected))
    return Attendance(tuple(meeting for meeting, _ in meetings), tuple(rows))


class _Sitting:
    """One meeting, as attendance reads it."""

    def __init__(
        self, membership: Membership, meeting: Meeting, events: Sequence[RoomEvent]
    ) -> None:
        self.membership = membership
        self.day = meeting.day
        self.marks = room_at(events).standings
        self.called = any(mark.seat for mark in self.marks)

    def members(self, seat: Seat) -> list[str]:
        """The holder of `seat` that day, and anyone else recorded in it in their own right."""
        holder = self.membership.holder(seat.key, self.day) if seat.exists_on(self.day) else None
        recorded = [mark.person for mark in self._of(seat, substitute=False)]
        return [holder, *recorded] if holder else recorded

    def cell(self, seat: Seat, person: str) -> str:
        """One of `LETTERS`."""
        if person not in self.members(seat):
            return "not a member"
        own = [mark for mark in self._of(seat, substitute=False) if mark.person == person]
        if own and own[0].attended:
            return "remote" if own[0].joined == "remote" else "present"
        if any(mark.attended for mark in self._of(seat, substitute=True)):
            return "substitute"
        return "apologies" if own else ""

    def _of(self, seat: Seat, *, substitute: bool) -> list[Standing]:
        return [
            mark for mark in self.marks if mark.seat == seat.key and mark.substitute == substitute
        ]
