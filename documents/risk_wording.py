"""The fixed words of the risk papers, and their order, shared by Word and Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from board.matrix import size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from board.risk_paper import Key, MatrixCell, PrintedRisk, PrintedStage, RisksPaper

MATRIX = "Where the open risks stand now"
LEGEND = "Legend"
LOG = "The risk log"
COLUMNS = ("Ref", "Risk and consequence", "Owner", "Original", "Controls in place", "Current",
           "Further action", "Target")  # fmt: skip
"""The headings of the log; the last review stands beside the target, where there is one."""
MATRIX_SAYS = "Impact by likelihood; each cell has its score, its band and the open risks in it."
LOG_SAYS = "One row for each risk, and below it the comments and the points to check."
CHECK = "Points to check"
EMPTY = "There are no risks in the log."


def matrix_rows(paper: RisksPaper) -> Iterator[tuple[str, tuple[MatrixCell, ...]]]:
    """The rows of the matrix, worst impact first: ``5 catastrophic`` and its cells."""
    impacts, _ = size(paper.matrix)
    for impact in range(impacts, 0, -1):
        cells = tuple(cell for cell in paper.cells if cell.impact == impact)
        yield f"{impact} {paper.matrix.impact_levels[impact - 1]}", cells


def matrix_head(paper: RisksPaper) -> tuple[str, ...]:
    """The headings of the matrix: what the axes are, then each likelihood."""
    matrix = paper.matrix
    levels = (f"{at} {name}" for at, name in enumerate(matrix.likelihood_levels, start=1))
    return f"{matrix.impact} ↓   {matrix.likelihood} →", *levels


def cell_lines(cell: MatrixCell) -> Iterator[str]:
    """What stands in a cell of the matrix: score and band, then how many risks and which."""
    score = str(cell.impact * cell.likelihood)
    yield f"{score} {cell.band.name}" if cell.band else score
    if cell.refs:
        count = len(cell.refs)
        yield f"{count} {'risk' if count == 1 else 'risks'}: {', '.join(cell.refs)}"


def key_text(key: Key) -> str:
    """One part of the legend on a line: ``low (scores 1 to 3), moderate (scores 4 to 6)``."""
    if len(key.terms) == 1:
        return key.terms[0].meaning
    return ", ".join(
        f"{each.term} {each.meaning}" if each.term.isdigit() else f"{each.term} ({each.meaning})"
        for each in key.terms
    )


def stage_lines(stage: PrintedStage | None) -> Iterator[str]:
    """A stage under its heading: rating, response and day, below the score with its band."""
    if stage:
        yield from filter(None, (stage.rating, stage.response, stage.as_at and f"at {stage.as_at}"))


def remarks(row: PrintedRisk) -> Iterator[tuple[str, str]]:
    """What is said of a risk below its row, each with its label."""
    if row.status:
        yield "", row.status
    for comment in row.comments:
        yield "", comment
    for note in row.notes:
        yield "", note
    if row.flags:
        yield f"{CHECK}:", " ".join(row.flags)


def review_name(paper: RisksPaper) -> str:
    """The review that the log prints beside the target: the last that any risk was in."""
    return next((row.reviews[0].label for row in paper.rows if row.reviews), "")
