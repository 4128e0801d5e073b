"""The risk log of a busy board: made large, then opened, moved about in, asked of and rescored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.books import TEN_YEARS
from bench.desk import Desk
from bench.figures import Figure, percentile, ratio
from bench.terminal import Painted, Terminal
from tui.place import Place, keep_place

OPENINGS = 7
"""Times the screen is opened on each book."""
COUNT = 100
"""Keys of each kind."""
_F6, _UP, _DOWN, _ESCAPE = "\x1b[17~", "\x1b[A", "\x1b[B", "\x1b"
_LISTED = ("R1 ", "R10 ", "F1 help")
_ASKED = ("staff leave", "band:high", "is:flagged", "@EL winter", "area:4 score:>=12")


def risk_log(desk: Desk) -> Iterator[Figure]:
    """The screen opened on the sample and on thousands of risks; then its keys on thousands."""
    small, large, whole = [], [], []
    for _ in range(OPENINGS):
        small.append(_opened(desk, desk.sample, *_LISTED))
        large.append(_opened(desk, desk.ten_years, *_LISTED))
        whole.append(_opened(desk, desk.ten_years, " of "))
    what = f"F6 to the list of {TEN_YEARS.risks:,} risks"
    yield ratio(what, large, small, "the sample's 24", 1.2)
    said = f"{median(whole) * 1000:.0f} ms until every risk is read, flagged and can be asked for"
    yield Figure("", said)
    terminal = _on_risks(desk, desk.ten_years)
    moves = [terminal.key(key) for key in [_DOWN] * (COUNT // 2) + [_UP] * (COUNT // 2)]
    yield from _figures("a move in the list of risks", moves, 1200)
    yield from _figures("a key of a filter on the risks", list(_filtered(terminal)))
    ours = [each.seconds for each in _rescored(terminal)]
    terminal.close()
    terminal = _on_risks(desk, desk.sample)
    theirs = [each.seconds for each in _rescored(terminal)]
    terminal.close()
    yield ratio("a risk rescored, from Enter to its new path", ours, theirs, "of 24 risks", 1.5)


def _opened(desk: Desk, book: Path, *words: str) -> float:
    """Seconds from F6 until these words are on the screen."""
    keep_place(book, Place("board", None, None))
    terminal = desk.app(book)
    terminal.until("Board", "Actions:", "F1 help")
    terminal.settle()
    began = terminal.send(_F6)
    seconds = terminal.until(*words) - began
    terminal.close()
    return seconds


def _on_risks(desk: Desk, book: Path) -> Terminal:
    keep_place(book, Place("risks", None, None))
    terminal = desk.app(book)
    terminal.until(" of ", "F1 help")
    terminal.settle()
    return terminal


def _filtered(terminal: Terminal) -> Iterator[Painted]:
    for words in _ASKED:
        terminal.key("/")
        yield from map(terminal.key, words)
        terminal.key(_ESCAPE)
        terminal.settle()


def _rescored(terminal: Terminal) -> Iterator[Painted]:
    for n in range(COUNT // 5):
        for key in f"s{n % 5 + 1} {n % 4 + 1} so it is":
            terminal.key(key)
        yield terminal.key("\r")


def _figures(what: str, painted: list[Painted], most: int = 0) -> Iterator[Figure]:
    seconds = [1000 * each.seconds for each in painted]
    middle, worst = median(seconds), percentile(seconds, 0.99)
    cpu = 1000 * median(each.cpu for each in painted)
    said = f"{middle:.1f} ms, p99 {worst:.1f}; of processor {cpu:.1f}"
    yield Figure(what, said, "≤ 16 ms, p99 ≤ 50", middle <= 16 and worst <= 50)
    if most:
        sent = median(each.sent for each in painted)
        yield Figure("", f"{sent:.0f} bytes", f"≤ {most} bytes", sent <= most)
