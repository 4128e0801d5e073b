"""Shapes: a shape and a word for what a colour would say, with ASCII forms.

A colour is never the only carrier: everything here reads the same in black and
white, and on a terminal that knows only ASCII.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape as a list shows it, with the word that goes with it."""

    shape: str
    ascii: str
    word: str
    style: str = ""
    """One of `widgets.cells.STYLES`, or blank."""

    def draw(self, ascii_only: bool) -> str:
        """The shape for this terminal."""
        return self.ascii if ascii_only else self.shape


ROOM = {
    "present": Shape("●", "P", "present", "success"),
    "remote": Shape("◍", "O", "remote", "success"),
    "substitute": Shape("◐", "S", "substitute", "success"),
    "in attendance": Shape("◇", "I", "in attendance"),
    "apologies": Shape("○", "A", "apologies", "warning"),
    "left": Shape("◁", "L", "left", "warning"),
    "withdrew": Shape("△", "W", "withdrew", "warning"),
    "stood down": Shape("·", "-", "stood down", "dim"),
    "": Shape("·", ".", "not recorded", "dim"),
}
"""How each standing in the room is drawn; the blank one is nobody's absence."""

MINUTE = {
    "open": Shape("▶", ">", "being minuted", "accent"),
    "done": Shape("✓", "x", "minuted", "success"),
    "blank": Shape("○", "o", "opened, nothing written", "warning"),
    "": Shape(" ", " ", "not opened"),
}
"""How far an item of the agenda has come."""
