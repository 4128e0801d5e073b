"""Ratings as they are typed: in a cell of a paper, or in one line by an officer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from board.matrix import in_order, in_range
from board.risks import RESPONSES
from board.settings import RiskSettings

_TIMES = r"([0-9]{1,3})\s*[x×*]\s*([0-9]{1,3})"
_RATING = re.compile(rf"{_TIMES}(?:\s*(?:=|score:?)\s*([0-9]{{1,3}}))?", re.IGNORECASE)
_SCORE = re.compile(r"(?:score:?\s*)?([0-9]{1,3})", re.IGNORECASE)
_RESCORE = re.compile(
    rf"(?:{_TIMES}|([0-9]{{1,3}})\s+([0-9]{{1,3}}))(?:[:,;]?\s+(.*))?", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Rating:
    """What one cell of a paper says of a risk."""

    impact: int | None = None
    likelihood: int | None = None
    score: int | None = None
    """The score, where one is written."""
    rated: str = ""
    """The words as typed, where there are no figures to read."""


@dataclass(frozen=True, slots=True)
class Rescore:
    """A new rating and why."""

    impact: int
    likelihood: int
    reason: str = ""


def read_rating(text: str, matrix: RiskSettings) -> Rating:
    """What `text` says, in the board's order of axes: ``3x4``, ``3 × 4 = 12``, ``12``, ``high``.

    A score alone is never split into impact and likelihood. What is outside the
    matrix is kept as it is, and flagged later.
    """
    bare = text.strip()
    if found := _RATING.fullmatch(bare):
        impact, likelihood = in_order(matrix, int(found[1]), int(found[2]))
        return Rating(impact, likelihood, int(found[3]) if found[3] else None)
    if found := _SCORE.fullmatch(bare):
        return Rating(score=int(found[1]))
    return Rating(rated=text if bare else "")


def read_rescore(line: str, matrix: RiskSettings) -> Rescore | str:
    """The rating in `line`, ``3 4 reason`` or ``3x4 reason``; or a sentence on what to write.

    The reason may be left out: the movement report asks for it.
    """
    axes = in_order(matrix, matrix.impact, matrix.likelihood)
    found = _RESCORE.fullmatch(line.strip())
    if found is None:
        return f"Write {axes[0]}, {axes[1]} and the reason, like: 3 4 and why."
    first, second = int(found[1] or found[3]), int(found[2] or found[4])
    impact, likelihood = in_order(matrix, first, second)
    if not in_range(matrix, impact, likelihood):
        tops = in_order(matrix, len(matrix.impact_levels), len(matrix.likelihood_levels))
        return f"{axes[0]} goes from 1 to {tops[0]}, {axes[1]} from 1 to {tops[1]}."
    return Rescore(impact, likelihood, found[5] or "")


def read_response(text: str) -> str | None:
    """The one of `RESPONSES` that `text` is, capitals apart; ``None`` for any other word.

    ``tr`` could be treat or transfer, and ``Accept`` is a word of another scheme:
    neither is guessed at.
    """
    word = text.strip().casefold()
    return word if word in RESPONSES else None
