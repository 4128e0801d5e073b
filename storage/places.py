"""Where a number points to: ``m3`` a meeting, ``57`` a minute, ``A12`` an action, ``R7`` a risk."""

from __future__ import annotations

import re
from collections.abc import Iterable

from storage.book import Book
from storage.errors import Refused

_TABLES = {"a": "action", "m": "meeting", "r": "risk"}
_NUMBER = re.compile(r"([a-z]?)\s*(\d{1,15})", re.IGNORECASE)


def place_of(book: Book, text: str) -> tuple[str, str | None]:
    """The keys of the meeting and of the agenda item that a printed number points to.

    Raises:
        Refused: Nothing has that number.
    """
    row = book.row(
        "SELECT meeting, item FROM minute WHERE printed = ? COLLATE NOCASE AND withdrawn = 0"
        " ORDER BY rowid DESC LIMIT 1",
        (text,),
    )
    found = _NUMBER.fullmatch(text)
    kind = found[1].lower() if found else ""
    if row is None and found is not None and kind == "a":
        row = book.row(
            "SELECT a.meeting, m.item FROM action AS a LEFT JOIN minute AS m ON m.id = a.minute"
            " WHERE a.number = ? AND a.withdrawn = 0 AND a.meeting IS NOT NULL",
            (int(found[2]),),
        )
    elif row is None and found is not None and kind == "m":
        row = book.row(
            "SELECT id AS meeting, NULL AS item FROM meeting WHERE number = ? AND withdrawn = 0",
            (int(found[2]),),
        )
    if row is None:
        raise Refused(f"nothing in this book has the number {text}")
    return row["meeting"], row["item"]


def names_of(book: Book, keys: Iterable[str]) -> dict[str, str]:
    """What actions and minutes are called, ``A12`` and ``57``, by key and in their order."""
    names = {}
    for key in keys:
        row = book.row(
            "SELECT 'A' || number AS name FROM action WHERE id = ?1"
            " UNION ALL SELECT printed FROM minute WHERE id = ?1",
            (key,),
        )
        if row is not None:
            names[key] = str(row["name"])
    return names


def records_of(book: Book, text: str) -> list[tuple[str, str]]:
    """The tables and keys of what has the number `text`: one action or meeting, or several
    minutes, since a series may begin again each year."""
    found = _NUMBER.fullmatch(text)
    kind = found[1].lower() if found else ""
    if found is not None and kind in _TABLES:
        table = _TABLES[kind]
        row = book.row(
            f"SELECT id FROM {table} WHERE number = ? AND withdrawn = 0", (int(found[2]),)
        )
        return [(table, row["id"])] if row else []
    rows = book.rows(
        "SELECT id FROM minute WHERE (printed = ? COLLATE NOCASE OR CAST(number AS TEXT) = ?)"
        " AND withdrawn = 0 ORDER BY rowid",
        (text, text),
    )
    return [("minute", row["id"]) for row in rows]
