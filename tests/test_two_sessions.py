from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from book_helpers import (
    START,
    another_process,
    new_book,
    records,
    replayed,
    sitting,
    told_by,
)

from storage.agenda import add_item, agenda, move_item, withdraw_item
from storage.book import Book
from storage.changes import changes_since, history, latest_rev
from storage.errors import Refused, TextConflict
from storage.meetings import copy_standing_items
from storage.minutes import minutes_of, open_item, save_discussion, save_resolved

OPEN_ITEMS = """
import sys
from datetime import datetime
from pathlib import Path
from storage.book import Book
from storage.minutes import open_item
book = Book.open(Path(sys.argv[1]), "Session " + sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for item in sys.argv[3].split(","):
    open_item(book, item, datetime(2026, 4, 14, 14))
"""


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Book]:
    made = new_book(tmp_path)
    yield made
    made.close()


@pytest.fixture
def bea(ann: Book) -> Iterator[Book]:
    other = Book.open(ann.path, "Bea Holt")
    yield other
    other.close()


def test_sessions_that_open_items_at_once_never_share_a_number(ann: Book) -> None:
    meeting, items = sitting(ann, *(f"Item {n}" for n in range(30)))
    sessions = [another_process(OPEN_ITEMS, ann.path, n, ",".join(items[n::3])) for n in range(3)]
    for session in sessions:
        assert session.stdout is not None
        assert session.stdout.readline() == "ready\n"
    for session in sessions:
        assert session.stdin is not None
        session.stdin.write("\n")
        session.stdin.flush()
    for session in sessions:
        assert list(told_by(session)) == []
    numbers = sorted(minute.number or 0 for minute in minutes_of(ann, meeting))
    assert numbers == list(range(1, 31))
    assert replayed(ann.path) == records(ann.path)


def test_sessions_that_open_one_item_at_once_open_it_once(ann: Book, bea: Book) -> None:
    meeting, (item,) = sitting(ann, "Budget")
    opened: list[str] = []
    threads = [
        threading.Thread(target=lambda book=book: opened.append(open_item(book, item, START)))
        for book in (ann, bea)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 2
    assert len(set(opened)) == 1
    assert len(minutes_of(ann, meeting)) == 1


def test_each_session_sees_what_the_other_wrote(ann: Book, bea: Book) -> None:
    meeting, (item,) = sitting(ann, "Budget")
    seen = latest_rev(bea)
    minute = open_item(ann, item, START)
    save_discussion(ann, minute, "The Board met.", "", "burst")
    news = changes_since(bea, seen)
    assert {(change.table, change.row, change.actor) for change in news} == {
        ("minute", minute, "Ann Moss")
    }
    assert minutes_of(bea, meeting)[0].discussion == "The Board met."


def test_a_second_writer_is_shown_both_texts_and_overwrites_neither(ann: Book, bea: Book) -> None:
    meeting, (item,) = sitting(ann, "Budget")
    minute = open_item(ann, item, START)
    for save, field in ((save_discussion, "discussion"), (save_resolved, "resolved")):
        save(ann, minute, "Ann's words", "", "a")
        with pytest.raises(TextConflict) as caught:
            save(bea, minute, "Bea's words", "", "b")
        assert (caught.value.theirs, caught.value.by) == ("Ann's words", "Ann Moss")
        assert caught.value.at.endswith("Z")
        assert getattr(minutes_of(ann, meeting)[0], field) == "Ann's words"
        # She has seen it, and chooses to keep both.
        save(bea, minute, "Ann's words\nBea's words", caught.value.theirs, "b")
        assert getattr(minutes_of(ann, meeting)[0], field) == "Ann's words\nBea's words"
    said = [(c.actor, c.new) for c in history(ann, "minute", minute) if c.field == "discussion"]
    assert said == [("Ann Moss", "Ann's words"), ("Bea Holt", "\nBea's words")]


def test_a_conflict_names_who_wrote_the_text_not_who_touched_the_minute_last(
    ann: Book, bea: Book
) -> None:
    _, items = sitting(ann, "Budget", "Next")
    minute = open_item(ann, items[0], START)
    save_discussion(ann, minute, "Ann's words", "", "a")
    open_item(bea, items[1], START)
    with pytest.raises(TextConflict) as caught:
        save_discussion(bea, minute, "Bea's words", "", "b")
    assert caught.value.by == "Ann Moss"


def test_taking_the_last_clause_away_is_a_conflict_too(ann: Book, bea: Book) -> None:
    _, (item,) = sitting(ann, "Budget")
    minute = open_item(ann, item, START)
    save_resolved(ann, minute, "That it be noted.", "", "a")
    save_resolved(bea, minute, "", "That it be noted.", "b")
    with pytest.raises(TextConflict) as caught:
        save_resolved(ann, minute, "That it be noted and agreed.", "That it be noted.", "c")
    assert (caught.value.theirs, caught.value.by) == ("", "Bea Holt")


def test_both_may_type_the_same_words(ann: Book, bea: Book) -> None:
    _, (item,) = sitting(ann, "Budget")
    minute = open_item(ann, item, START)
    for save in (save_discussion, save_resolved):
        save(ann, minute, "That it be noted.", "", "a")
        save(bea, minute, "That it be noted.", "", "b")


def test_both_may_type_in_different_minutes(ann: Book, bea: Book) -> None:
    meeting, items = sitting(ann, "Budget", "Winter pressures")
    first, second = (open_item(ann, item, START) for item in items)
    texts = {first: "", second: ""}
    for n in range(20):
        for book, minute in ((ann, first), (bea, second)):
            text = texts[minute] + f"{n} "
            save_discussion(book, minute, text, texts[minute], f"burst of {minute}")
            texts[minute] = text
    assert {m.key: m.discussion for m in minutes_of(ann, meeting)} == texts
    for book, minute in ((ann, first), (bea, second)):
        typed = [c for c in history(ann, "minute", minute) if c.field == "discussion"]
        assert [(c.actor, c.new) for c in typed] == [(book.actor, texts[minute])]


def test_an_agenda_arranged_from_two_sides_loses_no_item(ann: Book, bea: Book) -> None:
    meeting, items = sitting(ann, "Apologies", "Minutes", "Budget")
    sides = [
        threading.Thread(
            target=lambda book=book: [
                add_item(book, meeting, f"{book.actor} {n}", before=items[n % 3]) for n in range(10)
            ]
        )
        for book in (ann, bea)
    ]
    for side in sides:
        side.start()
    for side in sides:
        side.join()
    now = agenda(ann, meeting)
    assert len(now) == 23
    assert [item.position for item in now] == list(range(1, 24))


def test_an_item_gone_from_the_agenda_cannot_be_moved(ann: Book, bea: Book) -> None:
    meeting, items = sitting(ann, "Apologies", "Budget")
    withdraw_item(bea, items[1], "deferred")
    with pytest.raises(Refused, match="no longer on the agenda"):
        move_item(ann, meeting, items[1], -1)
    assert copy_standing_items(ann, meeting) == 0
