"""A figure: what was measured, what it was compared with, and whether the budget is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report."""

    what: str
    measured: str
    """The figure in words, with what it was compared with."""
    budget: str = ""
    """Blank for what is only reported."""
    kept: bool = True

    @property
    def verdict(self) -> str:
        """Whether the budget is kept, in a word."""
        return ("kept" if self.kept else "MISSED") if self.budget else "reported"


def ratio(
    what: str, ours: Sequence[float], theirs: Sequence[float], beside: str, limit: float
) -> Figure:
    """How many times theirs, which is `beside`, ours takes: at most `limit`.

    Ours and theirs ran by turns, and each is divided by the one that ran beside it,
    so that a machine that was busy for a while was so for both.
    """
    times = median(one / other for one, other in zip(ours, theirs, strict=True))
    said = f"{median(ours) * 1000:.0f} ms, {times:.2f} × {beside} ({median(theirs) * 1000:.0f} ms)"
    return Figure(what, said, f"≤ {limit} ×", times <= limit)


def percentile(values: Iterable[float], part: float) -> float:
    """The value that `part` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def report(figures: Sequence[Figure]) -> Iterable[str]:
    """The figures as lines of a table."""
    rows = [(each.what, each.measured, each.budget, each.verdict) for each in figures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(padded).rstrip()
