"""The quarter: every open risk frozen under a name, with the matrix of its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from board.matrix import PRESETS, band_of
from board.movement import movement
from board.settings import Settings
from storage.assessments import assess
from storage.book import Book
from storage.changes import undo
from storage.errors import Refused
from storage.reviews import freeze_review, give_reason, reviews
from storage.risks import add_risk, close_risk, risk, risks
from storage.settings import read_settings, save_settings

JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


@pytest.fixture
def flood(book: Book) -> str:
    key = add_risk(book, "The flood store is hard to reach", ref="FS1")
    assess(book, key, "current", 4, 4, "The road floods")
    return key


def test_a_review_freezes_every_open_risk_and_no_closed_one(book: Book, flood: str) -> None:
    closed, unrated = add_risk(book, "Over"), add_risk(book, "Never rated")
    close_risk(book, closed, "Over", JUNE)
    frozen = freeze_review(book, " Q1  26/27 ", JUNE)
    assert (frozen.name, frozen.day) == ("Q1 26/27", JUNE)
    assert reviews(book) == (frozen,)
    assert risk(book, closed).review("Q1 26/27") is None
    of_flood = risk(book, flood).review("Q1 26/27")
    of_unrated = risk(book, unrated).review("Q1 26/27")
    assert of_flood is not None
    assert of_unrated is not None
    assert (of_flood.product, of_flood.reason, of_flood.as_at.latest) == (
        16, "The road floods", JUNE,
    )  # fmt: skip
    assert of_unrated.product is None


@pytest.mark.parametrize("name", ["Q1 26/27", "q1 26/27 ", "Q1   26/27", "", "  "])
def test_a_review_needs_a_name_of_its_own(book: Book, flood: str, name: str) -> None:
    freeze_review(book, "Q1 26/27", JUNE)
    with pytest.raises(Refused):
        freeze_review(book, name, SEPTEMBER)
    assert len(reviews(book)) == 1


def test_a_new_matrix_never_changes_a_frozen_review(book: Book, flood: str) -> None:
    first = freeze_review(book, "Q1 26/27", JUNE)
    three = PRESETS["5x5 three colours"]
    save_settings(book, replace(read_settings(book), risk=three))
    second = freeze_review(book, "Q2 26/27", SEPTEMBER)
    assert reviews(book) == (first, second)
    assert (first.matrix, second.matrix) == (Settings().risk, three)
    kept = risk(book, flood)
    bands = [band_of(three, kept.review(each.name)) for each in (first, second)]
    assert [band.name for band in bands if band] == ["extreme", "red"]


def test_a_reason_goes_with_the_first_review_after_it(book: Book, flood: str) -> None:
    freeze_review(book, "Q1 26/27", JUNE)
    freeze_review(book, "Q2 26/27", SEPTEMBER)
    told = [each.reason for each in risk(book, flood).assessments]
    assert told == ["The road floods", "The road floods", ""]


def test_movement_asks_for_a_reason_until_one_is_given(book: Book, flood: str) -> None:
    first = freeze_review(book, "Q1 26/27", JUNE)
    again = assess(book, flood, "current", 4, 5)
    matrix = read_settings(book).risk

    def unexplained() -> int:
        return len(movement(risks(book), first, None, matrix).unexplained)

    assert unexplained() == 1
    give_reason(book, again, "A wet spring")
    assert unexplained() == 0
    assert movement(risks(book), first, None, matrix).moves[0].reason == "A wet spring"


def test_undo_takes_a_whole_review_back_and_its_name_is_free_again(book: Book, flood: str) -> None:
    freeze_review(book, "Q1 26/27", JUNE)
    undo(book)
    assert reviews(book) == ()
    assert risk(book, flood).review("Q1 26/27") is None
    freeze_review(book, "Q1 26/27", JUNE)
    assert len(reviews(book)) == 1
