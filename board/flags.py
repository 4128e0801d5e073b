"""Flags: what does not add up, said plainly and never repaired silently."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing that does not add up."""

    code: str
    """A stable word for filters and JSON: ``unknown-initials``."""
    sentence: str
    """What an officer would write: ``Nobody in this book has the initials TW.``"""
    place: str = ""
    """Where it is: a ref, a row and column, a seat."""
