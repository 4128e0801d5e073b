"""The change log in words: when, who, what, by the names that people know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from storage.book import Book
from storage.changes import Change, history, record_of

_KINDS = {
    "room_event": "room",
    "agenda_item": "agenda item",
    "name_form": "name form",
    "seat_organisation": "organisation of a seat",
    "action_lead": "lead of an action",
    "risk_comment": "comment",
    "risk_link": "link of a risk",
    "risk_owner": "owner of a risk",
    "risk_note": "note on a risk",
}
_PARTS = {
    "meeting": ("room_event",),
    "minute": ("clause",),
    "seat": ("seat_organisation", "holding"),
    "person": ("name_form", "holding"),
    "action": ("action_lead",),
    "risk": ("assessment", "risk_comment", "risk_link", "risk_owner"),
}
"""Records whose changes belong to the history of another, to which they point by its table."""

_NAMES = {
    "person": "SELECT name FROM person",
    "presiding": "SELECT name FROM person",
    "organisation": "SELECT name FROM organisation",
    "seat": "SELECT represents FROM seat",
    "item": "SELECT title FROM agenda_item",
    "minute": "SELECT printed FROM minute",
    "meeting": "SELECT day FROM meeting",
    "body": "SELECT name FROM body",
    "action": "SELECT 'A' || number FROM action",
    "risk": "SELECT 'R' || number FROM risk",
    "review": "SELECT name FROM review",
}
"""What people call the record that a field points to."""

_LONGEST = 240
"""Characters of a value that are told; the book keeps the whole."""


def whole_history(book: Book, table: str, key: str) -> list[Change]:
    """Every change of one record and of its parts, oldest first."""
    changes = history(book, table, key)
    for part in _PARTS.get(table, ()):
        for row in book.rows(f"SELECT id FROM {part} WHERE {table} = ?", (key,)):
            changes += history(book, part, row["id"])
    return sorted(changes, key=lambda change: change.seq)


def history_told(book: Book, table: str, key: str) -> list[str]:
    """The history of one record, a line a change."""
    return [told(book, change) for change in whole_history(book, table, key)]


def told(book: Book, change: Change) -> str:
    """One change: when, who, what, and why if a reason was given."""
    at = datetime.fromisoformat(change.at).astimezone()
    undone = " (undo)" if change.undoes else ""
    why = f" Reason: {change.why}" if change.why else ""
    return f"{at:%d %b %Y %H:%M:%S}  {change.actor}: {did(book, change)}{undone}.{why}"


def batch_told(book: Book, changes: Sequence[Change]) -> str:
    """What a batch of changes, newest first, did: the first, and how many more."""
    if not changes:
        return "nothing"
    more = len(changes) - 1
    return did(book, changes[-1]) + (f", and {more} more" if more else "")


def did(book: Book, change: Change) -> str:
    """What one change did, in a few words."""
    kind = _KINDS.get(change.table, change.table)
    if not change.field:
        return f"new {kind}{_summary(book, change.table, record_of(change))}"
    subject = _subject(book, change)
    if change.field == "withdrawn":
        return f"{kind}{subject} {'withdrawn' if change.new else 'brought back'}"
    field = change.field.replace("_", " ")
    if change.start is not None:
        out = f"took out {_short(change.old)}" if change.old else ""
        written = f"wrote {_short(change.new)}" if change.new else ""
        words = ", ".join(filter(None, (out, written)))
        return f"{kind}{subject} {field}: {words or 'typed and took out the same words'}"
    if change.field == "quorum_rule":
        return f"{kind}{subject} keeps the quorum rule of the day"
    old, new = (_short(_named(book, change.field, value)) for value in (change.old, change.new))
    return f"{kind}{subject} {field}: {old} became {new}"


def _subject(book: Book, change: Change) -> str:
    """Which record it was, where its kind alone does not say: who in the room, which seat."""
    if change.table not in ("room_event", "holding", "action_lead", "seat_organisation"):
        return ""
    row = book.row(f"SELECT * FROM {change.table} WHERE id = ?", (change.row,))
    return _summary(book, change.table, dict(row)) if row else ""


def _summary(book: Book, table: str, record: Mapping[str, Any]) -> str:
    """A record in a few words, behind a colon; blank if it has none."""
    wanted = {
        "room_event": ("person", "event"),
        "holding": ("role", "person", "seat"),
        "action_lead": ("person",),
        "seat_organisation": ("organisation",),
        "risk_link": ("action", "minute"),
        "risk_owner": ("person",),
        "assessment": ("stage", "review", "impact", "likelihood", "rated", "response"),
    }.get(table, ("title", "name", "represents", "description", "text", "day"))
    words = [str(_named(book, field, record[field])) for field in wanted if record.get(field)]
    if table in _KINDS or table in ("holding", "assessment"):
        return f": {', '.join(words)}" if words else ""
    return f" {_short(words[0])}" if words else ""


def _named(book: Book, field: str, value: Any) -> Any:
    """A key as the name of what it points to; any other value as it is."""
    if field not in _NAMES or not isinstance(value, str):
        return value
    row = book.row(f"{_NAMES[field]} WHERE id = ?", (value,))
    return row[0] if row else value


def _short(value: object) -> str:
    if value is None or value == "":
        return "blank"
    text = " ".join(str(value).split())
    return f"“{text[: _LONGEST - 1]}…”" if len(text) > _LONGEST else f"“{text}”"
