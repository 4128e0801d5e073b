"""What can go wrong with a book, each as one line that says what and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BookError(Exception):
    """The book cannot be opened or written. The message is fit to show."""


class BookMissing(BookError):
    """There is no file at the path."""


class NotABook(BookError):
    """The file is something else."""


class BookNewer(BookError):
    """The book was made by a newer version of hwb."""


class BookLocked(BookError):
    """Another session holds the book's lock."""


class BookUnwritable(BookError):
    """The disk is full, or the file or its folder is read-only."""


class BookCorrupt(BookError):
    """SQLite finds the file damaged."""


class Refused(Exception):
    """A rule of the board refuses the change. The message is fit to show."""


class TextConflict(Exception):
    """Somebody else has changed this text since it was read; nothing was written."""

    def __init__(self, theirs: str, by: str, at: str) -> None:
        super().__init__(f"{by} has changed this text at {at}")
        self.theirs = theirs
        """The text as the book has it now."""
        self.by = by
        self.at = at


_MEANING: dict[int, tuple[type[BookError], str]] = {
    sqlite3.SQLITE_READONLY_DBMOVED: (
        BookMissing,
        "{path} has been moved, deleted or replaced while it was open; nothing more is saved "
        "to it: leave hwb and open it again where it is now",
    ),
    sqlite3.SQLITE_BUSY: (
        BookLocked,
        "another session is writing to {path}; try again in a moment",
    ),
    sqlite3.SQLITE_LOCKED: (
        BookLocked,
        "another session is writing to {path}; try again in a moment",
    ),
    sqlite3.SQLITE_FULL: (
        BookUnwritable,
        "no room left to write {path}; free some disk space",
    ),
    sqlite3.SQLITE_READONLY: (
        BookUnwritable,
        "{path} or its folder is read-only; copy it to a folder of your own",
    ),
    sqlite3.SQLITE_IOERR: (
        BookUnwritable,
        "the disk refused to read or write {path}; check the drive and its free space",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        BookUnwritable,
        "{path} cannot be opened; check that its folder exists and is yours to write",
    ),
    sqlite3.SQLITE_PERM: (BookUnwritable, "{path} is not yours to open; check its permissions"),
    sqlite3.SQLITE_AUTH: (BookUnwritable, "{path} is not yours to open; check its permissions"),
    sqlite3.SQLITE_NOTADB: (NotABook, "{path} is not an hwb book"),
    sqlite3.SQLITE_CORRUPT: (
        BookCorrupt,
        "{path} is damaged; run hwb verify and go back to a backup",
    ),
}


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file at `path` into a `BookError` that says what to do.

    Programming errors (a wrong column, a broken constraint) pass through as they are.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & 0xFF not in _MEANING:
            raise
        # The low byte of an extended code is the kind of error it is a case of.
        kind, sentence = _MEANING.get(code) or _MEANING[code & 0xFF]
        raise kind(sentence.format(path=path)) from error
