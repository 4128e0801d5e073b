"""The risk log as rows of cells: the columns that came in, or our own, and what is in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from board.matrix import band_of, in_order, written
from board.risk_rows import ColumnUse
from board.risks import RESPONSES, Assessment, Comment, Note, Risk
from board.settings import RiskSettings
from documents.day_formats import PLAIN_DAY, shown_day
from documents.risk_columns import as_at, note_heading, without_as_at
from documents.risks_in import UNSIGNED, status_in_ref

_BEFORE = (
    ("ref", "Ref"),
    ("area", "Area"),
    ("description", "Risk description"),
    ("consequence", "Consequence"),
    ("owners", "Risk owner"),
)
_ACTION = (
    ("further_action", "Further action"),
    ("action_owner", "Action owner"),
    ("action_due", "Action target date"),
    ("action_complete", "Action complete"),
)
_AFTER = (
    ("proximity", "Proximity"),
    ("review_due", "Review date"),
    ("comment", "Comments"),
    ("status", "Status"),
    ("closed_on", "Date closed"),
    ("closed_why", "Reason for closure"),
)
_IF_USED = ("proximity", "closed_on", "closed_why", "as_at", "reason")
"""Columns of ours that are left out while nothing is in them."""
_PARTS = ("score", "band", "response", "as_at", "reason")
"""Our columns of one stage, after its axes."""
_FIGURES = ("impact", "likelihood", "rating", "score", "band")


@dataclass(frozen=True, slots=True)
class LogCells:
    """The whole log as it is printed in a sheet."""

    columns: tuple[ColumnUse, ...]
    rows: tuple[tuple[str, ...], ...]
    """For each risk its cells, in the order of the columns."""

    @property
    def header(self) -> tuple[tuple[str, ...], ...]:
        """One row of headings, or two where groups stand above; a group's heading is repeated."""
        tops = tuple(use.headings[0] or use.name for use in self.columns)
        if all(len(use.headings) == 1 for use in self.columns):
            return (tops,)
        tops = tuple(
            use.headings[0] if len(use.headings) > 1 else top
            for use, top in zip(self.columns, tops, strict=True)
        )
        return tops, tuple(use.headings[1] if len(use.headings) > 1 else "" for use in self.columns)


def log_cells(
    risks: Sequence[Risk], matrix: RiskSettings, layout: Sequence[ColumnUse] = ()
) -> LogCells:
    """The log under the columns of `layout`, or under ours if there is none.

    Whatever the risks hold that `layout` has no column for gets a column of its own,
    beside its like; the word of each band always does.
    """
    columns = _with_missing(risks, matrix, layout) if layout else _ours(risks, matrix)
    return LogCells(tuple(columns), tuple(_row(risk, columns, matrix) for risk in risks))


def _ours(risks: Sequence[Risk], matrix: RiskSettings) -> list[ColumnUse]:
    return [
        use
        for use in _every(risks, matrix)
        if use.field not in _IF_USED or any(_own_cell(risk, use, matrix) for risk in risks)
    ]


def _every(risks: Sequence[Risk], matrix: RiskSettings) -> Iterator[ColumnUse]:
    """Every column of ours, in our order."""
    yield from _fields(_BEFORE)
    yield from _stage("original", "", matrix)
    yield ColumnUse(("Controls in place",), "controls")
    yield from _stage("current", "", matrix)
    yield from _fields(_ACTION)
    yield from _stage("target", "", matrix)
    reviews = (each for risk in risks for each in risk.assessments if each.stage == "review")
    for name in dict.fromkeys(each.name for each in reviews):
        yield from _stage("review", name, matrix)
    yield from _fields(_AFTER)
    for heading in dict.fromkeys(note.heading for risk in risks for note in risk.notes):
        yield ColumnUse((note_heading(heading),), "note", name=heading)


def _fields(named: Iterable[tuple[str, str]]) -> Iterator[ColumnUse]:
    for field, heading in named:
        yield ColumnUse((heading,), field, name=heading if field == "comment" else "")


def _stage(stage: str, name: str, matrix: RiskSettings) -> Iterator[ColumnUse]:
    lead = f"{name} review:" if stage == "review" else stage.capitalize()
    for part in (*in_order(matrix, "impact", "likelihood"), *_PARTS):
        yield ColumnUse((f"{lead} {_called(part, matrix)}",), part, stage, name)


def _called(part: str, matrix: RiskSettings) -> str:
    """What a column of a stage is called; an axis as the board calls it."""
    axes = {"impact": matrix.impact.lower(), "likelihood": matrix.likelihood.lower()}
    return axes.get(part) or part.replace("_", " ")


def _with_missing(
    risks: Sequence[Risk], matrix: RiskSettings, layout: Sequence[ColumnUse]
) -> list[ColumnUse]:
    columns = [_still_true(use, risks) for use in layout]
    for use in _every(risks, matrix):
        if not _covered(use, columns, risks, matrix):
            at = _place(use, columns)
            before = columns[at - 1]
            if use.stage and len(before.headings) > 1 and _label(use) == _label(before):
                part = _called(use.field, matrix).capitalize()
                use = replace(use, headings=(before.headings[0], part))
            columns.insert(at, use)
    return columns


def _still_true(use: ColumnUse, risks: Sequence[Risk]) -> ColumnUse:
    """`use` without the day in its heading, once some risk was scored on another day."""
    day = as_at(use)
    if not day or all(each.as_at.text == day for each in _of_stage(use, risks)):
        return use
    return replace(use, headings=tuple(map(without_as_at, use.headings)))


def _covered(
    use: ColumnUse, columns: Sequence[ColumnUse], risks: Sequence[Risk], matrix: RiskSettings
) -> bool:
    """Whether nothing would be lost without the column `use` beside `columns`."""
    fields = {each.field for each in columns if _label(each) == _label(use)}
    if use.field == "comment":
        there = {each.name for each in columns if each.field == "comment"}
        return all(comment.by in there for risk in risks for comment in risk.comments)
    if use.field == "note":
        return any(use.name in (each.name, each.headings[-1]) for each in columns)
    if use.field in fields:
        return True
    if use.stage and "rating" in fields and use.field in ("impact", "likelihood", "score"):
        return True
    if use.field == "band":
        return not fields and not any(_of_stage(use, risks))
    if use.field == "as_at":
        days = {as_at(each) for each in columns if _label(each) == _label(use)} - {""}
        return all(not each.as_at.text or each.as_at.text in days for each in _of_stage(use, risks))
    if use.field == "status" and any(each.field == "ref" for each in columns):
        return all(status_in_ref(risk.ref_text or risk.ref)[1] == risk.status for risk in risks)
    return not any(_own_cell(risk, use, matrix) for risk in risks)


def _place(use: ColumnUse, columns: Sequence[ColumnUse]) -> int:
    """Where a missing column goes: after its stage's figures, after its stage, or at the end."""
    near = [at for at, each in enumerate(columns) if use.stage and _label(each) == _label(use)]
    figures = [at for at in near if columns[at].field in _FIGURES]
    if use.field in _FIGURES and figures:
        return figures[-1] + 1
    return near[-1] + 1 if near else len(columns)


def _label(use: ColumnUse) -> tuple[str, str]:
    return (use.stage, use.name) if use.stage else ("", "")


def _of_stage(use: ColumnUse, risks: Iterable[Risk]) -> list[Assessment]:
    return [each for risk in risks if (each := assessment_of(risk, use))]


def assessment_of(risk: Risk, use: ColumnUse) -> Assessment | None:
    """The assessment that a column of a stage prints: the latest of its stage or review."""
    return risk.review(use.name) if use.stage == "review" else risk.latest(use.stage)


def _row(risk: Risk, columns: Sequence[ColumnUse], matrix: RiskSettings) -> tuple[str, ...]:
    notes = list(risk.notes)
    names = [use.name for use in columns if use.field == "comment"]
    cells = []
    for use in columns:
        if use.field == "note":
            cells.append(_noted(notes, use.name))
        elif use.field == "comment":
            own = use.name == names[-1]
            said = [c for c in risk.comments if c.by == use.name or (own and c.by not in names)]
            cells.append("\n\n".join(_comment(each, use.name) for each in said))
        elif use.field in ("status", "closed_on"):
            cells.append(_noted(notes, use.headings[-1]) or _own_cell(risk, use, matrix))
        else:
            cells.append(_own_cell(risk, use, matrix))
    return tuple(cells)


def _noted(notes: list[Note], heading: str) -> str:
    """The next note under `heading`, taken from `notes`."""
    found = next((note for note in notes if note.heading == heading), None)
    if found is None:
        return ""
    notes.remove(found)
    return found.text


def _comment(comment: Comment, heading: str) -> str:
    """A comment as it stands in a cell: dated and signed, unless the heading says it all."""
    if comment.day is None and comment.by == heading:
        return comment.text
    stamp = [shown_day(comment.day, PLAIN_DAY)] if comment.day else []
    stamp += [comment.by] if comment.by else []
    return f"[{', '.join(stamp) or UNSIGNED}] {comment.text}"


def _own_cell(risk: Risk, use: ColumnUse, matrix: RiskSettings) -> str:
    """The text of one cell, other than of comments and notes."""
    if use.stage:
        found = assessment_of(risk, use)
        return _stage_cell(found, use.field, matrix) if found else ""
    match use.field:
        case "ref":
            return risk.ref_text or risk.ref
        case "owners":
            return risk.owners.text
        case "action_owner":
            return risk.action_owner.text
        case "action_due":
            return risk.action_due.text
        case "review_due":
            return risk.review_due.text
        case "status":
            return risk.status.capitalize()
        case "closed_on":
            return shown_day(risk.closed_on, PLAIN_DAY) if risk.closed_on else ""
        case "comment" | "note":
            return ""
        case field:
            return str(getattr(risk, field))


def _stage_cell(each: Assessment, field: str, matrix: RiskSettings) -> str:
    score = each.product if each.score is None else each.score
    match field:
        case "impact" | "likelihood":
            level: int | None = getattr(each, field)
            return "" if level is None else str(level)
        case "score":
            return each.rated if score is None else str(score)
        case "rating":
            return _rating(each, matrix)
        case "band":
            band = band_of(matrix, each)
            return "; ".join(filter(None, (band.name if band else "", each.rated)))
        case "response":
            word = each.response if each.response in RESPONSES else None
            return each.response_text or (word or "").capitalize()
        case "as_at":
            return each.as_at.text
        case "rated":
            return each.rated
        case _:
            return each.reason


def _rating(each: Assessment, matrix: RiskSettings) -> str:
    """``3x4``, with the score where one was typed: ``3x4 = 12``."""
    if each.impact is None or each.likelihood is None:
        return each.rated if each.score is None else str(each.score)
    pair = written(matrix, each.impact, each.likelihood)
    return pair if each.score is None else f"{pair} = {each.score}"
