"""Actions counted where they lie: never another answer than reading them all would give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from book_helpers import new_book

from board.actions import Leads
from board.dates import overdue, read_partial
from storage.actions import (
    Tally,
    actions,
    open_actions,
    overdue_actions,
    statuses,
    take_action,
    tally,
    withdraw_action,
)
from storage.book import Book

TODAY = date(2026, 4, 14)
DUES = ("13 April 2026", "14 April 2026", "March 2026", "April 2026", "To be defined", "")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An action for each of `DUES`, then one complete and one withdrawn, both long late."""
    book = new_book(tmp_path)
    for due in (*DUES, "1 May 2025", "1 May 2025"):
        take_action(book, "Bring the plan", Leads("Public Health"), read_partial(due))
    *_, complete, withdrawn = actions(book)
    with book.writing():
        book.update("action", complete.key, {"complete": True, "status": "Blue"})
    withdraw_action(book, withdrawn.key, "taken twice")
    yield book
    book.close()


def test_a_late_action_is_one_that_the_board_calls_overdue(book: Book) -> None:
    late = [one for one in open_actions(book) if overdue(one.due, TODAY)]
    assert [one.due.text for one in late] == ["13 April 2026", "March 2026"]
    assert list(overdue_actions(book, TODAY, 10)) == late
    assert list(overdue_actions(book, TODAY, 1)) == late[:1]


def test_actions_complete_or_withdrawn_are_not_open(book: Book) -> None:
    assert tally(book, TODAY) == Tally(open=len(DUES), overdue=2)
    assert len(open_actions(book)) == len(DUES)


def test_a_book_without_actions_has_none_open(tmp_path: Path) -> None:
    book = new_book(tmp_path)
    assert (tally(book, TODAY), statuses(book)) == (Tally(), {})
    book.close()


def test_no_status_is_counted_as_what_it_is(book: Book) -> None:
    assert statuses(book) == {None: len(DUES), "Blue": 1}


def test_those_to_be_written_out_keep_their_leads(book: Book) -> None:
    assert {one.leads.text for one in overdue_actions(book, TODAY, 10)} == {"Public Health"}
