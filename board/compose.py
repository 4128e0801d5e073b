"""Composing the papers of a meeting: what they say, and in which order.

Word, Markdown and plain text lay out what is decided here. Text that people
typed is carried over as it is; nothing in it is read as a template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from board import comings, dates, names
from board.clock import spoken
from board.numbers import clause_labels, numbers_paragraphs, paragraph_numbers
from board.paper import (
    AgendaPaper,
    Attendee,
    MinutesPaper,
    PrintedAction,
    PrintedItem,
    PrintedMinute,
)

if TYPE_CHECKING:
    from board.meetings import AgendaItem, Minute
    from board.record import MeetingRecord

FINAL = ("confirmed", "signed")
"""States in which the minutes are no draft: a later meeting has agreed them."""


def minutes_paper(record: MeetingRecord) -> MinutesPaper:
    """The minutes as they read now: only items that have a minute are printed."""
    meeting, board = record.meeting, record.settings.board
    minutes = [minute for item in record.items if (minute := record.minute_of(item))]
    return MinutesPaper(
        council=board.council,
        body=record.body.name,
        day=meeting.day,
        venue=meeting.venue,
        style=record.settings.minutes.style,
        draft=meeting.state not in FINAL,
        present=comings.present(record),
        substitutes=comings.substitutes(record),
        in_attendance=comings.in_attendance(record),
        apologies=comings.apologies(record),
        minutes=tuple(_printed(record, minute) for minute in minutes),
        started=spoken(meeting.started_at) if meeting.started_at else "",
        ended=spoken(meeting.ended_at) if meeting.ended_at else "",
        quorum_note=comings.quorum_notes(record),
        officer=board.officer,
    )


def agenda_paper(record: MeetingRecord) -> AgendaPaper:
    """The agenda of the meeting, with the membership of its day."""
    meeting, board, membership = record.meeting, record.settings.board, record.membership
    voting: list[Attendee] = []
    others: list[Attendee] = []
    for seat in membership.on(meeting.day):
        holder = membership.holder(seat.key, meeting.day)
        name = record.person(holder).name if holder else "Vacant"
        members = voting if seat.votes_on(meeting.day) else others
        members.append(Attendee(name, seat.represents, seat.office))
    return AgendaPaper(
        council=board.council,
        body=record.body.name,
        day=meeting.day,
        starts=spoken(meeting.starts),
        venue=meeting.venue,
        kind=meeting.kind,
        style=record.settings.minutes.style,
        members=tuple(voting),
        non_voting=tuple(others),
        items=tuple(_printed_item(record, item) for item in record.items),
        officer=board.officer,
    )


def _printed_item(record: MeetingRecord, item: AgendaItem) -> PrintedItem:
    return PrintedItem(
        number=record.item_number(item),
        title=item.title,
        purpose=item.purpose,
        presenter=item.presenter,
        responsible=item.responsible,
        author=item.author,
        report=item.report,
        pages="To follow" if item.to_follow else _pages(item.pages),
    )


def _pages(pages: str) -> str:
    """``9 - 14`` with its word before it, unless whoever typed it wrote one."""
    if not pages.strip()[:1].isdigit():
        return pages
    return f"{'Page' if pages.strip().isdigit() else 'Pages'} {pages}"


def _printed(record: MeetingRecord, minute: Minute) -> PrintedMinute:
    settings = record.settings.minutes
    paragraphs = tuple(line for line in minute.discussion.split("\n") if line.strip())
    clauses = tuple(clause.text for clause in minute.clauses if clause.text.strip())
    series = record.settings.series(record.settings.body(record.body.key).series)
    return PrintedMinute(
        number=minute.printed,
        title=minute.title,
        paragraphs=paragraphs,
        resolution=settings.resolution.replace("{board}", record.body.name) if clauses else "",
        clauses=clauses,
        labels=clause_labels(settings.clauses, len(clauses)),
        actions=tuple(
            PrintedAction(
                f"A{action.number}",
                action.title,
                names.written_out(action.leads.text, record.people.values()),
                dates.written_out(action.due),
            )
            for action in record.actions_of(minute)
        ),
        room=comings.room_sentences(record, minute),
        paragraph_numbers=(
            paragraph_numbers(minute.printed, len(paragraphs)) if numbers_paragraphs(series) else ()
        ),
    )
