"""What the two lists of the People screen share: a roster, and what can be done with a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from board.clock import long_day
from board.text import visible
from tui.panes.filtered import Entry, Filtered
from tui.roster import Roster


class Register(Filtered):
    """A list made from the roster, with the record of its current row."""

    roster: Roster | None = None
    """The roster as last read."""

    def show_roster(self, roster: Roster) -> None:
        """Show what the book has now."""
        self.roster = roster
        self.show_entries(self.entries(roster))

    def entries(self, roster: Roster) -> Sequence[Entry]:
        """The rows."""
        raise NotImplementedError

    def count_words(self) -> str:
        """How many rows there are, in a few words."""
        raise NotImplementedError

    def note(self) -> str:
        """One line about the current row, for a screen too narrow for its record."""
        raise NotImplementedError

    def record(self) -> Text:
        """Everything about the current row."""
        raise NotImplementedError

    async def new(self) -> None:
        """Add a record."""
        raise NotImplementedError

    async def edit(self) -> None:
        """Change the current one."""
        raise NotImplementedError

    async def withdraw(self) -> None:
        """Take the current one off the list, with a reason."""
        raise NotImplementedError

    async def history(self) -> None:
        """Show everything that changed in the current one."""
        raise NotImplementedError


def add_fact(page: Text, label: str, words: str) -> None:
    """Put one labelled line on a record, unless there is nothing to say."""
    if words:
        page.append(f"{label}: ", "dim").append(f"{visible(words)}\n")


def period(first: date | None, last: date | None, today: date) -> str:
    """The days something runs, in words; blank when neither end is known."""
    if first and last:
        return f"{_day(first)} to {_day(last)}"
    if first:
        return f"{'since' if first <= today else 'from'} {_day(first)}"
    return f"until {_day(last)}" if last else ""


def _day(day: date) -> str:
    return long_day(day).partition(" ")[2]
