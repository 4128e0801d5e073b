"""Assessments in the book: a risk rated at a stage, and what is done about it there.

A rating is never overwritten: a new one is made beside it, and the one before stays as history.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from board.dates import PartialDate
from board.matrix import in_range, size
from board.risks import RESPONSES, STAGES, Assessment
from storage.book import Book
from storage.errors import Refused
from storage.settings import read_settings

_NO_DATE = PartialDate()


def assess(
    book: Book,
    risk: str,
    stage: str,
    impact: int | None,
    likelihood: int | None,
    reason: str = "",
    *,
    as_at: PartialDate = _NO_DATE,
    rated: str = "",
) -> str:
    """Assess a risk anew at a stage other than a review; returns the assessment's key.

    The assessment before it stays as history, and its response is carried over.

    Args:
        book: The book.
        risk: Key of the risk.
        stage: ``original``, ``current`` or ``target``.
        impact: The level, from 1; ``None`` for not rated.
        likelihood: Likewise.
        reason: Why it is assessed so.
        as_at: The day it is assessed for.
        rated: A rating that is no figure, as typed: ``high``.

    Raises:
        Refused: The matrix has no such cell, or the stage is a review.
    """
    _refuse_review(stage)
    with book.writing(reason or None):
        matrix = read_settings(book).risk
        if (
            impact is not None
            and likelihood is not None
            and not in_range(matrix, impact, likelihood)
        ):
            impacts, likelihoods = size(matrix)
            raise Refused(
                f"the matrix goes to {matrix.impact.lower()} {impacts} and "
                f"{matrix.likelihood.lower()} {likelihoods}, from 1"
            )
        before = _latest(book, risk, stage)
        return insert_assessment(
            book,
            risk,
            Assessment(
                "",
                stage,
                "",
                as_at,
                impact,
                likelihood,
                None,
                rated,
                before["response"] if before else None,
                before["response_text"] if before else "",
                reason,
            ),
        )


def respond(
    book: Book, risk: str, response: str | None, stage: str = "current", text: str = ""
) -> None:
    """Set what is done about a risk at a stage other than a review.

    Args:
        book: The book.
        risk: Key of the risk.
        response: One of `RESPONSES`, or ``None`` to take it away.
        stage: ``original``, ``current`` or ``target``; one not assessed yet stays unrated.
        text: The response as typed; else the word itself.

    Raises:
        Refused: There is no such response, or the stage is a review.
    """
    _refuse_review(stage)
    if response is not None and response not in RESPONSES:
        raise Refused(f"a response is one of: {', '.join(RESPONSES)}")
    text = text or (response or "").capitalize()
    with book.writing():
        before = _latest(book, risk, stage)
        if before:
            values = {"response": response, "response_text": text}
            book.update("assessment", before["id"], values)
        else:
            unrated = Assessment("", stage, response=response, response_text=text)
            insert_assessment(book, risk, unrated)


def insert_assessment(
    book: Book, risk: str, assessment: Assessment, review: str | None = None
) -> str:
    """Add an assessment after all others of a risk, within a review if given; returns its key."""
    row = book.row("SELECT ifnull(max(entry), 0) + 1 AS n FROM assessment WHERE risk = ?", (risk,))
    return book.insert(
        "assessment",
        {
            "risk": risk,
            "entry": row["n"] if row else 1,
            "stage": assessment.stage,
            "review": review,
            **assessed(assessment),
        },
    )


def assessed(assessment: Assessment) -> dict[str, Any]:
    """What an assessment says, by column."""
    names = ("impact", "likelihood", "score", "rated", "response", "response_text", "reason")
    as_at = {f"as_at_{part}": value for part, value in asdict(assessment.as_at).items()}
    return as_at | {name: getattr(assessment, name) for name in names}


def _latest(book: Book, risk: str, stage: str) -> Any:
    return book.row(
        "SELECT id, response, response_text FROM assessment"
        " WHERE risk = ? AND stage = ? AND withdrawn = 0 ORDER BY entry DESC LIMIT 1",
        (risk, stage),
    )


def _refuse_review(stage: str) -> None:
    if stage not in STAGES or stage == "review":
        raise Refused("a review is frozen whole, and does not change")
