"""A minute as laid out on a screen: its prose, its lines, and the labels of its clauses.

Nothing here draws. A *line* is one row of cells, counted from the top of the
document; a *cell* is counted from where the text starts, right of the labels.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from widgets.marks import cells, column_at, shown, width
from widgets.prose import Change, Position, Prose
from widgets.wrapping import Wrapping

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NOWHERE = (0, 0)


class ViewLine(NamedTuple):
    """Everything that decides what one line of the screen looks like."""

    text: str
    label: str = ""
    """What stands in the gutter beside it: ``a)`` on the first line of a clause."""
    cursor: int | None = None
    """The column of `text` the cursor is on, which may be just past its end."""
    selected: tuple[int, int] = _NOWHERE
    """Columns of `text` where the selection starts and ends; the end of a
    paragraph counts as one column more."""
    faint: bool = False
    """Whether it is not text but a hint at what to do."""

    def parts(self, across: int, gutter: int) -> list[tuple[str, str]]:
        """The line as it may be sent to a terminal, in pieces that fill `across` cells.

        Beside each piece is what it is: ``gutter``, ``text``, ``cursor``,
        ``selection`` or ``placeholder``.
        """
        text = self.text + " " * (across - gutter - cells(self.text))
        cuts = {0, len(text), *(min(cut, len(text)) for cut in self.selected)}
        if self.cursor is not None:
            after = self.cursor + 1
            while after < len(text) and not width(text[after]):
                after += 1
            cuts |= {self.cursor, after}
        parts = []
        if gutter:
            parts.append((shown(self.label) + " " * (gutter - cells(self.label)), "gutter"))
        for start, end in pairwise(sorted(cuts)):
            if start == self.cursor:
                kind = "cursor"
            elif self.selected[0] <= start < self.selected[1]:
                kind = "selection"
            else:
                kind = "placeholder" if self.faint else "text"
            parts.append((shown(text[start:end]), kind))
        return parts


class Page:
    """Prose broken into lines, and the ways a cursor moves about on them."""

    def __init__(self) -> None:
        self.prose = Prose(on_change=self._changed)
        self._width = 80
        self._labels: Callable[[int], Sequence[str]] | None = None
        self._row_labels: list[str] = []
        self._blank: list[bool] = []
        self.gutter = 0
        """Cells the labels take, with a space after them; 0 when there are none."""
        self._wrapping = Wrapping(self.prose.lines, self._text_cells)
        self._goal: int | None = None
        """The cell that moving up and down aims at."""

    @property
    def height(self) -> int:
        """Lines in all."""
        return self._wrapping.height

    @property
    def _text_cells(self) -> int:
        # One cell at the right is for a cursor past the last character.
        return self._width - self.gutter - 1

    def load(self, text: str, keep_cursor: bool = False) -> None:
        """Lay out another text."""
        self.prose.load(text, keep_cursor)
        self._goal = None
        self._relabel()
        self._wrapping.fit(self.prose.lines, self._text_cells)

    def fit(self, width: int, labels: Callable[[int], Sequence[str]] | None) -> None:
        """Lay the text out `width` cells wide, with `labels` giving those of so many clauses."""
        if (width, labels) != (self._width, self._labels):
            self._width, self._labels = width, labels
            self._relabel()
            self._wrapping.fit(self.prose.lines, self._text_cells)

    def go(self, to: Position, select: bool = False) -> None:
        """Put the cursor at `to`, selecting on the way if `select`."""
        self.prose.move(to, select)
        self._goal = None

    def move(self, motion: str, select: bool = False, page: int = 1) -> None:
        """Move the cursor; `page` is how many lines a page up or down goes."""
        prose = self.prose
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page}
        if motion in steps:
            line, cell = self.place(prose.cursor)
            goal = cell if self._goal is None else self._goal
            self.go(self.position(line + steps[motion], goal), select)
            self._goal = goal
        elif not select and motion in ("left", "right") and prose.cursor != prose.anchor:
            self.go(prose.selection[motion == "right"])
        else:
            self.go(self.destination(motion), select)

    def destination(self, motion: str) -> Position:
        """Where `motion` leads from the cursor."""
        prose, wrapping = self.prose, self._wrapping
        row, column = prose.cursor
        match motion:
            case "left" | "right" | "word_left" | "word_right":
                to: Position = getattr(prose, motion)(prose.cursor)
                return to
            case "line_start":
                return row, wrapping.span(row, wrapping.index(row, column))[0]
            case "line_end":
                end = wrapping.span(row, wrapping.index(row, column))[1]
                return prose.end_of_row(row) if end is None else prose.left((row, end))
            case "paragraph_start":
                return row, 0
            case "paragraph_end":
                return prose.end_of_row(row)
            case "start":
                return 0, 0
            case "end":
                return prose.end
        raise ValueError(f"no such motion: {motion}")

    def place(self, position: Position) -> tuple[int, int]:
        """The line and the cell of a position."""
        row, column = position
        index = self._wrapping.index(row, column)
        start, _ = self._wrapping.span(row, index)
        cell = cells(self.prose.lines[row][start:column])
        return self._wrapping.top(row) + index, min(cell, self._wrapping.cells)

    def position(self, line: int, cell: int) -> Position:
        """The position shown at a line and cell, or the nearest; before the first
        line is the start of the text, after the last its end."""
        if line < 0:
            return 0, 0
        if line >= self.height:
            return self.prose.end
        row, index = self._wrapping.locate(line)
        start, end = self._wrapping.span(row, index)
        column = start + column_at(self.prose.lines[row][start:end], max(0, cell))
        return self.prose.left((row, column)) if column == end else (row, column)

    def lines(self, first: int, count: int, cursor: bool) -> list[ViewLine]:
        """What `count` lines from `first` show, or as many as there are."""
        found: list[ViewLine] = []
        row, index = self._wrapping.locate(first)
        while len(found) < count and row < len(self.prose.lines):
            found.append(self._line(row, index, cursor))
            index += 1
            if index == self._wrapping.count(row):
                row, index = row + 1, 0
        return found

    def _line(self, row: int, index: int, cursor: bool) -> ViewLine:
        start, end = self._wrapping.span(row, index)
        text = self.prose.lines[row][start:end]
        at: int | None = None
        if cursor and row == self.prose.cursor[0]:
            column = self.prose.cursor[1]
            if self._wrapping.index(row, column) == index:
                at = column - start
                if at == len(text) and cells(text) > self._wrapping.cells:
                    at -= 1  # a space hangs in the cursor's own cell
        label = self._row_labels[row] if self._row_labels and not index else ""
        return ViewLine(text, label, at, self._selected(row, start, end))

    def _selected(self, row: int, start: int, end: int | None) -> tuple[int, int]:
        first, last = self.prose.selection
        if not first[0] <= row <= last[0] or first == last:
            return _NOWHERE
        stop = len(self.prose.lines[row]) + 1 if end is None else end
        left = max(first[1] if row == first[0] else 0, start)
        right = min(last[1] if row == last[0] else stop, stop)
        return (left - start, right - start) if left < right else _NOWHERE

    def _changed(self, change: Change) -> None:
        self._goal = None
        row = change.start[0]
        restructured = "\n" in change.removed or "\n" in change.inserted
        if self._labels and (restructured or self._blank[row] != _is_blank(self.prose.lines[row])):
            before = self.gutter
            self._relabel()
            if self.gutter != before:
                self._wrapping.fit(self.prose.lines, self._text_cells)
                return
        self._wrapping.replaced(self.prose.lines, change)

    def _relabel(self) -> None:
        """Give each paragraph its label: the next one, or none if it is blank."""
        self._row_labels, self.gutter = [], 0
        if not self._labels:
            return
        self._blank = [_is_blank(text) for text in self.prose.lines]
        labels = self._labels(self._blank.count(False))
        if any(labels):
            given = iter(labels)
            self._row_labels = ["" if blank else next(given, "") for blank in self._blank]
            self.gutter = max(map(cells, labels)) + 1


def _is_blank(text: str) -> bool:
    return not text or text.isspace()
