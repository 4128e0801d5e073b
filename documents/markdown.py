"""Text from people in Markdown: it renders as it was typed, and never as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from board.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BREAK = "\\\n"
"""A line end within a paragraph."""
CELL_BREAK = "<br>"
"""A line end within a cell of a table."""

# Characters that open markup anywhere; of an entity only its ampersand, and of
# a bare web address the part that would make it a link.
_ANYWHERE = re.compile(r"[\\`*_\[<|~#$]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What opens a list, a quotation, an underlined heading or a table where a line starts.
_AT_LINE_START = re.compile(r"^(?:(?=[-+=>:])|([0-9]+)(?=[.)](?:\s|$)))")
_EDGE = re.compile(r"^\s|\s$")


def escape(text: str, line_end: str = BREAK) -> str:
    """`text` as Markdown that renders as `text`, its lines joined by `line_end`.

    Line ends at the very end are dropped: Markdown has no way to say them.
    """
    lines = visible(text, newlines=True).rstrip("\n").split("\n")
    return line_end.join(map(_line, lines))


def escape_line(text: str) -> str:
    """The same for a heading or a name: one line, with line ends shown as marks."""
    return _line(visible(text))


def bullets(lines: Iterable[str]) -> str:
    """A list of `lines` of text."""
    return "\n".join(f"- {escape_line(line)}" for line in lines)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of `rows`, whose cells are Markdown already."""
    lines = (headings, ["---"] * len(headings), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _line(line: str) -> str:
    line = _ANYWHERE.sub(r"\\\g<0>", line)
    line = _AT_LINE_START.sub(r"\g<1>\\", line)
    return _EDGE.sub(lambda space: f"&#{ord(space[0])};", line)
