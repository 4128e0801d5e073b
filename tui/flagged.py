"""Everything in the book that does not add up: meetings, leads of actions, risks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from board.checklist import missing
from board.names import understand
from board.risk_flags import log_flags
from storage.actions import open_actions
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
    to_do, risks = open_actions(book), risk_rows(book)
    return (
        *closed_flags(book, meetings(book)),
        *lead_flags(book, to_do),
        *risk_flags(risks, read_settings(book).risk, today, to_do),
    )


def closed_flags(book: Book, known: Sequence[Meeting]) -> Iterator[Flag]:
    """What is missing from the last meeting that was closed."""
    closed = [meeting for meeting in known if meeting.ended_at is not None]
    for flag in missing(meeting_record(book, closed[-1].key)) if closed else ():
        yield replace(flag, place=f"M{closed[-1].number} {flag.place}")


def lead_flags(book: Book, to_do: Sequence[Action]) -> Iterator[Flag]:
    """Initials of the leads of open actions that nobody has, or that two people share."""
    everybody, bodies_known = people(book).values(), organisations(book).values()
    # Most leads raise no doubt, and need not be compared with the organisations as well.
    doubtful = {
        text: understand(text, everybody, bodies_known).flags
        for text in {action.leads.text for action in to_do}
        if understand(text, everybody).flags
    }
    for action in to_do:
        for flag in doubtful.get(action.leads.text, ()):
            yield replace(flag, place=f"A{action.number}")


def risk_flags(
    risks: Sequence[Risk], matrix: RiskSettings, today: date, to_do: Iterable[Action]
) -> Iterator[Flag]:
    """What does not add up in the risk log, risk by risk; `to_do` are the actions still open."""
    flags = log_flags(risks, matrix, today, [action.key for action in to_do])
    for risk in risks:
        for flag in flags[risk.key]:
            yield replace(flag, place=f"R{risk.number} {flag.place}".rstrip())
