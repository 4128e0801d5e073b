from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from book_helpers import DAY, START, new_book, sitting
from hypothesis import given
from hypothesis import strategies as st

from board.actions import Leads
from board.dates import PartialDate
from board.settings import BodySettings, MinutesSettings, SeriesSettings, Settings
from storage.actions import actions_of, reword_action, take_action, withdraw_action
from storage.book import Book
from storage.errors import Refused
from storage.meetings import close_meeting, meeting_record, open_meeting, reopen_meeting
from storage.minutes import (
    _carry_over,
    change_minute_title,
    minutes_of,
    open_item,
    save_discussion,
    save_resolved,
    withdraw_minute,
)
from storage.people import add_person


@pytest.fixture
def minute(book: Book) -> str:
    _, (item,) = sitting(book, "Winter pressures")
    return open_item(book, item, START)


def with_series(folder: Path, *series: SeriesSettings, bodies: tuple[BodySettings, ...]) -> Book:
    return new_book(
        folder, settings=Settings(bodies=bodies, minutes=MinutesSettings(series=series))
    )


def numbers(book: Book, meeting: str) -> list[str]:
    return [minute.printed for minute in minutes_of(book, meeting)]


def resolve(book: Book, minute: str, *texts: str) -> list[list[tuple[str, str]]]:
    """Save each text after the one before; the clauses after each, as key and text."""
    states, base = [], ""
    meeting = book.rows("SELECT meeting FROM minute WHERE id = ?", (minute,))[0]["meeting"]
    for text in texts:
        save_resolved(book, minute, text, base, "burst")
        base = text
        clauses = minutes_of(book, meeting)[0].clauses
        assert [clause.position for clause in clauses] == list(range(1, len(clauses) + 1))
        states.append([(clause.key, clause.text) for clause in clauses])
    return states


def test_minute_numbers_run_on_from_the_last_meeting(tmp_path: Path) -> None:
    book = with_series(tmp_path, SeriesSettings(first=392), bodies=(BodySettings("hwb", "Board"),))
    first, items = sitting(book, "Apologies", "Minutes", "Budget")
    second, more = sitting(book, "Apologies", "Winter", day=date(2026, 7, 14))
    for item in [*items, *more]:
        open_item(book, item, START)
    assert numbers(book, first) == ["392", "393", "394"]
    assert numbers(book, second) == ["395", "396"]


def test_bodies_share_a_series_only_where_the_settings_say_so(tmp_path: Path) -> None:
    book = with_series(
        tmp_path,
        SeriesSettings(),
        SeriesSettings("group", "G{n}"),
        bodies=(
            BodySettings("hwb", "Board"),
            BodySettings("exec", "Executive"),
            BodySettings("group", "Group", series="group"),
        ),
    )
    printed = []
    for body in ("hwb", "group", "exec", "group"):
        meeting, (item,) = sitting(book, "Business", body=body)
        open_item(book, item, START)
        printed += numbers(book, meeting)
    assert printed == ["1", "G1", "2", "G2"]


def test_numbers_start_again_each_municipal_year(tmp_path: Path) -> None:
    series = SeriesSettings(format="{n}/{yy}", scope="municipal year")
    book = with_series(tmp_path, series, bodies=(BodySettings("hwb", "Board"),))
    printed = []
    for day in (date(2026, 3, 3), date(2026, 4, 30), date(2026, 5, 1), date(2027, 1, 12)):
        meeting, (item,) = sitting(book, "Business", day=day)
        open_item(book, item, START)
        printed += numbers(book, meeting)
    assert printed == ["1/25", "2/25", "1/26", "2/26"]


def test_numbers_start_again_each_meeting_where_the_series_says_so(tmp_path: Path) -> None:
    book = with_series(
        tmp_path, SeriesSettings(scope="meeting"), bodies=(BodySettings("hwb", "Board"),)
    )
    for _ in range(2):
        meeting, items = sitting(book, "Apologies", "Budget")
        for item in items:
            open_item(book, item, START)
        assert numbers(book, meeting) == ["1", "2"]


def test_opening_an_item_again_keeps_its_number(book: Book) -> None:
    meeting, items = sitting(book, "Apologies", "Budget")
    open_meeting(book, meeting, START)
    keys = [open_item(book, item, START) for item in (items[1], items[0], items[1])]
    assert keys[0] == keys[2]
    assert [(m.title, m.number) for m in minutes_of(book, meeting)] == [
        ("Apologies", 2),
        ("Budget", 1),
    ]


def test_one_item_is_open_at_a_time(book: Book) -> None:
    meeting, items = sitting(book, "Apologies", "Budget")
    open_meeting(book, meeting, START)
    open_item(book, items[0], START)
    open_item(book, items[1], START + timedelta(minutes=5))
    open_item(book, items[0], START + timedelta(minutes=9))
    first, second = minutes_of(book, meeting)
    assert (first.opened_at, first.closed_at) == (START, None)
    assert second.closed_at == START + timedelta(minutes=9)


def test_reading_a_minute_after_the_meeting_opens_nothing(book: Book) -> None:
    meeting, (item,) = sitting(book, "Apologies")
    open_meeting(book, meeting, START)
    key = open_item(book, item, START)
    end = START + timedelta(hours=2)
    close_meeting(book, meeting, end)
    assert open_item(book, item, end + timedelta(days=1)) == key
    assert minutes_of(book, meeting)[0].closed_at == end
    record = meeting_record(book, meeting)
    assert (record.meeting.state, record.meeting.ended_at) == ("draft", end)
    reopen_meeting(book, meeting, "closed too early")
    assert meeting_record(book, meeting).meeting.ended_at is None


def test_only_a_withdrawn_draft_gives_its_number_back(book: Book) -> None:
    meeting, items = sitting(book, "Apologies", "Minutes", "Budget")
    keys = [open_item(book, item, START) for item in items]
    withdraw_minute(book, keys[0], "opened by mistake")
    withdraw_minute(book, keys[2], "opened by mistake")
    open_item(book, items[0], START)
    assert [(m.title, m.number) for m in minutes_of(book, meeting)] == [
        ("Apologies", 3),
        ("Minutes", 2),
    ]


@pytest.mark.parametrize("state", ["circulated", "confirmed", "signed"])
def test_circulated_minutes_keep_their_numbers(book: Book, state: str) -> None:
    meeting, items = sitting(book, "Apologies", "Budget")
    key = open_item(book, items[0], START)
    with book.writing():
        book.update("meeting", meeting, {"state": state})
    with pytest.raises(Refused, match=r"circulated|signed"):
        withdraw_minute(book, key, "a slip")
    with pytest.raises(Refused, match=r"circulated|signed"):
        open_item(book, items[1], START)
    assert open_item(book, items[0], START) == key
    _, (item,) = sitting(book, "Next meeting")
    open_item(book, item, START)
    assert [row["number"] for row in book.rows("SELECT number FROM minute")] == [1, 2]


def test_an_unknown_item_is_refused(book: Book) -> None:
    with pytest.raises(Refused):
        open_item(book, "nonsense", START)


def test_a_minute_keeps_the_title_it_was_opened_under(book: Book, minute: str) -> None:
    change_minute_title(book, minute, "Winter pressures [/] {n} \x1b[2J")
    assert book.rows("SELECT title FROM minute")[0][0] == "Winter pressures [/] {n} \x1b[2J"


def test_saving_what_the_book_has_already_changes_nothing(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The Board met.", "", "burst")
    save_resolved(book, minute, "That it be noted.", "", "burst")
    before = book.rows("SELECT max(rev) FROM change")[0][0]
    save_discussion(book, minute, "The Board met.", "something older", "burst")
    save_resolved(book, minute, "That it be noted.\n\n", "something older", "burst")
    assert book.rows("SELECT max(rev) FROM change")[0][0] == before


def test_words_for_a_minute_that_is_not_there_are_not_swallowed(book: Book) -> None:
    with pytest.raises(Refused):
        save_discussion(book, "nonsense", "The Board met.", "", "burst")


def test_half_a_surrogate_pair_does_not_stop_the_typing(book: Book, minute: str) -> None:
    for save in (save_discussion, save_resolved):
        save(book, minute, "One \ud83d", "", "burst")
        save(book, minute, "One \ud83d two", "One \ud83d", "burst")
    assert book.rows("SELECT discussion FROM minute")[0][0] == "One ? two"
    assert book.rows("SELECT text FROM clause")[0][0] == "One ? two"


def test_a_clause_a_line_and_none_for_a_blank_one(book: Book, minute: str) -> None:
    (state,) = resolve(book, minute, "\nThat it be noted.\n  \n\n  That all agree. \n")
    assert [text for _, text in state] == ["That it be noted.", "  That all agree. "]


def test_a_clause_keeps_its_key_while_its_line_is_edited(book: Book, minute: str) -> None:
    states = resolve(
        book, minute, "T", "That", "That all agree\nTh", "That all agreed\nThat it be noted"
    )
    assert [state[0][0] for state in states] == [states[0][0][0]] * 4
    assert states[2][1][0] == states[3][1][0]


def test_clauses_keep_their_keys_when_lines_come_and_go(book: Book, minute: str) -> None:
    states = resolve(book, minute, "a\nb\nc", "a\nnew\nb\nc", "new\nb\nc", "new\nb", "b", "")
    named = [{text: key for key, text in state} for state in states]
    for before, after in pairwise(named):
        for text in before.keys() & after.keys():
            assert before[text] == after[text]


def test_clauses_keep_their_keys_when_lines_change_places(book: Book, minute: str) -> None:
    states = resolve(book, minute, "a\nb\nc\nd", "d\nc\nb\na", "c\na\nd\nb")
    assert len({frozenset(state) for state in states}) == 1


def test_a_line_edited_beside_one_that_went_is_not_taken_for_it(book: Book, minute: str) -> None:
    before, after = resolve(book, minute, "a\nb\nc", "b\nc\nnew")
    assert after[:2] == before[1:]
    assert after[2][0] not in {key for key, _ in before}


def test_two_lines_edited_at_once_keep_their_keys(book: Book, minute: str) -> None:
    before, after = resolve(book, minute, "a\nb\nc\nd", "a\nB\nC\nd")
    assert [key for key, _ in before] == [key for key, _ in after]


LINES = st.lists(st.sampled_from("abcd"), max_size=8)


@given(old=LINES, new=LINES)
def test_every_line_that_can_keeps_a_key_and_no_key_is_given_twice(
    old: list[str], new: list[str]
) -> None:
    keys = [f"k{n}" for n in range(len(old))]
    carried = _carry_over(keys, old, new)
    given_out = [key for key in carried if key]
    assert len(carried) == len(new)
    assert len(set(given_out)) == len(given_out)
    assert set(given_out) <= set(keys)
    was = dict(zip(keys, old, strict=True))
    for text in "abcd":
        kept = sum(was[key] == text == line for key, line in zip(carried, new, strict=True) if key)
        assert kept == min(old.count(text), new.count(text))


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1), max_size=6))
def test_a_text_that_did_not_change_carries_every_key(lines: list[str]) -> None:
    keys: list[str | None] = [f"k{n}" for n in range(len(lines))]
    assert _carry_over([key for key in keys if key], lines, lines) == keys


def test_an_action_is_tied_to_its_minute(book: Book, minute: str) -> None:
    meeting = book.rows("SELECT id FROM meeting")[0]["id"]
    people = tuple(add_person(book, name) for name in ("Tess Wray", "Hal Jory"))
    due = PartialDate("October meeting", None, None)
    number = take_action(
        book, "Prepare the plan", Leads("TW/HJ", people), due, meeting=meeting, minute=minute
    )
    (action,) = actions_of(book, meeting)
    assert (action.number, action.minute, action.leads, action.due) == (
        number,
        minute,
        Leads("TW/HJ", people),
        due,
    )
    later = PartialDate("Nov 26", date(2026, 11, 1), date(2026, 11, 30))
    reword_action(book, action.key, "Prepare the full plan", Leads("HJ", people[1:] * 2), later)
    (action,) = actions_of(book, meeting)
    assert (action.title, action.leads, action.due) == (
        "Prepare the full plan",
        Leads("HJ", people[1:]),
        later,
    )
    withdraw_action(book, action.key, "taken twice")
    assert actions_of(book, meeting) == ()
    assert take_action(book, "Another", Leads(), due) == number + 1


def test_a_meeting_keeps_the_quorum_rule_of_its_day(book: Book) -> None:
    meeting, _ = sitting(book, "Apologies", day=DAY)
    assert meeting_record(book, meeting).meeting.quorum_rule == ""
    open_meeting(book, meeting, START)
    record = meeting_record(book, meeting)
    assert record.quorum_rule == record.settings.quorum
    assert record.meeting.quorum_rule
