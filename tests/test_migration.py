"""A book made before there was a risk log is backed up, and then has one."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from book_helpers import by_hand, records, replayed

from storage.actions import actions
from storage.book import Book, version_of
from storage.changes import undo
from storage.risks import add_risk, link, risks
from storage.verify import verify

FIRST_BOOK = Path(__file__).parent / "books" / "version-1.hwb.gz"
"""A book of version 1, as hwb then made it: a meeting, a minute, an action and who leads it."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.hwb"
    path.write_bytes(gzip.decompress(FIRST_BOOK.read_bytes()))
    return path


def _copies(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.stem}-before-version-*"))


def _shape(path: Path) -> set[tuple[str, ...]]:
    """Every table, index and trigger of a book."""
    hand = by_hand(path)
    found = hand.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    shape = {tuple(row) for row in found if not row[1].startswith("_sqlite")}
    hand.close()
    return shape


def test_an_old_book_is_backed_up_once_and_only_then_touched(old: Path) -> None:
    before = old.read_bytes()
    assert version_of(old) == 1
    for _ in range(2):
        Book.open(old, "Ann Moss").close()
    (copy,) = _copies(old)
    assert version_of(copy) == 1
    assert version_of(old) == 2
    hand, kept = by_hand(copy), len(before)
    assert hand.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.stat().st_size == kept
    hand.close()


def test_everything_in_an_old_book_is_as_it_was(old: Path) -> None:
    book = Book.open(old, "Ann Moss")
    (action,) = actions(book)
    assert (action.title, action.leads.text, action.due.text) == ("Warm the wards", "BL", "Sep-26")
    assert book.rows("SELECT discussion FROM minute")[0][0] == "Members asked for warmer wards. ❄"
    book.close()
    assert replayed(old) == records(old)
    assert verify(old) == []


def test_an_old_book_becomes_just_what_a_new_book_is(old: Path, tmp_path: Path) -> None:
    Book.open(old, "Ann Moss").close()
    Book.create(tmp_path / "new.hwb", "Ann Moss").close()
    assert _shape(old) == _shape(tmp_path / "new.hwb")


def test_risks_are_kept_logged_and_undone_in_a_migrated_book(old: Path) -> None:
    book = Book.open(old, "Ann Moss")
    risk = add_risk(book, "The wards stay cold")
    link(book, risk, action=actions(book)[0].key)
    assert [each.number for each in risks(book)] == [1]
    undo(book)
    undo(book)
    assert risks(book) == ()
    book.close()
    assert replayed(old) == records(old)


def test_a_migration_that_fails_leaves_the_book_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.schema.LATER", ("CREATE INDEX broken ON nothing(at_all)",))
    before = old.read_bytes()
    with pytest.raises(Exception, match="nothing"):
        Book.open(old, "Ann Moss")
    assert version_of(old) == 1
    assert _shape(old) == _shape(_copies(old)[0])
    monkeypatch.undo()
    Book.open(old, "Ann Moss").close()
    assert version_of(old) == 2
    assert len(before) > 0
