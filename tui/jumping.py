"""Jumping to a number from any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.places import place_of

if TYPE_CHECKING:
    from tui.app import Hwb
    from tui.screens.base import BookScreen


async def jump(app: Hwb, screen: BookScreen) -> None:
    """Ask for a number and show what has it."""
    answer = await screen.prompt.ask("Go to (m3 a meeting, 57 a minute, A12 an action):")
    if not answer or not answer.strip() or not await screen.flush():
        return
    meeting, item = await app.desk.ask(place_of, answer.strip())
    app.meeting, app.item = meeting, item
    await app.switch_mode("minutes")
    await app.book_screen.reread()
