"""Jumping to a number from any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from storage.places import place_of, records_of
from storage.risks import risk

if TYPE_CHECKING:
    from tui.app import Hwb
    from tui.screens.base import BookScreen
    from tui.screens.risks import RisksScreen


async def jump(app: Hwb, screen: BookScreen) -> None:
    """Ask for a number and show what has it."""
    answer = await screen.prompt.ask("Go to (m3 a meeting, 57 a minute, A12 an action, R7 a risk):")
    if answer and answer.strip() and await screen.flush():
        await go_to(app, answer.strip())


async def go_to(app: Hwb, number: str) -> None:
    """Show what has a number.

    Raises:
        Refused: Nothing has it.
    """
    found = await app.desk.ask(records_of, number)
    if found and found[0][0] == "risk":
        await app.switch_mode("risks")
        await cast("RisksScreen", app.book_screen).show_risk(
            (await app.desk.ask(risk, found[0][1])).number
        )
        return
    meeting, item = await app.desk.ask(place_of, number)
    app.meeting, app.item = meeting, item
    await app.switch_mode("minutes")
    await app.book_screen.reread()
