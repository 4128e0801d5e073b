"""What a cell of the book means as a value, and how a value becomes a cell."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any


def day(cell: str | None) -> date | None:
    """A day as the book keeps it; ``None`` stays ``None``."""
    return date.fromisoformat(cell) if cell else None


def moment(cell: str | None) -> datetime | None:
    """A local time as the book keeps it; ``None`` stays ``None``."""
    return datetime.fromisoformat(cell) if cell else None


def cell(value: Any) -> Any:
    """A value as SQLite keeps it: days and times as ISO text, truth as 0 or 1, words as
    clean Unicode."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        # A terminal can hand over half a surrogate pair, which is no character at all.
        return value.encode("utf-8", "replace").decode("utf-8")
    return value
