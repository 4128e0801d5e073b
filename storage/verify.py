"""Verifying a book: that SQLite finds it whole, and that its change log tells the truth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from storage.backup import copy_book
from storage.book import Book
from storage.schema import TABLES, Table


def verify(path: Path) -> list[str]:
    """What is wrong with the book at `path`, a line each; an empty list when all is well.

    The book is copied first, so that a long look holds up no writer.

    Raises:
        BookError: The book cannot be opened or copied.
    """
    with TemporaryDirectory(prefix="hwb-") as folder:
        copy = Path(folder) / "copy.hwb"
        copy_book(path, copy)
        book = Book.open(copy, "")
        try:
            return list(_faults(book))
        finally:
            book.close()


def _faults(book: Book) -> Iterator[str]:
    for row in book.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"SQLite finds damage: {row[0]}"
    for row in book.rows("PRAGMA foreign_key_check"):
        yield f"a record of {row['table']} points at a record of {row['parent']} that is missing"
    told = _told(book)
    for table in TABLES:
        yield from _untold(book, table, told.get(table.name, {}))


def _told(book: Book) -> dict[str, dict[str, dict[str, Any]]]:
    """Every record as the change log alone would make it, by table and key."""
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    for row in book.rows('SELECT "table", row, field, start, old, new FROM change ORDER BY seq'):
        records = tables.setdefault(row["table"], {})
        if not row["field"]:
            records[row["row"]] = json.loads(row["new"], strict=False) | {"withdrawn": 0}
        elif (record := records.get(row["row"])) is not None:
            record[row["field"]] = _after(record.get(row["field"]), row)
    return tables


def _after(before: Any, change: Any) -> Any:
    """The value of a field after `change`; of prose the log keeps only the span that changed."""
    if change["start"] is None:
        return change["new"]
    text, start = str(before), change["start"]
    return text[:start] + change["new"] + text[start + len(change["old"]) :]


def _untold(book: Book, table: Table, told: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Records of `table` that are not as the change log says they became."""
    fields = (*table.fields, "withdrawn")
    here = {row["id"]: row for row in book.rows(f"SELECT * FROM {table.name}")}
    for key in told.keys() - here.keys():
        yield f"{table.name} {key} is in the change log and not in the book"
    for key, row in here.items():
        if key not in told:
            yield f"{table.name} {key} is in the book and not in the change log"
            continue
        for field in fields:
            if row[field] != told[key].get(field):
                yield f"{table.name} {key}: its {field} is not what the change log says"
