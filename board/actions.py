"""Actions: something to be done, by somebody, by some time."""

from __future__ import annotations

from dataclasses import dataclass

from board.dates import PartialDate
from board.flags import Flag


@dataclass(frozen=True, slots=True)
class Leads:
    """Who leads an action: the text as typed, and the people it was understood as."""

    text: str = ""
    people: tuple[str, ...] = ()
    """Keys of the people understood; empty when nobody was, or more than one could be meant."""
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """One action of a plan; those taken in a meeting are tied to their minute."""

    key: str
    number: int
    """The book's own number, printed ``A12``."""
    title: str
    leads: Leads
    due: PartialDate
    plan: str = "Board actions"
    ref: str = ""
    """The ref as printed in the plan it came from; may be blank or shared."""
    meeting: str | None = None
    minute: str | None = None
    status: str | None = None
    """A word of the board's status key, or ``None``: no status is not Green."""
    complete: bool = False
