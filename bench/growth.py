"""How much typing grows the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bench.books import prose
from bench.figures import Figure
from storage.agenda import agenda
from storage.book import Book
from storage.keys import new_key
from storage.meetings import meetings, open_meeting
from storage.minutes import open_item, save_discussion

TYPED = 20_000
"""Characters."""
PER_SAVE = 3
"""Characters between two saves: somebody fast, at five saves a second."""
PER_BURST = 2_000
"""Characters until the cursor leaves the field, and the change is sealed."""
MOST = 400_000
"""Bytes."""


def growth(path: Path) -> Iterator[Figure]:
    """Type into the next meeting of the book at `path`, as the app saves it; weigh the book."""
    book = Book.open(path, "Bench")
    meeting = meetings(book)[-1].key
    open_meeting(book, meeting, datetime.now())
    minute = open_item(book, agenda(book, meeting)[0].key, datetime.now())
    before = path.stat().st_size
    text, whole, burst = "", prose(TYPED), new_key()
    for end in range(PER_SAVE, TYPED + PER_SAVE, PER_SAVE):
        base, text = text, whole[:end]
        save_discussion(book, minute, text, base, burst)
        if end % PER_BURST < PER_SAVE:
            book.seal(burst)
            burst = new_key()
    book.seal(burst)
    book.close()
    grown = path.stat().st_size - before
    said = f"the book grew by {grown / 1000:.0f} KB"
    what = f"{TYPED} characters typed, saved {TYPED // PER_SAVE} times"
    yield Figure(what, said, f"≤ {MOST // 1000} KB", grown <= MOST)
