"""The book: one board's records in one SQLite file, opened, read and written one way."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.cells import cell
from storage.errors import (
    BookError,
    BookMissing,
    BookNewer,
    BookUnwritable,
    NotABook,
    Refused,
    plainly,
)
from storage.keys import new_key
from storage.migrations import APPLICATION_ID, STEPS, migrate

_HEADER = b"SQLite format 3\x00"
_PATIENCE = 5000
"""Milliseconds a write waits for another session's lock."""
_HURRY = 200
"""The same, when the terminal has gone."""
_OLDEST = (3, 37, 0)
"""The first SQLite with STRICT tables."""


class Book:
    """An open book. Use one `Book` from one thread at a time.

    Every write goes through `writing`, which signs it; the triggers of
    `storage.log` log it in the same transaction.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, actor: str) -> None:
        self.path = path
        self.actor: str = cell(actor)
        """Who is writing: the name the change log gives."""
        self.origin = f"{os.uname().nodename}:{os.getpid()}"
        """Which session of hwb is writing."""
        self._connection = connection
        self._pen = ""
        self._burst: str | None = None
        self._batch = ""

    @classmethod
    def create(cls, path: Path, actor: str) -> Book:
        """Make a new, empty book at `path`, readable by its owner alone.

        Raises:
            BookUnwritable: There is a file already, or the folder cannot be written.
        """
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise BookUnwritable(f"{path} is there already; choose another name") from None
        except OSError as error:
            raise BookUnwritable(
                f"{path} cannot be made ({error.strerror}); choose another folder"
            ) from None
        try:
            return cls._open(path, actor)
        except BaseException:
            # A journal left behind would be played into the next file of this name.
            for file in (path, path.with_name(f"{path.name}-journal")):
                file.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, actor: str) -> Book:
        """Open the book at `path`; one from an older hwb is backed up and migrated first.

        Raises:
            BookMissing: There is no such file.
            NotABook: The file is not an hwb book.
            BookNewer: It was made by a newer hwb; it has not been touched.
            BookError: It is locked, unreadable or damaged.
        """
        version = version_of(path)
        if version > STEPS:
            raise BookNewer(
                f"{path} was made by a newer hwb (book version {version}, this hwb knows "
                f"{STEPS}); update hwb"
            )
        if version < STEPS:
            from storage.backup import back_up

            back_up(path, f"before-version-{STEPS}")
        return cls._open(path, actor)

    @classmethod
    def _open(cls, path: Path, actor: str) -> Book:
        connection = connect(path)
        try:
            with plainly(path):
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                if version < STEPS:
                    migrate(connection)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, actor)

    def hurry(self) -> None:
        """Wait next to no time for another session's lock from now on: there is none to lose."""
        self._connection.execute(f"PRAGMA busy_timeout = {_HURRY}")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """Read: every row of a query."""
        with plainly(self.path):
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Row | None:
        """Read: the first row of a query, or ``None``."""
        with plainly(self.path):
            found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
            return found

    @contextmanager
    def writing(
        self,
        why: str | None = None,
        *,
        typing: str | None = None,
        undoes: str | None = None,
    ) -> Iterator[str]:
        """One transaction, signed in the change log; yields its batch.

        Args:
            why: The reason given, if one was asked for.
            typing: The burst of typing this save belongs to. Saves of one burst
                are one batch, and coalesce into one change a field, until `seal`
                or any other write by this book ends the burst.
            undoes: The batch this one undoes.

        Within an open `writing`, another one joins it.

        Raises:
            BookLocked: Another session held the lock for five seconds.
            BookUnwritable: The disk is full or read-only. Nothing was written.
        """
        if self._pen:
            yield self._pen
            return
        with plainly(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            goes_on = typing is not None and typing == self._burst
            self._pen = self._batch if goes_on else new_key()
            try:
                if not goes_on:
                    self._write(
                        "UPDATE change SET sealed = 1 WHERE sealed = 0 AND batch = ?",
                        (self._batch,),
                    )
                self._connection.execute(
                    "UPDATE pen SET actor = ?, origin = ?, why = ?, batch = ?, undoes = ?,"
                    " typing = ?",
                    (self.actor, self.origin, cell(why), self._pen, undoes, typing is not None),
                )
                yield self._pen
                self._connection.execute(
                    "UPDATE pen SET actor = NULL, origin = NULL, why = NULL, batch = NULL,"
                    " undoes = NULL, typing = 0"
                )
                self._connection.execute("COMMIT")
                self._burst, self._batch = typing, self._pen
            except BaseException:
                # A full disk may have rolled the transaction back already.
                if self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise
            finally:
                self._pen = ""

    def insert(self, table: str, values: Mapping[str, Any], key: str | None = None) -> str:
        """Add one record within `writing`; returns its key."""
        key = key or new_key()
        record = {"id": key, **{name: cell(value) for name, value in values.items()}}
        marks = ", ".join("?" * len(record))
        self._write(
            f"INSERT INTO {table} ({', '.join(record)}) VALUES ({marks})", tuple(record.values())
        )
        return key

    def update(self, table: str, key: str, values: Mapping[str, Any]) -> None:
        """Change fields of one record within `writing`.

        Raises:
            Refused: There is no such record; said, so that no words are lost unnoticed.
        """
        if not values:
            return
        settings = ", ".join(f"{name} = ?" for name in values)
        cells = (*map(cell, values.values()), key)
        if not self._write(f"UPDATE {table} SET {settings} WHERE id = ?", cells):
            raise Refused(f"that {table.replace('_', ' ')} is not in this book")

    def withdraw(self, table: str, key: str) -> None:
        """Take a record out of use within `writing`. It stays in the book, and in the log."""
        self.update(table, key, {"withdrawn": True})

    def seal(self, burst: str | None = None) -> None:
        """End a burst of this book, or every burst in it: its changes are never altered again."""
        if burst is not None and burst != self._burst:
            return
        if self.row("SELECT 1 FROM change WHERE sealed = 0 LIMIT 1"):
            with self.writing():
                if burst is None:
                    self._write("UPDATE change SET sealed = 1 WHERE sealed = 0", ())

    def _write(self, sql: str, values: Sequence[Any]) -> int:
        """Write within `writing`; returns how many rows were written."""
        if not self._pen:
            raise RuntimeError("a book is written within Book.writing")
        return self._connection.execute(sql, values).rowcount


def connect(path: Path) -> sqlite3.Connection:
    """A connection with the storage policy of a book: rollback journal, full
    synchronisation, foreign keys, no trust in functions named by the schema.

    Not WAL: SQLite 3.7.0 to 3.51.2 can corrupt a book in WAL mode that two
    sessions share, and home drives are often network drives.

    Raises:
        BookError: It is locked, unreadable or damaged, or this SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        raise BookError(
            f"this Python has SQLite {sqlite3.sqlite_version}; a book needs "
            f"{'.'.join(map(str, _OLDEST))} or newer: run hwb with another Python"
        )
    with plainly(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            isolation_level=None,
            timeout=_PATIENCE / 1000,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        try:
            connection.executescript(
                f"PRAGMA busy_timeout = {_PATIENCE}; PRAGMA foreign_keys = ON;"
                " PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL;"
                # A file left in WAL mode by another tool is set back; TRUNCATE is per connection.
                " PRAGMA journal_mode = TRUNCATE;"
            )
        except BaseException:
            connection.close()
            raise
    return connection


def version_of(path: Path) -> int:
    """The book version in the file's header, read without SQLite, so that a file
    that is not ours is never touched.

    Raises:
        BookMissing: There is no such file.
        NotABook: The file is not an hwb book.
        BookUnwritable: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise BookMissing(
            f"there is no book at {path}; hwb new {path} makes one, hwb demo makes a sample"
        ) from None
    except IsADirectoryError:
        raise NotABook(f"{path} is a folder, not an hwb book") from None
    except OSError as error:
        raise BookUnwritable(f"{path} cannot be read ({error.strerror})") from None
    ours = APPLICATION_ID.to_bytes(4, "big")
    if len(header) < 100 or not header.startswith(_HEADER) or header[68:72] != ours:
        raise NotABook(f"{path} is not an hwb book; hwb import reads other files")
    return int.from_bytes(header[60:64], "big")
