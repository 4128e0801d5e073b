"""What the screens of one meeting share: its record, its room line, its chair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from board.clock import long_day, spoken
from board.people import Organisation
from board.quorum import line
from board.record import MeetingRecord
from storage.book import Book
from storage.meetings import meeting_record, meetings
from storage.people import organisations
from tui.screens.base import BookScreen
from widgets.cells import Cell
from widgets.line import Line


class MeetingScreen(BookScreen):
    """A screen on the meeting the app has in hand."""

    record: MeetingRecord | None = None
    """Everything known about the meeting, as last read."""
    days: tuple[date, ...] = ()
    """The days of all meetings of its body."""
    organisations: tuple[Organisation, ...] = ()
    """The organisations in the book."""

    async def reread(self) -> None:
        """Read the meeting again and show it."""
        key = self.hwb.meeting
        if key is None:
            self.record = None
        else:
            self.record, self.days, self.organisations = await self.hwb.desk.ask(_read, key)
        if self.record is not None:
            self.show_record(self.record)
            self.show_room(self.record)
        self.show_masthead()

    def show_record(self, record: MeetingRecord) -> None:
        """Show the meeting as it is now."""
        raise NotImplementedError

    def masthead_words(self) -> tuple[Sequence[Cell], Sequence[Cell]]:
        """The meeting's body and day."""
        if self.record is None:
            return [Cell("no meeting in hand: F2 chooses one", "dim")], []
        meeting, body = self.record.meeting, self.record.body
        kind = "" if meeting.kind == "public" else f" ({meeting.kind})"
        return [Cell(f"{body.short or body.name}{kind} · {long_day(meeting.day)}")], []

    def show_room(self, record: MeetingRecord) -> None:
        """The room line: who is in, and which part of the quorum holds."""
        self.query_one("#room", Line).say(*room_words(record, self.hwb.ascii))


def _read(
    book: Book, meeting: str
) -> tuple[MeetingRecord, tuple[date, ...], tuple[Organisation, ...]]:
    record = meeting_record(book, meeting)
    days = tuple(each.day for each in meetings(book, record.body.key))
    return record, days, tuple(organisations(book).values())


def room_words(record: MeetingRecord, ascii_only: bool) -> tuple[list[Cell], list[Cell]]:
    """The room line, left and right: the quorum first, because it is what must be seen."""
    try:
        quorum = record.quorum
        changes = record.quorum_changes
    except ValueError as error:
        return [
            Cell(f" The quorum rule cannot be read: {error} (hwb settings --edit)", "error")
        ], []
    meeting = record.meeting
    here = [Cell(f"{len(record.room.in_room())} in the room ", "dim")]
    words = [Cell(f" {line(quorum, ascii=ascii_only)} ", "" if quorum.met else "warning")]
    lost = next((change.at for change in reversed(changes) if not change.met), None)
    had = any(change.met for change in changes)
    if not quorum.met and had and lost is not None and meeting.started_at is not None:
        words.insert(0, Cell(f" QUORUM LOST {spoken(lost)} ", "error"))
        here = []  # which part is missing must not be cut off on a narrow screen
    elif quorum.met and lost is not None and had and changes[-1].at > lost:
        words.append(Cell(f" regained {spoken(changes[-1].at)} ", "dim"))
    state = {
        "planned": "not begun",
        "open": f"since {spoken(meeting.started_at)}" if meeting.started_at else "",
    }.get(meeting.state, f"closed {spoken(meeting.ended_at)}" if meeting.ended_at else "closed")
    return words, [*here, Cell(f"{state} ", "strong")]
