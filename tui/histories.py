"""History: every change of a record, in words, newest last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage.changes import Change, history, record_of
from tui.screens.base import BookScreen
from tui.sheets import SheetScreen, lines_page

_WORDS = {
    "room_event": "room",
    "agenda_item": "agenda item",
    "name_form": "name form",
    "seat_organisation": "organisation of a seat",
    "action_lead": "lead of an action",
}
_LONGEST = 240


async def show_history(screen: BookScreen, table: str, key: str, title: str) -> None:
    """Show everything that changed in one record."""
    changes = await screen.hwb.desk.ask(history, table, key)
    lines = [described(change) for change in changes]
    screen.app.push_screen(SheetScreen(f"History: {title}", lines_page(lines)))


def described(change: Change) -> str:
    """One change in words: when, who, what."""
    at = datetime.fromisoformat(change.at).astimezone()
    why = f" Reason: {change.why}" if change.why else ""
    undone = " (undo)" if change.undoes else ""
    return f"{at:%d %b %Y %H:%M:%S}  {change.actor}: {said(change)}{undone}.{why}"


def said(change: Change) -> str:
    """What a change did, in a few words."""
    kind = _WORDS.get(change.table, change.table)
    if not change.field:
        record = record_of(change)
        name = next((record[k] for k in ("title", "name", "event", "text") if record.get(k)), "")
        return f"new {kind} {_short(name)}".rstrip()
    if change.field == "withdrawn":
        return f"{kind} {'withdrawn' if change.new else 'brought back'}"
    field = change.field.replace("_", " ")
    if change.start is not None:
        parts = []
        if change.old:
            parts.append(f"took out {_short(change.old)}")
        if change.new:
            parts.append(f"wrote {_short(change.new)}")
        return f"{kind} {field}: {', '.join(parts) or 'typed and took out the same words'}"
    return f"{kind} {field}: {_short(change.old)} became {_short(change.new)}"


def all_said(changes: Sequence[Change]) -> str:
    """What a batch of changes did, in one line: the first, and how many more."""
    if not changes:
        return "nothing"
    more = len(changes) - 1
    return said(changes[-1]) + (f", and {more} more" if more else "")


def _short(value: object) -> str:
    if value is None or value == "":
        return "blank"
    text = " ".join(str(value).split())
    return f"“{text[: _LONGEST - 1]}…”" if len(text) > _LONGEST else f"“{text}”"
