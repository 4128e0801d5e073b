"""The risk matrix: which band a cell is in, what stands where, and the presets boards start from.

The matrix is the board's own (`board.settings.RiskSettings`). A band covers a
run of scores; a cell may be in another band than its score, so that (1,5) may
differ from (5,1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from board.risks import Assessment, Risk
from board.settings import RiskBand, RiskSettings

T = TypeVar("T")

Cell = tuple[int, int]
"""Impact and likelihood, both from 1."""

NOT_RATED = "not rated"
"""Where risks are counted by band, those in none. Not rated is not low."""

PRESETS: Mapping[str, RiskSettings] = {
    "npsa 5x5": RiskSettings(),
    "4x4": RiskSettings(
        impact_levels=("minor", "moderate", "major", "critical"),
        likelihood_levels=("unlikely", "possible", "likely", "almost certain"),
        bands=(
            RiskBand("low", 1, 3, "green", "○", "."),
            RiskBand("moderate", 4, 6, "yellow", "◔", "-"),
            RiskBand("high", 8, 9, "orange", "◑", "+"),
            RiskBand("extreme", 12, 16, "red", "●", "#"),
        ),
    ),
    "5x5 three colours": RiskSettings(
        bands=(
            RiskBand("green", 1, 5, "green", "○", "."),
            RiskBand("amber", 6, 12, "orange", "◑", "+"),
            RiskBand("red", 15, 25, "red", "●", "#"),
        ),
    ),
}
"""The matrices a board can start from; the first is the default."""


def band(matrix: RiskSettings, impact: int | None, likelihood: int | None) -> RiskBand | None:
    """The band of a cell; ``None`` when it is not rated, or outside the matrix."""
    if impact is None or likelihood is None or not in_range(matrix, impact, likelihood):
        return None
    own = next(
        (
            cell.band
            for cell in matrix.cells
            if (cell.impact, cell.likelihood) == (impact, likelihood)
        ),
        None,
    )
    score = impact * likelihood
    return next(
        (
            each
            for each in matrix.bands
            if (each.name == own if own is not None else each.start <= score <= each.to)
        ),
        None,
    )


def band_of(matrix: RiskSettings, assessment: Assessment | None) -> RiskBand | None:
    """The band of an assessment, by the matrix it was frozen with, or else by `matrix`.

    A score typed without its impact and likelihood is in a band only when every cell
    of that score is in the same one.
    """
    if assessment is None:
        return None
    matrix = assessment.matrix or matrix
    if assessment.product is not None or assessment.scored is None:
        return band(matrix, assessment.impact, assessment.likelihood)
    found = {band(matrix, *cell) for cell in cells(matrix) if cell[0] * cell[1] == assessment.score}
    return found.pop() if len(found) == 1 else None


def size(matrix: RiskSettings) -> Cell:
    """How many levels of impact and of likelihood there are."""
    return len(matrix.impact_levels), len(matrix.likelihood_levels)


def cells(matrix: RiskSettings) -> tuple[Cell, ...]:
    """Every cell, lowest impact first."""
    impacts, likelihoods = size(matrix)
    return tuple((i, n) for i in range(1, impacts + 1) for n in range(1, likelihoods + 1))


def in_range(matrix: RiskSettings, impact: int, likelihood: int) -> bool:
    """Whether the matrix has such a cell."""
    impacts, likelihoods = size(matrix)
    return 1 <= impact <= impacts and 1 <= likelihood <= likelihoods


def written(matrix: RiskSettings, impact: int, likelihood: int) -> str:
    """A rating as the board writes it, the first axis first: ``4x2``."""
    first, second = in_order(matrix, impact, likelihood)
    return f"{first}x{second}"


def in_order(matrix: RiskSettings, impact: T, likelihood: T) -> tuple[T, T]:
    """What belongs to impact and to likelihood, in the order the board writes them."""
    return (impact, likelihood) if matrix.first == "impact" else (likelihood, impact)


def counts(risks: Iterable[Risk], matrix: RiskSettings, stage: str = "current") -> dict[Cell, int]:
    """How many open risks stand in each cell at `stage`; those not rated stand in none."""
    found = Counter(
        (latest.impact, latest.likelihood)
        for risk in risks
        if risk.is_open and (latest := risk.latest(stage))
    )
    return {cell: found[cell] for cell in cells(matrix)}


def by_band(risks: Iterable[Risk], matrix: RiskSettings) -> dict[str, int]:
    """How many open risks are now in each band, worst last, and how many are `NOT_RATED`."""
    found = Counter(
        where.name if (where := band_of(matrix, risk.latest("current"))) else NOT_RATED
        for risk in risks
        if risk.is_open
    )
    return {name: found[name] for name in (*(each.name for each in matrix.bands), NOT_RATED)}
