"""History on screen: every change of a record, in words, newest last."""

from __future__ import annotations

from storage.telling import history_told
from tui.screens.base import BookScreen
from tui.sheets import SheetScreen, lines_page


async def show_history(screen: BookScreen, table: str, key: str, title: str) -> None:
    """Show everything that changed in one record and in what belongs to it."""
    lines = await screen.hwb.desk.ask(history_told, table, key)
    screen.app.push_screen(SheetScreen(f"History: {title}", lines_page(lines)))
