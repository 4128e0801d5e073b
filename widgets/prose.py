"""The text of a minute while it is being typed: paragraphs, cursor, selection, undo.

Nothing here knows of a screen. A position is a row (paragraph) and a column
(character of it), both from 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from widgets.marks import width

if TYPE_CHECKING:
    from collections.abc import Callable

Position = tuple[int, int]
Kind = Literal["typing", "erasing", "whole"]


def end_of(start: Position, text: str) -> Position:
    """Where `text` ends when it stands at `start`."""
    rows = text.count("\n")
    if not rows:
        return start[0], start[1] + len(text)
    return start[0] + rows, len(text) - text.rfind("\n") - 1


def with_newlines(text: str) -> str:
    """`text` with its line endings as one newline each, whichever system it came from."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


@dataclass(frozen=True, slots=True)
class Change:
    """At `start`, the text `removed` gave way to the text `inserted`."""

    start: Position
    removed: str
    inserted: str

    def undone(self) -> Change:
        """The change that takes this one back."""
        return Change(self.start, self.inserted, self.removed)


@dataclass(frozen=True, slots=True)
class _Step:
    """What one undo takes back, and where the cursor and the anchor stood before it."""

    change: Change
    kind: Kind
    before: tuple[Position, Position]

    def grown(self, change: Change, kind: Kind) -> _Step | None:
        """This step with `change` added, if both belong to one burst of keys."""
        mine = self.change
        if kind != self.kind or kind == "whole":
            return None
        if kind == "typing":
            new_word = change.inserted.isspace() and not mine.inserted[-1:].isspace()
            if change.removed or new_word or end_of(mine.start, mine.inserted) != change.start:
                return None
            joined = Change(mine.start, mine.removed, mine.inserted + change.inserted)
        elif change.start == mine.start:
            joined = Change(mine.start, mine.removed + change.removed, "")
        elif end_of(change.start, change.removed) == mine.start:
            joined = Change(change.start, change.removed + mine.removed, "")
        else:
            return None
        return _Step(joined, kind, self.before)


class Prose:
    """Text being typed. `on_change` is told of each change once it has been made."""

    def __init__(self, text: str = "", on_change: Callable[[Change], None] | None = None) -> None:
        self._on_change = on_change
        self.cursor: Position = (0, 0)
        self.anchor: Position = (0, 0)
        """The other end of the selection; where the cursor is when nothing is selected."""
        self.version = 0
        """Goes up with every change, so that two moments can be compared."""
        self.load(text)

    def load(self, text: str, keep_cursor: bool = False) -> None:
        """Take another text, exactly as it is. There is nothing to undo after it."""
        self.lines = text.split("\n")
        self.cursor = self.anchor = self.clamp(self.cursor) if keep_cursor else (0, 0)
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._growing = False

    @property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(self.lines)

    @property
    def end(self) -> Position:
        """Where the text ends."""
        return len(self.lines) - 1, len(self.lines[-1])

    def end_of_row(self, row: int) -> Position:
        """Where paragraph `row` ends."""
        return row, len(self.lines[row])

    @property
    def selection(self) -> tuple[Position, Position]:
        """Start and end of the selection; the same when nothing is selected."""
        return min(self.cursor, self.anchor), max(self.cursor, self.anchor)

    def clamp(self, position: Position) -> Position:
        """The nearest position there is."""
        row = max(0, min(position[0], len(self.lines) - 1))
        return row, max(0, min(position[1], len(self.lines[row])))

    def between(self, start: Position, end: Position) -> str:
        """The text from `start` to `end`."""
        (row, column), (last, stop) = start, end
        if row == last:
            return self.lines[row][column:stop]
        head, tail = self.lines[row][column:], self.lines[last][:stop]
        return "\n".join([head, *self.lines[row + 1 : last], tail])

    def move(self, to: Position, select: bool = False) -> None:
        """Put the cursor at `to`, and select from where it was if `select`."""
        self.cursor = self.clamp(to)
        if not select:
            self.anchor = self.cursor
        self._growing = False

    def type(self, text: str) -> None:
        """Put typed text in place of the selection; a burst of typing is one undo."""
        self._replace(*self.selection, text, "typing")

    def insert(self, text: str) -> None:
        """Put `text` in place of the selection, as one undo. Line endings become newlines."""
        self._replace(*self.selection, with_newlines(text), "whole")

    def erase(self, to: Position, whole: bool = False) -> str:
        """Take out the selection, or what is between the cursor and `to`, and give it back.

        Erasing again and again is one undo, unless `whole`.
        """
        start, end = self.selection
        if start == end:
            start, end = min(self.cursor, to), max(self.cursor, to)
        return self._replace(start, end, "", "whole" if whole else "erasing")

    def replace_before(self, length: int, text: str) -> None:
        """Put `text` in place of the `length` characters before the cursor, as one undo."""
        row, column = self.cursor
        self._replace((row, max(0, column - length)), self.cursor, with_newlines(text), "whole")

    def undo(self) -> bool:
        """Take back the last burst of keys; false when there is none."""
        if not self._done:
            return False
        step = self._done.pop()
        self._apply(step.change.undone())
        self.cursor, self.anchor = step.before
        self._undone.append(step)
        self._growing = False
        return True

    def redo(self) -> bool:
        """Do again what was last undone; false when there is nothing."""
        if not self._undone:
            return False
        step = self._undone.pop()
        self._apply(step.change)
        self._done.append(step)
        return True

    def left(self, position: Position) -> Position:
        """One character to the left, with the marks that combine with it."""
        row, column = position
        if not column:
            return (row - 1, len(self.lines[row - 1])) if row else position
        line, column = self.lines[row], column - 1
        while column and not width(line[column]):
            column -= 1
        return row, column

    def right(self, position: Position) -> Position:
        """One character to the right, with the marks that combine with it."""
        row, column = position
        line = self.lines[row]
        if column == len(line):
            return (row + 1, 0) if row + 1 < len(self.lines) else position
        column += 1
        while column < len(line) and not width(line[column]):
            column += 1
        return row, column

    def word_left(self, position: Position) -> Position:
        """The start of the word before, or the end of the paragraph before."""
        row, column = position
        if not column:
            return self.left(position)
        line = self.lines[row]
        while column and not _in_word(line[column - 1]):
            column -= 1
        while column and _in_word(line[column - 1]):
            column -= 1
        return row, column

    def word_right(self, position: Position) -> Position:
        """The end of the word after, or the start of the next paragraph."""
        row, column = position
        line = self.lines[row]
        if column == len(line):
            return self.right(position)
        while column < len(line) and not _in_word(line[column]):
            column += 1
        while column < len(line) and _in_word(line[column]):
            column += 1
        return row, column

    def word_before(self) -> str:
        """The word, or the part of one, that ends at the cursor."""
        row, column = self.cursor
        line, start = self.lines[row], column
        while start and _in_word(line[start - 1]):
            start -= 1
        return line[start:column]

    def _replace(self, start: Position, end: Position, text: str, kind: Kind) -> str:
        change = Change(start, self.between(start, end), text)
        if change.removed == change.inserted == "":
            return ""
        before = self.cursor, self.anchor
        self._apply(change)
        grown = self._done[-1].grown(change, kind) if self._growing and self._done else None
        if grown:
            self._done[-1] = grown
        else:
            self._done.append(_Step(change, kind, before))
        self._undone.clear()
        self._growing = kind != "whole"
        return change.removed

    def _apply(self, change: Change) -> None:
        (row, column), (last, stop) = change.start, end_of(change.start, change.removed)
        new = self.lines[row][:column] + change.inserted + self.lines[last][stop:]
        self.lines[row : last + 1] = new.split("\n") if "\n" in change.inserted else [new]
        self.cursor = self.anchor = end_of(change.start, change.inserted)
        self.version += 1
        if self._on_change:
            self._on_change(change)


def _in_word(character: str) -> bool:
    """Whether `character` is part of a word as a minute has them: O'Neill, well-being."""
    return character.isalnum() or character in "'’-_" or not width(character)
