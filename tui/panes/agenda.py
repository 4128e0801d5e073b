"""The agenda down the side: items with their minute numbers and how far each has come."""

from __future__ import annotations

from board.meetings import AgendaItem
from board.record import MeetingRecord
from storage.agenda import add_item, change_item, move_item, withdraw_item
from storage.meetings import copy_standing_items
from storage.minutes import withdraw_minute
from tui.commands import AGENDA, bindings
from tui.forms import ask_form
from tui.histories import show_history
from tui.panes.pane import Pane
from widgets.cells import Cell
from widgets.form import Question
from widgets.listing import Column, Row
from widgets.shapes import MINUTE


class Agenda(Pane):
    """The agenda of one meeting."""

    KEYS = AGENDA
    BINDINGS = bindings(AGENDA)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            [Column("", 1), Column("", 2, right=True), Column("Agenda", 0), Column("Min.", 4)],
            empty="No items: n adds one, c copies the standing items.",
            id=id,
        )
        self.record: MeetingRecord | None = None

    def show_record(self, record: MeetingRecord, item: str | None) -> None:
        """Show the agenda, with `item` as the current one."""
        self.record = record
        longest = max((len(minute.printed) for minute in record.minutes), default=4)
        self.columns = (*self.columns[:-1], Column("Min.", max(4, min(longest, 10)), right=True))
        index = next((i for i, each in enumerate(record.items) if each.key == item), None)
        self.show(len(record.items), self._line, index)

    @property
    def current(self) -> AgendaItem | None:
        """The item the cursor is on."""
        return self.record.items[self.index] if self.record and self.record.items else None

    def _line(self, index: int) -> Row:
        record = self.record
        assert record is not None
        item = record.items[index]
        minute = record.minute_of(item)
        state = ""
        if minute is not None:
            state = "open" if minute.closed_at is None else "blank" if minute.blank else "done"
            if record.meeting.state != "open" and state == "open":
                state = "blank" if minute.blank else "done"
        shape = MINUTE[state]
        return (
            Cell(shape.draw(self.hwb.ascii), shape.style),
            Cell(record.item_number(item), "dim"),
            Cell(item.title, "strong" if state == "open" else ""),
            Cell(minute.printed if minute else "", shape.style or "dim"),
        )

    def action_new(self) -> None:
        """Add an item after this one."""
        self.desk_screen.do(self._new())

    def action_edit(self) -> None:
        """Change this item."""
        self.desk_screen.do(self._edit())

    def action_withdraw(self) -> None:
        """Take this item off the agenda."""
        self.desk_screen.do(self._withdraw())

    def action_earlier(self) -> None:
        """Up one place."""
        self.desk_screen.do(self._move(-1))

    def action_later(self) -> None:
        """Down one place."""
        self.desk_screen.do(self._move(1))

    def action_standing(self) -> None:
        """Add the standing items not on this agenda."""
        self.desk_screen.do(self._standing())

    def action_reset(self) -> None:
        """Take back the minute of this item."""
        self.desk_screen.do(self._reset())

    def action_history(self) -> None:
        """What changed in this item's minute, or in the item."""
        item = self.current
        if item is not None and self.record is not None:
            minute = self.record.minute_of(item)
            key = ("minute", minute.key) if minute else ("agenda_item", item.key)
            self.desk_screen.do(show_history(self.desk_screen, *key, item.title))

    async def _new(self) -> None:
        record = self.record
        if record is None:
            return
        title = await self.desk_screen.prompt.ask("New item:")
        if not title or not title.strip():
            return
        after = self.index + 1 if record.items else 0
        before = record.items[after].key if after < len(record.items) else None
        await self.hwb.desk.ask(add_item, record.meeting.key, title.strip(), before=before)
        await self.desk_screen.reread()
        self.move_to(after)

    async def _edit(self) -> None:
        item = self.current
        if item is None:
            return
        answers = await ask_form(
            self.desk_screen,
            f"Item {self.index + 1}",
            [
                Question("title", "Title", item.title, required=True),
                Question("purpose", "Purpose", item.purpose, "To note, to agree, to consider …"),
                Question("presenter", "Presenter", item.presenter),
                Question("responsible", "Responsible officer", item.responsible),
                Question("author", "Report author", item.author),
                Question("report", "Report number", item.report),
                Question(
                    "pages",
                    "Pages",
                    "to follow" if item.to_follow else item.pages,
                    "9 - 14, or: to follow",
                ),
                Question("number", "Number as printed", item.number, "blank: its place"),
            ],
        )
        if answers is None:
            return
        follows = answers["pages"].strip().casefold() == "to follow"
        values: dict[str, object] = {**answers, "to_follow": follows}
        if follows:
            values["pages"] = ""
        await self.hwb.desk.ask(change_item, item.key, **values)
        await self.desk_screen.reread()

    async def _withdraw(self) -> None:
        item, record = self.current, self.record
        if item is None or record is None:
            return
        if record.minute_of(item) is not None:
            self.desk_screen.say("This item is minuted; w takes the minute back first.", "warning")
            return
        why = await self.desk_screen.prompt.ask(f"Why take “{item.title[:30]}” off the agenda?")
        if why is not None:
            await self.hwb.desk.ask(withdraw_item, item.key, why)
            await self.desk_screen.reread()

    async def _move(self, by: int) -> None:
        item, record = self.current, self.record
        if item is None or record is None:
            return
        target = self.index + by
        await self.hwb.desk.ask(move_item, record.meeting.key, item.key, by)
        await self.desk_screen.reread()
        self.move_to(target)

    async def _standing(self) -> None:
        if self.record is None:
            return
        count = await self.hwb.desk.ask(copy_standing_items, self.record.meeting.key)
        await self.desk_screen.reread()
        self.desk_screen.say(f"{count} standing items added." if count else "They are all there.")

    async def _reset(self) -> None:
        item, record = self.current, self.record
        minute = record.minute_of(item) if item and record else None
        if minute is None:
            self.desk_screen.say("This item has no minute yet.")
            return
        why = await self.desk_screen.prompt.ask(f"Why take minute {minute.printed} back?")
        if why is not None and await self.desk_screen.flush():
            await self.hwb.desk.ask(withdraw_minute, minute.key, why)
            await self.desk_screen.reread()
