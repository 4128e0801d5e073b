"""A small made-up risk log for the tests of its rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from board.actions import Leads
from board.dates import read_partial
from board.risks import Assessment, Review, Risk
from board.settings import RiskSettings

MATRIX = RiskSettings()
TODAY = date(2026, 11, 24)
QUARTERS = ("Q1 26/27", "Q2 26/27", "Q3 26/27")


def risk(number: int = 1, *assessments: Assessment, **more: Any) -> Risk:
    """Risk ``r1`` and so on, with nothing to flag; assessments are put in the order given."""
    given = assessments or (assessed("current", 3, 3),)
    ordered = tuple(replace(each, order=n) for n, each in enumerate(given, 1))
    more.setdefault("description", "The flood store is hard to reach")
    more.setdefault("ref", f"FS{number}")
    more.setdefault("owners", Leads("KO"))
    return Risk(f"r{number}", number, assessments=ordered, **more)


def assessed(
    stage: str, impact: int | None = None, likelihood: int | None = None, **more: Any
) -> Assessment:
    """An assessment; any other word than original, current and target names a review."""
    if stage not in ("original", "current", "target"):
        stage, more["name"] = "review", stage
    return Assessment(f"{stage}-{more.get('name', '')}", stage, impact=impact,
                      likelihood=likelihood, **more)  # fmt: skip


def staged(
    original: tuple[int, int], current: tuple[int, int], target: tuple[int, int]
) -> tuple[Assessment, ...]:
    """The three stages every risk of a log has."""
    return (
        assessed("original", *original),
        assessed("current", *current),
        assessed("target", *target),
    )


def review(quarter: int, matrix: RiskSettings = MATRIX) -> Review:
    """The review of the first, second or third quarter, held on the last day of that quarter."""
    day = (date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))[quarter - 1]
    return Review(f"v{quarter}", QUARTERS[quarter - 1], day, matrix)


levels = st.none() | st.integers(0, 7)
assessments = st.builds(
    assessed,
    st.sampled_from(("original", "current", "target", *QUARTERS)),
    levels,
    levels,
    score=st.none() | st.integers(0, 50),
    rated=st.sampled_from(("", "high", "[/] Red")),
    response=st.sampled_from((None, "treat")),
    reason=st.sampled_from(("", "A wall fell")),
)


@st.composite
def logs(draw: st.DrawFn) -> list[Risk]:
    """Risk logs of all kinds, however odd their scores."""
    return [
        risk(
            number,
            *draw(st.lists(assessments, min_size=1, max_size=6)),
            ref=draw(st.sampled_from(("", "FS1", "fs1 ", "FS2"))),
            status=draw(st.sampled_from(("open", "closed"))),
            review_due=read_partial(draw(st.sampled_from(("", "Sep-26", "soon")))),
        )
        for number in range(1, draw(st.integers(1, 6)))
    ]
