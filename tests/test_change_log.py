from __future__ import annotations

import itertools
import json
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from book_helpers import START, by_hand, log_of, new_book, records, replayed, sitting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.actions import Leads
from board.dates import PartialDate
from storage.actions import take_action
from storage.agenda import add_item, change_item, move_item, withdraw_item
from storage.book import Book
from storage.changes import (
    changes_since,
    history,
    last_batch,
    latest_rev,
    record_of,
    undo,
)
from storage.errors import Refused, TextConflict
from storage.meetings import add_meeting, close_meeting, meeting_record, open_meeting
from storage.minutes import (
    change_minute_title,
    open_item,
    save_discussion,
    save_resolved,
    withdraw_minute,
)
from storage.people import add_person, change_person, seat_person
from storage.room import record_event
from storage.schema import TABLES

WORDS = st.text(st.characters(exclude_categories=()), max_size=12)
"""Anything a terminal can hand over, half surrogate pairs and NULs among it."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = new_book(tmp_path)
    yield made
    made.close()


@pytest.fixture
def minute(book: Book) -> str:
    _, items = sitting(book, "Winter pressures")
    return open_item(book, items[0], START)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """A maker of like books: three items to minute, a seat and a person, set up by somebody."""
    folder = tmp_path_factory.mktemp("books")
    made = new_book(folder, "Setter")
    meeting, items = sitting(made, "Apologies", "Winter pressures", "Any other business")
    open_meeting(made, meeting, START)
    open_item(made, items[0], START)
    person = add_person(made, "Dr Ada Quill", forms=["Quill, Ada"])
    with made.writing():
        made.insert("setting", {"value": json.dumps([meeting, person])}, key="the fixture's keys")
    made.close()
    numbers = itertools.count()

    def copy() -> Path:
        path = folder / f"copy-{next(numbers)}.hwb"
        shutil.copy(made.path, path)
        return path

    return copy


def in_haste(book: Book) -> Book:
    """The same book, not waiting for the disk: for tests of what it holds, not that it holds."""
    book._connection.execute("PRAGMA synchronous = OFF")
    return book


class Clerk:
    """Somebody at work in a book, doing whatever they are told with what is there."""

    def __init__(self, path: Path, name: str) -> None:
        self.book = in_haste(Book.open(path, name))
        row = self.book.rows("SELECT value FROM setting WHERE id = ?", ("the fixture's keys",))[0]
        self.meeting, self.person = json.loads(row["value"])

    def do(self, act: str, n: int, text: str, burst: str) -> None:
        """One act; what a rule refuses is left undone."""
        try:
            getattr(self, act)(n, text, burst)
        except (Refused, TextConflict):
            assert not self.book._connection.in_transaction

    def _one(self, table: str, n: int) -> str:
        rows = self.book.rows(f"SELECT id FROM {table} ORDER BY rowid")
        return str(rows[n % len(rows)]["id"])

    def add(self, n: int, text: str, _: str) -> None:
        add_item(self.book, self.meeting, text, before=self._one("agenda_item", n))

    def retitle(self, n: int, text: str, _: str) -> None:
        change_item(self.book, self._one("agenda_item", n), title=text, pages=text, to_follow=n % 2)

    def move(self, n: int, text: str, _: str) -> None:
        move_item(self.book, self.meeting, self._one("agenda_item", n), len(text) - 5)

    def strike(self, n: int, text: str, _: str) -> None:
        withdraw_item(self.book, self._one("agenda_item", n), text)

    def open(self, n: int, _: str, __: str) -> None:
        open_item(self.book, self._one("agenda_item", n), START + timedelta(minutes=n))

    def unopen(self, n: int, text: str, _: str) -> None:
        withdraw_minute(self.book, self._one("minute", n), text)

    def title(self, n: int, text: str, _: str) -> None:
        change_minute_title(self.book, self._one("minute", n), text)

    def discuss(self, n: int, text: str, burst: str) -> None:
        key = self._one("minute", n)
        now = self._discussion(key)
        place = n % (len(now) + 1)
        save_discussion(self.book, key, now[:place] + text + now[place + n % 3 :], now, burst)

    def discuss_and_title(self, n: int, text: str, burst: str) -> None:
        with self.book.writing(typing=burst):
            self.discuss(n, text, burst)
            self.title(n, text, burst)

    def discuss_blindly(self, n: int, text: str, burst: str) -> None:
        save_discussion(self.book, self._one("minute", n), text, "as I last saw it", burst)

    def resolve(self, n: int, text: str, burst: str) -> None:
        key = self._one("minute", n)
        lines = [
            row["text"]
            for row in self.book.rows(
                "SELECT text FROM clause WHERE minute = ? AND withdrawn = 0 ORDER BY position",
                (key,),
            )
        ]
        new = [*lines[n % 2 :], text] if n % 3 else sorted([*lines, text])
        save_resolved(self.book, key, "\n".join(new), "\n".join(lines), burst)

    def name(self, n: int, text: str, _: str) -> None:
        change_person(self.book, self.person, name=text, forms=[text, text[:n]])

    def take(self, n: int, text: str, _: str) -> None:
        leads = Leads(text, (self.person,) * (n % 3))
        take_action(self.book, text, leads, PartialDate(text, None, date(2026, 5, 1)))

    def mark(self, n: int, text: str, _: str) -> None:
        record_event(self.book, self.meeting, "present", self.person, START, note=text)

    def seal(self, _: int, __: str, burst: str) -> None:
        self.book.seal(burst)

    def undo(self, *_: object) -> None:
        undo(self.book)

    def _discussion(self, minute: str) -> str:
        row = self.book.rows("SELECT discussion FROM minute WHERE id = ?", (minute,))[0]
        return str(row["discussion"])


ACTS = st.lists(
    st.tuples(
        st.sampled_from([name for name in vars(Clerk) if name not in ("do",) and name[0] != "_"]),
        st.integers(0, 20),
        WORDS,
        st.sampled_from(["first", "second"]),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS, whose=st.lists(st.booleans(), min_size=30, max_size=30))
def test_the_log_of_any_work_replays_to_the_book(
    fresh: Callable[[], Path], acts: list[tuple[str, int, str, str]], whose: list[bool]
) -> None:
    path = fresh()
    clerks = Clerk(path, "Ann Moss"), Clerk(path, "Bea Holt")
    for (act, n, text, burst), second in zip(acts, whose, strict=False):
        clerks[second].do(act, n, text, f"{burst} of {second}")
    for clerk in clerks:
        clerk.book.close()
    assert replayed(path) == records(path)
    path.unlink()


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_undoing_everything_gives_back_the_start(
    fresh: Callable[[], Path], acts: list[tuple[str, int, str, str]]
) -> None:
    path = fresh()
    start = records(path)
    clerk = Clerk(path, "Ann Moss")
    for act in acts:
        clerk.do(*act)
    while last_batch(clerk.book):
        undo(clerk.book)
    clerk.book.close()
    now = records(path)
    assert replayed(path) == now
    for table, rows in now.items():
        for key, record in rows.items():
            if key in start[table]:
                assert record == start[table][key], table
            else:
                assert record["withdrawn"] == 1, table
    path.unlink()


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(
        st.tuples(
            st.one_of(
                st.text(st.characters(exclude_categories=())),
                st.text("a\r\n\0é\N{COMBINING ACUTE ACCENT}👩‍⚕️\ufeff\u202e"),
            ),
            st.sampled_from(["one", "two"]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_prose_of_any_characters_is_kept_and_logged(
    fresh: Callable[[], Path], texts: list[tuple[str, str, bool]]
) -> None:
    path = fresh()
    book = in_haste(Book.open(path, "Ann Moss"))
    minute = book.rows("SELECT id FROM minute")[0]["id"]
    base = ""
    for text, burst, sealed in texts:
        save_discussion(book, minute, text, base, burst)
        base = text
        if sealed:
            book.seal(burst)
        kept = book.rows("SELECT discussion FROM minute")[0]["discussion"]
        assert kept == text.encode("utf-8", "replace").decode()
    book.close()
    assert replayed(path) == records(path)
    path.unlink()


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
