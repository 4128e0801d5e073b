"""Two have written one text: both are shown, and the second writer chooses."""

from __future__ import annotations

import asyncio

from tui.saving import BEAT, FieldSaver
from tui.screens.base import BookScreen
from widgets.cells import Cell
from widgets.editor import Editor


async def settle(screen: BookScreen, saver: FieldSaver, editor: Editor) -> None:
    """Ask which text stays; the log keeps both, whatever is chosen."""
    while screen.prompt.asking:
        await asyncio.sleep(BEAT)
    conflict = saver.conflict
    if conflict is None:
        return
    mine, theirs, kept = editor.text, conflict.theirs, None
    editor.read_only = True
    while kept is None:
        editor.load(f"—— {conflict.by} wrote ——\n{theirs}\n\n—— you wrote ——\n{mine}")
        answer = await screen.prompt.ask(
            f"{conflict.by} wrote here too. Keep m mine, t theirs, b both:",
            echo=lambda _: [Cell(" both texts are shown above; history keeps all", "dim")],
        )
        choices = {"m": mine, "t": theirs, "b": f"{theirs}\n{mine}"}
        kept = choices.get((answer or "").strip().lower())
        if answer and kept is None:
            mine += f"{answer}\n"  # typed on without a look at the screen: words, no answer
    editor.read_only = False
    editor.load(mine)
    if await saver.settle():
        # Mine is in the history now, whatever is kept.
        editor.load(kept)
        await saver.leave()
    screen.set_focus(editor)
    await screen.reread()
