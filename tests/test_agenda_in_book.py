from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from book_helpers import DAY, START, log_of, new_book, sitting

from board.meetings import AgendaItem
from board.settings import MeetingSettings, Settings, StandingItem
from storage.agenda import add_item, agenda, change_item, move_item, withdraw_item
from storage.book import Book
from storage.errors import Refused
from storage.meetings import (
    add_meeting,
    change_meeting,
    copy_standing_items,
    find_meeting,
    meeting_record,
    meetings,
    open_meeting,
    withdraw_meeting,
)

STANDING = MeetingSettings(
    standing_items=(StandingItem("Apologies", "To note."), StandingItem("Any other business"))
)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = new_book(tmp_path, settings=Settings(meeting=STANDING))
    yield made
    made.close()


def titles(book: Book, meeting: str) -> list[str]:
    return [item.title for item in agenda(book, meeting)]


def test_an_item_comes_out_as_it_went_in(book: Book) -> None:
    meeting, _ = sitting(book)
    words = {
        "number": "5a",
        "purpose": "To [/] consider\r\nthe report",
        "presenter": "Dr Ada Quill",
        "responsible": "=cmd()",
        "author": "委员会 \u202e",
        "report": "HWB/26/14",
        "pages": "9 - 14",
    }
    key = add_item(book, meeting, "Budget \0 \x1b[2J", to_follow=True, **words)
    assert agenda(book, meeting) == (
        AgendaItem(key, meeting, 1, "Budget \0 \x1b[2J", to_follow=True, **words),
    )


def test_items_stand_in_order_wherever_they_are_added(book: Book) -> None:
    meeting, items = sitting(book, "Apologies", "Budget")
    add_item(book, meeting, "Minutes", before=items[1])
    add_item(book, meeting, "Any other business", before="an item that is gone")
    assert titles(book, meeting) == ["Apologies", "Minutes", "Budget", "Any other business"]
    assert [item.position for item in agenda(book, meeting)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("by", "order"), [(1, "bacd"), (2, "bcad"), (9, "bcda"), (-1, "abcd"), (0, "abcd")]
)
def test_an_item_moves_as_far_as_the_agenda_goes(book: Book, by: int, order: str) -> None:
    meeting, items = sitting(book, *"abcd")
    move_item(book, meeting, items[0], by)
    assert "".join(titles(book, meeting)) == order


def test_a_withdrawn_item_leaves_the_agenda_and_its_reason_the_log(book: Book) -> None:
    meeting, items = sitting(book, "Apologies", "Budget", "Minutes")
    withdraw_item(book, items[1], "deferred to July")
    assert titles(book, meeting) == ["Apologies", "Minutes"]
    assert log_of(book, "row", "new", "why")[-1] == (items[1], 1, "deferred to July")
    add_item(book, meeting, "Any other business")
    assert [item.position for item in agenda(book, meeting)] == [1, 2, 3]


def test_changing_an_item_leaves_its_other_fields(book: Book) -> None:
    meeting, (item,) = sitting(book, "Budget")
    change_item(book, item, pages="9 - 14", to_follow=True)
    (now,) = agenda(book, meeting)
    assert (now.title, now.pages, now.to_follow) == ("Budget", "9 - 14", True)


def test_standing_items_are_added_once(book: Book) -> None:
    meeting = add_meeting(book, "hwb", DAY, time(14), standing_items=True)
    assert titles(book, meeting) == ["Apologies", "Any other business"]
    assert agenda(book, meeting)[0].purpose == "To note."
    assert copy_standing_items(book, meeting) == 0
    other, _ = sitting(book, "APOLOGIES")
    assert copy_standing_items(book, other) == 1


def test_meetings_are_numbered_as_they_come_and_listed_by_day(book: Book) -> None:
    for day in (date(2026, 7, 14), date(2026, 1, 13), date(2026, 4, 14)):
        add_meeting(book, "hwb", day, time(14))
    assert [(m.number, m.day.month) for m in meetings(book)] == [(2, 1), (3, 4), (1, 7)]
    withdraw_meeting(book, meetings(book)[0].key, "entered twice")
    add_meeting(book, "hwb", date(2026, 10, 13), time(14))
    assert [m.number for m in meetings(book, "hwb")] == [3, 1, 4]


def test_a_meetings_details_can_be_changed(book: Book) -> None:
    meeting = add_meeting(book, "hwb", DAY, time(14), "Old Hall", "private")
    before = len(log_of(book, "seq"))
    change_meeting(book, meeting, starts=time(14), venue="Old Hall")
    assert len(log_of(book, "seq")) == before
    change_meeting(book, meeting, starts=time(10, 30), day=date(2026, 4, 15), venue="New Hall")
    found = meeting_record(book, meeting).meeting
    assert (found.starts, found.day, found.venue, found.kind) == (
        time(10, 30),
        date(2026, 4, 15),
        "New Hall",
        "private",
    )


def test_a_meeting_is_found_by_number_day_next_and_last(book: Book) -> None:
    for month in (1, 4, 7):
        add_meeting(book, "hwb", date(2026, month, 14), time(14))
    today = date(2026, 4, 14)
    for word, month in (
        ("2", 4),
        ("2026-07-14", 7),
        ("today", 4),
        ("14/7/26", 7),
        ("next", 4),
        (" LAST ", 1),
    ):
        assert find_meeting(book, word, today).day.month == month
    open_meeting(book, find_meeting(book, "next", today).key, START)
    assert find_meeting(book, "last", today).day.month == 4
    assert find_meeting(book, "next", today).day.month == 7


def test_a_meeting_that_is_not_there_or_not_alone_is_said_so(book: Book) -> None:
    for _ in range(2):
        add_meeting(book, "hwb", DAY, time(14))
    with pytest.raises(Refused, match="1 or 2"):
        find_meeting(book, DAY.isoformat(), DAY)
    for word in ("9", "last", "2026-02-30", "", "'; DROP TABLE meeting"):
        with pytest.raises(Refused, match="no meeting"):
            find_meeting(book, word, DAY)
    with pytest.raises(Refused, match="not in this book"):
        meeting_record(book, "nonsense")
