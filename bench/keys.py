"""A key: how soon it is painted and what it sends, on the ten-year book; and an idle screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from statistics import median
from time import sleep

from bench.books import DAY, long_minutes, long_texts
from bench.desk import Desk
from bench.figures import Figure, percentile
from bench.terminal import Painted, Terminal
from storage.book import Book
from storage.keys import new_key
from storage.meetings import close_meeting, reopen_meeting
from storage.minutes import minute_texts, open_item, save_discussion
from tui.place import Place, keep_place

COUNT = 200
"""Keys of each kind."""
WATCHED = 5
"""Seconds an idle screen is watched."""

_UP, _DOWN, _PAGE_UP = "\x1b[A", "\x1b[B", "\x1b[5~"


def keys(desk: Desk) -> Iterator[Figure]:
    """Moves in lists, letters in long minutes at the end and in the middle, then stillness."""
    yield from _in_lists(desk)
    for title in long_texts():
        for where, pages in (("at its end", 0), ("in its middle", 28)):
            yield from _typed(desk, title, where, pages)


def _in_lists(desk: Desk) -> Iterator[Figure]:
    keep_place(desk.ten_years, Place("board", None, None))
    terminal = desk.app(desk.ten_years)
    terminal.until("Board", "Actions:", "F1 help")
    terminal.settle()
    moves = [terminal.key(key) for key in [_UP] * (COUNT // 2) + [_DOWN] * (COUNT // 2)]
    yield from _figures("a move in the list of 400 meetings", moves, 1200)
    summaries = []
    for n in range(COUNT // 10):
        terminal.key(_UP if n % 2 else _DOWN)
        summaries.append(terminal.idle(0.5))
    said = f"{median(summaries):.0f} bytes, once, when the cursor comes to rest"
    yield Figure("the summary beside the list", said)
    yield _idle(terminal, "the board screen")
    terminal.close()


def _typed(desk: Desk, title: str, where: str, pages: int) -> Iterator[Figure]:
    with _open(desk, title):
        terminal = desk.app(desk.ten_years)
        terminal.until("Minutes", "saved", title[:20])
        terminal.settle()
        for _ in range(pages):
            terminal.key(_PAGE_UP)
        words = "and so the Board agreed to a further report, "
        letters = [terminal.key(words[n % len(words)]) for n in range(COUNT)]
        name = title.partition(": ")[2]
        yield from _figures(f"a letter in 50,000 characters, {name}, {where}", letters, 600)
        if pages:
            yield _idle(terminal, "the minutes screen")
        terminal.close()


@contextmanager
def _open(desk: Desk, title: str) -> Iterator[None]:
    """A long minute while it is open, with the person in it; what was typed is taken out again."""
    book = Book.open(desk.ten_years, "Bench")
    meeting, items, minutes = long_minutes(book)
    at = datetime.combine(DAY, datetime.now().time())
    reopen_meeting(book, meeting, "to be measured")
    open_item(book, items[title], at)
    keep_place(desk.ten_years, Place("minutes", meeting, items[title]))
    try:
        yield
    finally:
        typed = minute_texts(book, minutes[title])
        if typed:
            burst = new_key()
            save_discussion(book, minutes[title], long_texts()[title], typed["discussion"], burst)
        book.seal()
        close_meeting(book, meeting, at)
        book.close()


def _figures(what: str, painted: Sequence[Painted], most: int) -> Iterable[Figure]:
    middle, worst = _both(each.seconds for each in painted)
    cpu, cpu_worst = _both(each.cpu for each in painted)
    said = f"{middle:.1f} ms, p99 {worst:.1f}; of processor {cpu:.1f}, p99 {cpu_worst:.1f}"
    yield Figure(what, said, "≤ 16 ms, p99 ≤ 50", middle <= 16 and worst <= 50)
    sent = median(each.sent for each in painted)
    yield Figure("", f"{sent:.0f} bytes", f"≤ {most} bytes", sent <= most)


def _both(seconds: Iterable[float]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    known = [1000 * each for each in seconds]
    return median(known), percentile(known, 0.99)


def _idle(terminal: Terminal, where: str) -> Figure:
    """An idle screen, watched in a minute that the clock of the masthead does not leave."""
    terminal.settle()
    left = 59 - datetime.now().second
    if left < WATCHED:
        sleep(left + 2)
        terminal.settle()
    sent = terminal.idle(WATCHED)
    said = f"{sent} bytes in {WATCHED} s (the clock is painted once a minute)"
    return Figure(f"nobody touches {where}", said, "0 bytes", sent == 0)
