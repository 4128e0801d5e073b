"""Movement: what changed in the risk log since an earlier review, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from board.matrix import band_of, size
from board.risks import Assessment, Review, Risk
from board.settings import RiskBand, RiskSettings

KINDS = ("new", "closed", "up", "down", "unchanged", "unclear")
"""How a risk can have moved. It is unclear where one side was not scored, or
where the size of the matrix changed in between: scores of 9 in 9 and of 9 in 25
do not compare."""


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one risk between two reviews."""

    risk: Risk
    kind: str
    """One of `KINDS`."""
    before: Assessment | None
    """How it was assessed in the earlier review; ``None`` if it is new."""
    after: Assessment | None
    """How it is assessed later; ``None`` if it is closed, or never was assessed."""
    band_before: RiskBand | None
    """By the matrix of the earlier review."""
    band_after: RiskBand | None
    reason: str
    """Why, as last said in between; blank if nobody has."""

    @property
    def needs_reason(self) -> bool:
        """Whether it went up, down or away and nobody has said why."""
        return self.kind in ("closed", "up", "down", "unclear") and not self.reason


@dataclass(frozen=True, slots=True)
class Movement:
    """What became of every risk that stood at either end."""

    earlier: Review
    later: Review | None
    """``None``: the log as it stands."""
    moves: tuple[Move, ...]
    """In the order of the log."""

    def of(self, kind: str) -> tuple[Move, ...]:
        """The risks that moved so."""
        return tuple(move for move in self.moves if move.kind == kind)

    @property
    def unexplained(self) -> tuple[Move, ...]:
        """The moves nobody has given a reason for yet."""
        return tuple(move for move in self.moves if move.needs_reason)


def movement(
    risks: Iterable[Risk], earlier: Review, later: Review | None, matrix: RiskSettings
) -> Movement:
    """What changed between `earlier` and `later`, or since `earlier` if that is ``None``.

    Args:
        risks: the whole log, open and closed; those that stood at neither end are left out.
        earlier: the review to compare with.
        later: the review to compare, or ``None`` for the log as it stands.
        matrix: the board's matrix of today, for the log as it stands.
    """
    moves = (_move(risk, earlier, later, matrix) for risk in risks)
    return Movement(earlier, later, tuple(filter(None, moves)))


def _move(risk: Risk, earlier: Review, later: Review | None, matrix: RiskSettings) -> Move | None:
    before = _frozen(risk, earlier)
    after = _frozen(risk, later) if later else risk.present if risk.is_open else None
    stands = after is not None if later else risk.is_open
    if before is None and not stands:
        return None
    now = later.matrix if later else matrix
    bands = band_of(earlier.matrix, before), band_of(now, after)
    kind = _kind(before, after, earlier.matrix, now, stands)
    return Move(
        risk, kind, before, after, *bands, _reason(risk, kind, before, after, earlier, later)
    )


def _frozen(risk: Risk, review: Review) -> Assessment | None:
    """How a risk stood in a review. A closed risk left blank in a paper was closed by then."""
    found = risk.review(review.name)
    if found and not risk.is_open and found.scored is None and not found.rated.strip():
        return None
    return found


def _kind(
    before: Assessment | None,
    after: Assessment | None,
    then: RiskSettings,
    now: RiskSettings,
    stands: bool,
) -> str:
    if before is None or not stands:
        return "new" if stands else "closed"
    old, new = before.scored, after.scored if after else None
    if old is None or new is None:
        same = old == new and before.rated.strip() == (after.rated.strip() if after else "")
        return "unchanged" if same else "unclear"
    then, now = before.matrix or then, (after and after.matrix) or now
    if size(then) != size(now):
        return "unclear"
    if old == new and then == now:
        # Cells of one score may be in different bands, so (1,5) to (5,1) can be a rise.
        old, new = (where.start if (where := band_of(now, each)) else 0 for each in (before, after))
    return "up" if new > old else "down" if new < old else "unchanged"


def _reason(
    risk: Risk,
    kind: str,
    before: Assessment | None,
    after: Assessment | None,
    earlier: Review,
    later: Review | None,
) -> str:
    """The last reason given with an assessment in between, or else the last comment."""
    if kind == "closed" and risk.closed_why.strip():
        return risk.closed_why
    since = before.order if before else 0
    until = after.order if after else None
    given = [
        (each.order, each.reason)
        for each in risk.assessments
        if each.stage in ("current", "review") and each.reason.strip()
        if each.order > since and (until is None or each.order <= until)
    ]
    if given:
        return max(given)[1]
    said = [
        (each.day, place, each.text)
        for place, each in enumerate(risk.comments)
        if each.text.strip() and each.day and _between(each.day, earlier, later)
    ]
    return max(said)[2] if said else ""


def _between(day: date, earlier: Review, later: Review | None) -> bool:
    return earlier.day < day and (later is None or day <= later.day)
