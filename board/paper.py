"""The papers of a meeting as they read: what every export prints, before any format.

`MinutesPaper` and `AgendaPaper` hold finished words in finished order. Word,
Markdown and plain text each lay these out; none of them decides what is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Attendee:
    """One name in a list of those present, and what goes beside it."""

    name: str
    """The printed name."""
    role: str = ""
    """What the seat represents, or a post."""
    note: str = ""
    """``in the chair``, ``from 2.40 pm``, ``left at 3.10 pm after minute 57``,
    ``substitute for Dr Osei``, ``for minute 58``."""


@dataclass(frozen=True, slots=True)
class PrintedAction:
    """An action as the minutes print it."""

    ref: str
    """``A12``."""
    text: str
    leads: str
    due: str


@dataclass(frozen=True, slots=True)
class PrintedMinute:
    """One minute as printed."""

    number: str
    """``57``; blank when the item was not minuted."""
    title: str
    paragraphs: tuple[str, ...]
    """The discussion, one paragraph each, blank lines removed, text otherwise as typed."""
    resolution: str = ""
    """The words above the clauses; blank when nothing was resolved."""
    clauses: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """``1.`` or ``a)`` for each clause; empty strings when clauses are not numbered."""
    actions: tuple[PrintedAction, ...] = ()
    room: tuple[str, ...] = ()
    """Sentences of the room ledger during this minute:
    ``Cllr Moss left the meeting at 3.10 pm.`` ``The meeting was inquorate from 3.12 pm.``"""
    paragraph_numbers: tuple[str, ...] = ()
    """``57.1`` for each paragraph where the series numbers paragraphs; else empty."""


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    """The minutes of one meeting, ready to be laid out."""

    council: str
    body: str
    day: date
    venue: str
    style: str
    """``headed`` or ``columns``."""
    draft: bool
    """Whether to mark every page as a draft."""
    present: tuple[Attendee, ...]
    substitutes: tuple[Attendee, ...]
    in_attendance: tuple[Attendee, ...]
    apologies: tuple[Attendee, ...]
    minutes: tuple[PrintedMinute, ...]
    started: str
    """``2.00 pm``; blank if it was not stamped."""
    ended: str
    quorum_note: tuple[str, ...] = ()
    """When the quorum was lost and regained; empty if it held throughout."""
    officer: str = ""


@dataclass(frozen=True, slots=True)
class PrintedItem:
    """One item of a printed agenda."""

    number: str
    title: str
    purpose: str = ""
    presenter: str = ""
    responsible: str = ""
    author: str = ""
    report: str = ""
    pages: str = ""
    """``Pages 9 - 14``, ``To follow``, or blank."""


@dataclass(frozen=True, slots=True)
class AgendaPaper:
    """The agenda of one meeting, ready to be laid out."""

    council: str
    body: str
    day: date
    starts: str
    venue: str
    kind: str
    style: str
    """``headed`` or ``columns``."""
    members: tuple[Attendee, ...]
    """The voting membership in order; a vacancy prints as ``Vacant``."""
    non_voting: tuple[Attendee, ...]
    items: tuple[PrintedItem, ...]
    officer: str = ""
