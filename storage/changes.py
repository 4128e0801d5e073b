"""The change log read back: history, undo, and what another session has done.

A batch and the batch that undoes it cancel out. Undo rests on one law: the
changes that still stand, replayed, give the book as it is; so the newest of
them on a field can be taken back, and no older one.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from storage.book import Book
from storage.errors import Refused
from storage.signed import refuse_if_signed

_COLUMNS = 'seq, rev, at, actor, origin, "table", row, field, start, old, new, why, batch, undoes'
_STANDS = (
    "undoes IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM change AS taken WHERE taken.undoes = change.batch)"
)
"""SQL for a change that neither undoes another nor was undone."""

_OF_A_MEETING = ("meeting", "agenda_item", "minute", "room_event")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the change log."""

    seq: int
    rev: int
    """Grows with every change and every widening of a burst of typing."""
    at: str
    """When, in UTC: ``2026-11-21T14:03:00.000Z``."""
    actor: str
    origin: str
    table: str
    row: str
    field: str
    """The field that changed; blank for a whole new record."""
    start: int | None
    """For text typed at length, the character at which `old` became `new`;
    ``None`` when both are whole values."""
    old: Any
    new: Any
    why: str | None
    batch: str
    undoes: str | None


def changes_since(book: Book, rev: int) -> list[Change]:
    """Every change after `rev`, oldest first: what a second session must look at again."""
    return _changes(book, "WHERE rev > ? ORDER BY rev", (rev,))


def latest_rev(book: Book) -> int:
    """The newest `Change.rev` in the book; 0 for an empty log."""
    row = book.row("SELECT ifnull(max(rev), 0) AS rev FROM change")
    return int(row["rev"]) if row else 0


def history(book: Book, table: str, key: str) -> list[Change]:
    """Every change of one record, oldest first."""
    return _changes(book, 'WHERE "table" = ? AND row = ? ORDER BY seq', (table, key))


def last_batch(book: Book) -> list[Change]:
    """The newest changes by this book's actor that can be undone: one batch, newest first.

    Batches that were undone, and those that undo others, are passed over, so
    that undo goes back step by step.
    """
    row = book.row(
        f"SELECT batch FROM change WHERE actor = ? AND {_STANDS} ORDER BY seq DESC LIMIT 1",
        (book.actor,),
    )
    if row is None:
        return []
    return _changes(book, "WHERE batch = ? ORDER BY seq DESC", (row["batch"],))


def undo(book: Book) -> list[Change]:
    """Take back this actor's last batch by an inverse change; returns what was taken back.

    Raises:
        Refused: There is nothing to undo, the minutes are signed, or the same field
            has been changed since, so that taking it back would overwrite that work.
    """
    book.seal()
    while batch := last_batch(book):
        if _taken_back(book, batch):
            return batch
    raise Refused("There is nothing of yours to undo.")


def _taken_back(book: Book, batch: list[Change]) -> bool:
    """Write the inverse of `batch`; false when it had left nothing behind."""
    records: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
    try:
        with book.writing(undoes=batch[0].batch):
            for change in batch:
                _refuse_if_built_on(book, change)
                place = change.table, change.row
                if place not in records:
                    row = book.row(f"SELECT * FROM {change.table} WHERE id = ?", (change.row,))
                    records[place] = dict(row or {}), dict(row or {})
                _take_back(records[place][1], change)
            for (table, key), (now, then) in records.items():
                if table in _OF_A_MEETING:
                    refuse_if_signed(book, key, table)
                elif table == "clause":
                    refuse_if_signed(book, now["minute"], "minute")
                book.update(table, key, {f: v for f, v in then.items() if v != now[f]})
    except sqlite3.IntegrityError as error:
        # A number given back by what is now to be undone may be another record's by now.
        raise Refused(f"This cannot be undone any more: {error}.") from None
    return any(now != then for now, then in records.values())


def _refuse_if_built_on(book: Book, change: Change) -> None:
    """Refuse when a later change that stands is of the same field, or of the new record."""
    later = book.row(
        "SELECT actor FROM change WHERE \"table\" = ? AND row = ? AND (field = ? OR ? = '')"
        f" AND seq > ? AND batch <> ? AND {_STANDS} ORDER BY seq DESC LIMIT 1",
        (change.table, change.row, change.field, change.field, change.seq, change.batch),
    )
    if later is not None:
        raise Refused(f"{later['actor']} has changed this since; look at its history (h).")


def _take_back(record: dict[str, Any], change: Change) -> None:
    """Make `record` what it was before `change`; a record that was new is withdrawn."""
    if not change.field:
        record["withdrawn"] = 1
    elif change.start is None:
        record[change.field] = change.old
    else:
        text = record[change.field]
        end = change.start + len(change.new)
        if text[change.start : end] != change.new:
            raise Refused("The text is not as the log left it; look at its history (h).")
        record[change.field] = text[: change.start] + change.old + text[end:]


def record_of(change: Change) -> dict[str, Any]:
    """The record a whole-record change put in, by field."""
    record: dict[str, Any] = json.loads(change.new, strict=False)
    return record


def _changes(book: Book, where: str, values: tuple[Any, ...]) -> list[Change]:
    return [_change(row) for row in book.rows(f"SELECT {_COLUMNS} FROM change {where}", values)]


def _change(row: sqlite3.Row) -> Change:
    return Change(*row)
