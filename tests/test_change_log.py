from __future__ import annotations

import itertools
import random
import sqlite3
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from book_helpers import START, by_hand, in_haste, log_of, records, replayed, sitting

from board.actions import Leads
from board.dates import PartialDate
from storage.actions import take_action
from storage.agenda import add_item, change_item, move_item
from storage.book import Book
from storage.changes import (
    changes_since,
    history,
    last_batch,
    latest_rev,
    record_of,
    undo,
)
from storage.errors import TextConflict
from storage.meetings import add_meeting, close_meeting, meeting_record, open_meeting
from storage.minutes import (
    change_minute_title,
    open_item,
    save_discussion,
    save_resolved,
)
from storage.people import add_person, seat_person
from storage.room import record_event
from storage.schema import TABLES


@pytest.fixture
def minute(book: Book) -> str:
    _, items = sitting(book, "Winter pressures")
    return open_item(book, items[0], START)


def test_every_table_logs_each_new_record_whole(book: Book) -> None:
    _fill_every_table(book)
    logged = dict(log_of(book, '"table"', "row", where="field = ''"))
    assert set(logged) == {table.name for table in TABLES}
    for table, key in logged.items():
        record = dict(book.rows(f"SELECT * FROM {table} WHERE id = ?", (key,))[0])
        (change,) = [change for change in history(book, table, key) if not change.field]
        assert {**record_of(change), "id": key, "withdrawn": 0} == record
        assert (change.actor, change.start, change.old) == ("Ann Moss", None, None)


def test_every_field_of_every_table_logs_its_old_and_new_value(book: Book) -> None:
    _fill_every_table(book)
    for table in TABLES:
        key = book.rows(f"SELECT id FROM {table.name}")[0]["id"]
        for column in table.columns:
            field, kind = column.split()[:2]
            if "REFERENCES" in column:
                continue
            old = book.rows(f"SELECT {field} FROM {table.name} WHERE id = ?", (key,))[0][0]
            new: Any = 77 if kind == "INTEGER" else '"new"\n\\ \0 [red]'
            with book.writing("to see it logged"):
                book.update(table.name, key, {field: new})
            change = history(book, table.name, key)[-1]
            assert (change.field, change.old, change.new) == (field, old, new)
            assert (change.actor, change.why) == ("Ann Moss", "to see it logged")
            assert (change.start is None) or field in table.prose
    assert replayed(book.path) == records(book.path)


def test_an_update_logs_only_the_fields_that_changed(book: Book, minute: str) -> None:
    item = book.rows("SELECT item FROM minute")[0][0]
    before = latest_rev(book)
    change_item(book, item, title="Winter pressures", presenter="Dr Quill")
    assert [(c.field, c.old, c.new) for c in changes_since(book, before)] == [
        ("presenter", "", "Dr Quill")
    ]


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_no_record_can_be_deleted_or_replaced(book: Book, table: str) -> None:
    _fill_every_table(book)
    book.close()
    hand = by_hand(book.path)
    before = hand.execute(f"SELECT rowid, * FROM {table}").fetchall()
    for sql in (
        f"DELETE FROM {table}",
        f"REPLACE INTO {table} SELECT * FROM {table}",
        f"INSERT OR IGNORE INTO {table} SELECT * FROM {table}",
        f"UPDATE {table} SET id = 'another'",
        f"UPDATE OR REPLACE {table} SET rowid = rowid + 1",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            hand.execute(sql)
        assert hand.execute(f"SELECT rowid, * FROM {table}").fetchall() == before, sql
    hand.close()


def test_a_taken_row_number_cannot_be_used_to_replace_a_record(book: Book) -> None:
    hand = by_hand(book.path)
    sql = "REPLACE INTO organisation (rowid, id, name, short) VALUES (1, ?, 'Trust', '')"
    hand.execute(sql, ("first",))
    with pytest.raises(sqlite3.IntegrityError):
        hand.execute(sql, ("second",))
    assert hand.execute("SELECT id FROM organisation").fetchall() == [("first",)]
    hand.close()


@pytest.mark.parametrize("table", ["meeting", "minute", "action"])
def test_a_taken_number_cannot_be_used_to_replace_a_record(book: Book, table: str) -> None:
    meeting, items = sitting(book, "Budget", "Winter pressures")
    sitting(book, "Another day")
    for item in items:
        open_item(book, item, START)
        take_action(book, "Write", Leads(), PartialDate("", None, None), meeting=meeting)
    hand = by_hand(book.path)
    before = hand.execute(f"SELECT * FROM {table}").fetchall()
    assert len(before) == 2
    with pytest.raises(sqlite3.IntegrityError, match=f"the number of this {table} is taken"):
        hand.execute(f"UPDATE OR REPLACE {table} SET number = 2 WHERE number = 1")
    fields = next(t.fields for t in TABLES if t.name == table)
    names = ", ".join(fields)
    with pytest.raises(sqlite3.IntegrityError, match="is taken"):
        hand.execute(f"REPLACE INTO {table} (id, {names}) SELECT 'new', {names} FROM {table}")
    assert hand.execute(f"SELECT * FROM {table}").fetchall() == before
    hand.close()


def test_a_record_cannot_be_born_withdrawn(book: Book) -> None:
    hand = by_hand(book.path)
    for mark in (1, 2):
        with pytest.raises(sqlite3.IntegrityError):
            hand.execute("INSERT INTO organisation VALUES ('x', 'Trust', '', ?)", (mark,))
    hand.close()


def test_a_write_that_goes_round_hwb_is_logged_as_what_it_is(book: Book, minute: str) -> None:
    before = latest_rev(book)
    hand = by_hand(book.path)
    hand.execute("UPDATE minute SET discussion = 'Slipped in.', title = 'Other'")
    hand.execute("INSERT INTO organisation (id, name, short) VALUES ('x', 'Trust', '')")
    hand.close()
    changes = changes_since(book, before)
    assert {(c.table, c.field, c.actor, c.origin) for c in changes} == {
        ("minute", "discussion", "outside hwb", "outside hwb"),
        ("minute", "title", "outside hwb", "outside hwb"),
        ("organisation", "", "outside hwb", "outside hwb"),
    }
    assert replayed(book.path) == records(book.path)


def test_a_write_that_goes_round_hwb_does_not_join_an_open_burst(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The Board heard", "", "burst")
    hand = by_hand(book.path)
    hand.execute("UPDATE minute SET discussion = 'The Board never heard'")
    hand.close()
    assert log_of(book, "actor", "new", where="field = 'discussion'") == [
        ("Ann Moss", "The Board heard"),
        ("outside hwb", "never "),
    ]


def test_a_sealed_change_is_never_altered_nor_deleted_nor_replaced(book: Book) -> None:
    add_person(book, "Cllr Priya Shah")
    hand = by_hand(book.path)
    before = hand.execute("SELECT * FROM change").fetchall()
    for sql in (
        "UPDATE change SET new = 'x'",
        "UPDATE change SET sealed = 0",
        "UPDATE change SET actor = 'Somebody'",
        "DELETE FROM change",
        "REPLACE INTO change SELECT * FROM change",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            hand.execute(sql)
        assert hand.execute("SELECT * FROM change").fetchall() == before
    hand.close()


def test_an_open_burst_keeps_its_author(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The Board", "", "burst")
    hand = by_hand(book.path)
    for field, value in (("actor", "Somebody"), ("at", None), ("batch", "x"), ("seq", 1)):
        with pytest.raises(sqlite3.IntegrityError):
            hand.execute(f"UPDATE OR REPLACE change SET {field} = ? WHERE sealed = 0", (value,))
    hand.close()


def test_the_pen_cannot_be_thrown_away(book: Book) -> None:
    hand = by_hand(book.path)
    with pytest.raises(sqlite3.IntegrityError):
        hand.execute("DELETE FROM pen")
    hand.execute("REPLACE INTO pen (id) VALUES (1)")
    with pytest.raises(sqlite3.IntegrityError):
        hand.execute("UPDATE pen SET id = 2")
    hand.close()
    add_person(book, "Cllr Priya Shah")
    assert log_of(book, "actor", where="\"table\" = 'person'") == [("Ann Moss",)]


def test_no_one_holds_the_pen_between_writes(book: Book) -> None:
    add_person(book, "Cllr Priya Shah")
    pen = dict(book.rows("SELECT * FROM pen")[0])
    assert pen == {**dict.fromkeys(pen), "id": 1, "typing": 0}


def test_a_change_has_a_key_and_a_time(book: Book) -> None:
    ids = [id for (id,) in log_of(book, "id")]
    assert len(set(ids)) == len(ids) > 1
    import uuid

    assert all(uuid.UUID(id).version == 7 for id in ids)
    moment = datetime.fromisoformat(log_of(book, "at")[-1][0])
    assert abs(datetime.now(moment.tzinfo) - moment) < timedelta(minutes=1)


def test_saves_of_one_burst_become_one_change(book: Book, minute: str) -> None:
    typed = "The Board received the report.\nIt was noted."
    for length in range(1, len(typed) + 1):
        save_discussion(book, minute, typed[:length], typed[: length - 1], "burst")
    assert log_of(book, "start", "old", "new", where="field = 'discussion'") == [(0, "", typed)]


def test_a_burst_widens_to_both_sides_and_keeps_what_it_replaced(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The plan was noted with thanks.", "", "first")
    book.seal("first")
    texts = [
        "The plan was noted with thanks.",
        "The plan was agreed with thanks.",
        "The new plan was agreed with thanks.",
        "The new plan was agreed.",
    ]
    for base, text in itertools.pairwise(texts):
        save_discussion(book, minute, text, base, "second")
    assert log_of(book, "start", "old", "new", where="field = 'discussion'")[1:] == [
        (4, "plan was noted with thanks", "new plan was agreed")
    ]


def test_sealing_ends_a_burst(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The Board", "", "burst")
    book.seal("another burst")
    assert log_of(book, "new", where="NOT sealed") == [("The Board",)]
    book.seal("burst")
    assert log_of(book, "new", where="NOT sealed") == []
    save_discussion(book, minute, "The Board met", "The Board", "burst")
    assert log_of(book, "new", where="field = 'discussion'") == [("The Board",), (" met",)]


def test_any_other_write_ends_a_burst(book: Book, minute: str) -> None:
    save_discussion(book, minute, "The Board", "", "burst")
    add_person(book, "Cllr Priya Shah")
    assert log_of(book, "new", where="NOT sealed") == []
    save_discussion(book, minute, "The Board met", "The Board", "burst")
    assert log_of(book, "new", where="field = 'discussion'") == [("The Board",), (" met",)]


def test_a_burst_left_open_by_a_session_that_died_can_be_sealed(book: Book, minute: str) -> None:
    other = Book.open(book.path, "Bea Holt")
    save_discussion(other, minute, "The Board", "", "burst")
    other.close()
    book.seal()
    assert log_of(book, "new", where="NOT sealed") == []


def test_two_people_typing_by_turns_each_keep_their_own_words(book: Book, minute: str) -> None:
    other = Book.open(book.path, "Bea Holt")
    texts = ["", "Ann. ", "Ann. Bea. ", "Ann! Bea. ", "Ann! Bea?"]
    for n, (base, text) in enumerate(itertools.pairwise(texts)):
        save_discussion((book, other)[n % 2], minute, text, base, f"burst {n % 2}")
    assert log_of(book, "actor", "start", "old", "new", where="field = 'discussion'") == [
        ("Ann Moss", 0, "", "Ann. "),
        ("Bea Holt", 5, "", "Bea. "),
        ("Ann Moss", 3, ".", "!"),
        ("Bea Holt", 8, ". ", "?"),
    ]
    other.close()
    assert replayed(book.path) == records(book.path)


def test_a_burst_may_change_plain_fields_as_well(book: Book, minute: str) -> None:
    for n, text in enumerate(("The", "The Board"), 1):
        with book.writing(typing="burst"):
            save_discussion(book, minute, text, "The"[: 3 * (n - 1)], "burst")
            change_minute_title(book, minute, f"Title {n}")
    assert log_of(book, "field", "old", "new")[-3:] == [
        ("discussion", "", "The Board"),
        ("title", "Winter pressures", "Title 1"),
        ("title", "Title 1", "Title 2"),
    ]
    undo(book)
    row = book.rows("SELECT discussion, title FROM minute")[0]
    assert tuple(row) == ("", "Winter pressures")


def test_an_hour_of_typing_grows_the_book_by_less_than_400_kb(book: Book) -> None:
    meeting, items = sitting(in_haste(book), *(f"Item {n}" for n in range(1, 14)))
    open_meeting(book, meeting, START)
    before = book.path.stat().st_size
    keys = random.Random(57)
    letters = "etaoinshrdlucmfwygpbvk" * 5 + " " * 20 + "\n"
    typed = bursts = 0
    texts: dict[tuple[str, Any], str] = {}
    while typed < 20_000:
        minute = open_item(book, keys.choice(items), START)
        save = save_resolved if keys.random() < 0.3 else save_discussion
        bursts += 1
        after = 0 if keys.random() < 0.8 else keys.randint(0, len(texts.get((minute, save), "")))
        for _ in range(keys.randint(5, 60)):
            base = texts.get((minute, save), "")
            slip = 0 if keys.random() < 0.9 else keys.randint(0, 30)
            place = max(0, len(base) - after - slip)
            more = "".join(keys.choices(letters, k=keys.randint(1, 5)))
            texts[minute, save] = base[:place] + more + base[place:]
            save(book, minute, texts[minute, save], base, f"burst {bursts}")
            typed += len(more)
        book.seal(f"burst {bursts}")
    assert bursts > 150
    assert replayed(book.path) == records(book.path)
    assert book.path.stat().st_size - before <= 400_000


def test_a_second_session_sees_each_change_and_each_widening_once(book: Book, minute: str) -> None:
    other = Book.open(book.path, "Bea Holt")
    seen = latest_rev(other)
    save_discussion(book, minute, "The Board", "", "burst")
    (first,) = changes_since(other, seen)
    save_discussion(book, minute, "The Board met", "The Board", "burst")
    (second,) = changes_since(other, first.rev)
    assert (first.seq, first.new) == (second.seq, "The Board")
    assert second.new == "The Board met"
    assert changes_since(other, second.rev) == []
    assert latest_rev(other) == second.rev
    other.close()


def test_no_query_of_a_meeting_reads_the_whole_log_or_other_meetings(book: Book) -> None:
    asked: list[str] = []
    book._connection.set_trace_callback(asked.append)
    _fill_every_table(book)
    meeting, items = sitting(book, "Budget", "Winter pressures")
    open_meeting(book, meeting, START)
    minute = open_item(book, items[0], START)
    for save in (save_discussion, save_resolved):
        save(book, minute, "That the plan be agreed.", "", "burst")
        with pytest.raises(TextConflict):
            save(book, minute, "Mine", "", "burst")
    record_event(book, meeting, "present", book.rows("SELECT id FROM person")[0]["id"], START)
    move_item(book, meeting, items[0], 1)
    close_meeting(book, meeting, START)
    meeting_record(book, meeting)
    history(book, "minute", minute)
    changes_since(book, latest_rev(book) - 1)
    while last_batch(book):
        undo(book)
    book._connection.set_trace_callback(None)
    large = ("change", "meeting", "agenda_item", "minute", "clause", "room_event", "action")
    for sql in {sql for sql in asked if sql.lstrip().startswith(("SELECT", "UPDATE"))}:
        for *_, step in book.rows(f"EXPLAIN QUERY PLAN {sql}"):
            through = step.split("USING")[0].split()
            open_bursts = "change_open" in step
            assert through[:1] != ["SCAN"] or through[1] not in large or open_bursts, (sql, step)


def _fill_every_table(book: Book) -> None:
    """A record or more in each tracked table."""
    from storage.people import add_seat, organisation_named

    trust = organisation_named(book, 'Marsh & "Fen" Trust\\')
    person = add_person(book, "Dr Ada Quill", organisation=trust, forms=["Quill, Ada"])
    seat = add_seat(book, "hwb", "Marsh Trust", categories=["nhs"], organisations=[trust])
    seat_person(book, seat, person)
    meeting = add_meeting(book, "hwb", date(2026, 1, 13), START.time())
    item = add_item(book, meeting, "Apologies\0for absence", to_follow=True)
    minute = open_item(book, item, START)
    save_resolved(book, minute, "That it be noted.", "", "burst of the fixture")
    book.seal()
    record_event(book, meeting, "present", person, START, seat=seat, note='"\\\n\t\x1b[31m')
    take_action(
        book,
        "Write to the trust",
        Leads("AQ", (person,)),
        PartialDate("May", date(2026, 5, 1), date(2026, 5, 31)),
        meeting=meeting,
        minute=minute,
    )
    _fill_the_risk_log(book, person, minute)


def _fill_the_risk_log(book: Book, person: str, minute: str) -> None:
    from board.risk_rows import ColumnUse
    from storage.imports import save_layout
    from storage.reviews import freeze_review
    from storage.risks import add_risk, comment, link

    risk = add_risk(book, 'The "flood" store\\ is hard to reach', owners=Leads("AQ", (person,)))
    comment(book, risk, "A second key is cut.\0", date(2026, 1, 20), "Ann Moss")
    link(book, risk, minute=minute)
    freeze_review(book, "Q4 25/26", date(2026, 3, 31))
    save_layout(book, [ColumnUse(("Ref",), "ref")], {"Ref": "ref"})
    with book.writing():
        book.insert("risk_note", {"risk": risk, "heading": "Colour", "text": "Mauve"})
