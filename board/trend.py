"""How a risk has gone: its scores as a small line, and its path in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest

from board.matrix import band_of
from board.risks import Assessment, Risk
from board.settings import RiskSettings

_HEIGHTS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Point:
    """One score of a trend."""

    name: str
    """``original``, ``Q3 16/17``, ``current``."""
    score: int | None
    """``None`` where it was not scored."""
    top: int
    """The highest score of the matrix it was scored on."""


def trend(risk: Risk, matrix: RiskSettings) -> tuple[Point, ...]:
    """The scores of a risk in the order they were made: original, reviews, current.

    The current one is left out where the next review says the same again.
    """
    wanted = [risk.latest("original"), risk.latest("current")]
    wanted += [each for each in risk.assessments if each.stage == "review"]
    made = sorted(filter(None, wanted), key=lambda each: each.order)
    return tuple(
        _point(each, matrix)
        for each, after in zip_longest(made, made[1:])
        if each.stage != "current" or after is None or after.scored != each.scored
    )


def spark(points: Iterable[Point], *, ascii: bool = False) -> str:
    """The trend on one line: ``▇▅▃``, a dot where it was not scored; in ASCII ``20 12 6``."""
    if ascii:
        return " ".join("-" if each.score is None else str(each.score) for each in points)
    return "".join(map(_height, points))


def path(risk: Risk, matrix: RiskSettings, *, ascii: bool = False) -> str:
    """From original by current to target: ``12 high → 6 moderate → 3 low``.

    A stage known only in words prints them; one that is blank is a dash.
    """
    arrow, dash = (" -> ", "-") if ascii else (" → ", "–")
    stages = (risk.latest(stage) for stage in ("original", "current", "target"))
    return arrow.join(in_words(each, matrix) or dash for each in stages)


def in_words(assessment: Assessment | None, matrix: RiskSettings) -> str:
    """A score with the word of its band, ``12 high``; or the words it was rated in; or blank."""
    if assessment is None or assessment.scored is None:
        return assessment.rated.strip() if assessment else ""
    where = band_of(matrix, assessment)
    return f"{assessment.scored} {where.name}" if where else str(assessment.scored)


def _point(assessment: Assessment, matrix: RiskSettings) -> Point:
    used = assessment.matrix or matrix
    top = len(used.impact_levels) * len(used.likelihood_levels)
    return Point(assessment.label, assessment.scored, top)


def _height(point: Point) -> str:
    if point.score is None:
        return "·"
    last = len(_HEIGHTS) - 1
    return _HEIGHTS[max(0, min(last, (point.score * len(_HEIGHTS) - 1) // point.top))]
