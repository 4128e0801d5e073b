from __future__ import annotations

from datetime import date, time

import pytest
from boards import Ledger, seat
from hypothesis import given
from hypothesis import strategies as st

from board.attendance import LETTERS, AttendanceRow, attendance
from board.meetings import Meeting
from board.seats import Holding, Membership

MAY, JUNE, JULY = date(2026, 5, 12), date(2026, 6, 9), date(2026, 7, 14)
BOARD = Membership(
    (seat(2), seat(1)),
    (
        Holding("h1", "s1", "p1"),
        Holding("h2", "s2", "p2", to_day=date(2026, 6, 30)),
        Holding("h3", "s2", "new", from_day=date(2026, 7, 1)),
    ),
)


def year(*ledgers):
    held = [
        (Meeting(f"m{n}", n, "hwb", day, time(14)), tuple(ledger.events))
        for n, (day, ledger) in enumerate(zip((MAY, JUNE, JULY), ledgers, strict=False), 1)
    ]
    return attendance(BOARD, held)


def cells(matrix):
    return {row.person: row.cells for row in matrix.rows}


def test_people_stand_in_seat_order_and_in_the_order_they_held_the_seat():
    matrix = year(Ledger(), Ledger(), Ledger())
    assert [(row.seat.key, row.person) for row in matrix.rows] == [
        ("s1", "p1"),
        ("s2", "p2"),
        ("s2", "new"),
    ]


def test_each_cell_says_how_the_member_came():
    matrix = year(
        Ledger().present(1).add("apologies", "p2"),
        Ledger().add("remote", "p1").present(2).add("left", "p2", 30),
        Ledger().add("apologies", "p1").add("arrived", "p1", 20),
    )
    assert cells(matrix) == {
        "p1": ("present", "remote", "present"),
        "p2": ("apologies", "present", "not a member"),
        "new": ("not a member", "not a member", ""),
    }


def test_not_recorded_is_blank_and_not_absent():
    assert cells(year(Ledger().present(1)))["p2"] == ("",)
    assert LETTERS[""] == ""


def test_a_substitute_is_shown_for_the_seat_and_is_not_the_holders_presence():
    [_, row] = year(Ledger().add("apologies", "p2").add("substitute", "q2")).rows
    assert row.cells == ("substitute",)
    assert (row.attended, row.expected, row.percent) == (0, 1, 0)


def test_a_holder_who_took_the_seat_back_was_present():
    [_, row] = year(Ledger().add("substitute", "q2").add("arrived", "p2", 10)).rows
    assert row.cells == ("present",)


def test_per_cent_is_of_the_meetings_with_a_roll_at_which_the_person_was_a_member():
    matrix = year(Ledger().present(1, 2), Ledger().present(1), Ledger())
    assert [(row.person, row.expected, row.percent) for row in matrix.rows] == [
        ("p1", 2, 100),
        ("p2", 2, 50),
        ("new", 0, None),
    ]


def test_a_roll_that_was_all_taken_back_was_not_taken():
    [row, _] = year(Ledger().present(1).add("not recorded", "p1", 1)).rows
    assert (row.cells, row.expected) == (("",), 0)


def test_somebody_in_attendance_does_not_make_a_roll():
    assert year(Ledger().add("in attendance", "guest")).rows[0].expected == 0


def test_somebody_recorded_in_a_seat_nobody_gave_them_is_kept():
    matrix = year(Ledger().add("present", "stranger", seat="s2"))
    assert cells(matrix) == {"p1": ("",), "p2": ("",), "stranger": ("present",)}


def test_each_meeting_has_its_totals():
    matrix = year(Ledger().present(1).add("substitute", "q2"), Ledger().present(1, 2))
    assert [matrix.total(0, "present"), matrix.total(0, "substitute")] == [1, 1]
    assert matrix.total(1, "present") == 2


@pytest.mark.parametrize(("came", "expected", "percent"), [(1, 3, 33), (2, 3, 67), (1, 8, 13)])
def test_per_cent_is_rounded_to_the_nearest(came, expected, percent):
    assert AttendanceRow(seat(1), "p1", ("present",) * came, expected).percent == percent


@given(st.lists(st.sampled_from(["present", "remote", "apologies", "left", "substitute"])))
def test_nobody_attends_more_than_was_expected(lines):
    ledger = Ledger()
    for event in lines:
        ledger.add(event, "q1" if event == "substitute" else "p1")
    for row in year(ledger, ledger).rows:
        assert row.attended <= row.expected
        assert set(row.cells) <= set(LETTERS)
