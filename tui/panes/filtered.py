"""A list that shows only the rows with all the words typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tui.commands import FILTER, Command, bindings
from tui.panes.pane import Pane
from widgets.cells import Cell
from widgets.listing import Column, Row


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of such a list."""

    key: str
    row: Row
    more: str = ""
    """Words that find the row too, though it does not show them."""

    def has(self, words: Sequence[str]) -> bool:
        """Whether every one of `words`, in small letters, is somewhere in the row."""
        cells = (cell if isinstance(cell, str) else cell.text for cell in self.row)
        text = " ".join((*cells, self.more)).casefold()
        return all(word in text for word in words)


class Filtered(Pane):
    """A list filtered as one types. The current row stays current while it is shown."""

    KEYS: ClassVar[tuple[Command, ...]] = FILTER
    BINDINGS = bindings(FILTER)

    def __init__(self, columns: Sequence[Column], *, empty: str, id: str | None = None) -> None:
        super().__init__(columns, empty=empty, id=id)
        self.filter = ""
        """The words typed; blank shows all."""
        self._nothing_yet = empty
        self._entries: Sequence[Entry] = ()
        self._found: Sequence[Entry] = ()

    @property
    def key(self) -> str | None:
        """The key of the current row."""
        return self._found[self.index].key if self._found else None

    def neighbour(self, by: int) -> str | None:
        """The key of the row so many below the current one, or above it when negative."""
        place = self.index + by
        return self._found[place].key if 0 <= place < len(self._found) else None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these rows, as far as the filter lets them."""
        self._entries = entries
        self._apply(self.key)

    def select(self, key: str) -> None:
        """Make a row the current one; a filter that hides it is taken away."""
        if all(entry.key != key for entry in self._found):
            self.filter = ""
        self._apply(key)

    def filter_by(self, words: str) -> None:
        """Show only the rows with all of `words`."""
        self.filter = words
        self._apply(self.key)

    def counted(self) -> str:
        """How many rows there are, and how many of them the filter shows."""
        count = str(len(self._entries))
        return f"“{self.filter}”: {len(self._found)} of {count}" if self.filter else count

    def action_filter(self) -> None:
        """Ask for words, and filter while they are typed."""
        self.desk_screen.do(self._ask_words())

    async def _ask_words(self) -> None:
        def echo(typed: str) -> Sequence[Cell]:
            self.filter_by(typed)
            return [Cell(f" {self.counted()}", "" if self._found else "warning")]

        answer = await self.desk_screen.prompt.ask("Filter:", self.filter, echo=echo)
        if answer is None:
            self.filter_by("")

    def _apply(self, key: str | None) -> None:
        words = self.filter.casefold().split()
        self._found = [entry for entry in self._entries if entry.has(words)]
        self.empty = "Nothing has these words: Esc shows all." if words else self._nothing_yet
        place = next((i for i, entry in enumerate(self._found) if entry.key == key), None)
        self.show(len(self._found), lambda index: self._found[index].row, place)
        self.post_message(self.Moved(self, self.index))
