"""How a character of typed text looks on a terminal, and how many cells it takes.

Text from people is data. A control character, an escape or a bidi override
stays in the text as it is; on screen a mark of one cell stands in its place,
so that it can be seen and cannot act.
"""

from __future__ import annotations

import re
import unicodedata

from rich.cells import get_character_cell_size

_UNUSUAL = re.compile("[^\x00-\u02ff\u0370-\u0373\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""Anything that might not be exactly one cell: ordinary English prose has none of it."""

_TAB, _DELETE, _FORMAT, _UNSHOWABLE = "→", "␡", "·", "\ufffd"


def _mark(character: str) -> str:
    """What stands for `character` on screen; empty for a variation selector."""
    code = ord(character)
    if code < 0x20:
        return _TAB if character == "\t" else chr(0x2400 + code)
    if code == 0x7F:
        return _DELETE
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    match unicodedata.category(character):
        case "Cf" | "Zl" | "Zp":
            return _FORMAT
        case "Cc" | "Cs":
            return _UNSHOWABLE
    return character


class _Marks(dict[int, str]):
    def __missing__(self, code: int) -> str:
        mark = self[code] = _mark(chr(code))
        return mark


class _Widths(dict[str, int]):
    def __missing__(self, character: str) -> int:
        width = self[character] = sum(map(get_character_cell_size, _MARKS[ord(character)]))
        return width


_MARKS = _Marks()
_WIDTHS = _Widths()


def shown(text: str) -> str:
    """`text` as it may be sent to a terminal, with a mark for each character that would act."""
    return text if text.isascii() and text.isprintable() else text.translate(_MARKS)


def width(character: str) -> int:
    """Cells that one character takes as shown: 0 (it joins the one before), 1 or 2."""
    return _WIDTHS[character]


def plain(text: str) -> bool:
    """Whether every character of `text` is surely one cell wide; quick, may say no too often."""
    return text.isascii() or not _UNUSUAL.search(text)


def cells(text: str) -> int:
    """Cells that `text` takes as shown."""
    return len(text) if plain(text) else sum(map(_WIDTHS.__getitem__, text))


def column_at(text: str, cell: int) -> int:
    """The column of `text` whose character covers `cell`; its length when `cell` is beyond."""
    if plain(text):
        return min(cell, len(text))
    for column, character in enumerate(text):
        cell -= _WIDTHS[character]
        if cell < 0:
            return column
    return len(text)
