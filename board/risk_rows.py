"""Risks as a file has them, understood and not yet in the book; and what its columns became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from board.actions import Leads
from board.dates import PartialDate
from board.risks import Assessment, Comment, Note

RISK_FIELDS = (
    "ref",
    "area",
    "description",
    "consequence",
    "owners",
    "controls",
    "further_action",
    "action_owner",
    "action_due",
    "action_complete",
    "proximity",
    "review_due",
    "status",
    "closed_on",
    "closed_why",
    "comment",
    "note",
)
"""What a column of a risk log can hold; ``note`` is every heading nobody recognised."""

STAGE_FIELDS = (
    "impact",
    "likelihood",
    "rating",
    "score",
    "band",
    "rated",
    "response",
    "as_at",
    "reason",
)
"""What a column of one stage can hold: ``rating`` is ``3x4`` in one cell, ``band`` the word
worked out from the figures, ``rated`` a rating typed in words."""


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One risk as a file has it: a `board.risks.Risk` without what only a book can give it."""

    line: int
    """Line or row of the file, from 1, on which the risk begins."""
    description: str
    ref: str = ""
    ref_text: str = ""
    area: str = ""
    consequence: str = ""
    owners: Leads = Leads()
    controls: str = ""
    further_action: str = ""
    action_owner: Leads = Leads()
    action_due: PartialDate = PartialDate()
    action_complete: str = ""
    proximity: str = ""
    review_due: PartialDate = PartialDate()
    status: str = "open"
    closed_on: date | None = None
    closed_why: str = ""
    assessments: tuple[Assessment, ...] = ()
    """In the order of the columns, `order` from 1; every key is blank."""
    comments: tuple[Comment, ...] = ()
    """Every key is blank."""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column of a risk log: its headings as printed, and what it became.

    A book keeps these, so that its next export prints the columns that came in.
    """

    headings: tuple[str, ...]
    """From the top row down: ``("Original Risk Score", "I")`` or ``("Risk Ref",)``. A column
    within a merged group repeats the group's heading; one with none in a row has it blank."""
    field: str
    """One of `RISK_FIELDS` or `STAGE_FIELDS`."""
    stage: str = ""
    """One of `board.risks.STAGES` for a field of a stage; else blank."""
    name: str = ""
    """The name of the review; the heading a comment or note is kept under; else blank."""
