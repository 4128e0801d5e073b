"""Headings of a sheet: found in one row or two, with the groups that span several columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents.grid import Grid
from documents.table import HEADER_WITHIN, Record

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a sheet."""

    rows: tuple[Record, ...]
    """One row, or two where groups stand above."""
    headings: tuple[tuple[str, ...], ...]
    """Of each column, from the top down: ``("Original score", "I")`` or ``("Owner",)``."""
    known: int
    """How many headings are known ones."""

    def repeats(self, record: Record) -> bool:
        """Whether `record` is a row of the header again, as at the top of a printed page."""
        return any(_filled(record) == _filled(row) for row in self.rows)


def find_header(grid: Grid, known: Test, group: Test) -> Header | None:
    """The header among the first rows, which titles may stand above; ``None`` if there is none.

    Args:
        grid: the sheet.
        known: whether a text is a heading of such a sheet.
        group: whether a text can be the heading of a group of columns.
    """
    rows = [row for row in grid.rows[: 2 * HEADER_WITHIN] if not row.blank][:HEADER_WITHIN]
    counts = [len({cell for cell in row.cells if cell and known(cell)}) for row in rows]
    if max(counts, default=0) < 2:
        return None
    at = counts.index(max(counts))
    best, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    if below and _stands_below(best, below, known):
        return _two_rows(grid, best, below, known)
    if at and _groups(rows[at - 1], best, known, group):
        return _two_rows(grid, rows[at - 1], best, known)
    return Header((best,), tuple((cell,) for cell in _trimmed(best.cells)), counts[at])


def _stands_below(top: Record, below: Record, known: Test) -> bool:
    """Whether `below` is a second row of headings: mostly known ones, some where `top` has none."""
    filled = [at for at, cell in enumerate(below.cells) if cell]
    fills = any(at >= len(top.cells) or not top.cells[at] for at in filled)
    count = sum(known(below.cells[at]) for at in filled)
    return count >= 2 and 2 * count >= len(filled) and fills


def _groups(top: Record, below: Record, known: Test, group: Test) -> bool:
    """Whether some cell of `top` is a group's heading above a known heading."""
    return any(
        over and under and group(over) and known(under)
        for over, under in zip(top.cells, below.cells, strict=False)
    )


def _two_rows(grid: Grid, top: Record, below: Record, known: Test) -> Header:
    width = max(len(_trimmed(top.cells)), len(_trimmed(below.cells)))
    over = (top.cells + [""] * width)[:width]
    under = (below.cells + [""] * width)[:width]
    _carry(over, under, [each for each in grid.merged if each[0] == top.line and each[1] < each[3]])
    headings = tuple((one, two) if two else (one,) for one, two in zip(over, under, strict=True))
    count = sum(any(cell and known(cell) for cell in column) for column in headings)
    return Header((top, below), headings, count)


def _carry(over: list[str], under: Sequence[str], merged: Sequence[tuple[int, ...]]) -> None:
    """Repeat each group's heading above the columns it spans.

    Merged cells say how far that is; a text file leaves the cells to the right blank.
    """
    for _, first, _, last in merged:
        over[first : last + 1] = [over[first]] * (min(last + 1, len(over)) - first)
    for at in range(1, len(over)):
        if not merged and not over[at] and under[at] and under[at - 1]:
            over[at] = over[at - 1]


def _trimmed(cells: Sequence[str]) -> list[str]:
    """`cells` without the blank ones at the end."""
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return list(cells[: last + 1])


def _filled(record: Record) -> list[str]:
    return [" ".join(cell.casefold().split()) for cell in record.cells if cell]
