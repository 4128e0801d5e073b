"""The colours of bands on paper: pale enough for black words, since the word goes with them."""

from __future__ import annotations

import re

_PALE = {
    "green": "C6E5C3",
    "yellow": "FFF0A6",
    "orange": "FBCF9D",
    "amber": "FBCF9D",
    "red": "F5ABA3",
    "blue": "BBD6F0",
    "purple": "DCC7EA",
    "grey": "DDDDDD",
    "gray": "DDDDDD",
}


def fill(colour: str) -> str:
    """The six figures of the fill for `colour`, a name or ``#rrggbb``; white for any other."""
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        # Half way to white, and more for dark ones, so that black words stay readable.
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        return "".join(f"{255 - (255 - part) * 2 // 5:02X}" for part in parts)
    return _PALE.get(colour.casefold(), "FFFFFF")
