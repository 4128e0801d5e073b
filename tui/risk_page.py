"""One risk as a page: everything the log says of it, its trend, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from rich.text import Text

from board.clock import long_day
from board.dates import PartialDate
from board.flags import Flag
from board.matrix import NOT_RATED, band_of, written
from board.risks import Assessment, Risk
from board.settings import RiskSettings
from board.text import visible
from board.trend import spark, trend

_STAGES = ("original", "current", "target")


def risk_page(
    risk: Risk,
    matrix: RiskSettings,
    flags: Sequence[Flag],
    links: Mapping[str, str],
    ascii_only: bool,
) -> Text:
    """The page of a risk.

    Args:
        risk: The risk, with its whole history.
        matrix: The board's matrix of today.
        flags: What does not add up in it.
        links: What each linked action and minute is called, by key.
        ascii_only: Whether shapes are drawn in ASCII.
    """
    page = Text()
    head = filter(None, (f"R{risk.number}", risk.ref_text or risk.ref, risk.area))
    page.append(f"{visible('  '.join(head))}\n", "bold")
    page.append(f"{visible(risk.description, newlines=True)}\n\n")
    for stage in _STAGES:
        found = risk.latest(stage)
        page.append(f"{stage.capitalize():9}", "dim")
        page.append(f"{_stands(found, matrix, ascii_only)}\n", "bold" if stage == "current" else "")
    points = trend(risk, matrix)
    if len(points) > 1:
        scores = ", ".join("-" if each.score is None else str(each.score) for each in points)
        line = "" if ascii_only else f"{spark(points)}  "
        page.append(f"{'Trend':9}", "dim").append(f"{line}{scores}\n")
    if not risk.is_open:
        on = f" on {long_day(risk.closed_on)}" if risk.closed_on else ""
        page.append(f"Closed{on}: {visible(risk.closed_why) or 'no reason recorded'}\n", "bold")
    for flag in flags:
        page.append(f"! {visible(flag.sentence)}\n", "bold")
    page.append("\n")
    for label, words in _facts(risk, links):
        if words.strip():
            page.append(f"{label}: ", "dim").append(f"{visible(words, newlines=True)}\n")
    _append_comments(page, risk)
    _append_history(page, risk, matrix, ascii_only)
    return page


def short_day(day: PartialDate) -> str:
    """A date for a narrow column: ``23 Apr 26`` when it is one day, else as typed."""
    if day.earliest is None or day.earliest != day.latest:
        return day.text
    month = long_day(day.earliest).split()[2][:3]
    return f"{day.earliest.day} {month} {day.earliest.year % 100:02}"


def _facts(risk: Risk, links: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "Owner", risk.owners.text
    yield "Review due", risk.review_due.text
    yield "Consequence", risk.consequence
    yield "Controls in place", risk.controls
    yield "Further action", risk.further_action
    yield "Action owner", risk.action_owner.text
    yield "Action due", risk.action_due.text
    yield "Action complete", risk.action_complete
    yield "Proximity", risk.proximity
    yield "Treated by", ", ".join(links.get(key, key) for key in risk.actions)
    yield "Discussed in minute", ", ".join(links.get(key, key) for key in risk.minutes)
    for note in risk.notes:
        yield note.heading, note.text


def _append_comments(page: Text, risk: Risk) -> None:
    if risk.comments:
        page.append("\nComments\n", "bold")
    for comment in reversed(risk.comments):
        day = long_day(comment.day) if comment.day else ""
        signed = ", ".join(filter(None, (comment.by, day)))
        page.append(f"{visible(comment.text, newlines=True)}")
        page.append(f"  {visible(signed)}\n", "dim")


def _append_history(page: Text, risk: Risk, matrix: RiskSettings, ascii_only: bool) -> None:
    """Every assessment, newest first; the one on top of each stage is known already."""
    page.append("\nScores, latest first\n", "bold")
    if not risk.assessments:
        page.append("Not scored yet: s scores it.\n", "dim")
    made = sorted(risk.assessments, key=lambda each: -each.order)
    for each, before in zip_longest(made, made[1:]):
        page.append(f"{visible(each.label)}: ", "dim")
        page.append(_stands(each, matrix, ascii_only))
        # A review repeats the reason of the score it froze.
        told = before and each.stage == "review" and before.reason == each.reason
        reason = "" if told else visible(each.reason, newlines=True)
        page.append(f"  {reason}\n" if reason else "\n")


def _stands(each: Assessment | None, matrix: RiskSettings, ascii_only: bool) -> str:
    """An assessment in a few words: ``3x4 = 12 ◑ high, treat, 31 Mar 26``."""
    if each is None:
        return NOT_RATED
    band = band_of(matrix, each)
    rating = each.rated.strip() or NOT_RATED
    if each.impact is not None and each.likelihood is not None:
        rating = f"{written(each.matrix or matrix, each.impact, each.likelihood)} = {each.product}"
    elif each.score is not None:
        rating = f"score {each.score}"
    if band:
        rating += f" {band.ascii if ascii_only else band.shape} {band.name}"
    response = each.response or each.response_text.strip()
    return visible(", ".join(filter(None, (rating, response, short_day(each.as_at)))))
