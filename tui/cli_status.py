"""The status of a board: what is next, what is sitting, what is overdue, what does not add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING

from board.checklist import missing
from board.clock import long_day, spoken
from board.names import understand
from board.quorum import line
from storage.actions import open_actions, statuses
from storage.agenda import agenda
from storage.book import Book
from storage.meetings import bodies, meeting_record, meetings
from storage.people import organisations, people
from storage.settings import read_settings
from tui.cli_reports import action_row
from tui.shaping import action_counts, late, next_meeting_shape, quorum_shape

if TYPE_CHECKING:
    from board.actions import Action
    from board.flags import Flag
    from board.meetings import Meeting
    from board.record import MeetingRecord
    from board.settings import NoticeSettings
    from tui.shapes import NextMeetingShape, StatusShape

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
    flags = (*_closed_flags(book, known), *_lead_flags(book, to_do))
    shape: StatusShape = {
        "book": str(book.path.absolute()),
        "board": settings.board.name,
        "next_meeting": _ahead(book, ahead, names, settings.notice, today) if ahead else None,
        "open_meeting": None,
        "actions": action_counts(statuses(book), len(overdue), settings),
        "risks": {"open": 0, "by_band": {}},
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
    yield f"Flags         {shape['flags']}"
    for flag in status.flags[:_MOST]:
        yield f"              {flag.place}: {flag.sentence}"
    yield from _more(len(status.flags))


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


def _closed_flags(book: Book, known: list[Meeting]) -> tuple[Flag, ...]:
    """What is missing from the last meeting that was closed."""
    closed = [meeting for meeting in known if meeting.ended_at is not None]
    return missing(meeting_record(book, closed[-1].key)) if closed else ()


def _lead_flags(book: Book, known: tuple[Action, ...]) -> Iterator[Flag]:
    """Initials of leads that nobody has, or that two people share."""
    everybody, bodies_known = people(book).values(), organisations(book).values()
    # Most leads raise no doubt, and need not be compared with the organisations as well.
    doubtful = {
        text: understand(text, everybody, bodies_known).flags
        for text in {action.leads.text for action in known}
        if understand(text, everybody).flags
    }
    for action in known:
        for flag in doubtful.get(action.leads.text, ()):
            yield replace(flag, place=f"A{action.number}")
