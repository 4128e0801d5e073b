"""Risks: what could go wrong, how it is assessed in stages, and what is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from board.actions import Leads
from board.dates import PartialDate
from board.settings import RiskSettings

STAGES = ("original", "current", "target", "review")
"""The stages a risk is assessed in. There is one original, one current and one
target at a time; reviews are many, each under the name of its quarter."""

RESPONSES = ("tolerate", "treat", "transfer", "terminate")
"""What is done about a risk at a stage (RULES §9)."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment of a risk: what was typed, beside what was understood of it."""

    key: str
    stage: str
    """One of `STAGES`."""
    name: str = ""
    """The name of a review: ``Q3 16/17``. Blank for the other stages."""
    as_at: PartialDate = PartialDate()
    impact: int | None = None
    """The level, from 1; ``None`` is not rated, which is not low."""
    likelihood: int | None = None
    score: int | None = None
    """The score as typed; `product` is what it should be. ``None`` when none was typed."""
    rated: str = ""
    """A rating that is no figure, as typed: ``high``, ``Red``, ``to be discussed``."""
    response: str | None = None
    """One of `RESPONSES`, or ``None``."""
    response_text: str = ""
    """The response as typed."""
    reason: str = ""
    """Why it was assessed so."""
    matrix: RiskSettings | None = None
    """The matrix of the day a review was frozen with; ``None``: the board's matrix of today."""
    order: int = 0
    """Order in which assessments were made, from 1."""

    @property
    def product(self) -> int | None:
        """Impact × likelihood; ``None`` when either is not rated."""
        if self.impact is None or self.likelihood is None:
            return None
        return self.impact * self.likelihood

    @property
    def scored(self) -> int | None:
        """What it is compared by: the product, or else the score as typed.

        ``None`` is not scored; nor is a score of 0, which a sheet works out from blanks.
        """
        return self.product if self.product is not None else self.score or None

    @property
    def label(self) -> str:
        """What it is called: ``Q3 16/17``, ``current``."""
        return self.name or self.stage


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a risk, dated and signed."""

    key: str
    text: str
    day: date | None = None
    by: str = ""
    """Who wrote it, or the heading it stood under: ``Q3 Comments``."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something a file said of a risk under a heading nobody recognised: kept, never dropped."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Risk:
    """One risk of the log."""

    key: str
    number: int
    """The book's own number, printed ``R7``."""
    description: str
    ref: str = ""
    """The ref, cleaned: ``HP003``."""
    ref_text: str = ""
    """The ref as printed: ``HP003 CLOSED``."""
    area: str = ""
    consequence: str = ""
    owners: Leads = Leads()
    controls: str = ""
    further_action: str = ""
    action_owner: Leads = Leads()
    action_due: PartialDate = PartialDate()
    action_complete: str = ""
    """As typed: ``Yes``, ``No``, ``Partly``, blank."""
    proximity: str = ""
    review_due: PartialDate = PartialDate()
    status: str = "open"
    """``open`` or ``closed``."""
    closed_on: date | None = None
    closed_why: str = ""
    assessments: tuple[Assessment, ...] = ()
    """In the order they were made; see `latest`."""
    comments: tuple[Comment, ...] = ()
    notes: tuple[Note, ...] = ()
    actions: tuple[str, ...] = ()
    """Keys of the actions that treat it."""
    minutes: tuple[str, ...] = ()
    """Keys of the minutes that discussed it."""

    def latest(self, stage: str) -> Assessment | None:
        """The latest assessment of a stage."""
        found = [each for each in self.assessments if each.stage == stage]
        return max(found, key=lambda each: each.order, default=None)

    def review(self, name: str) -> Assessment | None:
        """The assessment frozen in the review called `name`."""
        return next(
            (each for each in self.assessments if each.stage == "review" and each.name == name),
            None,
        )

    @property
    def present(self) -> Assessment | None:
        """Where the risk stands: the last of its current assessments and its reviews."""
        found = [each for each in self.assessments if each.stage in ("current", "review")]
        return max(found, key=lambda each: each.order, default=None)

    @property
    def is_open(self) -> bool:
        """Whether the risk still stands."""
        return self.status == "open"

    @property
    def action_done(self) -> bool:
        """Whether its further action is said to be complete."""
        return self.action_complete.strip().casefold() in ("yes", "y", "complete", "completed")


@dataclass(frozen=True, slots=True)
class Review:
    """A review of all open risks, frozen under a name with the matrix of its day."""

    key: str
    name: str
    day: date
    matrix: RiskSettings
