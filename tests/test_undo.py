from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from book_helpers import START, by_hand, log_of, new_book, records, sitting

from board.meetings import Minute
from board.settings import BoardSettings, Settings
from storage.agenda import agenda, change_item, move_item
from storage.book import Book
from storage.changes import history, last_batch, undo
from storage.errors import Refused
from storage.meetings import bodies
from storage.minutes import (
    change_minute_title,
    minutes_of,
    open_item,
    save_discussion,
    save_resolved,
    withdraw_minute,
)
from storage.people import add_person, change_person, people
from storage.settings import read_settings, save_settings


@pytest.fixture
def bea(book: Book) -> Iterator[Book]:
    other = Book.open(book.path, "Bea Holt")
    yield other
    other.close()


@pytest.fixture
def minute(book: Book) -> str:
    _, items = sitting(book, "Winter pressures", "Budget")
    return open_item(book, items[0], START)


def first_minute(book: Book) -> Minute:
    meeting = book.rows("SELECT id FROM meeting")[0]["id"]
    return minutes_of(book, meeting)[0]


def test_undo_is_an_inverse_change_signed_by_who_undid(book: Book) -> None:
    person = add_person(book, "Cllr Pria Shah")
    change_person(book, person, name="Cllr Priya Shah")
    (taken,) = undo(book)
    assert (taken.field, taken.old, taken.new) == ("name", "Cllr Pria Shah", "Cllr Priya Shah")
    inverse = history(book, "person", person)[-1]
    assert (inverse.old, inverse.new) == ("Cllr Priya Shah", "Cllr Pria Shah")
    assert (inverse.actor, inverse.undoes) == ("Ann Moss", taken.batch)


def test_undo_goes_back_step_by_step(book: Book) -> None:
    person = add_person(book, "First")
    for name in ("Second", "Third"):
        change_person(book, person, name=name)
    names = []
    for _ in range(2):
        undo(book)
        names.append(people(book)[person].name)
    assert names == ["Second", "First"]
    undo(book)
    assert person not in people(book)


def test_work_after_an_undo_is_undone_first(book: Book) -> None:
    person = add_person(book, "First")
    change_person(book, person, name="Second")
    undo(book)
    change_person(book, person, name="Other")
    undo(book)
    assert people(book)[person].name == "First"


def test_undo_takes_back_all_of_one_act(book: Book) -> None:
    meeting, items = sitting(book, "Apologies", "Minutes", "Budget", "Any other business")
    move_item(book, meeting, items[3], -3)
    assert [item.key for item in agenda(book, meeting)] == [items[3], *items[:3]]
    assert len(undo(book)) == 4
    assert [item.key for item in agenda(book, meeting)] == items


def test_undo_of_typing_takes_back_the_burst(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The Board met.", "", "first")
    book.seal("first")
    save_discussion(book, minute, "The Board me", "The Board met.", "second")
    save_discussion(book, minute, "The Board meets", "The Board me", "second")
    undo(book)
    assert first_minute(book).discussion == "The Board met."
    undo(book)
    assert first_minute(book).discussion == ""


def test_undo_of_a_burst_takes_back_clauses_and_text_together(book: Book, minute: str) -> None:
    base = ""
    for text in ("That", "That it be noted.", "That it be noted.\nThat all agree."):
        save_resolved(book, minute, text, base, "burst")
        base = text
    undo(book)
    assert first_minute(book).clauses == ()
    assert {row["withdrawn"] for row in book.rows("SELECT withdrawn FROM clause")} == {1}


def test_typing_on_after_undo_is_a_burst_of_its_own(book: Book, minute: str) -> None:
    save_discussion(book, minute, "One", "", "burst")
    undo(book)
    save_discussion(book, minute, "Two", "", "burst")
    undo(book)
    assert first_minute(book).discussion == ""


def test_typing_before_and_after_another_act_is_undone_in_turn(book: Book, minute: str) -> None:
    save_discussion(book, minute, "One", "", "burst")
    change_minute_title(book, minute, "Winter")
    save_discussion(book, minute, "One and two", "One", "burst")
    states = []
    for _ in range(3):
        undo(book)
        states.append((first_minute(book).discussion, first_minute(book).title))
    assert states == [("One", "Winter"), ("One", "Winter pressures"), ("", "Winter pressures")]


def test_undo_is_of_ones_own_work(book: Book, bea: Book) -> None:
    mine = add_person(book, "Cllr Priya Shah")
    hers = add_person(bea, "Cllr Tom Reed")
    undo(book)
    assert mine not in people(book)
    assert hers in people(book)


def test_undo_leaves_the_work_of_somebody_else_alone(book: Book, bea: Book) -> None:
    meeting, (item,) = sitting(book, "Budget")
    change_item(book, item, title="The budget")
    change_item(bea, item, title="The draft budget")
    with pytest.raises(Refused, match="Bea Holt has changed this since"):
        undo(book)
    assert agenda(book, meeting)[0].title == "The draft budget"
    undo(bea)
    undo(book)
    assert agenda(book, meeting)[0].title == "Budget"


def test_a_new_record_that_somebody_else_has_worked_on_is_not_taken_back(
    book: Book, bea: Book
) -> None:
    person = add_person(book, "Cllr Priya Shah")
    change_person(bea, person, post="Cabinet member")
    with pytest.raises(Refused, match="Bea Holt"):
        undo(book)
    assert person in people(book)


def test_undo_of_typing_leaves_what_another_typed_since(book: Book, bea: Book, minute: str) -> None:
    save_discussion(book, minute, "Ann's words. ", "", "a")
    save_discussion(bea, minute, "Ann's words. Bea's words.", "Ann's words. ", "b")
    with pytest.raises(Refused, match="Bea Holt"):
        undo(book)
    assert first_minute(book).discussion == "Ann's words. Bea's words."


def test_another_field_of_the_same_record_does_not_stand_in_the_way(
    book: Book, bea: Book, minute: str
) -> None:
    save_discussion(book, minute, "Ann's words.", "", "a")
    change_minute_title(bea, minute, "Winter")
    undo(book)
    assert (first_minute(book).discussion, first_minute(book).title) == ("", "Winter")


def test_a_number_given_away_since_cannot_be_taken_back(book: Book, bea: Book) -> None:
    _, (first, second) = sitting(book, "Winter pressures", "Budget")
    minute = open_item(book, first, START)
    withdraw_minute(book, minute, "opened by mistake")
    open_item(bea, second, START)
    before = records(book.path)
    with pytest.raises(Refused, match="the number of this minute is taken"):
        undo(book)
    assert records(book.path) == before


def test_undo_of_opening_an_item_opens_the_one_before_again(book: Book, minute: str) -> None:
    meeting, second = book.rows("SELECT meeting, id FROM agenda_item ORDER BY position")[1]
    open_item(book, second, START + timedelta(minutes=5))
    undo(book)
    assert [(one.key, one.closed_at) for one in minutes_of(book, meeting)] == [(minute, None)]


@pytest.mark.parametrize("save", [save_discussion, save_resolved])
def test_what_is_signed_cannot_be_undone(
    book: Book, bea: Book, minute: str, save: Callable[..., None]
) -> None:
    save(book, minute, "That it be noted.", "", "burst")
    meeting = book.rows("SELECT id FROM meeting")[0]["id"]
    with bea.writing():
        bea.update("meeting", meeting, {"state": "signed"})
    before = records(book.path)
    with pytest.raises(Refused, match="signed"):
        undo(book)
    assert records(book.path) == before


def test_nothing_to_undo_is_said(book: Book, bea: Book) -> None:
    with pytest.raises(Refused, match="nothing of yours"):
        undo(bea)


def test_what_was_written_round_hwb_is_nobodys_to_undo(book: Book, bea: Book) -> None:
    hand = by_hand(book.path)
    hand.execute("INSERT INTO organisation (id, name, short) VALUES ('x', 'Trust', '')")
    hand.close()
    assert last_batch(bea) == []


def test_a_burst_that_left_nothing_behind_is_passed_over(book: Book, minute: str) -> None:
    for save in (save_discussion, save_resolved):
        save(book, minute, "The", "", f"{save}")
        save(book, minute, "", "The", f"{save}")
    undo(book)
    assert minute not in {row["id"] for row in book.rows("SELECT id FROM minute WHERE withdrawn=0")}


def test_a_text_that_is_not_as_the_log_left_it_is_not_cut_up(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The Board met.", "", "burst")
    hand = by_hand(book.path)
    hand.execute("DROP TRIGGER minute_discussion_typed")
    hand.execute("UPDATE minute SET discussion = 'Tampered with.'")
    hand.close()
    with pytest.raises(Refused, match="not as the log left it"):
        undo(book)
    assert first_minute(book).discussion == "Tampered with."


def test_settings_and_bodies_that_were_undone_can_be_saved_again(tmp_path: Path) -> None:
    book = new_book(tmp_path, settings=Settings(board=BoardSettings("Fenshire Board")))
    undo(book)
    assert read_settings(book) == Settings()
    assert bodies(book) == []
    save_settings(book, Settings(board=BoardSettings("Marsh Board")))
    assert read_settings(book).board.name == "Marsh Board"
    assert [body.key for body in bodies(book)] == ["hwb"]
    changed = log_of(book, "field", where="\"table\" = 'body'")
    assert changed == [("",), ("withdrawn",), ("withdrawn",)]
    book.close()
