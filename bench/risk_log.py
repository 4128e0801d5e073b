"""The risk log of a busy board over ten years, for the benchmark's book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from board.actions import Leads
from board.clock import long_day
from board.dates import PartialDate
from board.risks import RESPONSES, Assessment
from storage.assessments import insert_assessment
from storage.book import Book
from storage.reviews import add_review
from storage.risks import add_risk

REVIEWS = 16
"""With the original, the target and two current ones, 20 assessments of each risk."""

_WORDS = (
    "the winter plan is agreed too late for wards to open in time and people wait longer; "
    "staff leave faster than they are recruited and visits are missed in the north; "
    "two systems do not share records and a change of medicine is not seen; "
)


def add_log(book: Book, today: date, risks: int, reviews: int = REVIEWS) -> None:
    """Put a long risk log in a book: its risks, frozen in so many reviews, a quarter apart."""
    with book.writing():
        first = today - timedelta(days=91 * reviews)
        days = [first + timedelta(days=91 * n) for n in range(reviews)]
        held = [add_review(book, f"Review {n + 1}", day) for n, day in enumerate(days)]
        for n in range(risks):
            key = add_risk(
                book,
                _WORDS[n % 120 : n % 120 + 90].strip(),
                ref=f"BR{n + 1}",
                ref_text=f"BR{n + 1}",
                area=f"Area {n % 12}",
                owners=Leads(("MS/RT", "EL", "GS", "the DPH")[n % 4]),
                controls=_WORDS[:150],
                further_action=_WORDS[60:150],
                consequence=_WORDS[30:140],
                review_due=_on(today + timedelta(days=n % 200 - 20)),
            )
            rated = Assessment("", "original", impact=n % 5 + 1, likelihood=n % 4 + 2, order=1)
            _insert(book, key, rated, first)
            _insert(book, key, replace(rated, stage="target", impact=1 + n % 2), first)
            for back, (review, day) in enumerate(zip(held, days, strict=True)):
                if back % (reviews // 2) == 0:
                    now = replace(
                        rated,
                        stage="current",
                        likelihood=(n + back) % 5 + 1,
                        response=RESPONSES[n % 4],
                        response_text=RESPONSES[n % 4].capitalize(),
                        reason="As the last report said",
                    )
                    _insert(book, key, now, day)
                _insert(book, key, replace(now, stage="review", reason=""), day, review.key)


def _insert(book: Book, risk: str, rated: Assessment, day: date, review: str | None = None) -> None:
    insert_assessment(book, risk, replace(rated, as_at=_on(day)), review)


def _on(day: date) -> PartialDate:
    return PartialDate(long_day(day), day, day)
