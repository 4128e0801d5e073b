"""People, the organisations they come from, and the name forms they are printed under."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """A council, trust, board or charity that members come from."""

    key: str
    name: str
    short: str = ""
    """The abbreviation people use for it, as in ``ICB``; blank when there is none."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who sits on, substitutes on, attends or acts for a board."""

    key: str
    name: str
    """The name as the minutes print it: ``Cllr Anne Moss``."""
    initials: str = ""
    """The initials actions are given to: ``AM``. They may be shared with somebody else."""
    organisation: str | None = None
    """Key of the organisation the person comes from, if recorded."""
    post: str = ""
    """Job or public office: ``Director of Public Health``."""
    forms: tuple[str, ...] = ()
    """Other printed forms of the name: ``Councillor Moss``, ``Moss, Anne``."""
