"""A meeting, its agenda, and its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

STATES = ("planned", "open", "draft", "circulated", "confirmed", "signed")
"""The life of a meeting's minutes: nothing is written while planned, the room
is sitting while open, and the rest is the life of the record
(LGA 1972 Sch 12 para 41 for signing)."""

FROZEN = ("circulated", "confirmed", "signed")
"""States in which minute numbers are never reused or changed."""


@dataclass(frozen=True, slots=True)
class Body:
    """The board, or one of its sub-groups, with seats and meetings of its own."""

    key: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One sitting of a body."""

    key: str
    number: int
    """The book's own short number for it, from 1."""
    body: str
    day: date
    starts: time
    """The time on the agenda."""
    venue: str = ""
    kind: str = "public"
    """``public`` or ``private``."""
    state: str = "planned"
    """One of `STATES`."""
    started_at: datetime | None = None
    """When the chair opened it, as stamped; local time."""
    ended_at: datetime | None = None
    presiding: str | None = None
    """Key of the person in the chair at this meeting."""
    quorum_rule: str = ""
    """The quorum rule of the day the meeting began, as JSON, so that a later
    change of the rule never rewrites the record. Blank until it begins."""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of business on an agenda. Its number restarts at 1 each meeting."""

    key: str
    meeting: str
    position: int
    title: str
    number: str = ""
    """The agenda number as printed; blank means its place in the list."""
    purpose: str = ""
    """What the board is asked to do: ``To consider the annual report.``"""
    presenter: str = ""
    responsible: str = ""
    """The responsible officer or officers, as printed."""
    author: str = ""
    """The report's author, as printed."""
    report: str = ""
    """Report number: ``HWB/26/14``."""
    pages: str = ""
    """Pages of the pack as printed: ``9 - 14``."""
    to_follow: bool = False
    """The report was not ready when the agenda was published."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing resolved: a line of the resolution."""

    key: str
    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Minute:
    """The record of one item: what was said, and what was resolved."""

    key: str
    meeting: str
    item: str
    number: int | None
    """The running number in the body's series; ``None`` until allocated."""
    printed: str
    """The number as the minutes print it: ``57`` or ``57/26``."""
    title: str
    discussion: str = ""
    clauses: tuple[Clause, ...] = ()
    opened_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def resolved(self) -> str:
        """The clauses as the officer types them: one a line."""
        return "\n".join(clause.text for clause in self.clauses)

    @property
    def blank(self) -> bool:
        """Whether nothing has been minuted yet."""
        return not self.discussion.strip() and not self.clauses
