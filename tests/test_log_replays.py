from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from book_helpers import START, in_haste, new_book, records, replayed, sitting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.actions import Leads
from board.dates import PartialDate
from storage.actions import take_action
from storage.agenda import add_item, change_item, move_item, withdraw_item
from storage.book import Book
from storage.changes import (
    last_batch,
    undo,
)
from storage.errors import Refused, TextConflict
from storage.meetings import open_meeting
from storage.minutes import (
    change_minute_title,
    open_item,
    save_discussion,
    save_resolved,
    withdraw_minute,
)
from storage.people import add_person, change_person
from storage.room import record_event

WORDS = st.text(st.characters(exclude_categories=()), max_size=12)
"""Anything a terminal can hand over, half surrogate pairs and NULs among it."""


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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
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


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
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


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
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
