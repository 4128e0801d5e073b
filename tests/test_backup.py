from __future__ import annotations

import stat
from pathlib import Path

import pytest
from book_helpers import START, by_hand, new_book, records, sitting

from storage import backup
from storage.backup import back_up, copy_book
from storage.book import Book
from storage.errors import BookMissing, BookUnwritable, NotABook
from storage.minutes import open_item, save_discussion
from storage.people import add_person


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed book of a few hundred pages."""
    book = new_book(tmp_path)
    _, items = sitting(book, "Winter pressures")
    minute = open_item(book, items[0], START)
    save_discussion(book, minute, "A word of the Board. " * 50_000, "", "burst")
    book.close()
    return book.path


def whole(path: Path) -> bool:
    hand = by_hand(path)
    (answer,) = hand.execute("PRAGMA integrity_check").fetchone()
    hand.close()
    return bool(answer == "ok")


def test_a_backup_lies_beside_the_book_and_is_its_owners_alone(path: Path) -> None:
    copy = back_up(path, "before-signing")
    assert copy.parent == path.parent
    assert copy.name.startswith("board-before-signing-20")
    assert copy.suffix == ".hwb"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert whole(copy)
    assert records(copy) == records(path)
    assert not copy.with_name(f"{copy.name}-journal").exists()


def test_a_backup_opens_as_a_book(path: Path) -> None:
    book = Book.open(back_up(path, "copy"), "Ann Moss")
    add_person(book, "Cllr Priya Shah")
    book.close()


def test_two_backups_at_once_do_not_collide(path: Path) -> None:
    assert len({back_up(path, "copy") for _ in range(3)}) == 3


def test_the_progress_of_a_copy_is_told(path: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    copy_book(path, tmp_path / "copy.hwb", lambda left, total: told.append((left, total)))
    assert len(told) > 1
    assert [left for left, _ in told] == sorted((left for left, _ in told), reverse=True)
    assert told[-1][0] == 0
    assert {total for _, total in told} == {path.stat().st_size // 4096}


def test_a_copy_can_be_cancelled_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    def cancel(left: int, total: int) -> None:
        raise KeyboardInterrupt

    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        copy_book(path, tmp_path / "copy.hwb", cancel)
    assert sorted(tmp_path.iterdir()) == before


def test_a_writer_is_not_held_up_by_a_copy_nor_the_copy_by_a_writer(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_PAGES", 8)
    monkeypatch.setattr("storage.book._PATIENCE", 0)
    book = Book.open(path, "Bea Holt")
    written: list[str] = []

    def type_on(left: int, total: int) -> None:
        written.append(add_person(book, f"Person {len(written)}"))

    copy_book(path, tmp_path / "copy.hwb", type_on)
    book.close()
    assert len(written) > 3
    assert whole(tmp_path / "copy.hwb")
    there, here = records(tmp_path / "copy.hwb"), records(path)
    assert set(here["person"]) == set(written)
    assert set(written[:-1]) <= set(there["person"])
    assert there["minute"] == here["minute"]


def test_a_copy_made_while_a_write_is_under_way_has_none_of_it(path: Path, tmp_path: Path) -> None:
    book = Book.open(path, "Bea Holt")
    with book.writing():
        add_person(book, "Half entered")
        copy_book(path, tmp_path / "copy.hwb")
    book.close()
    assert records(tmp_path / "copy.hwb")["person"] == {}


def test_a_copy_never_overwrites(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.hwb"
    target.write_text("something else")
    with pytest.raises(BookUnwritable, match="cannot be made"):
        copy_book(path, target)
    assert target.read_text() == "something else"


def test_only_a_book_is_copied(path: Path, tmp_path: Path) -> None:
    with pytest.raises(BookMissing):
        copy_book(tmp_path / "none.hwb", tmp_path / "copy.hwb")
    (tmp_path / "list.csv").write_text("Name,Represents\n" * 20)
    with pytest.raises(NotABook):
        copy_book(tmp_path / "list.csv", tmp_path / "copy.hwb")
    with pytest.raises(BookUnwritable):
        copy_book(path, tmp_path / "no such folder" / "copy.hwb")
    assert not (tmp_path / "copy.hwb").exists()
