"""The board's settings, which live in the book: one tracked record a section."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from board.plain import from_plain, to_plain
from board.settings import Settings
from storage.book import Book


def read_settings(book: Book) -> Settings:
    """The settings as the book keeps them; a section it has not is the default."""
    rows = book.rows("SELECT id, value FROM setting WHERE withdrawn = 0")
    return from_plain(Settings, {row["id"]: json.loads(row["value"]) for row in rows})


def save_settings(book: Book, settings: Settings, why: str | None = None) -> None:
    """Keep `settings` in the book. Only sections that changed are written; the
    bodies they name are made or renamed."""
    plain = to_plain(settings)
    with book.writing(why):
        for section in fields(Settings):
            value = json.dumps(plain[section.name], ensure_ascii=False)
            _keep(book, "setting", section.name, {"value": value})
        for position, body in enumerate(settings.bodies, 1):
            values = {"name": body.name, "short": body.short, "position": position}
            _keep(book, "body", body.key, values)


def _keep(book: Book, table: str, key: str, values: dict[str, Any]) -> None:
    """Make the record what `values` say, whether it is new, known or once withdrawn."""
    row = book.row(f"SELECT * FROM {table} WHERE id = ?", (key,))
    values = {**values, "withdrawn": False}
    if row is None:
        book.insert(table, values, key)
    elif any(row[name] != value for name, value in values.items()):
        book.update(table, key, values)
