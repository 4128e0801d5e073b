"""From the start of the program to its first whole frame, in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from bench.bare import LAST
from bench.desk import Desk
from bench.figures import Figure, ratio
from bench.terminal import Terminal

RUNS = 15
"""Starts of each program, by turns, after one that is not counted."""
_WHOLE = ("Board", "planned", "Actions:", "F1 help")
"""Words of the masthead, the list, the summary and the line of keys."""


def first_paint(desk: Desk) -> Iterator[Figure]:
    """The app on the sample book and on ten years, beside a bare app."""
    bare: list[float] = []
    sample: list[float] = []
    ten_years: list[float] = []
    for run in range(RUNS + 1):
        times = (
            _painted(desk.bare(), LAST),
            _painted(desk.app(desk.sample), *_WHOLE),
            _painted(desk.app(desk.ten_years), *_WHOLE),
        )
        if run:
            for of_one, seconds in zip((bare, sample, ten_years), times, strict=True):
                of_one.append(seconds)
    yield ratio("first paint, sample book", sample, bare, "a bare app with a DataTable", 1.5)
    yield ratio("first paint, ten-year book", ten_years, sample, "the sample book", 1.2)


def _painted(terminal: Terminal, *words: str) -> float:
    try:
        return terminal.until(*words)
    finally:
        terminal.close()
