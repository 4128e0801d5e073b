"""The status of a board: what is next, what is sitting, what is overdue, what does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from board.clock import long_day, spoken
from board.matrix import by_band
from board.quorum import line
from storage.actions import open_actions, statuses
from storage.agenda import agenda
from storage.book import Book
from storage.meetings import bodies, meeting_record, meetings
from storage.reviews import reviews
from storage.risks import risk_rows
from storage.settings import read_settings
from tui.cli_reports import action_row
from tui.flagged import closed_flags, lead_flags, risk_flags
from tui.shaping import action_counts, late, next_meeting_shape, quorum_shape

if TYPE_CHECKING:
    from board.actions import Action
    from board.flags import Flag
    from board.meetings import Meeting
    from board.record import MeetingRecord
    from board.risks import Review, Risk
    from board.settings import NoticeSettings, RiskSettings
    from tui.shapes import MovedShape, NextMeetingShape, RiskCounts, StatusShape

_MOST = 8
"""How many overdue actions, or flags, are written out; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Status:
    """The board at a glance."""

    shape: StatusShape
    sitting: MeetingRecord | None
    overdue: tuple[Action, ...]
    flags: tuple[Flag, ...]


def read_status(book: Book, today: date) -> Status:
    """The status of the board on `today`."""
    settings, known = read_settings(book), meetings(book)
    names = {body.key: body.name for body in bodies(book)}
    to_do = open_actions(book)
    overdue = tuple(action for action in to_do if late(action, today))
    sitting = next((each for each in known if each.state == "open"), None)
    record = meeting_record(book, sitting.key) if sitting else None
    ahead = next((each for each in known if each.state == "planned" and each.day >= today), None)
    log = risk_rows(book)
    flags = (
        *closed_flags(book, known),
        *lead_flags(book, to_do),
        *risk_flags(log, settings.risk, today, to_do),
    )
    last = reviews(book)
    shape: StatusShape = {
        "book": str(book.path.absolute()),
        "board": settings.board.name,
        "next_meeting": _ahead(book, ahead, names, settings.notice, today) if ahead else None,
        "open_meeting": None,
        "actions": action_counts(statuses(book), len(overdue), settings),
        "risks": {
            "open": sum(risk.is_open for risk in log),
            "by_band": by_band(log, settings.risk),
            "moved": _moved(log, last[-1], settings.risk) if last else None,
        },
        "flags": len(flags),
    }
    if record:
        minute = next((one for one in record.minutes if one.closed_at is None), None)
        shape["open_meeting"] = {
            "number": record.meeting.number,
            "body": record.body.name,
            "minute": minute.printed if minute else None,
            "title": minute.title if minute else None,
            "quorum": quorum_shape(record.quorum),
        }
    return Status(shape, record, overdue, flags)


def status_lines(status: Status, today: date) -> Iterator[str]:
    """The status as an officer reads it."""
    shape = status.shape
    yield f"{shape['board']}  {shape['book']}"
    yield ""
    if sitting := shape["open_meeting"]:
        at = f", at minute {sitting['minute']} {sitting['title']}" if sitting["minute"] else ""
        yield f"Sitting now   meeting {sitting['number']}{at}"
        if status.sitting:
            yield f"              {line(status.sitting.quorum)}"
    if ahead := shape["next_meeting"]:
        day, starts = date.fromisoformat(ahead["date"]), time.fromisoformat(ahead["starts"])
        yield f"Next meeting  {long_day(day)}, {spoken(starts)}{' (today)' if day == today else ''}"
        yield f"              {ahead['venue'] or 'no venue yet'}; meeting {ahead['number']}, " + (
            f"{ahead['items']} items on the agenda"
        )
        if ahead["publish_by"]:
            by = long_day(date.fromisoformat(ahead["publish_by"]))
            yield f"              publish the agenda by {by}"
    else:
        yield "Next meeting  none planned"
    counts = shape["actions"]
    words = ", ".join(f"{count} {word}" for word, count in counts["by_status"].items() if count)
    yield f"Actions       {counts['total']}, {counts['overdue']} overdue" + (
        f" ({words})" if words else ""
    )
    for action in status.overdue[:_MOST]:
        ref, _, due, leads, title = action_row(action, overdue=True)
        yield f"              {ref} {title} ({leads or 'no lead'}, {due})"
    yield from _more(len(status.overdue))
    yield from _risk_lines(shape["risks"])
    yield f"Flags         {shape['flags']}"
    for flag in status.flags[:_MOST]:
        yield f"              {flag.place}: {flag.sentence}"
    yield from _more(len(status.flags))


def _risk_lines(counts: RiskCounts) -> Iterator[str]:
    bands = reversed(counts["by_band"].items())
    words = ", ".join(f"{count} {name}" for name, count in bands if count)
    yield f"Risks         {counts['open']} open" + (f" ({words})" if words else "")
    if moved := counts["moved"]:
        kinds = ", ".join(f"{moved['moves'][kind]} {kind}" for kind in moved["moves"])
        yield f"              since {moved['since']}: {kinds or 'nothing has moved'}"


def _moved(log: Sequence[Risk], last: Review, matrix: RiskSettings) -> MovedShape:
    """What became of the risks since the last review; what did not move is not told."""
    from board.movement import KINDS, movement

    found = movement(log, last, None, matrix)
    counts = {kind: len(found.of(kind)) for kind in KINDS if kind != "unchanged"}
    return {
        "since": last.name,
        "moves": {kind: count for kind, count in counts.items() if count},
    }


def _more(count: int) -> Iterator[str]:
    if count > _MOST:
        yield f"              and {count - _MOST} more"


def _ahead(
    book: Book, meeting: Meeting, names: Mapping[str, str], rule: NoticeSettings, today: date
) -> NextMeetingShape:
    items = len(agenda(book, meeting.key))
    publish_by = _publish_by(meeting.day, rule, today)
    return next_meeting_shape(meeting, names[meeting.body], items, publish_by)


def _publish_by(meeting: date, rule: NoticeSettings, today: date) -> date | None:
    """The last day to publish the agenda; ``None`` once it has gone by."""
    # With so few days left it has surely gone by, and the bank holidays need not be loaded.
    if (meeting - today).days <= rule.clear_days:
        return None
    from board.notice import deadline

    by = deadline(meeting, rule)
    return by if by >= today else None
