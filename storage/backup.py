"""Backups: a copy of the book made with SQLite's backup API, in small steps."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from storage.book import connect, version_of
from storage.errors import BookUnwritable, plainly

_PAGES = 256
"""Pages copied between two chances for a writer: about a megabyte."""

Progress = Callable[[int, int], None]
"""Told the pages left and the pages in all after each step; it may raise to cancel."""


def back_up(path: Path, label: str) -> Path:
    """Copy the book at `path` beside itself as ``NAME-LABEL-DATE-TIME.hwb``; returns the copy."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S-%f")
    target = path.with_name(f"{path.stem}-{label}-{stamp}{path.suffix}")
    copy_book(path, target)
    return target


def copy_book(path: Path, target: Path, progress: Progress | None = None) -> None:
    """Copy the book at `path` to the new file `target`, 0600, without holding up a writer.

    Args:
        path: The book, which may be in use.
        target: The copy. It must not be there yet.
        progress: Told of each step; whatever it raises ends the copying and leaves no file.

    Raises:
        BookMissing: There is no book at `path`; `NotABook` when it is something else.
        BookUnwritable: `target` is there already or cannot be written.
    """
    version_of(path)
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise BookUnwritable(f"{target} cannot be made ({error.strerror})") from None
    try:
        with (
            closing(connect(path)) as source,
            plainly(target),
            closing(sqlite3.connect(target)) as copy,
        ):
            pages = _PAGES
            while not _copied(source, copy, pages, progress):
                pages *= 4
    except BaseException:
        target.unlink(missing_ok=True)
        raise


class _Overtaken(Exception):
    """A writer was faster: SQLite has begun the copy again from the first page."""


def _copied(
    source: sqlite3.Connection, copy: sqlite3.Connection, pages: int, progress: Progress | None
) -> bool:
    """Copy in steps of so many pages; false when a write in between undid the work.

    Somebody typing would else keep a large book from ever being copied. Larger
    steps win in the end: a copy in one step makes them wait, for once.
    """
    fewest: int | None = None

    def step(status: int, left: int, total: int) -> None:
        nonlocal fewest
        if status == sqlite3.SQLITE_OK and fewest is not None and left >= fewest:
            raise _Overtaken
        fewest = left
        if progress is not None:
            progress(left, total)

    try:
        source.backup(copy, pages=pages, progress=step, sleep=0.001)
    except _Overtaken:
        return False
    return True
