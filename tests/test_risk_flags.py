from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from risk_boards import MATRIX, QUARTERS, TODAY, assessed, logs, risk, staged

from board.actions import Leads
from board.dates import read_partial
from board.flags import Flag
from board.matrix import PRESETS
from board.risk_flags import CODES, flags, log_flags

LIKELIHOOD_FIRST = replace(MATRIX, first="likelihood")


def found(one, *open_actions, matrix=MATRIX, today=TODAY):
    return [(each.code, each.place) for each in flags(one, matrix, today, open_actions)]


def sentence(one, matrix=MATRIX):
    [flag] = flags(one, matrix, TODAY)
    return flag.sentence


def test_a_risk_in_order_has_no_flag():
    assert found(risk()) == found(risk(1, *staged((4, 4), (3, 3), (2, 2)))) == []


def test_a_score_that_is_not_the_product_is_flagged_where_it_stands():
    wrong = risk(1, assessed("original", 3, 4, score=11), assessed("current", 3, 3, score=9))
    assert found(wrong) == [("score-not-product", "original")]
    assert sentence(wrong) == "The original score is typed as 11, but 3 × 4 is 12."
    assert sentence(wrong, LIKELIHOOD_FIRST).endswith("but 4 × 3 is 12.")


def test_a_score_of_nothing_worked_out_from_blanks_is_flagged():
    blank = risk(1, assessed("current", 3, 3), assessed("Q3 16/17", score=0))
    assert found(blank) == [("score-not-product", "Q3 16/17")]
    assert sentence(blank) == "The Q3 16/17 score is typed as 0, but blank × blank has no score."
    assert found(replace(blank, status="closed")) == found(blank)


@pytest.mark.parametrize("given", [(3, None, 12), (None, None, 7), (None, None, 30)])
def test_a_score_no_cell_can_explain_is_flagged(given):
    impact, likelihood, score = given
    odd = risk(1, assessed("current", impact, likelihood, score=score))
    assert ("score-not-product", "current") in found(odd)


def test_a_score_alone_is_right_but_not_rated():
    alone = risk(1, assessed("current", score=12))
    assert found(alone) == [("not-rated", "current")]
    assert (
        sentence(alone) == "The current score is 12, but its Impact and Likelihood are not given."
    )


def test_half_a_rating_is_flagged():
    half = risk(1, assessed("current", None, 3))
    assert found(half) == [("not-rated", "current")]
    assert sentence(half) == "The current rating, blank × 3, is only half given."
    assert found(risk(1, assessed("current", 6, None))) == [
        ("rating-out-of-range", "current"),
        ("not-rated", "current"),
    ]


@pytest.mark.parametrize("cell", [(6, 2), (2, 6), (0, 3), (3, 0), (-1, 3)])
def test_a_rating_outside_the_matrix_is_flagged(cell):
    assert found(risk(1, assessed("current", *cell))) == [("rating-out-of-range", "current")]


def test_a_review_frozen_half_rated_is_history_and_not_flagged_again():
    assert found(risk(1, assessed("current", 3, 3), assessed("Q1 26/27", 3, None))) == []


def test_the_flag_of_a_rating_names_the_size_of_the_matrix_in_the_boards_order():
    matrix = replace(LIKELIHOOD_FIRST, impact_levels=tuple("abc"))
    assert sentence(risk(1, assessed("current", 4, 2)), matrix) == (
        "The current rating, 2 × 4, is outside the 5 × 3 matrix."
    )


def test_a_frozen_review_is_judged_by_the_matrix_of_its_day():
    frozen = assessed("Q1 26/27", 5, 5, matrix=MATRIX)
    current = assessed("current", 3, 3)
    assert found(risk(1, frozen, current), matrix=PRESETS["4x4"]) == []
    assert found(risk(1, replace(frozen, matrix=None), current), matrix=PRESETS["4x4"]) == [
        ("rating-out-of-range", "Q1 26/27")
    ]


def test_a_risk_known_only_in_words_is_unscored():
    words = risk(1, assessed("original", rated="to be discussed"), assessed("current", rated="Red"))
    assert found(words) == [("unscored", "original"), ("unscored", "current")]
    assert [each.sentence for each in flags(words, MATRIX, TODAY)][1] == (
        'The current score is known only in words: "Red".'
    )


@pytest.mark.parametrize("stage", ["current", "target"])
def test_a_risk_that_is_not_scored_now_is_unscored(stage):
    blank = risk(1, assessed(stage))
    assert found(blank) == [("unscored", "current")]
    assert sentence(blank) == "There is no current score."


def test_a_target_above_the_current_score_is_flagged_once():
    above = risk(1, *staged((5, 2), (3, 3), (5, 2)))
    assert found(above) == [("target-above-current", "target")]
    assert sentence(above) == "The target score, 10, is above the current score, 9."


@pytest.mark.parametrize(
    ("current", "done", "flagged"),
    [
        ((2, 2), "Yes", True),
        ((2, 1), "Yes", False),
        ((2, 2), "No", False),
        ((2, 2), "Partly", False),
    ],
)
def test_work_that_is_complete_should_have_reached_the_target(current, done, flagged):
    one = risk(1, *staged((3, 3), current, (2, 1)), action_complete=done)
    assert (found(one) == [("complete-above-target", "action complete")]) is flagged


def test_a_later_review_at_the_target_does_not_excuse_the_current_score():
    one = risk(
        1, *staged((3, 3), (2, 2), (2, 1)), assessed("Q1 26/27", 2, 1), action_complete="Yes"
    )
    assert found(one) == [("complete-above-target", "action complete")]


def test_a_risk_to_be_treated_needs_something_left_to_do():
    treated = risk(1, assessed("current", 3, 3, response="treat"), actions=("a1", "a2"))
    assert found(treated) == [("treat-without-action", "current")]
    assert found(treated, "a2", "a9") == []
    planned = replace(treated, further_action="Build a second road")
    assert found(planned) == []
    assert found(replace(planned, action_complete="Yes")) == [("treat-without-action", "current")]


def test_a_response_of_another_scheme_is_flagged():
    one = risk(1, assessed("current", 3, 3, response_text="Accept"))
    assert found(one) == [("unknown-response", "current")]
    assert sentence(one) == (
        'The current response, "Accept", is not tolerate, treat, transfer or terminate.'
    )


def test_three_quarters_unchanged_are_flagged_until_the_risk_moves():
    still = [assessed(name, 3, 4) for name in QUARTERS]
    current = assessed("current", 3, 4)
    assert found(risk(1, current, *still)) == [("unchanged-three-quarters", "Q3 26/27")]
    assert sentence(risk(1, current, *still)) == (
        "The score has stayed at 12 through Q1 26/27, Q2 26/27 and Q3 26/27."
    )
    assert found(risk(1, current, *still[1:])) == []
    assert found(risk(1, current, *still, assessed("current", 3, 3))) == []
    assert found(risk(1, current, assessed(QUARTERS[0], 4, 3), *still[1:])) == []
    blank = [assessed(name) for name in QUARTERS]
    assert found(risk(1, current, *blank)) == []


def test_a_review_is_late_when_the_last_day_it_can_mean_has_gone():
    one = risk(review_due=read_partial("Nov 2026"))
    assert found(one, today=date(2026, 11, 30)) == []
    assert found(one, today=date(2026, 12, 1)) == [("past-review", "review date")]
    [flag] = flags(one, MATRIX, date(2026, 12, 1))
    assert flag.sentence == "Its review was due by Monday 30 November 2026."


def test_dates_that_cannot_be_read_are_flagged_with_their_text():
    one = risk(
        1,
        assessed("current", 3, 3, as_at=read_partial("last year")),
        review_due=read_partial("in due course"),
        action_due=read_partial("[/] " + "x" * 500),
    )
    assert found(one) == [
        ("unreadable-date", "current"),
        ("unreadable-date", "review date"),
        ("unreadable-date", "action target date"),
    ]
    asked = [each.sentence for each in flags(one, MATRIX, TODAY)]
    assert asked[1] == 'The review date, "in due course", cannot be read as a date.'
    assert asked[2].startswith('The action target date, "[/] xxx')
    assert len(asked[2]) < 130


def test_somebody_must_own_a_risk():
    assert found(risk(owners=Leads(" "))) == [("no-owner", "owner")]


def test_initials_nobody_has_are_flagged_on_the_risk():
    unknown = Flag("unknown-initials", "Nobody in this book has the initials ZZ.", "ZZ")
    one = risk(owners=Leads("ZZ", (), (unknown,)), action_owner=Leads("ZZ", (), (unknown,)))
    assert flags(one, MATRIX, TODAY) == (unknown, unknown)


def test_a_ref_two_risks_share_is_flagged_on_both_open_or_closed():
    log = [risk(1, ref="1.8"), risk(2, ref=" 1.8 ", status="closed"), risk(3), risk(4, ref="")]
    asked = log_flags([*log, risk(5, ref="")], MATRIX, TODAY)
    assert {key: [each.code for each in those] for key, those in asked.items()} == {
        "r1": ["duplicate-ref"], "r2": ["duplicate-ref"], "r3": [], "r4": [], "r5": [],
    }  # fmt: skip
    assert asked["r1"][0].sentence == 'The ref "1.8" is not its alone: see R2.'


def test_a_closed_risk_is_left_in_peace():
    one = risk(
        1, *staged((9, 9), (3, 3), (5, 2)), owners=Leads(""), status="closed",
        review_due=read_partial("2020"), action_complete="Yes",
    )  # fmt: skip
    assert found(one) == []


@given(logs())
def test_every_flag_has_a_known_code_a_sentence_and_a_place(log):
    asked = log_flags(log, MATRIX, TODAY)
    assert list(asked) == [each.key for each in log]
    for one in log:
        codes = {flag.code for flag in asked[one.key]}
        assert codes <= set(CODES)
        assert one.is_open or codes <= {"score-not-product", "duplicate-ref"}
        for flag in asked[one.key]:
            assert flag.sentence.endswith(".")
            assert flag.place
