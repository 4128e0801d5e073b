"""Attendance: the roll call of the meeting in hand, and the year as a table."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Vertical
from textual.widget import Widget

from board.record import MeetingRecord
from storage.meetings import meetings
from storage.room import call_present
from tui.commands import ATTENDANCE, bindings
from tui.panes.roll import Roll
from tui.panes.year import Year
from tui.screens.meeting import MeetingScreen
from widgets.line import Line


class AttendanceScreen(MeetingScreen):
    """The roll, one key a member; and the year, people by meetings."""

    KEYS = ATTENDANCE
    BINDINGS = bindings(ATTENDANCE)
    TITLE_WORD = "Attendance"
    DEFAULT_CSS = """
    AttendanceScreen {
        & #year { display: none; }
        &.-year #year { display: block; }
        &.-year #roll { display: none; }
        & #room { background: $panel; }
    }
    """

    def body(self) -> Iterable[Widget]:
        """The roll or the year, and the room line."""
        with Vertical():
            yield Roll(seats=True, id="roll")
            yield Year(id="year")
        yield Line(id="room")

    def show_record(self, record: MeetingRecord) -> None:
        """Show the roll as the ledger has it."""
        self.query_one(Roll).show_record(record)

    async def reread(self) -> None:
        """Read the roll again, and the year when that is on screen."""
        await super().reread()
        if self.has_class("-year") and self.record is not None:
            await self.query_one(Year).read(self.record)

    def action_year(self) -> None:
        """Between the roll and the year."""
        self.toggle_class("-year")
        self.set_focus(self.query_one(Year if self.has_class("-year") else Roll))
        self.do(self.reread())

    def action_meeting(self) -> None:
        """Show the roll of the next meeting of the list; after the last, the first."""
        self.do(self._next_meeting())

    async def _next_meeting(self) -> None:
        keys = [meeting.key for meeting in await self.hwb.desk.ask(meetings)]
        if self.hwb.meeting in keys:
            self.hwb.meeting = keys[(keys.index(self.hwb.meeting) + 1) % len(keys)]
            self.hwb.item = None
            await self.reread()

    def action_everyone(self) -> None:
        """Mark every member without a mark present, in one change."""
        self.do(self._everyone())

    async def _everyone(self) -> None:
        roll = self.query_one(Roll)
        if self.record is None:
            return
        waiting = [
            (place.holder, place.seat.key)
            for place in roll.places
            if place.seat and place.holder and place.standing is None
        ]
        await self.hwb.desk.ask(
            call_present, self.record.meeting.key, waiting, self.record.stamp(self.hwb.now())
        )
        await self.reread()
        self.say(f"{len(waiting)} marked present. u takes it back.")
