from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from risk_boards import MATRIX, QUARTERS, assessed, logs, review, risk

from board.matrix import PRESETS
from board.movement import KINDS, movement
from board.risks import Comment
from board.settings import RiskCell

Q1, Q2, Q3 = QUARTERS
SMALL = replace(MATRIX, impact_levels=tuple("abc"), likelihood_levels=tuple("abc"))


def moved(one, later=None, earlier=None, matrix=MATRIX):
    """What became of a risk since the first quarter; ``None`` if it stood at neither end."""
    moves = movement([one], earlier or review(1), later, matrix).moves
    return moves[0] if moves else None


def kind(one, later=None, **more):
    return moved(one, later, **more).kind


@pytest.mark.parametrize(
    ("now", "expected"), [((3, 4), "up"), ((3, 2), "down"), ((3, 3), "unchanged")]
)
def test_a_risk_goes_up_or_down_or_stays(now, expected):
    assert kind(risk(1, assessed(Q1, 3, 3), assessed(Q2, *now)), review(2)) == expected
    assert kind(risk(1, assessed(Q1, 3, 3), assessed("current", *now))) == expected


def test_a_move_says_from_where_to_where():
    move = moved(risk(1, assessed(Q1, 2, 3), assessed("current", 4, 4, reason="The river rose")))
    assert (move.before.scored, move.band_before.name) == (6, "moderate")
    assert (move.after.scored, move.band_after.name) == (16, "extreme")
    assert move.reason == "The river rose"
    assert not move.needs_reason


def test_a_risk_raised_since_is_new():
    raised = risk(1, assessed("current", 4, 4, reason="A new duty"))
    assert kind(raised) == "new"
    assert moved(raised).reason == "A new duty"
    assert kind(risk(1, assessed(Q2, 4, 4)), review(2)) == "new"
    assert kind(risk(1, assessed("target", 1, 1))) == "new"


def test_a_risk_closed_since_says_why():
    gone = risk(1, assessed(Q1, 2, 3), status="closed", closed_why="The bridge was mended")
    assert (moved(gone).kind, moved(gone).reason) == ("closed", "The bridge was mended")
    assert moved(gone).after is None
    assert kind(gone, review(2)) == "closed"
    assert moved(replace(gone, closed_why="")).needs_reason


def test_a_risk_closed_before_the_earlier_review_is_left_out():
    assert moved(risk(1, assessed("current", 2, 2), status="closed")) is None
    assert moved(risk(1, assessed(Q1, score=0), status="closed")) is None


def test_a_closed_risk_that_a_paper_left_blank_had_gone_by_then():
    gone = risk(1, assessed(Q1, 2, 3), assessed(Q2, score=0), status="closed")
    assert kind(gone, review(2)) == "closed"


def test_a_review_later_than_the_current_score_is_where_the_risk_stands():
    assert kind(risk(1, assessed("current", 3, 2), assessed(Q1, 2, 2))) == "unchanged"
    assert kind(risk(1, assessed("current", 3, 2), assessed(Q1, 2, 2), assessed(Q2, 5, 5))) == "up"


def test_a_risk_scored_on_one_side_only_is_neither_up_nor_down():
    assert kind(risk(1, assessed(Q1, rated="high"), assessed("current", 3, 3))) == "unclear"
    assert kind(risk(1, assessed(Q1, 3, 3), assessed("current"))) == "unclear"
    assert kind(risk(1, assessed(Q1, rated="high"), assessed("current", rated="low"))) == "unclear"
    assert (
        kind(risk(1, assessed(Q1, rated="high"), assessed("current", rated="high"))) == "unchanged"
    )


def test_scores_on_matrices_of_different_size_do_not_compare():
    one = risk(1, assessed(Q1, 3, 3), assessed("current", 3, 3))
    assert kind(one, earlier=review(1, SMALL)) == "unclear"
    assert kind(one, matrix=SMALL) == "unclear"


def test_each_review_is_banded_by_its_own_matrix():
    one = risk(1, assessed(Q1, 2, 3), assessed(Q2, 2, 3))
    three_colours = PRESETS["5x5 three colours"]
    move = moved(one, review(2), earlier=review(1, three_colours), matrix=SMALL)
    assert (move.kind, move.band_before.name, move.band_after.name) == (
        "unchanged", "amber", "moderate",
    )  # fmt: skip


def test_one_score_can_rise_from_a_cell_of_a_lower_band():
    matrix = replace(MATRIX, cells=(RiskCell(5, 1, "extreme"),))
    one = risk(1, assessed(Q1, 1, 5), assessed("current", 5, 1))
    assert kind(one, earlier=review(1, matrix), matrix=matrix) == "up"
    assert kind(one) == "unchanged"


def test_the_last_reason_given_in_between_is_the_one_told():
    one = risk(
        1, assessed("current", 3, 3, reason="Before"), assessed(Q1, 3, 3),
        assessed("current", 3, 4, reason="First"), assessed("current", 4, 4, reason="Last"),
        assessed("current", 4, 5), assessed(Q2, 4, 5), assessed("current", 1, 1, reason="After"),
    )  # fmt: skip
    assert moved(one, review(2)).reason == "Last"
    assert moved(one).reason == "After"


def test_a_comment_made_in_between_is_a_reason_where_none_was_given():
    said = tuple(
        Comment(f"c{n}", text, day)
        for n, (text, day) in enumerate(
            [
                ("Early", date(2026, 6, 30)),
                ("Later [/]", date(2026, 9, 30)),
                ("Middle", date(2026, 8, 1)),
                ("Late", date(2026, 10, 1)),
                ("Undated", None),
            ]
        )
    )
    one = risk(1, assessed(Q1, 3, 3), assessed(Q2, 4, 4), comments=said)
    assert moved(one, review(2)).reason == "Later [/]"
    assert moved(one).reason == "Late"
    assert moved(replace(one, comments=said[:1])).reason == ""


def test_what_moved_without_a_reason_is_asked_for():
    log = [
        risk(1, assessed(Q1, 3, 3), assessed("current", 4, 4)),
        risk(2, assessed(Q1, 3, 3), assessed("current", 4, 4, reason="The river rose")),
        risk(3, assessed(Q1, 3, 3)),
        risk(4, assessed("current", 3, 3)),
        risk(5, assessed(Q1, 3, 3), status="closed"),
    ]
    assert [move.risk.number for move in movement(log, review(1), None, MATRIX).unexplained] == [
        1,
        5,
    ]


@given(logs(), st.sampled_from((None, review(2), review(3))))
def test_movement_puts_every_risk_that_stood_at_either_end_in_one_list(log, later):
    told = movement(log, review(1), later, MATRIX)
    sorted_out = [move for kind in KINDS for move in told.of(kind)]
    assert sorted(move.risk.key for move in sorted_out) == [move.risk.key for move in told.moves]
    listed = {move.risk.key for move in told.moves}
    for one in log:
        if later is None and one.is_open:
            assert one.key in listed
        if one.key in listed:
            assert one.is_open or one.review(Q1) or (later and one.review(later.name))


@given(logs())
def test_what_went_up_comes_down_when_read_backwards(log):
    there = movement(log, review(1), review(2), MATRIX)
    back = movement(log, review(2), review(1), MATRIX)
    pairs = (("up", "down"), ("new", "closed"), ("unchanged", "unchanged"), ("unclear", "unclear"))
    for one_way, other in pairs:
        assert [move.risk for move in there.of(one_way)] == [move.risk for move in back.of(other)]
