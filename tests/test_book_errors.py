from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from book_helpers import (
    START,
    another_process,
    by_hand,
    new_book,
    records,
    replayed,
    sitting,
    told_by,
)

from storage.backup import copy_book
from storage.book import Book
from storage.errors import BookCorrupt, BookError, BookLocked, BookMissing, BookUnwritable
from storage.minutes import open_item, save_discussion
from storage.people import add_person, people

AS_SOMEBODY_ELSE = """
import os, resource, sys
from pathlib import Path
from storage.book import Book
from storage.errors import BookError
from storage.people import add_person, people
path = Path(sys.argv[1])
def tell(act):
    try:
        act()
        print("done")
    except BookError as error:
        assert "\\n" not in str(error) and str(path) in str(error), error
        print(type(error).__name__)
if os.getuid() == 0:
    os.setuid(65534)
"""
"""The start of a script that no permission is waived for, as it is for root."""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Book]:
    """A book whose writers wait a fiftieth of a second for a lock."""
    monkeypatch.setattr("storage.book._PATIENCE", 20)
    made = new_book(tmp_path)
    yield made
    made.close()


@pytest.fixture
def nobodys(book: Book) -> Iterator[Path]:
    """A copy of the book in a folder of its own, both belonging to whoever the script runs as."""
    folder = Path(tempfile.mkdtemp(prefix="hwb-test-"))
    path = folder / "board.hwb"
    copy_book(book.path, path)
    if os.getuid() == 0:
        for file in (folder, path):
            os.chown(file, 65534, 65534)
    yield path
    folder.chmod(0o700)
    shutil.rmtree(folder)


@contextlib.contextmanager
def one_line(kind: type[BookError], path: Path) -> Iterator[None]:
    """The error is of this kind, and is one line that names the book."""
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def healthy(path: Path) -> bool:
    hand = by_hand(path)
    answers = [row[0] for row in hand.execute("PRAGMA integrity_check")]
    broken = hand.execute("PRAGMA foreign_key_check").fetchall()
    hand.close()
    return answers == ["ok"] and not broken and replayed(path) == records(path)


def test_a_lock_held_by_another_session_is_waited_for_and_then_named(book: Book) -> None:
    other = by_hand(book.path)
    other.execute("BEGIN IMMEDIATE")
    with one_line(BookLocked, book.path):
        add_person(book, "Cllr Priya Shah")
    assert people(book) == {}
    other.execute("ROLLBACK")
    add_person(book, "Cllr Priya Shah")
    assert len(people(book)) == 1
    other.close()


def test_a_book_locked_for_good_can_be_neither_read_nor_opened(book: Book) -> None:
    other = by_hand(book.path)
    other.execute("BEGIN EXCLUSIVE")
    with one_line(BookLocked, book.path):
        people(book)
    with one_line(BookLocked, book.path):
        Book.open(book.path, "Bea Holt")
    other.execute("ROLLBACK")
    assert people(book) == {}
    other.close()


def test_a_reader_in_the_way_of_a_commit_leaves_nothing_half_written(book: Book) -> None:
    other = by_hand(book.path)
    other.execute("BEGIN")
    other.execute("SELECT * FROM person").fetchall()
    with one_line(BookLocked, book.path):
        add_person(book, "Cllr Priya Shah", forms=["Councillor Shah"])
    other.execute("COMMIT")
    other.close()
    assert people(book) == {}
    add_person(book, "Cllr Tom Reed")
    assert healthy(book.path)


def test_a_full_disk_loses_only_the_write_it_stops(book: Book) -> None:
    _, items = sitting(book, "Winter pressures")
    minute = open_item(book, items[0], START)
    save_discussion(book, minute, "The Board met.", "", "burst")
    pages = book.rows("PRAGMA page_count")[0][0]
    book.rows(f"PRAGMA max_page_count = {pages + 1}")
    long = "The Board met. " * 10_000
    with one_line(BookUnwritable, book.path):
        save_discussion(book, minute, long, "The Board met.", "burst")
    assert book.rows("SELECT discussion FROM minute")[0][0] == "The Board met."
    book.rows("PRAGMA max_page_count = 1000000")
    save_discussion(book, minute, long, "The Board met.", "burst")
    assert book.rows("SELECT discussion FROM minute")[0][0] == long
    assert healthy(book.path)


def test_a_disk_that_refuses_a_write_loses_only_that_write(nobodys: Path) -> None:
    script = (
        AS_SOMEBODY_ELSE
        + """
book = Book.open(path, "Ann Moss")
add_person(book, "Before")
none, full = resource.RLIM_INFINITY, path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (full, none))
tell(lambda: add_person(book, "Too long " * 50_000))
resource.setrlimit(resource.RLIMIT_FSIZE, (none, none))
print(len(people(book)))
tell(lambda: add_person(book, "After " * 50_000))
print(len(people(book)))
book.close()
"""
    )
    told = list(told_by(another_process(script, nobodys)))
    assert told == ["BookUnwritable", "1", "done", "2"]
    assert healthy(nobodys)


def test_a_read_only_book_can_be_read(nobodys: Path) -> None:
    script = (
        AS_SOMEBODY_ELSE
        + """
path.chmod(0o400)
book = Book.open(path, "Ann Moss")
tell(lambda: add_person(book, "Cllr Priya Shah"))
print(len(people(book)))
book.close()
path.chmod(0o600)
book = Book.open(path, "Ann Moss")
tell(lambda: add_person(book, "Cllr Priya Shah"))
"""
    )
    assert list(told_by(another_process(script, nobodys))) == ["BookUnwritable", "0", "done"]
    assert healthy(nobodys)


def test_a_book_in_a_read_only_folder_can_be_read(nobodys: Path) -> None:
    script = (
        AS_SOMEBODY_ELSE
        + """
path.parent.chmod(0o500)
book = Book.open(path, "Ann Moss")
tell(lambda: add_person(book, "Cllr Priya Shah"))
print(len(people(book)))
tell(lambda: Book.create(Path(f"{path}.new"), "Ann Moss"))
path.parent.chmod(0o700)
tell(lambda: add_person(book, "Cllr Priya Shah"))
"""
    )
    told = list(told_by(another_process(script, nobodys)))
    assert told == ["BookUnwritable", "0", "BookUnwritable", "done"]
    assert healthy(nobodys)


def test_a_book_one_may_not_read_is_said_to_be_so(nobodys: Path) -> None:
    script = (
        AS_SOMEBODY_ELSE
        + """
path.chmod(0o000)
tell(lambda: Book.open(path, "Ann Moss"))
path.chmod(0o600)
"""
    )
    assert list(told_by(another_process(script, nobodys))) == ["BookUnwritable"]


def test_a_book_moved_away_while_open_is_written_no_more(book: Book, tmp_path: Path) -> None:
    book.path.rename(tmp_path / "elsewhere.hwb")
    with one_line(BookMissing, book.path):
        add_person(book, "Cllr Priya Shah")
    (tmp_path / "elsewhere.hwb").rename(book.path)
    add_person(book, "Cllr Priya Shah")
    assert healthy(book.path)


def test_a_book_deleted_or_replaced_while_open_is_written_no_more(
    book: Book, tmp_path: Path
) -> None:
    copy_book(book.path, tmp_path / "restored.hwb")
    book.path.unlink()
    with one_line(BookMissing, book.path):
        add_person(book, "Cllr Priya Shah")
    (tmp_path / "restored.hwb").rename(book.path)
    with one_line(BookMissing, book.path):
        add_person(book, "Cllr Priya Shah")
    assert records(book.path)["person"] == {}


def test_damaged_pages_are_named_as_damage(book: Book) -> None:
    for n in range(200):
        add_person(book, f"Person {n}", post="x" * 500)
    book.close()
    whole = book.path.read_bytes()
    hand = by_hand(book.path)
    (root,) = hand.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'person'").fetchone()
    hand.close()
    page = 4096
    for place in (100, page * (root - 1)):
        damaged = whole[:place] + b"\xff" * (page - place % page) + whole[place:][page:]
        book.path.write_bytes(damaged[: len(whole)])
        with one_line(BookCorrupt, book.path):
            again = Book.open(book.path, "Ann Moss")
            people(again)
    book.path.write_bytes(whole)
    again = Book.open(book.path, "Ann Moss")
    assert len(people(again)) == 200
    again.close()


def test_a_book_cut_short_is_named_as_damage(book: Book) -> None:
    book.close()
    whole = book.path.read_bytes()
    book.path.write_bytes(whole[:6000])
    with one_line(BookCorrupt, book.path):
        Book.open(book.path, "Ann Moss")


def test_a_mistake_in_a_query_is_not_passed_off_as_the_books_fault(book: Book) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        book.rows("SELECT * FROM nonsense")


KILLED = """
import sys, time
from pathlib import Path
from storage.book import Book
from storage.people import add_person
book = Book.open(Path(sys.argv[1]), "Ann Moss")
{act}
"""


def test_a_session_killed_while_it_writes_leaves_all_or_nothing(book: Book) -> None:
    act = """
book.rows("PRAGMA cache_size = 5")
with book.writing():
    for n in range(300):
        add_person(book, f"Person {n}", post="x" * 2000)
    print("written, not committed", flush=True)
    time.sleep(60)
"""
    size = book.path.stat().st_size
    writer = another_process(KILLED.format(act=act), book.path)
    assert writer.stdout is not None
    assert writer.stdout.readline().startswith("written")
    writer.kill()
    assert writer.wait() == -signal.SIGKILL
    writer.communicate()
    # The file itself was being written, so that it is the journal that saves it.
    assert book.path.stat().st_size > size
    assert book.path.with_name("board.hwb-journal").stat().st_size > 0
    copy_book(book.path, book.path.with_name("copy.hwb"))
    assert people(book) == {}
    assert healthy(book.path)
    assert healthy(book.path.with_name("copy.hwb"))


def test_a_session_killed_between_writes_keeps_each_of_them(book: Book) -> None:
    act = """
n = 0
while True:
    with book.writing():
        for _ in range(5):
            add_person(book, f"Person {n}")
    n += 1
    print(n, flush=True)
"""
    writer = another_process(KILLED.format(act=act), book.path)
    assert writer.stdout is not None
    said = [int(writer.stdout.readline()) for _ in range(20)]
    writer.kill()
    writer.communicate()
    kept = len(people(book))
    assert kept % 5 == 0
    assert kept >= 5 * said[-1]
    assert healthy(book.path)
