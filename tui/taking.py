"""Taking an action in one line, from where one stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from board.action_line import ActionLine, read_action_line, say
from board.actions import Action
from board.names import complete
from board.record import MeetingRecord
from tui.screens.meeting import MeetingScreen
from widgets.cells import Cell

_LEAD_BEGUN = re.compile(r"@(?:[^@]*[/,] ?)?([^@/,\s]*)$")


async def ask_action(
    screen: MeetingScreen, record: MeetingRecord, question: str, answer: str = ""
) -> ActionLine | None:
    """Ask for an action in one line and show what is understood as it is typed.

    Returns:
        The action, or ``None`` when the line was left, or blank.
    """
    days = [day for day in screen.days if day > record.meeting.day]
    known, people = screen.organisations, tuple(record.people.values())

    def understand(line: str) -> ActionLine:
        return read_action_line(line, record.meeting.day, days, people, known)

    def echo(line: str) -> Sequence[Cell]:
        if not line.strip():
            return [Cell(" what is to be done @who by when", "dim")]
        action = understand(line)
        return [Cell(f" {say(action, people)}", "warning" if action.leads.flags else "success")]

    def completions(line: str) -> Sequence[str]:
        begun = _LEAD_BEGUN.search(line)
        if begun is None or not begun[1]:
            return ()
        found = complete(begun[1], people)
        return [line[: begun.start(1)] + person.name for person in found]

    typed = await screen.prompt.ask(question, answer, echo=echo, complete=completions)
    if typed is None or not typed.strip():
        return None
    return understand(typed)


def action_as_typed(action: Action) -> str:
    """An action as the one line it could have been typed as."""
    parts = [action.title]
    if action.leads.text:
        parts.append(f"@{action.leads.text}")
    if action.due.text:
        parts.append(f"by {action.due.text}")
    return " ".join(parts)
