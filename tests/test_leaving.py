"""Leaving is quiet, whatever the clock does meanwhile."""

from __future__ import annotations

from pathlib import Path

from storage.book import Book
from tests.conftest import SAMPLE_DAY
from tui.app import Hwb


async def test_the_clock_may_tick_while_the_app_closes(sample: Path) -> None:
    app = Hwb(Book.open(sample, "Ann Moss"), today=SAMPLE_DAY)
    async with app.run_test() as pilot:
        await pilot.pause()
        for _ in range(400):
            app.set_interval(0.002, app._tick)
    app.desk.close()
