"""The year: people by meetings, with what each came to."""

from __future__ import annotations

from board.attendance import LETTERS, Attendance, attendance
from board.meetings import Meeting
from board.record import MeetingRecord
from board.room import RoomEvent
from storage.book import Book
from storage.meetings import meetings
from storage.room import ledger
from tui.panes.pane import Pane
from widgets.cells import Cell
from widgets.listing import Column, Row

MOST = 10
"""Meetings shown at most: the latest."""

_STYLES = {"present": "success", "remote": "success", "apologies": "warning", "substitute": ""}


class Year(Pane):
    """Attendance as a table: a letter a meeting, totals, per cent."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__([], empty="No meeting has been held yet.", id=id)
        self._table: Attendance | None = None
        self._record: MeetingRecord | None = None

    async def read(self, record: MeetingRecord) -> None:
        """Read the meetings held by the body of `record`, and show who came to each."""
        held = await self.hwb.desk.ask(held_meetings, record.body.key)
        self._record, self._table = record, attendance(record.membership, held[-MOST:])
        days = [f"{each.day.day}/{each.day.month}" for each in self._table.meetings]
        self.columns = (
            Column("Member (P present, R remote, S substitute, A apologies)", 0),
            *(Column(day, 5, right=True) for day in days),
            Column("Came", 6, right=True),
            Column("%", 4, right=True),
        )
        self.show(len(self._table.rows), self._line)

    def _line(self, index: int) -> Row:
        assert self._table is not None
        assert self._record is not None
        row = self._table.rows[index]
        percent = "" if row.percent is None else f"{row.percent}%"
        return (
            self._record.person(row.person).name,
            *(Cell(LETTERS[cell], _STYLES.get(cell, "dim")) for cell in row.cells),
            f"{row.attended}/{row.expected}",
            Cell(percent, "strong"),
        )


def held_meetings(book: Book, body: str) -> list[tuple[Meeting, tuple[RoomEvent, ...]]]:
    """The meetings of a body that have begun, each with its ledger."""
    return [
        (meeting, ledger(book, meeting.key))
        for meeting in meetings(book, body)
        if meeting.started_at is not None
    ]
