from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from risk_boards import MATRIX, assessed, risk, staged

from board.matrix import PRESETS, written
from board.scoring import Rating, Rescore, read_rating, read_rescore, read_response
from board.settings import RiskCell
from board.trend import path, spark, trend

LIKELIHOOD_FIRST = replace(MATRIX, first="likelihood", impact="Severity")


@pytest.mark.parametrize("text", ["3x4", "3 x 4", "3*4", " 3X4 ", "3 × 4"])
def test_one_cell_holds_impact_and_likelihood(text):
    assert read_rating(text, MATRIX) == Rating(3, 4)
    assert read_rating(text, LIKELIHOOD_FIRST) == Rating(4, 3)


@pytest.mark.parametrize("text", ["3 × 4 = 12", "3x4=12", "3x4 Score:12", "3 x 4 score 12"])
def test_a_score_beside_its_factors_is_kept(text):
    assert read_rating(text, MATRIX) == Rating(3, 4, 12)
    assert read_rating("3x4=11", MATRIX).score == 11


def test_a_score_alone_is_never_split():
    assert read_rating("12", MATRIX) == read_rating("Score:12", MATRIX) == Rating(score=12)
    assert read_rating("0", MATRIX) == Rating(score=0)


@pytest.mark.parametrize(
    "text", ["high", " Red", "to be discussed", "3x", "x4", "12 or 15", "3.5", "9" * 5000, "٣x٤"]
)
def test_words_are_kept_as_they_were_typed(text):
    assert read_rating(text, MATRIX) == Rating(rated=text)


def test_a_blank_cell_is_not_rated():
    assert read_rating(" \t", MATRIX) == Rating()


def test_a_rating_outside_the_matrix_is_kept():
    assert read_rating("6x9", MATRIX) == Rating(6, 9)


@given(st.integers(1, 5), st.integers(1, 5), st.sampled_from((MATRIX, LIKELIHOOD_FIRST)))
def test_a_rating_is_read_back_as_it_is_written(impact, likelihood, matrix):
    text = written(matrix, impact, likelihood)
    assert read_rating(text, matrix) == Rating(impact, likelihood)
    assert read_rescore(f"{text} a reason", matrix) == Rescore(impact, likelihood, "a reason")


@pytest.mark.parametrize(
    "line", ["3 4 the wall fell", "3x4 the wall fell", " 3 × 4: the wall fell"]
)
def test_an_officer_rescores_in_one_line(line):
    assert read_rescore(line, MATRIX) == Rescore(3, 4, "the wall fell")


def test_the_reason_is_kept_as_typed_and_may_wait():
    assert read_rescore("3 4 5 beds [/] =cmd()", MATRIX) == Rescore(3, 4, "5 beds [/] =cmd()")
    assert read_rescore("3 4 two\nlines", MATRIX) == Rescore(3, 4, "two\nlines")
    assert read_rescore("3 4", MATRIX) == Rescore(3, 4)


@pytest.mark.parametrize("line", ["", "3", "34 because", "high 4", "3 x", "3 4because", "3x4x5"])
def test_a_line_that_is_no_rating_is_told_what_to_write(line):
    assert read_rescore(line, LIKELIHOOD_FIRST) == (
        "Write Likelihood, Severity and the reason, like: 3 4 and why."
    )


@pytest.mark.parametrize("line", ["4 5", "0 1", "1 0", "5x4 storms"])
def test_a_rescore_outside_the_matrix_is_told_its_size(line):
    matrix = replace(PRESETS["4x4"], first="likelihood", impact_levels=tuple("abc"))
    assert read_rescore(line, matrix) == "Likelihood goes from 1 to 4, Impact from 1 to 3."


@pytest.mark.parametrize("text", ["Treat ", "TREAT", "treat"])
def test_a_response_is_one_of_four_words(text):
    assert read_response(text) == "treat"


@pytest.mark.parametrize("text", ["", "tr", "t", "Accept", "Treat / Transfer", "treated"])
def test_no_other_word_is_taken_for_a_response(text):
    assert read_response(text) is None


def test_the_path_runs_from_original_by_current_to_target():
    log = risk(1, *staged((3, 4), (3, 2), (3, 1)))
    assert path(log, MATRIX) == "12 high → 6 moderate → 3 low"
    assert path(log, MATRIX, ascii=True) == "12 high -> 6 moderate -> 3 low"


def test_the_path_says_what_is_known_and_leaves_a_dash_for_the_rest():
    known_in_words = risk(1, assessed("original", rated="Red"), assessed("target", 9, 9))
    assert path(known_in_words, MATRIX) == "Red → – → 81"
    assert path(known_in_words, MATRIX, ascii=True) == "Red -> - -> 81"
    five = risk(1, assessed("current", score=5))
    assert path(five, MATRIX) == "– → 5 moderate → –"
    assert path(five, replace(MATRIX, cells=(RiskCell(5, 1, "high"),))) == "– → 5 → –"


def test_the_trend_runs_through_the_reviews_to_today():
    log = risk(
        1,
        *staged((5, 5), (4, 4), (1, 1)),
        assessed("Q1 26/27", 4, 4),
        assessed("Q2 26/27", rated="high"),
        assessed("current", 1, 2),
    )
    assert [each.name for each in trend(log, MATRIX)] == [
        "original", "Q1 26/27", "Q2 26/27", "current",
    ]  # fmt: skip
    assert spark(trend(log, MATRIX)) == "█▆·▁"
    assert spark(trend(log, MATRIX), ascii=True) == "25 16 - 2"


def test_a_review_that_only_says_the_current_score_again_is_one_point():
    frozen = assessed("Q1 26/27", 3, 3)
    same = risk(1, assessed("current", 3, 3), frozen)
    assert [each.name for each in trend(same, MATRIX)] == ["Q1 26/27"]
    other = risk(1, assessed("current", 2, 3), frozen)
    assert [each.name for each in trend(other, MATRIX)] == ["current", "Q1 26/27"]


def test_each_point_is_as_high_as_its_own_matrix_says():
    small = replace(MATRIX, impact_levels=tuple("abc"), likelihood_levels=tuple("abc"))
    log = risk(1, assessed("Q1 26/27", 3, 3, matrix=small), assessed("current", 3, 3))
    assert spark(trend(log, MATRIX)) == "█▃"


def test_an_impossible_score_still_draws():
    log = risk(1, assessed("original", 9, 9), assessed("current", -1, 3))
    assert spark(trend(log, MATRIX)) == "█▁"
