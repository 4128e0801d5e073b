"""Pieces of text as lists and lines show them, cut to cells of the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

PER_CELL = 4
"""Characters that are looked at for each cell there is room for: a megabyte pasted into a
title is not measured to show its beginning."""
STYLES = ("dim", "success", "warning", "error", "accent", "strong")
"""The styles a piece may have: names of the theme's colours, never colours themselves."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of text, with the style that goes with it."""

    text: str
    style: str = ""
    """One of `STYLES`, or blank."""


def fit(text: str, width: int, *, right: bool = False) -> str:
    """The text in exactly `width` cells; what does not fit ends in an ellipsis.

    With `right` it is set to the right, as numbers are.
    """
    size = cell_len(text)
    if size > width:
        text = set_cell_size(text, width - 1) + "…" if width > 1 else set_cell_size(text, width)
    elif right:
        text = " " * (width - size) + text
    return set_cell_size(text, width)
