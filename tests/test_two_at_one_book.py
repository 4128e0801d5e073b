"""Two officers at one book, each at a terminal: each sees the other, and neither is overwritten."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from book_helpers import DAY, START, by_hand, new_book, sitting
from terminal import Terminal, run_hwb

from board.settings import QuorumRule, Settings
from storage.book import Book
from storage.meetings import open_meeting
from storage.minutes import open_item
from storage.people import add_person, add_seat, seat_person

SOON = 2.0
"""Seconds within which one session shows what another has done."""


@dataclass(frozen=True)
class Desks:
    """The same minute of one book, before two officers."""

    book: Path
    ann: Terminal
    ben: Terminal

    def held(self) -> str:
        """What the book holds of the minute."""
        book = Book.open(self.book, "Reader")
        (row,) = book.rows("SELECT discussion FROM minute WHERE printed = '1'")
        book.close()
        return str(row["discussion"])


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    book = new_book(tmp_path, settings=Settings(quorum=QuorumRule(minimum=1)))
    seat_person(book, add_seat(book, "hwb", "Libraries"), add_person(book, "Tom Reeve"))
    meeting, items = sitting(book, "Winter plan", "Any other business")
    open_meeting(book, meeting, START)
    open_item(book, items[0], START)
    book.close()
    ann, ben = (
        run_hwb(book.path, "--today", DAY.isoformat(), name=name, folder=tmp_path / name)
        for name in ("Ann Moss", "Ben Oduya")
    )
    with ann, ben:
        for terminal in (ann, ben):
            terminal.wait_for("m1")
            terminal.press("f3")
            terminal.wait_for("Discussion: what was said.")
        yield Desks(book.path, ann, ben)


def soon(terminal: Terminal, what: str | Callable[[], object]) -> None:
    """See it within the promised time, and a little for a machine busy with other tests."""
    began = time.monotonic()
    terminal.wait_for(what)
    assert time.monotonic() - began < SOON + 1


def test_each_sees_the_words_and_the_marks_of_the_other(desks: Desks) -> None:
    desks.ann.send("Members asked about beds.")
    soon(desks.ben, "about beds.")
    desks.ben.press("end")
    desks.ben.send(" It was noted.")
    soon(desks.ann, "beds. It was noted.")
    desks.ben.press("ctrl+o", "p", "escape")
    soon(desks.ann, "Quorum 1/1 ✓")
    desks.ann.press("ctrl+n")
    soon(desks.ben, lambda: desks.ben.line_with("✓  1 Winter"))
    assert desks.held() == "Members asked about beds. It was noted."


@pytest.mark.parametrize("choice", ["m", "t", "b"])
def test_when_both_write_one_minute_the_second_sees_both_and_chooses(
    desks: Desks, choice: str
) -> None:
    texts = {desks.ann: "Ann heard of beds.", desks.ben: "Ben heard of staff."}
    for terminal, text in texts.items():
        terminal.send(text)
    desks.ann.wait_for(
        lambda: desks.ben.look() or any("wrote here too" in each.text for each in texts)
    )
    second = next(each for each in texts if "wrote here too" in each.text)
    first = desks.ann if second is desks.ben else desks.ben
    mine, theirs = texts[second], texts[first]
    assert "NOT SAVED: two texts" in second.text
    second.wait_for(lambda: mine in second.text and theirs in second.text)
    assert desks.held() == theirs
    second.send("and more")  # the hands were still typing
    second.press("enter")
    second.wait_for(lambda: f"{mine}and more" in second.text)
    second.press(choice, "enter")
    second.wait_for(lambda: "NOT SAVED" not in second.text)
    mine = f"{mine}and more\n"
    kept = {"m": mine, "t": theirs, "b": f"{theirs}\n{mine}"}[choice]
    second.wait_for(lambda: desks.held() == kept)
    soon(first, kept.rstrip().rpartition("\n")[2])
    with closing(by_hand(desks.book)) as hand:
        logged = [str(new) for (new,) in hand.execute("SELECT new FROM change ORDER BY seq")]
    assert any(theirs in text for text in logged)
    assert any(mine.strip() in text or "and more" in text for text in logged)


def test_a_conflict_that_comes_up_during_another_question_waits_for_its_turn(desks: Desks) -> None:
    desks.ben.send("Ben heard of staff.")
    desks.ben.press("ctrl+t")
    book = Book.open(desks.book, "Ann Moss")
    (row,) = book.rows("SELECT id FROM minute")
    with book.writing():
        book.update("minute", row["id"], {"discussion": "Ann heard of beds."})
    book.close()
    desks.ben.wait_for("NOT SAVED: two texts")
    assert "Action:" in desks.ben.text
    desks.ben.press("escape")
    desks.ben.wait_for("wrote here too")
    desks.ben.press("b", "enter")
    desks.ben.wait_for(lambda: desks.held() == "Ann heard of beds.\nBen heard of staff.")
