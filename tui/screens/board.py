"""Board: the meetings, and what wants doing about the one in hand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rich.text import Text
from textual import on
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget

from board.actions import Action
from board.bank_holidays import bank_holidays
from board.checklist import missing
from board.clock import long_day, read_time, spoken
from board.meetings import Body, Meeting
from board.notice import deadline, working_shown
from board.record import MeetingRecord
from board.text import visible
from storage.actions import Tally, overdue_actions, tally
from storage.book import Book
from storage.meetings import (
    add_meeting,
    bodies,
    change_meeting,
    meeting_record,
    meetings,
    withdraw_meeting,
)
from tui.commands import BOARD, bindings
from tui.forms import ask_form, choice_question, chosen, day_question, one_day, time_question
from tui.histories import show_history
from tui.papers_out import export_papers
from tui.screens.base import BookScreen
from widgets.cells import Cell
from widgets.form import Question
from widgets.listing import Column, Listing, Row
from widgets.sheet import Sheet

_KINDS = ("public", "private")
REST = 0.15
"""Seconds the cursor rests on a meeting before its summary is shown: rows that it only
runs past are not read, and nothing is sent for them."""
_MOST = 8
"""How many overdue actions are written out; the rest are counted."""


class BoardScreen(BookScreen):
    """Every meeting in order of its day; beside it, what that meeting still needs."""

    KEYS = BOARD
    BINDINGS = bindings(BOARD)
    TITLE_WORD = "Board"
    DEFAULT_CSS = """
    BoardScreen {
        & #meetings { width: 1fr; }
        & #summary { width: 1fr; border-left: solid $primary; }
        &.-narrow #meetings { width: 38; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.meetings: list[Meeting] = []
        self._bodies: dict[str, Body] = {}
        self._tally = Tally()
        self._late: tuple[Action, ...] = ()
        self._holidays_read = False
        self._rest: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """The meetings on the left, the one in hand on the right."""
        with Horizontal():
            yield Listing(
                [Column("", 4), Column("Meeting", 0), Column("", 10)],
                empty="No meetings yet: n makes one.",
                id="meetings",
            )
            yield Sheet(id="summary")

    async def reread(self) -> None:
        """Read the meetings again and show them; list and summary are one paint."""
        read = await self.hwb.desk.ask(_read, self.hwb.meeting, self.hwb.today())
        self._bodies, self.meetings, self._tally, self._late, record = read
        at = next((i for i, m in enumerate(self.meetings) if m.key == self.hwb.meeting), None)
        self.query_one("#meetings", Listing).show(len(self.meetings), self._line, at)
        if record is not None and record.meeting.key == self.hwb.meeting:
            self._show_summary(record)
        else:
            await self._summarise()

    @property
    def current(self) -> Meeting | None:
        """The meeting the cursor is on."""
        listing = self.query_one("#meetings", Listing)
        return self.meetings[listing.index] if self.meetings else None

    def _line(self, index: int) -> Row:
        meeting = self.meetings[index]
        day = meeting.day
        name = self._bodies[meeting.body].short or self._bodies[meeting.body].name
        style = {"open": "accent", "planned": ""}.get(meeting.state, "dim")
        return (
            Cell(f"m{meeting.number}", "dim"),
            Cell(f"{_short_day(day)} {name}", style),
            Cell(meeting.state, style),
        )

    @on(Listing.Moved, "#meetings")
    def _moved(self) -> None:
        if self.current is not None:
            self.hwb.meeting, self.hwb.item = self.current.key, None
            if self._rest is not None:
                self._rest.stop()
            self._rest = self.set_timer(REST, lambda: self.do(self._summarise()))

    @on(Listing.Chosen, "#meetings")
    def _chosen(self) -> None:
        if self.current is not None:
            self.hwb.choose_meeting(self.current.key)

    async def _summarise(self) -> None:
        if self.current is None:
            words = Text("n makes a meeting.\nhwb import members FILE brings in the members.")
            self.query_one("#summary", Sheet).show(words)
        else:
            self._show_summary(await self.hwb.desk.ask(meeting_record, self.current.key))

    def _show_summary(self, record: MeetingRecord) -> None:
        words = summary(
            record, self._tally, self._late, self.hwb.today(), notice=self._holidays_read
        )
        self.query_one("#summary", Sheet).show(words)
        if not self._holidays_read:
            self.call_after_refresh(lambda: self.do(self._read_holidays()))

    async def _read_holidays(self) -> None:
        """Read the bank holidays behind the first paint: their library is longer in coming
        than all the rest of the screen."""
        if not self._holidays_read:
            await asyncio.to_thread(bank_holidays, self.hwb.today().year)
            self._holidays_read = True
            await self._summarise()

    # Commands

    def action_new(self) -> None:
        """Make a meeting."""
        self.do(self._new())

    def action_edit(self) -> None:
        """Change the meeting."""
        if self.current is not None:
            self.do(self._edit(self.current))

    def action_withdraw(self) -> None:
        """Take the meeting off the list."""
        if self.current is not None:
            self.do(self._withdraw(self.current))

    def action_export(self) -> None:
        """Write the meeting's papers to a file."""
        self.do(self._export())

    def action_history(self) -> None:
        """What changed in the meeting."""
        if self.current is not None:
            self.do(show_history(self, "meeting", self.current.key, f"m{self.current.number}"))

    async def _new(self) -> None:
        record = await self.hwb.desk.ask(meeting_record, self.current.key) if self.current else None
        from storage.settings import read_settings

        house = (await self.hwb.desk.ask(read_settings)).meeting
        names = [body.short or body.name for body in self._bodies.values()]
        answers = await ask_form(
            self,
            "New meeting",
            [
                replace(day_question("day", "Day", None, self.hwb.today()), required=True),
                time_question("starts", "Starts at", house.starts),
                Question("venue", "Place", record.meeting.venue if record else house.venue),
                choice_question("kind", "Kind", house.kind, _KINDS),
                *(
                    [choice_question("body", "Body", names[0].lower(), [n.lower() for n in names])]
                    if len(names) > 1
                    else []
                ),
                choice_question("standing", "Standing items", "yes", ("yes", "no")),
            ],
        )
        if answers is None:
            return
        day, starts = one_day(answers["day"], self.hwb.today()), read_time(answers["starts"])
        if day is None or starts is None:
            self.say("A meeting needs a day and a time; nothing was made.", "warning")
            return
        wanted = answers.get("body", "")
        body = next(
            (
                b.key
                for b in self._bodies.values()
                if (b.short or b.name).lower().startswith(wanted)
            ),
            next(iter(self._bodies)),
        )
        self.hwb.meeting = await self.hwb.desk.ask(
            add_meeting,
            body,
            day,
            starts,
            answers["venue"],
            chosen(answers["kind"], _KINDS) or "public",
            standing_items=chosen(answers["standing"], ("yes", "no")) == "yes",
        )
        self.hwb.item = None
        await self.reread()
        self.say(f"{long_day(day)}: Enter opens its agenda.", "success")

    async def _edit(self, meeting: Meeting) -> None:
        answers = await ask_form(
            self,
            f"Meeting m{meeting.number}",
            [
                day_question("day", "Day", meeting.day, self.hwb.today()),
                time_question("starts", "Starts at", spoken(meeting.starts)),
                Question("venue", "Place", meeting.venue),
                choice_question("kind", "Kind", meeting.kind, _KINDS),
            ],
        )
        if answers is None:
            return
        await self.hwb.desk.ask(
            change_meeting,
            meeting.key,
            day=one_day(answers["day"], self.hwb.today()) or meeting.day,
            starts=(read_time(answers["starts"]) or meeting.starts).isoformat("minutes"),
            venue=answers["venue"],
            kind=chosen(answers["kind"], _KINDS) or meeting.kind,
        )
        await self.reread()

    async def _withdraw(self, meeting: Meeting) -> None:
        why = await self.prompt.ask(f"Why withdraw the meeting of {_short_day(meeting.day)}?")
        if why is not None:
            await self.hwb.desk.ask(withdraw_meeting, meeting.key, why)
            self.hwb.meeting = None
            await self.reread()

    async def _export(self) -> None:
        if self.current is not None:
            record = await self.hwb.desk.ask(meeting_record, self.current.key)
            await export_papers(self, record)


def _read(
    book: Book, meeting: str | None, today: date
) -> tuple[dict[str, Body], list[Meeting], Tally, tuple[Action, ...], MeetingRecord | None]:
    """Everything on the screen, in one errand; of `meeting` all there is, if it is still there."""
    known = meetings(book)
    there = meeting is not None and meeting in {each.key for each in known}
    return (
        {body.key: body for body in bodies(book)},
        known,
        tally(book, today),
        overdue_actions(book, today, _MOST),
        meeting_record(book, meeting) if there and meeting else None,
    )


def summary(
    record: MeetingRecord, counted: Tally, late: Sequence[Action], today: date, *, notice: bool
) -> Text:
    """What a meeting is, what it still needs, and how the board's actions stand.

    Without `notice`, room is left for the day by which to publish.
    """
    meeting, page = record.meeting, Text()
    page.append(f"{visible(record.body.name)}\n", "bold")
    page.append(f"{long_day(meeting.day)}, {spoken(meeting.starts)}\n{visible(meeting.venue)}\n")
    page.append(f"{meeting.kind} · {len(record.items)} items · {meeting.state}\n\n")
    if meeting.state == "planned":
        if notice:
            last = deadline(meeting.day, record.settings.notice)
            past = "  PAST" if last < today else ""
            page.append(f"Publish by {long_day(last)}{past}\n", "bold")
            page.append(f"{working_shown(last, meeting.day, record.settings.notice)}\n", "dim")
        else:
            page.append("Publish by …\n\n")
        waiting = [item for item in record.items if item.to_follow]
        for item in waiting:
            page.append(f"Report to follow: {visible(item.title)}\n")
    else:
        gaps = missing(record)
        page.append(f"{len(gaps)} to look at\n" if gaps else "Nothing is missing.\n", "bold")
        for flag in gaps:
            page.append(f"· {visible(flag.sentence)}\n")
    page.append(f"\nActions: {counted.open} open, {counted.overdue} overdue\n", "bold")
    for action in late:
        page.append(f"A{action.number} {visible(action.title)} · {visible(action.due.text)}\n")
    if counted.overdue > len(late):
        page.append(f"and {counted.overdue - len(late)} more\n", "dim")
    return page


def _short_day(day: date) -> str:
    words = long_day(day).split()
    return f"{words[0][:3]} {words[1]} {words[2][:3]} {words[3]}"
