"""The actions taken in the minute on screen."""

from __future__ import annotations

from typing import cast

from board.actions import Action
from board.record import MeetingRecord
from storage.actions import reword_action, withdraw_action
from tui.commands import ACTIONS_TAKEN, bindings
from tui.histories import show_history
from tui.panes.pane import Pane
from tui.screens.meeting import MeetingScreen
from tui.taking import action_as_typed, ask_action
from widgets.cells import Cell
from widgets.listing import Column, Row

MOST = 4
"""Lines the list takes at most; more of them scroll."""


class Taken(Pane):
    """Actions of one minute, under its resolution; not there when there are none."""

    KEYS = ACTIONS_TAKEN
    BINDINGS = bindings(ACTIONS_TAKEN)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            [Column("", 5), Column("Action", 0), Column("Lead", 14), Column("Due", 16)],
            head=False,
            stays=False,
            id=id,
        )
        self.record: MeetingRecord | None = None
        self.actions: tuple[Action, ...] = ()

    def show_actions(self, record: MeetingRecord, actions: tuple[Action, ...]) -> None:
        """Show these actions."""
        self.record, self.actions = record, actions
        self.styles.height = min(MOST, len(actions))
        self.display = bool(actions)
        self.show(len(actions), self._line)

    def _line(self, index: int) -> Row:
        action = self.actions[index]
        return (
            Cell(f"A{action.number}", "accent"),
            action.title,
            Cell(f"@{action.leads.text}", "") if action.leads.text else Cell("no lead", "warning"),
            Cell(action.due.text, "") if action.due.text else Cell("no date", "warning"),
        )

    def action_edit(self) -> None:
        """Change what, who or when, in the same one line."""
        self.desk_screen.do(self._edit())

    def action_withdraw(self) -> None:
        """Take the action off the list."""
        self.desk_screen.do(self._withdraw())

    def action_history(self) -> None:
        """Everything that changed in this action."""
        action = self.actions[self.index]
        title = f"A{action.number}"
        self.desk_screen.do(show_history(self.desk_screen, "action", action.key, title))

    async def _edit(self) -> None:
        action, record = self.actions[self.index], self.record
        if record is None:
            return
        line = await ask_action(
            cast(MeetingScreen, self.screen), record, f"A{action.number}:", action_as_typed(action)
        )
        if line is not None:
            await self.hwb.desk.ask(reword_action, action.key, line.text, line.leads, line.due)
            await self.desk_screen.reread()

    async def _withdraw(self) -> None:
        action = self.actions[self.index]
        why = await self.desk_screen.prompt.ask(f"Why withdraw A{action.number}?")
        if why is not None:
            await self.hwb.desk.ask(withdraw_action, action.key, why)
            await self.desk_screen.reread()
