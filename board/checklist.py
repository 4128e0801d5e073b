"""The check list at the close of a meeting: what is missing. It informs and never blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from board.clock import spoken
from board.flags import Flag
from board.quorum import shortfall

if TYPE_CHECKING:
    from board.record import MeetingRecord


def missing(record: MeetingRecord) -> tuple[Flag, ...]:
    """What an officer would want to know before the minutes go out, in the order of the paper."""
    return (
        *_room(record),
        *_roll(record),
        *_quorum(record),
        *_minutes(record),
        *_actions(record),
        *_times(record),
    )


def _room(record: MeetingRecord) -> Iterator[Flag]:
    presiding = record.meeting.presiding
    if not _anyone(record):
        yield Flag("nobody-present", "Nobody is recorded as present.", "attendance")
    if presiding is None:
        yield Flag("no-chair", "Nobody is recorded in the chair.", "attendance")
    elif not any(each.person == presiding and each.attended for each in record.room.standings):
        name = record.person(presiding).name
        sentence = f"{name} is recorded in the chair, but not as present."
        yield Flag("chair-not-present", sentence, "attendance")


def _anyone(record: MeetingRecord) -> bool:
    return any(standing.attended for standing in record.room.standings)


def _roll(record: MeetingRecord) -> Iterator[Flag]:
    """Members with no mark; a vacant seat has nobody to mark."""
    room = record.room
    for seat in record.membership.on(record.meeting.day):
        holder = record.membership.holder(seat.key, record.meeting.day)
        if holder and room.of_seat(seat.key) is None:
            name = record.person(holder).name
            sentence = f"Nothing is recorded for {name}: present, apologies or a substitute."
            yield Flag("no-mark", sentence, seat.represents)


def _quorum(record: MeetingRecord) -> Iterator[Flag]:
    if _anyone(record) and not record.quorum_changes and not record.quorum.met:
        sentence = f"There was never a quorum: {shortfall(record.quorum)}."
        yield Flag("quorum-never-met", sentence, "attendance")
    for lapse in record.lapses:
        then = f"regained at {spoken(lapse.regained)}" if lapse.regained else "not regained"
        sentence = f"The quorum was lost at {spoken(lapse.lost)} and {then}."
        yield Flag("quorum-lost", sentence, "attendance")


def _minutes(record: MeetingRecord) -> Iterator[Flag]:
    for item in record.items:
        minute = record.minute_of(item)
        if minute is None or minute.blank:
            place = f"item {record.item_number(item)}"
            yield Flag("not-minuted", f"“{item.title}” has not been minuted.", place)


def _actions(record: MeetingRecord) -> Iterator[Flag]:
    for action in sorted(record.actions, key=lambda action: action.number):
        ref = f"A{action.number}"
        if not action.leads.text.strip():
            yield Flag("action-without-lead", f"“{action.title}” has nobody to lead it.", ref)
        if not action.due.text.strip():
            yield Flag("action-without-date", f"“{action.title}” has no date.", ref)


def _times(record: MeetingRecord) -> Iterator[Flag]:
    if record.meeting.started_at is None:
        yield Flag("no-start", "The time the meeting started is not recorded.", "meeting")
    if record.meeting.ended_at is None:
        yield Flag("no-end", "The time the meeting ended is not recorded.", "meeting")
