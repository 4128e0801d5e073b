from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from boards import DAY, START, WORCESTERSHIRE, Ledger, at, board_of, membership, seat
from hypothesis import given
from hypothesis import strategies as st

from board.quorum import (
    Part,
    Quorum,
    changes,
    evaluate,
    lapses,
    line,
    needed,
    parse_fraction,
    shortfall,
)
from board.room import Room, room_at
from board.settings import QuorumCondition, QuorumRule


def quorum(ledger, rule=WORCESTERSHIRE, board=None, item=None):
    return evaluate(rule, room_at(ledger.events), board or board_of(), DAY, item)


def counts(ledger, rule=WORCESTERSHIRE, board=None, item=None):
    """Members, then each condition, and whether there is a quorum."""
    found = quorum(ledger, rule, board, item)
    return (found.have, *(part.have for part in found.parts), found.met)


def moments(ledger, rule=WORCESTERSHIRE, board=None):
    found = changes(rule, ledger.events, board or board_of(), DAY)
    return [(change.at, change.met) for change in found]


def test_the_line_is_right_at_every_step_of_a_meeting_in_worcestershire():
    ledger = Ledger()
    steps = [
        (("present", "p1"), (1, 1, 0, False)),
        (("present", "p2"), (2, 2, 0, False)),
        (("present", "p3"), (3, 3, 0, False)),
        (("present", "p6"), (4, 3, 0, False)),
        (("present", "p7"), (5, 3, 0, False)),
        (("present", "p8"), (6, 3, 0, False)),
        (("present", "p9"), (7, 3, 0, False)),
        (("apologies", "p10"), (7, 3, 0, False)),
        (("present", "p11"), (8, 3, 0, False)),
        (("apologies", "p4"), (8, 3, 0, False)),
        (("substitute", "q4"), (9, 3, 1, True)),
        (("in attendance", "guest"), (9, 3, 1, True)),
        (("arrived", "p4"), (9, 3, 1, True)),
        (("remote", "p5"), (9, 3, 1, True)),
        (("left", "p4"), (8, 3, 0, False)),
        (("arrived", "p5"), (9, 3, 1, True)),
        (("withdrew", "p5"), (8, 3, 0, False)),
        (("returned", "p5"), (9, 3, 1, True)),
        (("left", "p1"), (8, 2, 1, True)),
        (("left", "p2"), (7, 1, 1, False)),
        (("substitute", "q1"), (8, 2, 1, True)),
        (("left", "p3"), (7, 1, 1, False)),
        (("arrived", "p12"), (8, 1, 1, True)),
        (("left", "q1"), (7, 0, 1, False)),
        (("arrived", "p10"), (8, 0, 1, False)),
        (("returned", "p2"), (9, 1, 1, True)),
    ]
    for minutes, (event, expected) in enumerate(steps):
        assert counts(ledger.add(*event, minutes)) == expected, event


def test_a_quorum_needs_an_elected_member():
    found = quorum(Ledger().present(4, 5, 6, 7, 8, 9, 10, 11, 12))
    assert line(found) == "Quorum 9/8 ✓ · elected 0/1 ✗ · ccg 2/1 ✓"
    assert not found.met
    assert shortfall(found) == "no member in the category elected was present"


def test_on_a_poor_terminal_the_marks_are_words():
    found = quorum(Ledger().present(4, 5, 6, 7, 8, 9, 10, 11, 12))
    assert line(found, ascii=True) == "Quorum 9/8 ok | elected 0/1 NOT MET | ccg 2/1 ok"


def test_a_board_without_a_rule_says_so():
    assert line(quorum(Ledger().present(1), QuorumRule())) == "Quorum: no rule set, 1 present"


def test_the_shortfall_says_each_thing_that_is_missing():
    found = Quorum(7, 8, (Part("elected", 1, 2), Part("ccg", 1, 1)))
    assert shortfall(found) == (
        "7 members who counted to the quorum were present (8 needed)"
        " and 1 member in the category elected was present (2 needed)"
    )
    assert shortfall(Quorum(8, 8)) == ""


@pytest.mark.parametrize(
    ("seats", "need"), [(9, 3), (12, 3), (13, 4), (16, 4), (17, 5), (22, 6), (0, 0)]
)
def test_a_quarter_of_the_seats_is_rounded_up(seats, need):
    assert needed(QuorumRule(fraction="1/4"), board_of(seats), DAY) == need


def test_the_larger_of_minimum_and_fraction_is_needed():
    assert needed(QuorumRule(minimum=5, fraction="1/4"), board_of(12), DAY) == 5
    assert needed(QuorumRule(minimum=2, fraction="1/4"), board_of(12), DAY) == 3


@pytest.mark.parametrize(
    ("basis", "need"), [("all seats", 6), ("filled seats", 4), ("voting seats", 5)]
)
def test_the_fraction_is_of_the_basis_the_rule_names(basis, need):
    board = membership([*map(seat, range(1, 6)), seat(6, voting=False)], vacant=[1, 2])
    assert needed(QuorumRule(fraction="1/1", basis=basis), board, DAY) == need


def test_an_unknown_basis_is_refused_by_name():
    with pytest.raises(ValueError, match='"chairs" is not a basis'):
        needed(QuorumRule(fraction="1/4", basis="chairs"), board_of(), DAY)


def test_a_fraction_is_read_exactly():
    assert parse_fraction(" 1 / 3 ") == Fraction(1, 3)


@pytest.mark.parametrize("text", ["a quarter", "0.25", "1/0", "0/4", "5/4", "-1/4", "1/4/2", "١/٤"])
def test_what_is_no_fraction_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="write it like 1/4"):
        parse_fraction(text)


def test_each_switch_of_the_rule_decides_who_counts():
    board = membership([seat(1), seat(2), seat(3), seat(4, voting=False), seat(5)])
    ledger = Ledger().present(1, 4).add("remote", "p2").add("substitute", "q3")
    ledger.present(5).add("withdrew", "p5", 10, item="i3")
    rule = QuorumRule(minimum=1)
    assert quorum(ledger, rule, board).have == 2
    assert quorum(ledger, replace(rule, substitutes=False), board).have == 1
    for switch in ("remote", "non_voting", "withdrawn"):
        assert quorum(ledger, replace(rule, **{switch: True}), board).have == 3, switch


def test_a_member_with_an_interest_counts_again_for_the_next_item():
    ledger = Ledger().present(1, 2).add("withdrew", "p1", 10, item="i3").add("returned", "p1", 20)
    rule = QuorumRule(minimum=1)
    assert quorum(ledger, rule, item="i3").have == 1
    assert quorum(ledger, rule, item="i4").have == 2


def test_a_seat_of_another_day_does_not_count():
    board = membership([seat(1, from_day=DAY.replace(year=2030)), seat(2)])
    assert quorum(Ledger().present(1, 2), QuorumRule(minimum=1), board).have == 1


def test_a_seat_for_two_organisations_is_one_member():
    board = membership([seat(1, "elected", "ccg", organisations=("council", "trust"))])
    assert counts(Ledger().present(1), board=board) == (1, 1, 1, False)


def test_nobody_counts_twice():
    ledger = Ledger().present(1).add("substitute", "p1", seat="s4")
    assert counts(ledger) == (1, 1, 0, False)


def test_the_moments_of_the_quorum_are_kept():
    ledger = Ledger().present(*range(1, 9)).add("left", "p8", 70).add("returned", "p8", 85)
    assert moments(ledger) == [(at(-5), True), (at(70), False), (at(85), True)]


def test_a_substitute_who_changes_places_at_one_moment_loses_no_quorum():
    ledger = Ledger().present(*range(1, 9))
    ledger.add("left", "p8", 70).add("substitute", "q8", 70)
    assert moments(ledger) == [(at(-5), True)]


def test_a_slip_that_was_taken_back_never_made_a_quorum():
    ledger = Ledger().present(*range(1, 9)).add("not recorded", "p8", 1)
    assert moments(ledger) == []


def test_a_lapse_is_a_spell_without_a_quorum_while_the_meeting_sat():
    ledger = Ledger().present(*range(1, 9))
    for minutes, event in ((-3, "left"), (5, "returned"), (70, "left"), (85, "returned")):
        ledger.add(event, "p8", minutes)
    ledger.add("left", "p1", 121)
    found = lapses(changes(WORCESTERSHIRE, ledger.events, board_of(), DAY), START, at(120))
    assert [(lapse.lost, lapse.regained) for lapse in found] == [
        (START, at(5)),
        (at(70), at(85)),
    ]


def test_a_quorum_lost_and_not_regained_is_lost_to_the_end():
    ledger = Ledger().present(*range(1, 9)).add("left", "p8", 70).add("returned", "p8", 130)
    [lapse] = lapses(changes(WORCESTERSHIRE, ledger.events, board_of(), DAY), START, at(120))
    assert (lapse.lost, lapse.regained, lapse.quorum.have) == (at(70), None, 7)


comings = ["present", "arrived", "remote", "left", "withdrew", "returned", "apologies"]
holders = st.tuples(st.sampled_from(comings), st.sampled_from(["p1", "p2", "p3", "p4", "p5"]))
substitutes = st.tuples(
    st.sampled_from(["substitute", "left", "returned"]), st.sampled_from(["q1", "q4", "q5"])
)
ledgers = st.lists(st.tuples(st.one_of(holders, substitutes), st.integers(0, 9)), max_size=14)
rules = st.builds(
    QuorumRule,
    minimum=st.integers(0, 5),
    fraction=st.sampled_from(["", "1/4", "1/2"]),
    substitutes=st.booleans(),
    remote=st.booleans(),
    withdrawn=st.booleans(),
    conditions=st.sampled_from([(), (QuorumCondition("elected"), QuorumCondition("ccg"))]),
)


def written(lines):
    ledger = Ledger()
    for (event, person), minutes in lines:
        ledger.add(event, person, minutes)
    return ledger


@given(ledgers, rules, st.sampled_from(["p1", "p2", "p3", "p4", "p5"]))
def test_an_arrival_never_lowers_the_quorum(lines, rule, person):
    ledger, board = written(lines), board_of(5)
    before = quorum(ledger, rule, board)
    after = quorum(ledger.add("arrived", person, 10), rule, board)
    assert after.have >= before.have
    assert all(new.have >= old.have for new, old in zip(after.parts, before.parts, strict=True))


@given(ledgers, rules)
def test_the_replay_ends_where_the_room_stands(lines, rule):
    ledger, board = written(lines), board_of(5)
    found = changes(rule, ledger.events, board, DAY)
    begun = evaluate(rule, Room(), board, DAY).met
    assert (found[-1].met if found else begun) == quorum(ledger, rule, board).met
    assert all(one.met != other.met for one, other in pairwise(found))


@given(ledgers, rules)
def test_a_board_never_has_more_members_than_seats(lines, rule):
    assert quorum(written(lines), rule, board_of(5)).have <= 5


def test_the_minutes_name_the_members_missing_as_the_settings_do():
    short = Quorum(8, 8, (Part("icb", 0, 1, "member of the Integrated Care Board"),))
    assert shortfall(short) == "no member of the Integrated Care Board was present"
