"""The risk matrix: which band a cell is in, and the presets boards start from.

The matrix is the board's own (`board.settings.RiskSettings`). A band covers a
run of scores; a cell may be in another band than its score, so that (1,5) may
differ from (5,1).
"""

from __future__ import annotations

from board.settings import RiskBand, RiskSettings


def band(matrix: RiskSettings, impact: int | None, likelihood: int | None) -> RiskBand | None:
    """The band of a cell; ``None`` when it is not rated, or outside the matrix."""
    if impact is None or likelihood is None:
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


def in_range(matrix: RiskSettings, impact: int, likelihood: int) -> bool:
    """Whether the matrix has such a cell."""
    return 1 <= impact <= len(matrix.impact_levels) and 1 <= likelihood <= len(
        matrix.likelihood_levels
    )


def written(matrix: RiskSettings, impact: int, likelihood: int) -> str:
    """A rating as the board writes it, the first axis first: ``4x2``."""
    first, second = (impact, likelihood) if matrix.first == "impact" else (likelihood, impact)
    return f"{first}x{second}"
