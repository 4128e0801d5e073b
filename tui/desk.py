"""The desk: where the screens meet the book.

The book has one worker thread. Everything a screen asks of it runs there, so
the screen never waits for the disk or for another session's lock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from storage.book import Book
from storage.changes import Change, changes_since, latest_rev

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class Desk:
    """One open book and its one worker thread."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="book")
        self._seen = latest_rev(book)

    async def ask(
        self,
        errand: Callable[Concatenate[Book, Asked], Answer],
        *args: Asked.args,
        **kwargs: Asked.kwargs,
    ) -> Answer:
        """Run a function of `storage` on the book's thread; errands keep their order."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, partial(errand, self.book, *args, **kwargs))

    async def news(self) -> list[Change]:
        """What other sessions have changed since the last call."""
        changes = await self.ask(changes_since, self._seen)
        if changes:
            self._seen = changes[-1].rev
        return [change for change in changes if change.origin != self.book.origin]

    def close(self) -> None:
        """Finish what is under way and let go of the book."""
        self._thread.submit(self.book.close)
        self._thread.shutdown(wait=True)
