"""Reviews in the book: all open risks frozen under a name, with the matrix of the day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from board.clock import long_day
from board.dates import PartialDate
from board.plain import to_plain
from board.risks import Assessment, Review
from storage.assessments import insert_assessment
from storage.book import Book
from storage.errors import Refused
from storage.risks import matrix_of, risks
from storage.settings import read_settings


def reviews(book: Book) -> tuple[Review, ...]:
    """Every review, those brought in by a file among them, by day."""
    return tuple(
        Review(row["id"], row["name"], date.fromisoformat(row["day"]), matrix_of(row["matrix"]))
        for row in book.rows("SELECT * FROM review WHERE withdrawn = 0 ORDER BY day, rowid")
    )


def freeze_review(book: Book, name: str, on: date) -> Review:
    """Freeze every open risk where it stands (`Risk.present`) as the review `name`.

    A risk that was never assessed is frozen as not rated. The reason of a rescore
    goes with the first review after it.

    Raises:
        Refused: The name is blank, or there is a review of that name.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("a review needs a name, such as Q3 16/17")
    with book.writing():
        if folded(name) in by_name(book):
            raise Refused(f"there is a review {name} already; a frozen review does not change")
        review = add_review(book, name, on)
        as_at = PartialDate(long_day(on), on, on)
        for risk in risks(book, open_only=True):
            now = risk.present or Assessment("", "review")
            told = now.stage == "review"
            frozen = replace(now, stage="review", as_at=as_at, reason="" if told else now.reason)
            insert_assessment(book, risk.key, frozen, review.key)
    return review


def give_reason(book: Book, assessment: str, reason: str) -> None:
    """Say why a risk was assessed as it was, where nobody had said so."""
    with book.writing(reason):
        book.update("assessment", assessment, {"reason": reason})


def by_name(book: Book) -> dict[str, Review]:
    """The reviews by their names as `folded` compares them."""
    return {folded(each.name): each for each in reviews(book)}


def folded(name: str) -> str:
    """The name of a review, or a ref, to compare: capitals and spaces apart."""
    return " ".join(name.casefold().split())


def add_review(book: Book, name: str, on: date) -> Review:
    """Put a review in the book, as yet of no risk, with the board's matrix of today."""
    matrix = read_settings(book).risk
    with book.writing():
        text = json.dumps(to_plain(matrix), ensure_ascii=False)
        key = book.insert("review", {"name": name, "day": on, "matrix": text})
    return Review(key, name, on, matrix)
