"""``make bench``: every budget of the design that applies so far, measured in one run.

Exits with 1 when a budget is missed. On a busy machine, run it again before believing that.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import user_cache_path

from bench.books import ten_year_book
from bench.desk import Desk
from bench.figures import Figure, report
from bench.growth import growth
from bench.keys import keys
from bench.risks import risk_log
from bench.shell import look_ups
from bench.startup import first_paint


def main() -> int:
    """Measure, print the table, and say by the exit code whether every budget is kept."""
    ten_years = ten_year_book(user_cache_path("hwb-bench"), _say)
    with TemporaryDirectory(prefix="hwb-bench-") as home:
        desk = Desk(Path(home), ten_years)
        figures = []
        for figure in _measured(desk):
            figures.append(figure)
            _say(f"{len(figures)} figures so far")
    _say("")
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, 80 × 24, medians")
    print(f"the ten-year book: {ten_years}, {ten_years.stat().st_size / 1e6:.0f} MB")
    print("keys: on the ten-year book, from the key to the last byte of its paint")
    print(*report(figures), sep="\n")
    return 0 if all(figure.kept for figure in figures) else 1


def _measured(desk: Desk) -> Iterator[Figure]:
    # Growth comes last, because it alters the sample book.
    return chain(first_paint(desk), keys(desk), risk_log(desk), look_ups(desk), growth(desk.sample))


def _say(words: str) -> None:
    """What is under way, on one line that the next takes the place of."""
    print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
