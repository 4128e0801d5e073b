"""Agendas in: lists of items, and text as it was pasted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.agenda_in import AgendaRow, read_agenda
from documents.reading import Reading, ReadingError

Read = Callable[..., Reading[AgendaRow]]

PASTED = """AGENDA

Meeting: LARKSHIRE HEALTH AND WELLBEING BOARD
Date: 11 March 2026
2 Mill Lane, Larkham

12 Seats are reserved for the public.

AGENDA

1 **Welcome from the Chair**

2 **Apologies**

3 **Minutes(Pages 5 - 12)**

To confirm the minutes of 14
January 2026.

4 Questions from the Public

Anyone may ask.

Time limits

3 speakers are permitted for each item:

1. two minutes for a question
2. One minute for a reply

10 Minutes are kept for all of them together.

5 Winter Plan(Pages 13 - 40)

To agree the **winter plan**.

Responsible Officers: Ada Penrose, Bo Tarn
Report author: Cy Wren

6 **Falls** and **Frailty**

**Responsible Officer(s):** Di Marsh
Report author(s):

Ed Holt

7 **Ageing Well Strategy**(Report to follow)

To receive:

- a) the draft, and
- b) the timetable.

8 **Urgent Items**
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def _read(text: str, name: str = "agenda.txt") -> Reading[AgendaRow]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_agenda(path)

    return _read


def titles(reading: Reading[AgendaRow]) -> list[tuple[str, str]]:
    return [(row.number, row.title) for row in reading.rows]


def test_a_list_of_items_is_read_under_its_usual_headings(read: Read) -> None:
    reading = read(
        "Item No,Title,Purpose,Presenter,Responsible Officer(s),Report author,Report no,Pages\n"
        "1,Apologies,,,,,,\n"
        '5a,Winter plan,"To agree,\nand note",Ada,Bo,Cy,LH/26/3,Pages 9 - 14\n'
        ",Falls,,,,,,To follow\n",
        "agenda.csv",
    )
    assert reading.rows == (
        AgendaRow(2, "1", "Apologies"),
        AgendaRow(
            3, "5a", "Winter plan", "To agree,\nand note", "Ada", "Bo", "Cy", "LH/26/3", "9 - 14"
        ),
        AgendaRow(5, "", "Falls", to_follow=True),
    )


def test_an_item_without_a_title_is_a_problem_and_a_second_number_a_note(read: Read) -> None:
    reading = read("number\ttitle\n1\tApologies\n2\t\n1\tMinutes\n", "agenda.tsv")
    assert [row.line for row in reading.rows] == [2, 4]
    assert [str(problem) for problem in reading.problems] == [
        "line 3: the item has no title; write one"
    ]
    assert reading.notes == ("Line 4: number 1 is also on line 2.",)


def test_a_pasted_table_is_a_list_whatever_the_file_is_called(read: Read) -> None:
    assert titles(read("No.\tItem\tPages\n1\tApologies\t\n2\tMinutes\t3 - 6\n")) == [
        ("1", "Apologies"),
        ("2", "Minutes"),
    ]


def test_a_pasted_agenda_gives_its_items(read: Read) -> None:
    reading = read(PASTED)
    assert titles(reading) == [
        ("1", "Welcome from the Chair"),
        ("2", "Apologies"),
        ("3", "Minutes"),
        ("4", "Questions from the Public"),
        ("5", "Winter Plan"),
        ("6", "**Falls** and **Frailty**"),
        ("7", "Ageing Well Strategy"),
        ("8", "Urgent Items"),
    ]
    assert [row.pages for row in reading.rows] == ["", "", "5 - 12", "", "13 - 40", "", "", ""]
    assert [row.number for row in reading.rows if row.to_follow] == ["7"]
    assert reading.rows[0].line == 11
    assert not reading.problems


def test_officers_and_authors_are_taken_from_their_labels(read: Read) -> None:
    rows = read(PASTED).rows
    assert (rows[4].responsible, rows[4].author) == ("Ada Penrose, Bo Tarn", "Cy Wren")
    assert (rows[5].responsible, rows[5].author) == ("Di Marsh", "Ed Holt")


def test_a_purpose_keeps_its_paragraphs_and_lists_and_joins_wrapped_lines(read: Read) -> None:
    rows = read(PASTED).rows
    assert rows[2].purpose == "To confirm the minutes of 14 January 2026."
    assert rows[4].purpose == "To agree the **winter plan**."
    assert rows[6].purpose == "To receive:\n\n- a) the draft, and\n- b) the timetable."


def test_numbers_inside_a_purpose_are_no_items(read: Read) -> None:
    purpose = read(PASTED).rows[3].purpose
    assert "\n\n3 speakers are permitted for each item:\n\n1. two minutes" in purpose
    assert "\n2. One minute for a reply\n\n10 Minutes are kept" in purpose


def test_front_matter_is_noted(read: Read) -> None:
    assert read(PASTED).notes == (
        'Lines 1 to 9, before the first item, were left out; they begin "AGENDA".',
    )


def test_a_numbered_list_in_the_front_matter_is_not_the_agenda(read: Read) -> None:
    rules = "".join(f"{n} Rule of the building\n\n" for n in range(1, 9))
    reading = read(f"AGENDA\n\n{rules}**Agenda**\n\n1 Apologies\n\n2 Minutes\n")
    assert titles(reading) == [("1", "Apologies"), ("2", "Minutes")]


def test_an_agenda_without_blank_lines_is_read(read: Read) -> None:
    reading = read("1. Apologies\n2. Minutes (Pages 1 to 4)\nTo confirm.\n3. Winter plan\n")
    assert titles(reading) == [("1", "Apologies"), ("2", "Minutes"), ("3", "Winter plan")]
    assert reading.rows[1].purpose == "To confirm."


@pytest.mark.parametrize("at", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("length", [1, 2, 3, 5])
def test_a_list_that_counts_from_one_stays_in_its_item(read: Read, at: int, length: int) -> None:
    text = ""
    for number in range(1, 9):
        text += f"{number}. Business {number}\n\nTo note:\n\n"
        if number == at:
            text += "".join(f"{n}. Point {n}\n\n" for n in range(1, length + 1))
    reading = read(text)
    assert titles(reading) == [(str(n), f"Business {n}") for n in range(1, 9)]


def test_a_sentence_with_the_next_number_gives_way_to_the_real_item(read: Read) -> None:
    reading = read("1 Welcome\n\n2 Speakers\n\n3 Speakers may talk.\n\n3 Minutes\n\n4 Reports\n")
    assert titles(reading)[2] == ("3", "Minutes")
    assert reading.rows[1].purpose == "3 Speakers may talk."


def test_dates_and_addresses_are_no_items(read: Read) -> None:
    reading = read(
        "1 Apologies\n\n2 Next Meeting\n\n3 June 2026 at\n4 Mill Lane, Larkham\n\n3 Urgent Items\n"
    )
    assert titles(reading) == [("1", "Apologies"), ("2", "Next Meeting"), ("3", "Urgent Items")]


def test_a_missing_number_is_noted(read: Read) -> None:
    reading = read("1 Apologies\n\n2 Minutes\n\n4 Reports\n\n5 Urgent Items\n")
    assert [row.number for row in reading.rows] == ["1", "2", "4", "5"]
    assert reading.notes == ("There is no item 3; look for it in the purpose of the item before.",)


def test_page_numbers_and_running_titles_are_left_out_and_noted(read: Read) -> None:
    reading = read(
        "1 Apologies\n\nTo receive any.\n\nPage 2\nLarkshire Board\n\n2 Minutes\n\n"
        "To confirm them.\n\nPage 3\nLarkshire Board\n\n3 Reports\n\nTo receive any.\n"
    )
    assert [row.purpose for row in reading.rows] == [
        "To receive any.",
        "To confirm them.",
        "To receive any.",
    ]
    assert reading.notes[:2] == (
        'Line 5 was left out as page furniture: "Page 2".',
        'Line 6 was left out as page furniture: "Larkshire Board".',
    )


def test_a_title_runs_over_only_by_a_hyphen_or_a_page_reference_alone(read: Read) -> None:
    reading = read(
        "1 Self-\ncare (Pages 1 - 2)\nTo note.\n\n2 Falls –\nan update\n\n"
        "3 Minutes\n(Pages 3 - 6)\n\nTo confirm.\n\n4 Annual\nReport of the board\n"
    )
    assert titles(reading) == [
        ("1", "Self-care"),
        ("2", "Falls – an update"),
        ("3", "Minutes"),
        ("4", "Annual"),
    ]
    assert [row.pages for row in reading.rows] == ["1 - 2", "", "3 - 6", ""]
    assert [row.purpose for row in reading.rows] == [
        "To note.",
        "",
        "To confirm.",
        "Report of the board",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1. Minutes (Pages 3 - 6)",
        "**1** Minutes (Pages 3 - 6)",
        "**1. Minutes**(Pages 3 - 6)",
        "**1 Minutes (Pages 3 - 6)**",
        "## 1) Minutes (pp 3 - 6)",
        "Item 1: Minutes (Pages 3 - 6)",
        "1\tMinutes\t3 - 6",
        "1.\n\nMinutes\n(Pages 3 - 6)",
    ],
)
def test_an_item_may_be_set_in_many_ways(read: Read, line: str) -> None:
    (row,) = read(f"{line}\n\nTo confirm them.\n").rows
    assert (row.number, row.title, row.pages) == ("1", "Minutes", "3 - 6")
    assert row.purpose == "To confirm them."


@pytest.mark.parametrize("text", ["No items here.\n", "12 March 2026\n", "3 people came\n", "7\n"])
def test_a_text_without_items_is_refused(read: Read, text: str) -> None:
    with pytest.raises(ReadingError, match="no numbered items"):
        read(text)


def test_a_hostile_text_is_refused_or_read_at_once(read: Read) -> None:
    with pytest.raises(ReadingError, match="more than 1,000 numbered lines"):
        read("1 Item\n" * 100_000)
    for piece in ("(pages 1", "\t1 ", "**", " ", "1 ", "- ", "words\n", "Report: x\n"):
        assert read("1 Apologies\n\n" + piece * 100_000).rows[0].number == "1"
    assert read("1 Apologies\n[/] \x1b[2J =cmd()\n").rows[0].purpose == "[/] \x1b[2J =cmd()"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.from_regex(r"Reports? [a-z ]{0,20}[a-z]", fullmatch=True),
            st.from_regex(r"(To (note|agree) [a-z ]{0,30}[a-z]\.)?", fullmatch=True),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_an_agenda_as_printed_comes_back(tmp_path: Path, items: list[tuple[str, str]]) -> None:
    path = tmp_path / "agenda.txt"
    pages = [f"{title}\n\n{purpose}\n\n" for title, purpose in items]
    path.write_text("".join(f"{n} {page}" for n, page in enumerate(pages, start=1)))
    rows = read_agenda(path).rows
    assert [(row.title, row.purpose) for row in rows] == items
