"""Rows of papers that come in, understood and not yet in the book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One seat as a list of members has it, and who holds it."""

    line: int
    """Line of the file, from 1, on which the row begins."""
    name: str
    """The holder's name as printed; blank is a vacancy."""
    represents: str
    voting: bool
    office: Literal["", "chair", "co-chair", "vice-chair"]
    """One of `board.seats.OFFICES`, or blank."""
    categories: tuple[str, ...]
    """In lower case, since quorum conditions compare them."""
    substitute: str
    """The standing substitute's name; blank for none."""
    initials: str
    organisations: tuple[str, ...]
    """Their names; two when the seat stands for two."""
    post: str
    from_day: date | None
    to_day: date | None


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One item of business, as an agenda has it."""

    line: int
    """Line of the file, from 1, on which the item begins."""
    number: str
    """As printed; blank when the list gives none."""
    title: str
    purpose: str = ""
    """Paragraphs have a blank line between them."""
    presenter: str = ""
    responsible: str = ""
    author: str = ""
    report: str = ""
    pages: str = ""
    """As printed, without the word: ``9 - 14``."""
    to_follow: bool = False
