"""The app under test: opened on a book, filled in, waited for, and read as a person reads it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from storage.book import Book
from tui.app import Hwb
from tui.forms import FormScreen
from tui.person import Preferences
from widgets.field import Field

HOSTILE = "[/] Cllr [Smith] [@click=app.quit] \x1b[2J =cmd() 李明 عضو \u202eabc"
"""Text that would act, if anything ever took it for more than words."""


@asynccontextmanager
async def app_on(
    path: Path, today: date, *, size: tuple[int, int] = (80, 24), meeting: str | None = None
) -> AsyncIterator[Pilot[None]]:
    """The app on the book at `path`, with a meeting in hand if one is given."""
    app = Hwb(Book.open(path, "Ann Moss"), today=today, person=Preferences("Ann Moss"))
    app.meeting = meeting
    try:
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.current_mode == "board")
            yield pilot
    finally:
        app.desk.close()


async def until(pilot: Pilot[None], condition: Callable[[], bool], seconds: float = 10) -> None:
    """Let the app go on until `condition` holds."""
    last = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < last, f"waited in vain; the screen:\n{shown(pilot)}"
        await pilot.pause(0.005)


def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys as fast as a hand can; wait afterwards for what they do."""
    for key in keys:
        character = key if len(key) == 1 else None
        pilot.app.post_message(events.Key(_character_to_key(key) if character else key, character))


async def until_shown(pilot: Pilot[None], *words: str) -> None:
    """Let the app go on until all of `words` are on the screen."""
    await until(pilot, lambda: all(word in shown(pilot) for word in words))


def shown(pilot: Pilot[None]) -> str:
    """What stands on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def open_form(pilot: Pilot[None], key: str) -> None:
    """Press the key that opens a form, and wait for it."""
    press(pilot, key)
    await until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    await until(pilot, lambda: isinstance(pilot.app.focused, Field))


async def fill_in(pilot: Pilot[None], **answers: str) -> None:
    """Answer the form that is open, and save it."""
    for name, answer in answers.items():
        pilot.app.screen.query_one(f"#answer-{name}", Field).value = answer
    press(pilot, "f10")
    await until(pilot, lambda: not isinstance(pilot.app.screen, FormScreen))
