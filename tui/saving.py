"""Saving what is typed, as it is typed: never more than a moment behind the keys.

Not a pause after the last key but a beat while keys come: somebody who types
without a break for an hour is saved five times a second all the same.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from storage.book import Book
from storage.errors import BookError, Refused, TextConflict
from storage.keys import new_key
from storage.minutes import clause_lines, save_discussion, save_resolved
from tui.desk import Desk
from tui.rescue import Rescue

BEAT = 0.2
"""Seconds between a key and its save. The promise is 0.4 (DESIGN: never lose a word)."""
RETRY = 1.0
"""Seconds until a save that failed is tried again."""

_SAVES = {"discussion": save_discussion, "resolved": save_resolved}


class Typed(Protocol):
    """What a field of typing looks like from here."""

    @property
    def text(self) -> str:
        """The whole text as it stands."""

    def load(self, text: str) -> None:
        """Show another text."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stood in a field when the leaf was turned over."""

    minute: str | None
    text: str
    base: str
    """The text as the book had it."""
    burst: str

    @property
    def saved(self) -> bool:
        """Whether the book has all of it."""
        return self.minute is None or self.text == self.base


class FieldSaver:
    """Carries one field of one minute from the keys into the book.

    When the book will not take the words they stay on screen, go to a plain
    file, and are tried again until it does.
    """

    def __init__(
        self,
        desk: Desk,
        rescue: Rescue,
        field: str,
        editor: Typed,
        changed: Callable[[FieldSaver], None],
    ) -> None:
        self.field = field
        """``discussion`` or ``resolved``."""
        self.editor = editor
        self.minute: str | None = None
        """Key of the minute the field shows; ``None`` while it shows none."""
        self.problem = ""
        """Why the last save failed; blank when it did not."""
        self.file: Path | None = None
        """Where the words are while the book will not take them."""
        self.conflict: TextConflict | None = None
        """Somebody else's text, when both have written; nothing is saved until one chooses."""
        self._desk, self._rescue, self._changed = desk, rescue, changed
        self._base = ""
        self._burst = new_key()
        self._turning: Leaf | None = None
        self._beat: asyncio.TimerHandle | None = None
        self._saving = asyncio.Lock()

    def follow(self, minute: str | None, text: str) -> None:
        """Watch another minute, whose text in the book is `text`."""
        self._stop()
        self.minute, self._base, self._burst = minute, text, new_key()
        self.problem, self.conflict = "", None

    @property
    def unsaved(self) -> bool:
        """Whether the screen holds words that the book does not."""
        return self.minute is not None and not self._same(self.editor.text, self._base)

    @property
    def saving(self) -> bool:
        """Whether a save is under way: for more than a moment only when the book is held up."""
        return self._saving.locked()

    def turn(self) -> Leaf:
        """Turn the leaf over: the field is blank at once, ready for what comes next.

        What is typed before the next minute is there belongs to that minute, so
        that a fast typist's first letters never land in the wrong one.
        """
        self._stop()
        leaf = Leaf(self.minute, self.editor.text, self._base, self._burst)
        self.minute, self._turning = None, leaf
        self.editor.load("")
        return leaf

    async def put_away(self, leaf: Leaf) -> Leaf:
        """Save a leaf turned over and end its burst; the leaf as the book then has it.

        It still differs from the book when the book would not take it.
        """
        async with self._saving:
            # A save that was under way when the leaf was turned has moved its base on.
            leaf = self._turning or leaf
            if leaf.minute is not None:
                try:
                    if not self._same(leaf.text, leaf.base):
                        save = _SAVES[self.field]
                        await self._desk.ask(save, leaf.minute, leaf.text, leaf.base, leaf.burst)
                    await self._desk.ask(Book.seal, leaf.burst)
                except (BookError, Refused, TextConflict):
                    return leaf
                self._taken(leaf.minute)
            self._turning = None
            return replace(leaf, base=leaf.text)

    def turn_back(self, leaf: Leaf) -> None:
        """Show a leaf again that could not be put away; what was typed since goes after it."""
        since, self._turning = self.editor.text, None
        self.follow(leaf.minute, leaf.base)
        self.editor.load("\n".join(filter(None, (leaf.text, since))))
        self.key_typed()

    def key_typed(self) -> None:
        """Something was typed: the beat begins unless it is going already."""
        if self._beat is None and self.minute is not None:
            self._later(BEAT)

    def heard(self, theirs: str) -> bool:
        """The book holds `theirs` now; whether the screen should show it.

        Not while words are unsaved here: then the next save finds the conflict.
        """
        if self.unsaved or self._saving.locked() or self._same(theirs, self._base):
            return False
        self._base = theirs
        return True

    async def save(self) -> bool:
        """Save now; whether the book holds every word."""
        self._stop()
        async with self._saving:
            text, minute = self.editor.text, self.minute
            if minute is None or self.conflict is not None:
                return self.conflict is None
            try:
                # Words that were not taken may have been taken back meanwhile.
                if not self._same(text, self._base):
                    await self._desk.ask(_SAVES[self.field], minute, text, self._base, self._burst)
            except TextConflict as conflict:
                self.conflict = conflict
                self.file = self._rescue.keep(minute, self.field, text)
            except (BookError, Refused) as error:
                self.problem = str(error)
                self.file = self._rescue.keep(minute, self.field, text)
                self._later(RETRY)
            else:
                if self._turning is not None:
                    self._turning = replace(self._turning, base=text)
                else:
                    self._base = text
                self._taken(minute)
        self._changed(self)
        if self.unsaved and self._beat is None and self.conflict is None:
            self._later(BEAT)
        return not self.problem and self.conflict is None

    async def leave(self) -> bool:
        """Save and end the burst, because the cursor leaves; whether every word is in."""
        if not await self.save():
            return False
        await self._desk.ask(Book.seal, self._burst)
        self._burst = new_key()
        return True

    async def settle(self) -> bool:
        """End a conflict: save over what the other session wrote, which the log keeps.

        Whether the book took it.
        """
        if self.conflict is not None:
            self._base, self.conflict = self.conflict.theirs, None
        return await self.leave()

    def keep_file(self) -> Path | None:
        """Put unsaved words in the plain file at once, whatever the book is doing."""
        leaf = self._turning
        if leaf is not None and leaf.minute is not None and not leaf.saved:
            self.file = self._rescue.keep(leaf.minute, self.field, leaf.text)
        if self.minute is not None and self.unsaved:
            self.file = self._rescue.keep(self.minute, self.field, self.editor.text)
        return self.file

    def _taken(self, minute: str) -> None:
        self.problem = ""
        if self.file is not None:
            self.file = None
            self._rescue.drop(minute, self.field)

    def _same(self, one: str, other: str) -> bool:
        if self.field == "resolved":  # blank lines are no clauses, and are not kept
            return clause_lines(one) == clause_lines(other)
        return one == other

    def _later(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._beat = loop.call_later(seconds, self._start)

    def _start(self) -> None:
        self._beat = None
        self._task = asyncio.ensure_future(self.save())

    def _stop(self) -> None:
        if self._beat is not None:
            self._beat.cancel()
            self._beat = None
