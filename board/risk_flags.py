"""What does not add up in the risk log, each with the sentence an officer would write."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from board.clock import long_day
from board.dates import PartialDate, overdue
from board.flags import Flag
from board.matrix import cells, in_order, in_range, size
from board.risks import RESPONSES, Assessment, Risk
from board.settings import RiskSettings

CODES = (
    "score-not-product",
    "not-rated",
    "unscored",
    "rating-out-of-range",
    "unknown-response",
    "target-above-current",
    "complete-above-target",
    "treat-without-action",
    "unchanged-three-quarters",
    "past-review",
    "unreadable-date",
    "no-owner",
    "unknown-initials",
    "ambiguous-initials",
    "ambiguous-name",
    "duplicate-ref",
)
"""Every code a risk can be flagged with."""

_QUARTERS = 3
_QUOTED = 60
"""Characters of a text that a sentence repeats."""


def log_flags(
    risks: Iterable[Risk],
    matrix: RiskSettings,
    today: date,
    open_actions: Collection[str] = (),
) -> dict[str, tuple[Flag, ...]]:
    """The flags of every risk of a log, by the key of the risk.

    Args:
        risks: the whole log, open and closed.
        matrix: the board's matrix of today; a frozen review is judged by its own.
        today: the day review dates are judged by.
        open_actions: keys of the actions that are not complete.
    """
    log, still_open = tuple(risks), frozenset(open_actions)
    shared: dict[str, list[Risk]] = {}
    for risk in log:
        shared.setdefault(_folded(risk.ref), []).append(risk)
    return {
        risk.key: (
            *flags(risk, matrix, today, still_open),
            *_duplicate(risk, shared[_folded(risk.ref)]),
        )
        for risk in log
    }


def flags(
    risk: Risk, matrix: RiskSettings, today: date, open_actions: Collection[str] = ()
) -> tuple[Flag, ...]:
    """What does not add up in one risk by itself; of a closed one, only a wrong sum matters."""
    return tuple(_flags(risk, matrix, today, open_actions))


def _flags(
    risk: Risk, matrix: RiskSettings, today: date, open_actions: Collection[str]
) -> Iterator[Flag]:
    latest = {stage: risk.latest(stage) for stage in ("original", "current", "target")}
    stages = tuple(filter(None, latest.values()))
    reviews = [each for each in risk.assessments if each.stage == "review"]
    for each in (*stages, *reviews):
        yield from _sum(each, each.matrix or matrix)
        if risk.is_open:
            yield from _range(each, each.matrix or matrix)
    if not risk.is_open:
        return
    for each in stages:
        yield from _rating(each, matrix)
        yield from _response(each)
        yield from _date(each.as_at, f"as-at date of the {each.label} score", each.label)
    current, target = latest["current"], latest["target"]
    yield from _unscored(latest["original"], current, target)
    yield from _against_target(risk, current, target)
    yield from _untreated(risk, current, open_actions)
    yield from _unchanged(risk.present, reviews)
    yield from _review(risk.review_due, today)
    yield from _date(risk.action_due, "action target date", "action target date")
    if not risk.owners.text.strip():
        yield Flag("no-owner", "Nobody owns this risk.", "owner")
    yield from risk.owners.flags
    yield from risk.action_owner.flags


def _sum(each: Assessment, matrix: RiskSettings) -> Iterator[Flag]:
    """A typed score that its impact and likelihood do not make.

    A score alone may be right, as long as some cell has it; 0 never is.
    """
    if each.score is None or each.score == each.product:
        return
    alone = each.impact is None and each.likelihood is None
    if alone and any(impact * likelihood == each.score for impact, likelihood in cells(matrix)):
        return
    made = "has no score" if each.product is None else f"is {each.product}"
    sentence = f"The {each.label} score is typed as {each.score}, but {_pair(each, matrix)} {made}."
    yield Flag("score-not-product", sentence, each.label)


def _range(each: Assessment, matrix: RiskSettings) -> Iterator[Flag]:
    """A level the matrix has not got; what is blank is within it."""
    levels = (each.impact, each.likelihood)
    if not in_range(matrix, *(1 if level is None else level for level in levels)):
        wide, high = in_order(matrix, *size(matrix))
        pair = _pair(each, matrix)
        sentence = f"The {each.label} rating, {pair}, is outside the {wide} × {high} matrix."
        yield Flag("rating-out-of-range", sentence, each.label)


def _rating(each: Assessment, matrix: RiskSettings) -> Iterator[Flag]:
    """Half a rating, or a score alone: a risk that no cell of the matrix can show."""
    if each.product is not None or _is_blank(each):
        return
    if each.impact is None and each.likelihood is None:
        names = " and ".join(in_order(matrix, matrix.impact, matrix.likelihood))
        sentence = f"The {each.label} score is {each.score}, but its {names} are not given."
    else:
        sentence = f"The {each.label} rating, {_pair(each, matrix)}, is only half given."
    yield Flag("not-rated", sentence, each.label)


def _response(each: Assessment) -> Iterator[Flag]:
    if each.response is None and each.response_text.strip():
        known = f"{', '.join(RESPONSES[:-1])} or {RESPONSES[-1]}"
        sentence = f"The {each.label} response, {_quoted(each.response_text)}, is not {known}."
        yield Flag("unknown-response", sentence, each.label)


def _unscored(
    original: Assessment | None, current: Assessment | None, target: Assessment | None
) -> Iterator[Flag]:
    """No figure at all: the current score is always wanted, the others if words were typed."""
    for each in filter(None, (original, current, target)):
        if _is_blank(each) and each.rated.strip():
            sentence = f"The {each.label} score is known only in words: {_quoted(each.rated)}."
            yield Flag("unscored", sentence, each.label)
    if current is None or (_is_blank(current) and not current.rated.strip()):
        yield Flag("unscored", "There is no current score.", "current")


def _is_blank(each: Assessment) -> bool:
    return each.scored is None and each.impact is None and each.likelihood is None


def _against_target(
    risk: Risk, current: Assessment | None, target: Assessment | None
) -> Iterator[Flag]:
    now, aim = current.scored if current else None, target.scored if target else None
    if now is None or aim is None:
        return
    if aim > now:
        sentence = f"The target score, {aim}, is above the current score, {now}."
        yield Flag("target-above-current", sentence, "target")
    if risk.action_done and now > aim:
        sentence = (
            f"The further action is complete, but the current score, {now}, "
            f"is still above the target, {aim}."
        )
        yield Flag("complete-above-target", sentence, "action complete")


def _untreated(
    risk: Risk, current: Assessment | None, open_actions: Collection[str]
) -> Iterator[Flag]:
    if current is None or current.response != "treat":
        return
    to_do = risk.further_action.strip() and not risk.action_done
    if not to_do and not any(key in open_actions for key in risk.actions):
        sentence = "It is to be treated, but no action is open and no further action is left to do."
        yield Flag("treat-without-action", sentence, "current")


def _unchanged(present: Assessment | None, reviews: Sequence[Assessment]) -> Iterator[Flag]:
    """The same rating in the last three reviews, and since."""
    last = sorted(reviews, key=lambda each: each.order)[-_QUARTERS:]
    if present is None or present.scored is None or len(last) < _QUARTERS:
        return
    if {(each.impact, each.likelihood, each.scored) for each in (*last, present)} == {
        (present.impact, present.likelihood, present.scored)
    }:
        names = f"{', '.join(each.label for each in last[:-1])} and {last[-1].label}"
        sentence = f"The score has stayed at {present.scored} through {names}."
        yield Flag("unchanged-three-quarters", sentence, last[-1].label)


def _review(due: PartialDate, today: date) -> Iterator[Flag]:
    yield from _date(due, "review date", "review date")
    if due.latest is not None and overdue(due, today):
        yield Flag("past-review", f"Its review was due by {long_day(due.latest)}.", "review date")


def _date(day: PartialDate, name: str, place: str) -> Iterator[Flag]:
    if day.text.strip() and day.latest is None:
        sentence = f"The {name}, {_quoted(day.text)}, cannot be read as a date."
        yield Flag("unreadable-date", sentence, place)


def _duplicate(risk: Risk, sharing: Sequence[Risk]) -> Iterator[Flag]:
    if risk.ref.strip() and len(sharing) > 1:
        others = ", ".join(f"R{each.number}" for each in sharing if each is not risk)
        sentence = f"The ref {_quoted(risk.ref)} is not its alone: see {others}."
        yield Flag("duplicate-ref", sentence, "ref")


def _folded(ref: str) -> str:
    return " ".join(ref.casefold().split())


def _pair(each: Assessment, matrix: RiskSettings) -> str:
    figures = ("blank" if level is None else str(level) for level in (each.impact, each.likelihood))
    return " × ".join(in_order(matrix, *figures))


def _quoted(text: str) -> str:
    """`text` in a sentence; a long one is cut, for a cell may hold a whole page."""
    bare = text.strip()
    return f'"{bare if len(bare) <= _QUOTED else bare[:_QUOTED] + "…"}"'
