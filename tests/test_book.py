from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

import pytest
from book_helpers import by_hand, sitting

import storage.book
import storage.migrations
from storage.book import Book
from storage.errors import BookError, BookMissing, BookNewer, BookUnwritable, NotABook, Refused
from storage.migrations import APPLICATION_ID
from storage.people import add_person, people


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def set_version(path: Path, version: int) -> None:
    hand = by_hand(path)
    hand.execute(f"PRAGMA user_version = {version}")
    hand.close()


def test_a_book_is_its_owners_alone_before_sqlite_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int, int]] = []
    real = storage.book.connect

    def look_first(path: Path) -> sqlite3.Connection:
        seen.append((path.stat().st_size, mode(path), mode(path.parent)))
        return real(path)

    monkeypatch.setattr(storage.book, "connect", look_first)
    before = os.umask(0)
    try:
        made = Book.create(tmp_path / "board" / "board.hwb", "Ann Moss")
        add_person(made, "Cllr Priya Shah")
        made.close()
    finally:
        os.umask(before)
    assert seen == [(0, 0o600, 0o700)]
    assert {mode(file) for file in (tmp_path / "board").iterdir()} == {0o600}


def test_a_connection_follows_the_storage_policy(book: Book) -> None:
    policy = {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "trusted_schema": 0,
        "application_id": APPLICATION_ID,
        "recursive_triggers": 0,
        "user_version": storage.migrations.STEPS,
    }
    assert {name: book.rows(f"PRAGMA {name}")[0][0] for name in policy} == policy
    assert APPLICATION_ID.to_bytes(4, "big") == b"hwb1"


def test_opening_a_book_again_follows_the_same_policy(book: Book) -> None:
    again = Book.open(book.path, "Bea Holt")
    for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema"):
        ours = book.rows(f"PRAGMA {name}")[0][0]
        assert again.rows(f"PRAGMA {name}")[0][0] == ours, name
    again.close()


def test_the_journal_is_emptied_not_removed_after_each_write(book: Book) -> None:
    add_person(book, "Cllr Priya Shah")
    journal = book.path.with_name("board.hwb-journal")
    assert journal.stat().st_size == 0
    assert mode(journal) == 0o600


def test_every_write_takes_the_lock_as_it_begins(book: Book) -> None:
    begun: list[str] = []
    book._connection.set_trace_callback(begun.append)
    add_person(book, "Cllr Priya Shah", forms=["Councillor Shah"])
    book._connection.set_trace_callback(None)
    assert [line for line in begun if line.startswith(("BEGIN", "COMMIT"))] == [
        "BEGIN IMMEDIATE",
        "COMMIT",
    ]


def test_tables_are_strict(book: Book) -> None:
    lax = book.rows(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        " AND NOT strict AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_sqlite%' ESCAPE '\\'"
    )
    assert [row["name"] for row in lax] == []


def test_a_name_or_reason_with_half_a_surrogate_pair_does_not_stop_a_write(book: Book) -> None:
    other = Book.open(book.path, "Ann \udce9")
    with other.writing("because \ud83d"):
        add_person(other, "Cllr Priya Shah")
    change = other.rows("SELECT actor, why FROM change ORDER BY seq DESC")[0]
    assert tuple(change) == ("Ann ?", "because ?")
    other.close()


def test_a_record_may_not_point_at_nothing(book: Book) -> None:
    with pytest.raises(sqlite3.IntegrityError), book.writing():
        book.insert("name_form", {"person": "nobody", "text": "Councillor Nobody"})
    assert not people(book)


def test_nothing_of_a_write_that_fails_is_kept(book: Book) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        add_person(book, "Cllr Priya Shah", organisation="none such")
    assert book.rows("SELECT count(*) FROM change WHERE sealed = 0")[0][0] == 0
    assert not people(book)
    add_person(book, "Cllr Tom Reed")
    assert len(people(book)) == 1


def test_a_book_is_written_only_within_writing(book: Book) -> None:
    with pytest.raises(RuntimeError):
        book.insert("organisation", {"name": "Marsh Trust", "short": ""})


def test_changing_what_is_not_there_is_said_not_swallowed(book: Book) -> None:
    with pytest.raises(Refused, match="agenda item is not in this book"), book.writing():
        book.update("agenda_item", "no-such-key", {"title": "Budget"})


def test_changing_no_field_changes_nothing(book: Book) -> None:
    _, items = sitting(book, "Budget")
    before = book.rows("SELECT count(*) FROM change")[0][0]
    with book.writing():
        book.update("agenda_item", items[0], {})
    assert book.rows("SELECT count(*) FROM change")[0][0] == before


def test_a_new_book_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "board.hwb"
    path.write_text("minutes of long ago")
    with pytest.raises(BookUnwritable, match="there already"):
        Book.create(path, "Ann Moss")
    assert path.read_text() == "minutes of long ago"


def test_a_book_that_cannot_be_finished_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.log.LOG", ("CREATE TABLE half (a)", "not SQL at all"))
    with pytest.raises(sqlite3.OperationalError):
        Book.create(tmp_path / "board.hwb", "Ann Moss")
    assert list(tmp_path.iterdir()) == []


def test_a_book_from_a_newer_hwb_is_refused_and_not_touched(book: Book) -> None:
    book.close()
    set_version(book.path, storage.migrations.STEPS + 1)
    folder = {file: file.read_bytes() for file in book.path.parent.iterdir()}
    with pytest.raises(BookNewer, match="update hwb"):
        Book.open(book.path, "Ann Moss")
    assert {file: file.read_bytes() for file in book.path.parent.iterdir()} == folder


def test_an_older_book_is_backed_up_before_it_is_migrated(book: Book) -> None:
    add_person(book, "Cllr Priya Shah")
    book.close()
    set_version(book.path, 0)
    before = book.path.read_bytes()
    again = Book.open(book.path, "Ann Moss")
    assert again.rows("PRAGMA user_version")[0][0] == storage.migrations.STEPS
    again.close()
    (copy,) = book.path.parent.glob("board-before-version-*.hwb")
    assert mode(copy) == 0o600
    hand = by_hand(copy)
    assert hand.execute("PRAGMA user_version").fetchone() == (0,)
    assert hand.execute("SELECT name FROM person").fetchall() == [("Cllr Priya Shah",)]
    hand.close()
    assert len(before) == copy.stat().st_size


def test_a_book_that_cannot_be_backed_up_is_not_migrated(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.close()
    set_version(book.path, 0)
    before = book.path.read_bytes()

    def no_room(*_: object) -> None:
        raise BookUnwritable("no room")

    monkeypatch.setattr("storage.backup.copy_book", no_room)
    with pytest.raises(BookUnwritable):
        Book.open(book.path, "Ann Moss")
    assert book.path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_book_as_it_was(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.close()
    hand = by_hand(book.path)
    hand.execute("DELETE FROM _sqlite_migrations")
    hand.execute("PRAGMA user_version = 0")
    before = hand.execute("SELECT name, sql FROM sqlite_schema").fetchall()
    monkeypatch.setattr("storage.log.LOG", ("CREATE TABLE half (a)", "not SQL at all"))
    with pytest.raises(sqlite3.OperationalError):
        Book.open(book.path, "Ann Moss")
    assert hand.execute("SELECT name, sql FROM sqlite_schema").fetchall() == before
    hand.close()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"SQLite format 3\x00",
        b"Name,Represents\nCllr Shah,County Council\n" * 9,
        b"\x00" * 4096,
    ],
)
def test_a_file_that_is_no_book_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "members.csv"
    path.write_bytes(content)
    with pytest.raises(NotABook, match="is not an hwb book"):
        Book.open(path, "Ann Moss")
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_no_book(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    hand = by_hand(path)
    hand.execute("CREATE TABLE photo (name)")
    hand.close()
    with pytest.raises(NotABook):
        Book.open(path, "Ann Moss")


def test_a_folder_is_no_book_and_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotABook, match="is a folder"):
        Book.open(tmp_path, "Ann Moss")
    with pytest.raises(BookMissing, match="hwb new"):
        Book.open(tmp_path / "none.hwb", "Ann Moss")
    assert list(tmp_path.iterdir()) == []


def test_a_book_left_in_wal_mode_is_set_back(book: Book) -> None:
    book.close()
    hand = by_hand(book.path)
    assert hand.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    hand.close()
    again = Book.open(book.path, "Ann Moss")
    assert again.rows("PRAGMA journal_mode")[0][0] == "truncate"
    add_person(again, "Cllr Priya Shah")
    again.close()


def test_a_sqlite_too_old_for_a_book_is_named(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(BookError, match=r"3\.37\.0 or newer"):
        Book.open(book.path, "Ann Moss")


@pytest.mark.parametrize("name", ["what? #1 100%.hwb", "Ünïted böard 委员会.hwb", "it's.hwb"])
def test_a_book_may_have_any_name(tmp_path: Path, name: str) -> None:
    made = Book.create(tmp_path / name, "Ann Moss")
    made.close()
    again = Book.open(tmp_path / name, "Ann Moss")
    add_person(again, "Cllr Priya Shah")
    again.close()
    assert {file.name for file in tmp_path.iterdir()} == {name, f"{name}-journal"}
