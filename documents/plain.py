"""What the plain-text papers share: lists of names, and columns side by side.

Paragraphs are never wrapped, so the words stay as they were recorded whatever
the width of the window they are read in.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from board.text import visible
from documents import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from board.paper import Attendee

MARGIN = " " * 4
"""Before a name in a list, a clause, or what stands under an item."""
_SUBJECT_AT, _TEXT_AT = 6, 34
"""Where the second and third columns begin."""


def names(people: Iterable[Attendee]) -> str:
    """A list of `people`, one a line."""
    return "\n".join(f"{MARGIN}{visible(wording.listed(person))}" for person in people)


def columns(number: str, subject: str, text: str) -> str:
    """Three columns of lines; no text stands beside a line of the subject that fills its own."""
    texts = iter(text.split("\n"))
    lines = []
    for first, words in zip(chain([number], repeat("")), subject.split("\n"), strict=False):
        head = f"{first:<{_SUBJECT_AT - 1}} {words}"
        lines.append(_beside(head, next(texts, "")) if len(head) < _TEXT_AT - 1 else head)
    return "\n".join((*lines, *(_beside("", line) for line in texts)))


def _beside(head: str, text: str) -> str:
    return f"{head:<{_TEXT_AT}}{text}" if text else head
