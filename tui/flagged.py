"""Everything in the book that does not add up: meetings, leads of actions, risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from board.checklist import missing
from board.names import understand
from board.risk_flags import log_flags
from storage.actions import actions
from storage.meetings import meeting_record, meetings
from storage.people import organisations, people
from storage.risks import risk_rows
from storage.settings import read_settings

if TYPE_CHECKING:
    from board.actions import Action
    from board.flags import Flag
    from board.meetings import Meeting
    from board.risks import Risk
    from board.settings import RiskSettings
    from storage.book import Book


def every_flag(book: Book, today: date) -> tuple[Flag, ...]:
    """Every flag of the book, each placed at its record: ``M2 attendance``, ``A12``, ``R7 owner``.

    Of meetings only the last one closed is looked at: the papers of those before it are out.
    """
    known, risks = actions(book), risk_rows(book)
    return (
        *closed_flags(book, meetings(book)),
        *lead_flags(book, known),
        *risk_flags(risks, read_settings(book).risk, today, known),
    )


def closed_flags(book: Book, known: Sequence[Meeting]) -> Iterator[Flag]:
    """What is missing from the last meeting that was closed."""
    closed = [meeting for meeting in known if meeting.ended_at is not None]
    for flag in missing(meeting_record(book, closed[-1].key)) if closed else ():
        yield replace(flag, place=f"M{closed[-1].number} {flag.place}")


def lead_flags(book: Book, known: Iterable[Action]) -> Iterator[Flag]:
    """Initials of leads that nobody has, or that two people share."""
    everybody, bodies_known = people(book).values(), organisations(book).values()
    for action in known:
        # Most leads raise no doubt, and need not be compared with the organisations as well.
        if not action.complete and understand(action.leads.text, everybody).flags:
            for flag in understand(action.leads.text, everybody, bodies_known).flags:
                yield replace(flag, place=f"A{action.number}")


def risk_flags(
    risks: Sequence[Risk], matrix: RiskSettings, today: date, known: Iterable[Action]
) -> Iterator[Flag]:
    """What does not add up in the risk log, risk by risk."""
    still_open = [action.key for action in known if not action.complete]
    flags = log_flags(risks, matrix, today, still_open)
    for risk in risks:
        for flag in flags[risk.key]:
            yield replace(flag, place=f"R{risk.number} {flag.place}".rstrip())
