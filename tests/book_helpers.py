"""Books for the tests of storage: made small, read by hand, and replayed from their log."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from board.settings import Settings
from storage.agenda import add_item
from storage.book import Book
from storage.meetings import add_meeting
from storage.schema import TABLES
from storage.settings import save_settings

DAY = date(2026, 4, 14)
START = datetime(2026, 4, 14, 14, 0)

Records = dict[str, dict[str, dict[str, Any]]]
"""By table, then by key, the fields of every record."""


def new_book(folder: Path, actor: str = "Ann Moss", settings: Settings | None = None) -> Book:
    """A book with its settings and nothing else."""
    book = Book.create(folder / "board.hwb", actor)
    save_settings(book, settings or Settings())
    return book


def in_haste(book: Book) -> Book:
    """The same book, not waiting for the disk: for tests of what it holds, not that it holds."""
    book._connection.execute("PRAGMA synchronous = OFF")
    return book


def sitting(book: Book, *titles: str, body: str = "hwb", day: date = DAY) -> tuple[str, list[str]]:
    """A planned meeting with an agenda of `titles`: its key and those of its items."""
    meeting = add_meeting(book, body, day, time(14))
    return meeting, [add_item(book, meeting, title) for title in titles]


def by_hand(path: Path) -> sqlite3.Connection:
    """The book as any other program opens it: none of our settings, each statement on its own."""
    return sqlite3.connect(path, isolation_level=None, timeout=0)


def records(path: Path) -> Records:
    """Every record of every tracked table."""
    hand = by_hand(path)
    hand.row_factory = sqlite3.Row
    found: Records = defaultdict(dict)
    for table in TABLES:
        for row in hand.execute(f"SELECT * FROM {table.name}"):
            record = dict(row)
            found[table.name][record.pop("id")] = record
    hand.close()
    return found


def replayed(path: Path) -> Records:
    """What the change log, read from its first line, says the records are."""
    hand = by_hand(path)
    found: Records = defaultdict(dict)
    for table, row, field, start, old, new in hand.execute(
        'SELECT "table", row, field, start, old, new FROM change ORDER BY seq'
    ):
        if table == "change":
            continue  # that a batch was undone; its inverse follows
        if not field:
            assert row not in found[table]
            found[table][row] = {**json.loads(new, strict=False), "withdrawn": 0}
            continue
        record = found[table][row]
        if start is None:
            assert record[field] == old
            record[field] = new
        else:
            text = record[field]
            assert text[start : start + len(old)] == old
            record[field] = text[:start] + new + text[start + len(old) :]
    hand.close()
    return found


def log_of(book: Book, *columns: str, where: str = "1") -> list[tuple[Any, ...]]:
    """Columns of the change log, oldest first."""
    sql = f"SELECT {', '.join(columns)} FROM change WHERE {where} ORDER BY seq"
    return [tuple(row) for row in book.rows(sql)]


def another_process(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Run a script beside us, with the book's path and the like as its arguments."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def told_by(process: subprocess.Popen[str]) -> Iterable[str]:
    """The lines a script prints, to its end."""
    assert process.stdout is not None
    yield from (line.rstrip("\n") for line in process.stdout)
    process.stdout.close()
    if process.stdin is not None:
        process.stdin.close()
    assert process.wait() == 0
