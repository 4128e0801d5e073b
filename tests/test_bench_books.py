"""The book that the budgets are measured on: a book like any other, only bigger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.books import LONG, Size, long_minutes, long_texts, make_book
from storage.book import Book
from storage.meetings import meeting_record, meetings
from storage.minutes import minute_texts
from storage.verify import verify

SMALL = Size(meetings=6, items=3, actions=4, reviews=2, guests=7, risks=3)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bench") / "small.hwb"
    assert list(make_book(path, SMALL))[-1] == 1
    return path


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    book = Book.open(path, "Ann Moss")
    yield book
    book.close()


def test_its_change_log_tells_of_every_record(path: Path) -> None:
    assert verify(path) == []


def test_its_meetings_are_minuted_in_full(book: Book) -> None:
    first = meeting_record(book, meetings(book)[0].key)
    assert first.meeting.state == "signed"
    assert [minute.blank for minute in first.minutes] == [False] * SMALL.items
    assert len(first.actions) == SMALL.actions
    assert first.quorum_changes


def test_actions_are_reviewed_until_they_are_complete(book: Book) -> None:
    meeting = meetings(book)[1].key
    reviewed = book.rows(
        "SELECT a.complete, count(*) AS looks FROM action AS a JOIN change AS c ON c.row = a.id"
        " WHERE a.meeting = ? AND c.field = 'status' GROUP BY a.id",
        (meeting,),
    )
    assert {row["looks"] for row in reviewed} == {SMALL.reviews}
    assert [row["complete"] for row in reviewed].count(0) == 1


def test_two_minutes_are_longer_than_anybody_writes(book: Book) -> None:
    _, _, minutes = long_minutes(book)
    for title, text in long_texts().items():
        held = minute_texts(book, minutes[title])
        assert held is not None
        assert held["discussion"] == text
        assert abs(len(text) - LONG) < LONG / 100


def test_it_opens_on_the_same_meeting_as_the_sample(book: Book) -> None:
    assert [meeting.state for meeting in meetings(book)].count("open") == 0
    assert meetings(book)[-1].state == "planned"
