"""Where each paragraph of a minute breaks into lines on a screen.

Breaking is greedy, so where a line ends depends only on where it starts and on
the text after it. That makes it possible to break again from the edited line
only until a break falls where one fell before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from widgets.marks import plain, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widgets.prose import Change


def wrap(text: str, cells: int) -> list[int]:
    """Columns at which the second and further lines of `text` start.

    A line holds at most `cells` cells (2 or more), and one space may hang beyond
    them. It breaks after a space or beside a wide character, or else inside the word.
    """
    breaks: list[int] = []
    column = _next_line(text, 0, cells)
    while column is not None:
        breaks.append(column)
        column = _next_line(text, column, cells)
    return breaks


def rewrap(
    text: str, old: list[int], cells: int, column: int, removed: int, inserted: int
) -> list[int]:
    """What `wrap(text, cells)` gives, from `old`: the breaks before an edit.

    The edit at `column` replaced `removed` characters by `inserted` others. It can
    move a word up to the line before it, and no further, so breaking starts there.
    """
    breaks = old[: max(0, bisect_right(old, column) - 1)]
    shift = inserted - removed
    start = _next_line(text, breaks[-1] if breaks else 0, cells)
    while start is not None:
        if start >= column + inserted:
            same = bisect_left(old, start - shift)
            if same < len(old) and old[same] == start - shift:
                breaks.extend([later + shift for later in old[same:]])
                return breaks
        breaks.append(start)
        start = _next_line(text, start, cells)
    return breaks


def _next_line(text: str, start: int, cells: int) -> int | None:
    """Where the line after the one at `start` begins; ``None`` if that is the last."""
    window = text[start : start + cells + 1]
    if not plain(window):
        column = _next_line_measured(text, start, cells)
    elif len(window) <= cells:
        return None
    elif window[-1] == " ":
        column = start + cells + 1
    else:
        column = text.rfind(" ", start, start + cells) + 1 or start + cells
    return column if column < len(text) else None


def _next_line_measured(text: str, start: int, cells: int) -> int:
    """The same by measuring each character, for text that is not all one cell wide."""
    used, best, before = 0, 0, 0
    for column in range(start, len(text)):
        character = text[column]
        size = width(character)
        may_break = size > 0 and column > start and (2 in (size, before) or text[column - 1] == " ")
        if used + size > cells:
            return column + 1 if character == " " else column if may_break else best or column
        if may_break:
            best = column
        used += size
        before = size or before
    return len(text)


class Wrapping:
    """The lines that a document takes on a screen, by paragraph."""

    def __init__(self, paragraphs: Sequence[str], cells: int) -> None:
        self.fit(paragraphs, cells)

    def fit(self, paragraphs: Sequence[str], cells: int) -> None:
        """Break everything anew to lines of `cells` cells, or of 2 if that is fewer."""
        self.cells = max(2, cells)
        self._breaks = [wrap(text, self.cells) for text in paragraphs]
        self.height = len(self._breaks) + sum(map(len, self._breaks))
        """Lines in all."""
        self._tops = [0]
        """First line of each paragraph, worked out only as far down as was asked for."""

    def replaced(self, paragraphs: Sequence[str], change: Change) -> None:
        """Follow a change that has been made to `paragraphs`, the whole document."""
        row, column = change.start
        removed, inserted = change.removed.count("\n"), change.inserted.count("\n")
        old = self._breaks[row : row + removed + 1]
        if removed or inserted:
            new = [wrap(text, self.cells) for text in paragraphs[row : row + inserted + 1]]
        else:
            sizes = len(change.removed), len(change.inserted)
            new = [rewrap(paragraphs[row], old[0], self.cells, column, *sizes)]
        self._breaks[row : row + removed + 1] = new
        growth = sum(map(len, new)) - sum(map(len, old)) + inserted - removed
        if growth or removed or inserted:
            self.height += growth
            del self._tops[row + 1 :]

    def top(self, row: int) -> int:
        """The first line of paragraph `row`."""
        while len(self._tops) <= row:
            self._tops.append(self._tops[-1] + self.count(len(self._tops) - 1))
        return self._tops[row]

    def count(self, row: int) -> int:
        """How many lines paragraph `row` takes."""
        return len(self._breaks[row]) + 1

    def locate(self, line: int) -> tuple[int, int]:
        """The paragraph that `line` shows, and which of its lines that is."""
        while self._tops[-1] <= line and len(self._tops) < len(self._breaks):
            self.top(len(self._tops))
        row = bisect_right(self._tops, line) - 1
        return row, line - self._tops[row]

    def index(self, row: int, column: int) -> int:
        """Which line of paragraph `row` shows `column`."""
        return bisect_right(self._breaks[row], column)

    def span(self, row: int, index: int) -> tuple[int, int | None]:
        """Columns where line `index` of paragraph `row` starts and ends (``None``: at the end)."""
        breaks = self._breaks[row]
        start = breaks[index - 1] if index else 0
        return start, breaks[index] if index < len(breaks) else None
