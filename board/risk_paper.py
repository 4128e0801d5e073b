"""The risk log as it reads: the finished words that every export prints, before any format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from board.clock import long_day
from board.dates import PartialDate, written_out
from board.flags import Flag
from board.matrix import NOT_RATED, band, band_of, by_band, cells, in_order, written
from board.movement import Move, Movement
from board.names import written_out as names_written_out
from board.people import Person
from board.risk_rows import ColumnUse
from board.risks import Assessment, Risk
from board.settings import RiskBand, RiskSettings, Settings
from board.trend import in_words

NOT_SCORED = "not scored"
_BLANK = "–"
_OF_THE_BOOK = ("unknown-initials", "ambiguous-initials", "ambiguous-name")
"""Flags that the officer puts right in the book, and that say nothing of the risk to a board."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the legend: ``low``, ``scores 1 to 3``."""

    term: str
    meaning: str
    colour: str = ""
    """Only a band has one."""


@dataclass(frozen=True, slots=True)
class Key:
    """One part of the legend: ``Bands`` and its entries."""

    heading: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell of the matrix, with the open risks that stand in it now."""

    impact: int
    likelihood: int
    band: RiskBand | None
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedStage:
    """A risk at one stage."""

    label: str
    """``Original``, ``Current``, ``Target``, or the name of a review."""
    score: str
    """With the word of its band: ``8 high``; as typed where it is no figure."""
    rating: str
    """``4x2``; blank when not rated."""
    band: RiskBand | None
    response: str
    as_at: str
    """Blank for a review, whose name says when it was."""


@dataclass(frozen=True, slots=True)
class PrintedRisk:
    """One risk, in the words of a paper."""

    ref: str
    """As the log has it; the book's own number where it has none."""
    area: str
    description: str
    consequence: str
    status: str
    """Blank for an open risk; ``Closed on 3/2/2017: merged with R4``."""
    owner: str
    controls: str
    further_action: str
    action: str
    """Who is to do it, by when, and whether it is done: one line."""
    original: PrintedStage | None
    current: PrintedStage | None
    target: PrintedStage | None
    reviews: tuple[PrintedStage, ...]
    """The latest first."""
    comments: tuple[str, ...]
    notes: tuple[str, ...]
    """What the log says under other headings: ``Cost: £20k``."""
    flags: tuple[str, ...]

    @property
    def path(self) -> str:
        """From original by current to target: ``8 high → 4 moderate → 4 moderate``."""
        stages = (self.original, self.current, self.target)
        return " → ".join(stage.score if stage else _BLANK for stage in stages)


@dataclass(frozen=True, slots=True)
class MovedTo:
    """The risks that moved one way, a sentence each."""

    heading: str
    """``Up (2)``."""
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RisksPaper:
    """The risk log, ready to be laid out; sheets print `risks` under the columns of `layout`."""

    council: str
    title: str
    day: str
    summary: str
    """``10 open risks: 2 high, 8 moderate; 1 closed.``"""
    matrix: RiskSettings
    cells: tuple[MatrixCell, ...]
    legend: tuple[Key, ...]
    rows: tuple[PrintedRisk, ...]
    moved_title: str
    """``Movement since Q2 16/17 (30 September 2016)``; blank when there is no review yet."""
    moved: tuple[MovedTo, ...]
    risks: tuple[Risk, ...]
    layout: tuple[ColumnUse, ...] = ()
    officer: str = ""


def risks_paper(
    risks: Iterable[Risk],
    settings: Settings,
    day: date,
    *,
    people: Iterable[Person] = (),
    flags: Mapping[str, Sequence[Flag]] | None = None,
    movement: Movement | None = None,
    layout: Iterable[ColumnUse] = (),
) -> RisksPaper:
    """The log as a paper of `day`.

    Args:
        risks: in the order of the log.
        settings: the board's.
        day: the day the paper is of.
        people: whose names are printed beside their initials.
        flags: of each risk, by its key.
        movement: since the last review; left out when there is none.
        layout: the columns the log came in with, for the sheets.
    """
    log, everyone, flagged = tuple(risks), tuple(people), flags or {}
    matrix = settings.risk
    return RisksPaper(
        council=settings.board.council,
        title=f"{settings.board.name}: risk log",
        day=long_day(day),
        summary=_summary(log, matrix),
        matrix=matrix,
        cells=tuple(_cells(log, matrix)),
        legend=tuple(_legend(matrix)),
        rows=tuple(_printed(each, matrix, everyone, flagged.get(each.key, ())) for each in log),
        moved_title=_since(movement) if movement else "",
        moved=tuple(_moved(movement, matrix)) if movement else (),
        risks=log,
        layout=tuple(layout),
        officer=settings.board.officer,
    )


def called(risk: Risk) -> str:
    """What a paper calls a risk: its ref, or else the book's own number."""
    return risk.ref or f"R{risk.number}"


def _summary(log: Sequence[Risk], matrix: RiskSettings) -> str:
    still_open = sum(risk.is_open for risk in log)
    counts = by_band(log, matrix)
    bands = (*reversed([each.name for each in matrix.bands]), NOT_RATED)
    said = ", ".join(f"{counts[name]} {name}" for name in bands if counts[name])
    opens = f"{still_open} open {'risk' if still_open == 1 else 'risks'}"
    closed = len(log) - still_open
    return f"{opens}{f': {said}' if said else ''}{f'; {closed} closed' if closed else ''}."


def _cells(log: Sequence[Risk], matrix: RiskSettings) -> Iterator[MatrixCell]:
    there: dict[tuple[int | None, int | None], list[str]] = {}
    for risk in log:
        if risk.is_open and (now := risk.latest("current")):
            there.setdefault((now.impact, now.likelihood), []).append(called(risk))
    for impact, likelihood in cells(matrix):
        refs = tuple(there.get((impact, likelihood), ()))
        yield MatrixCell(impact, likelihood, band(matrix, impact, likelihood), refs)


def _legend(matrix: RiskSettings) -> Iterator[Key]:
    axes = in_order(
        matrix,
        (matrix.impact, matrix.impact_levels),
        (matrix.likelihood, matrix.likelihood_levels),
    )
    (first, _), (second, _) = axes
    yield Key("Bands", tuple(_bands(matrix)))
    for name, levels in axes:
        numbered = enumerate(levels, start=1)
        yield Key(name, tuple(Term(str(at), level) for at, level in numbered))
    how = f"{first.lower()} × {second.lower()}; 4x2 is {first.lower()} 4 and {second.lower()} 2"
    yield Key("Score", (Term("Score", how),))


def _bands(matrix: RiskSettings) -> Iterator[Term]:
    for each in matrix.bands:
        scores = (
            f"scores {each.start} to {each.to}" if each.to > each.start else f"score {each.start}"
        )
        yield Term(each.name, scores, each.colour)
    for cell in matrix.cells:
        pair = written(matrix, cell.impact, cell.likelihood)
        yield Term(pair, f"is {cell.band}, whatever its score")


def _printed(
    risk: Risk, matrix: RiskSettings, people: Sequence[Person], flags: Sequence[Flag]
) -> PrintedRisk:
    reviews = [each for each in risk.assessments if each.stage == "review"]
    stages = (_stage(risk.latest(stage), matrix) for stage in ("original", "current", "target"))
    original, current, target = stages
    return PrintedRisk(
        ref=called(risk),
        area=risk.area,
        description=risk.description,
        consequence=risk.consequence,
        status=_closed(risk),
        owner=names_written_out(risk.owners.text, people),
        controls=risk.controls,
        further_action=risk.further_action,
        action=_action(risk, people),
        original=original,
        current=current,
        target=target,
        reviews=tuple(
            stage
            for each in sorted(reviews, key=lambda each: -each.order)
            if (stage := _stage(each, matrix))
        ),
        comments=tuple(_comments(risk)),
        notes=tuple(f"{note.heading}: {note.text}" for note in risk.notes),
        flags=tuple(
            dict.fromkeys(flag.sentence for flag in flags if flag.code not in _OF_THE_BOOK)
        ),
    )


def _stage(each: Assessment | None, matrix: RiskSettings) -> PrintedStage | None:
    if each is None:
        return None
    rating = ""
    if each.impact is not None and each.likelihood is not None:
        rating = written(each.matrix or matrix, each.impact, each.likelihood)
    return PrintedStage(
        label=each.name or each.stage.capitalize(),
        score=in_words(each, matrix) or NOT_SCORED,
        rating=rating,
        band=band_of(matrix, each),
        response=each.response_text or (each.response or "").capitalize(),
        as_at="" if each.name else _short(each.as_at),
    )


def _short(day: PartialDate) -> str:
    """`day` as it fits in a narrow column: as typed, or in figures where that is a long day."""
    exact = day.earliest if day.earliest == day.latest else None
    if exact is None or len(day.text) <= len("30/09/2026"):
        return day.text
    return f"{exact.day}/{exact.month}/{exact.year}"


def _closed(risk: Risk) -> str:
    if risk.is_open:
        return ""
    when = f" on {long_day(risk.closed_on)}" if risk.closed_on else ""
    return f"Closed{when}{f': {risk.closed_why}' if risk.closed_why else ''}"


def _action(risk: Risk, people: Sequence[Person]) -> str:
    parts = (
        names_written_out(risk.action_owner.text, people),
        f"by {written_out(risk.action_due)}" if risk.action_due.text else "",
        f"complete: {risk.action_complete}" if risk.action_complete else "",
    )
    said = "; ".join(filter(None, parts))
    return said[:1].upper() + said[1:] if said.startswith(("by ", "complete: ")) else said


def _comments(risk: Risk) -> Iterator[str]:
    for each in risk.comments:
        stamp = ", ".join(filter(None, (each.by, long_day(each.day) if each.day else "")))
        yield f"{stamp}: {each.text}" if stamp else each.text


def _since(movement: Movement) -> str:
    earlier, later = movement.earlier, movement.later
    until = f" to {later.name} ({long_day(later.day)})" if later else ""
    return f"Movement since {earlier.name} ({long_day(earlier.day)}){until}"


_HEADINGS = {
    "new": "New",
    "closed": "Closed",
    "up": "Up",
    "down": "Down",
    "unclear": "Cannot be compared",
    "unchanged": "Unchanged",
}


def _moved(movement: Movement, matrix: RiskSettings) -> Iterator[MovedTo]:
    """Each way to move that some risk took; those unchanged are only named."""
    for kind, heading in _HEADINGS.items():
        moves = movement.of(kind)
        if not moves:
            continue
        sentences = tuple(_sentence(move, movement, matrix) for move in moves)
        if kind == "unchanged":
            sentences = (f"{', '.join(called(move.risk) for move in moves)}.",)
        yield MovedTo(f"{heading} ({len(moves)})", sentences)


def _sentence(move: Move, movement: Movement, matrix: RiskSettings) -> str:
    now = movement.later.matrix if movement.later else matrix
    before = in_words(move.before, movement.earlier.matrix) or NOT_SCORED
    after = in_words(move.after, now) or NOT_SCORED
    path = {"new": after, "closed": f"was {before}"}.get(move.kind, f"{before} to {after}")
    why = move.reason or ("No reason given yet." if move.needs_reason else "")
    return " ".join(filter(None, (f"{called(move.risk)}, {path}.", why)))
