"""Look-ups from the shell, beside a Python that only imports sqlite3."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from time import perf_counter

from bench.desk import Desk
from bench.figures import Figure, ratio

RUNS = 25
"""Runs of each command, by turns, after one that is not counted."""
_LOOKUPS = ("status", "actions")


def look_ups(desk: Desk) -> Iterator[Figure]:
    """Each command on the sample book."""
    plain: list[float] = []
    found: dict[str, list[float]] = {name: [] for name in _LOOKUPS}
    for run in range(RUNS + 1):
        python = _seconds(desk, [sys.executable, "-c", "import sqlite3"])
        ours = [_seconds(desk, desk.hwb(name, "--book", str(desk.sample))) for name in _LOOKUPS]
        if run:
            plain.append(python)
            for name, seconds in zip(_LOOKUPS, ours, strict=True):
                found[name].append(seconds)
    for name, times in found.items():
        yield ratio(f"hwb {name}, sample book", times, plain, 'python -c "import sqlite3"', 6)


def _seconds(desk: Desk, command: Sequence[str]) -> float:
    began = perf_counter()
    subprocess.run(command, env=desk.environment, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - began
