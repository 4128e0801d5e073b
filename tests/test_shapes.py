"""The JSON that others rely on has the shapes that were promised."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from storage.book import Book
from storage.meetings import find_meeting, open_meeting
from storage.minutes import open_item
from storage.people import add_person
from tests.conftest import SAMPLE_DAY, Hwb
from tui.shapes import ActionShape, MeetingShape, PersonShape, StatusShape

ON_THE_DAY = ("--today", SAMPLE_DAY.isoformat())


def told(hwb: Hwb, *words: object) -> Any:
    code, out, err = hwb(*words, "--json", *ON_THE_DAY)
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.mark.parametrize(
    ("command", "shape"),
    [
        ("status", StatusShape),
        ("actions", list[ActionShape]),
        ("people", list[PersonShape]),
        ("meetings", list[MeetingShape]),
    ],
)
def test_each_list_has_its_shape(hwb: Hwb, sample: Path, command: str, shape: Any) -> None:
    value = told(hwb, command, "--book", sample)
    assert TypeAdapter(shape).validate_python(value, strict=True, extra="forbid") == value


def test_the_shapes_hold_for_an_empty_book_too(hwb: Hwb, book: Book) -> None:
    status = told(hwb, "status", "--book", book.path)
    TypeAdapter(StatusShape).validate_python(status, strict=True)
    assert status["next_meeting"] is None
    assert status["actions"]["total"] == 0
    for command in ("actions", "people", "meetings"):
        assert told(hwb, command, "--book", book.path) == []


def test_a_minute_tells_its_two_numbers_its_clauses_and_its_actions(hwb: Hwb, sample: Path) -> None:
    minute = told(hwb, "meetings", "--book", sample)[0]["minutes"][5]
    assert (minute["number"], minute["agenda_number"]) == (219, "6")
    assert minute["title"].startswith("Annual report of the Director of Public Health")
    assert len(minute["resolved"]) == 3
    assert minute["actions"] == [3, 4]


def test_attendance_tells_who_stood_in_for_whom_and_who_has_no_mark(hwb: Hwb, sample: Path) -> None:
    members = told(hwb, "meetings", "--book", sample)[1]["attendance"]
    by_name = {member["name"]: member for member in members}
    assert by_name["Cllr Oliver Penhale"]["substitute_for"] == "Cllr Marian Thwaite"
    assert by_name["Cllr Marian Thwaite"]["status"] == "apologies"
    assert by_name["Siân Probert"]["status"] is None
    assert [event["event"] for event in by_name["The Revd Thomas Bright"]["events"]] == [
        "present",
        "withdrew",
        "returned",
    ]
    assert by_name["Priya Nair"] == {
        **by_name["Priya Nair"],
        "seat": None,
        "voting": False,
        "status": "in attendance",
    }


def test_a_seat_tells_what_it_represents_and_a_person_their_organisation(
    hwb: Hwb, sample: Path
) -> None:
    people = {person["name"]: person for person in told(hwb, "people", "--book", sample)}
    chair = people["Cllr Marian Thwaite"]
    assert chair["organisation"] == "Aldershire County Council"
    assert chair["seats"] == [
        {
            "body": "Aldershire Health and Wellbeing Board",
            "represents": "County Council, Leader",
            "voting": True,
            "office": "chair",
            "categories": ["elected"],
            "from": None,
            "to": None,
        }
    ]
    assert len(people["Cllr Peter Rask"]["substitute_for"]) == 2


def test_shared_initials_are_flagged_and_nobody_is_guessed(hwb: Hwb, sample: Path) -> None:
    action = next(
        action for action in told(hwb, "actions", "--book", sample) if action["number"] == 17
    )
    assert action["leads"] == {"text": "HM", "people": []}
    assert action["flags"] == ["ambiguous-initials"]


def test_no_status_is_null_and_counted_as_such(hwb: Hwb, sample: Path) -> None:
    assert {action["status"] for action in told(hwb, "actions", "--book", sample)} == {None}
    counts = told(hwb, "status", "--book", sample)["actions"]
    assert counts["by_status"] == {"blue": 0, "green": 0, "amber": 0, "red": 0, "no status": 19}


def test_status_tells_of_the_meeting_that_is_sitting(hwb: Hwb, sample: Path) -> None:
    book = Book.open(sample, "Ann Moss")
    meeting = find_meeting(book, "next", SAMPLE_DAY)
    open_meeting(book, meeting.key, datetime(2026, 11, 24, 14))
    item = book.rows("SELECT id FROM agenda_item WHERE meeting = ?", (meeting.key,))[0]["id"]
    open_item(book, item, datetime(2026, 11, 24, 14))
    sitting = told(hwb, "status", "--book", sample)["open_meeting"]
    assert (sitting["number"], sitting["minute"]) == (3, "240")
    assert sitting["quorum"]["met"] is False
    assert [part["category"] for part in sitting["quorum"]["conditions"]] == ["elected", "icb"]


def test_the_day_to_publish_is_given_while_it_is_ahead(hwb: Hwb, sample: Path) -> None:
    _, out, _ = hwb("status", "--book", sample, "--json", "--today", "2026-11-02")
    assert json.loads(out)["next_meeting"]["publish_by"] == "2026-11-16"
    assert told(hwb, "status", "--book", sample)["next_meeting"]["publish_by"] is None


@pytest.mark.parametrize("name", ["\x1b[2J\x9b31m", "‮reversed", "[/] [@click=app.quit]", "李明 🏛"])
def test_text_comes_out_of_json_as_it_went_in_and_never_acts(
    hwb: Hwb, book: Book, name: str
) -> None:
    add_person(book, name)
    _, out, _ = hwb("people", "--book", book.path, "--json")
    assert json.loads(out)[0]["name"] == name
    assert not set(out) & set("\x1b\x9b‮")
