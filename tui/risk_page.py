"""One risk as a page: everything the log says of it, its trend, and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from board.clock import long_day
from board.flags import Flag
from board.matrix import band_of, written
from board.risks import STAGES, Assessment, Risk
from board.settings import RiskSettings
from board.text import visible
from board.trend import path, spark, trend


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
    ref = risk.ref_text or risk.ref
    page.append(f"R{risk.number} {visible(ref)}\n", "bold")
    page.append(f"{visible(risk.description, newlines=True)}\n")
    page.append(f"{path(risk, matrix, ascii=ascii_only)}\n", "bold")
    points = trend(risk, matrix)
    if len(points) > 1:
        names = ", ".join(
            f"{visible(each.name)} {'–' if each.score is None else each.score}" for each in points
        )
        page.append(f"{spark(points, ascii=ascii_only)}  {names}\n")
    if not risk.is_open:
        on = f" on {long_day(risk.closed_on)}" if risk.closed_on else ""
        page.append(f"Closed{on}: {visible(risk.closed_why) or 'no reason recorded'}\n", "bold")
    for flag in flags:
        page.append(f"! {visible(flag.sentence)}\n", "bold")
    facts = (
        ("Area", risk.area),
        ("Owner", risk.owners.text),
        ("Consequence", risk.consequence),
        ("Controls", risk.controls),
        ("Further action", risk.further_action),
        ("Action owner", risk.action_owner.text),
        ("Action due", risk.action_due.text),
        ("Complete", risk.action_complete),
        ("Proximity", risk.proximity),
        ("Review due", risk.review_due.text),
    )
    for label, words in facts:
        if words.strip():
            page.append(f"{label}: ", "dim").append(f"{visible(words, newlines=True)}\n")
    page.append("\nAssessments\n", "bold")
    for stage in STAGES:
        for each in (each for each in risk.assessments if each.stage == stage):
            page.append(f"{_assessed(each, matrix)}\n")
    if risk.comments:
        page.append("\nComments\n", "bold")
        for comment in risk.comments:
            signed = ", ".join(
                filter(None, (comment.by, long_day(comment.day) if comment.day else ""))
            )
            page.append(f"{visible(comment.text, newlines=True)} ")
            page.append(f"{visible(signed)}\n", "dim")
    for note in risk.notes:
        page.append(f"{visible(note.heading)}: ", "dim").append(f"{visible(note.text)}\n")
    for title, keys in (("Treated by", risk.actions), ("Discussed in", risk.minutes)):
        if keys:
            words = ", ".join(links.get(key, key) for key in keys)
            page.append(f"\n{title}: ", "bold").append(f"{visible(words)}\n")
    return page


def _assessed(each: Assessment, matrix: RiskSettings) -> str:
    """One assessment in a line: which, the rating, the band's word, the response, why."""
    used = each.matrix or matrix
    words = [each.label]
    if each.impact is not None and each.likelihood is not None:
        words.append(f"{written(used, each.impact, each.likelihood)} = {each.product}")
    elif each.score is not None:
        words.append(f"score {each.score}")
    band = band_of(matrix, each)
    words += [band.name if band else each.rated.strip() or "not rated"]
    words += [each.response or each.response_text.strip(), each.as_at.text, each.reason]
    return visible(" · ".join(filter(None, words)))
