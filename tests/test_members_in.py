"""Members in: a board's seats from a list, and what is wrong with it."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.seats import OFFICES
from documents.members_in import MemberRow, read_members
from documents.reading import Reading, ReadingError

Read = Callable[[str], Reading[MemberRow]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(text: str) -> Reading[MemberRow]:
        path = tmp_path / "members.csv"
        path.write_text(text, encoding="utf-8")
        return read_members(path)

    return _read


def reasons(reading: Reading[MemberRow]) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_a_full_row_becomes_a_seat(read: Read) -> None:
    reading = read(
        "Name,Representing,Voting?,Office,Category,Substitute,Initials,Organisation,"
        "Job title,From,Until\n"
        "Cllr Ada Penrose,Borough Council leader,Y,Chairman,Elected; Borough,Bo Tarn,AP,"
        "Larkshire Council; Lark Valley ICB,Leader,2025-05-20,19/5/26\n"
    )
    assert reading.rows == (
        MemberRow(
            line=2,
            name="Cllr Ada Penrose",
            represents="Borough Council leader",
            voting=True,
            office="chair",
            categories=("elected", "borough"),
            substitute="Bo Tarn",
            initials="AP",
            organisations=("Larkshire Council", "Lark Valley ICB"),
            post="Leader",
            from_day=date(2025, 5, 20),
            to_day=date(2026, 5, 19),
        ),
    )
    assert not reading.problems
    assert not reading.notes


@pytest.mark.parametrize(
    ("typed", "voting"),
    [
        *((typed, True) for typed in ("", "Yes", "1", "TRUE", "Voting")),
        *((typed, False) for typed in ("n", "No", "0", "Non-voting", "non voting")),
    ],
)
def test_a_vote_is_yes_unless_the_list_says_no(read: Read, typed: str, voting: bool) -> None:
    assert read(f"name,voting,post\nAda,{typed},x\n").rows[0].voting is voting


@pytest.mark.parametrize(
    ("typed", "office"),
    [
        *((typed, "chair") for typed in ("Chair", "Chairperson")),
        *((typed, "co-chair") for typed in ("Co-Chair", "joint chair")),
        *((typed, "vice-chair") for typed in ("Vice Chairman", "Deputy chair")),
        *((typed, "") for typed in ("Member", "")),
    ],
)
def test_an_office_goes_by_its_usual_names(read: Read, typed: str, office: str) -> None:
    assert read(f"name,office,post\nAda,{typed},x\n").rows[0].office == office


def test_the_offices_are_the_boards_own() -> None:
    assert get_args(get_type_hints(MemberRow)["office"]) == ("", *OFFICES)


@pytest.mark.parametrize("typed", ["", "Vacant", "(vacant)", "VACANCY", "Vacant seat", "TBC", "-"])
def test_a_seat_without_a_holder_is_a_vacancy(read: Read, typed: str) -> None:
    (row,) = read(f"name,represents\n{typed},Lay member\n").rows
    assert (row.name, row.represents) == ("", "Lay member")


def test_a_vacancy_must_say_what_it_represents(read: Read) -> None:
    reading = read("name,represents,post\nVacant,,Director\nAda,,\n")
    assert [row.name for row in reading.rows] == ["Ada"]
    assert reasons(reading) == [
        "line 2: the row has no name and no represents; a vacant seat needs what it represents"
    ]


def test_each_wrong_cell_is_told_by_line_in_an_officers_words(read: Read) -> None:
    reading = read(
        "name,voting,office,from,to\nAda,perhaps,Treasurer,31/2/2026,2026\nBo,yes,,,\n"
        "Cy,,,2026-05-20,2026-05-19\n"
    )
    assert [row.name for row in reading.rows] == ["Bo"]
    assert reasons(reading) == [
        'line 2: voting is "perhaps"; write yes or no',
        'line 2: office is "Treasurer"; write chair, co-chair or vice-chair, or leave it blank',
        'line 2: from is "31/2/2026"; write a day such as 2026-05-19 or 19/5/2026',
        'line 2: to is "2026"; write a day such as 2026-05-19 or 19/5/2026',
        "line 4: to (2026-05-19) is before from (2026-05-20); check both days",
    ]


def test_a_board_has_one_chair_but_may_have_co_chairs(read: Read) -> None:
    reading = read("name,office\nAda,chair\nBo,Chairman\nCy,co-chair\nDi,co-chair\n")
    assert [row.name for row in reading.rows] == ["Ada", "Cy", "Di"]
    assert reasons(reading) == [
        "line 3: line 2 already has the chair; write co-chair on both if they share it"
    ]


def test_a_chair_may_follow_a_chair(read: Read) -> None:
    reading = read("name,office,from,to\nAda,chair,,2026-05-18\nBo,chair,2026-05-19,\n")
    assert len(reading.rows) == 2
    overlapping = read("name,office,from,to\nAda,chair,,2026-05-18\nBo,chair,2026-05-18,\n")
    assert [problem.line for problem in overlapping.problems] == [3]


def test_a_seat_written_twice_is_a_problem(read: Read) -> None:
    reading = read("name,represents\nAda Penrose,Lark ICB\nBo,Lark ICB\nada  penrose,LARK ICB\n")
    assert [row.line for row in reading.rows] == [2, 3]
    assert "already on line 2" in reasons(reading)[0]


def test_problems_come_in_the_order_of_the_list(read: Read) -> None:
    reading = read("name,voting\nAda,perhaps\nBo,yes,extra\nCy,maybe\n")
    assert [problem.line for problem in reading.problems] == [2, 3, 4]


def test_a_list_without_a_voting_column_says_what_was_assumed(read: Read) -> None:
    assert "every seat was read as voting" in read("name\nAda\n").notes[0]
    assert not read("name,voting\nAda\nBo,no\n").notes


def test_half_a_header_is_refused(read: Read) -> None:
    with pytest.raises(ReadingError, match="no column is called name or represents"):
        read("voting,office\nyes,chair\n")


def test_a_very_large_cell_is_judged_at_once_and_quoted_in_short(read: Read) -> None:
    large = "!" * 1_000_000 + "a"
    (reason,) = reasons(read(f"name,voting\n{large},{large}\n"))
    assert len(reason) < 120


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs"]), min_size=3), max_size=5)
)
def test_names_come_in_as_they_were_typed(tmp_path: Path, names: list[str]) -> None:
    path = tmp_path / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [f"Cllr {name}" for name in names]
        csv.writer(file).writerows([("name", "represents"), *zip(rows, range(5), strict=False)])
    assert [row.name for row in read_members(path).rows] == rows


def test_pydantic_is_loaded_only_when_a_list_is_read() -> None:
    code = "import sys, documents.members_in; assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
