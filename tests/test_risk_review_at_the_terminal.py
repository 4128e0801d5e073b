"""The quarterly review by hand, in a real terminal: how many keys it takes, and how long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest

from board.movement import movement
from storage.book import Book
from storage.reviews import reviews
from storage.risks import risk_number, risks
from storage.sample import make_sample
from storage.settings import read_settings
from tests.terminal import Terminal, run_hwb

SECONDS_A_KEY = 0.2
"""How fast an officer types who does not look at the keys."""
MINUTE = 60.0
DAY = "2026-03-24"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The sample board with its 24 risks and four quarters."""
    book = tmp_path / "board.hwb"
    make_sample(book, datetime.combine(datetime.fromisoformat(DAY), time(9)))
    return book


@pytest.fixture
def terminal(path: Path) -> Iterator[Terminal]:
    with run_hwb(path, "--today", DAY) as desk:
        desk.wait_for("Board")
        desk.press("f6")
        desk.wait_for("21 of 24")
        yield desk


def test_a_risk_is_rescored_in_at_most_eight_keys_beside_the_reason(
    terminal: Terminal, path: Path
) -> None:
    before = terminal.pressed
    terminal.press("s")
    terminal.wait_for("Score:")
    terminal.type("2 3 ")
    terminal.wait_for("2x3 = 6")
    keys = terminal.pressed - before
    terminal.type("Eighteen in post")
    terminal.press("enter")
    terminal.wait_for("20→6→8")
    assert keys + 1 <= 8
    found = risk_number(Book.open(path, ""), 1)
    assert found is not None
    now = found.latest("current")
    assert now is not None
    assert (now.impact, now.likelihood, now.reason) == (2, 3, "Eighteen in post")


def test_a_quarter_of_24_risks_takes_under_a_minute_by_hand(terminal: Terminal, path: Path) -> None:
    before = terminal.pressed
    terminal.press("q")
    terminal.wait_for("Q4 25/26")
    terminal.press("enter")
    terminal.wait_for("1/3")
    for number in (1, 2, 3):
        terminal.wait_for(f"{number}/3 R")
        terminal.type("Agreed with the owner")
        terminal.press("enter")
    terminal.wait_for("Movement from Q3 25/26 to Q4 25/26")
    assert (terminal.pressed - before) * SECONDS_A_KEY < MINUTE / 2  # the rest is for thinking
    book = Book.open(path, "")
    earlier, later = reviews(book)[-2:]
    moved = movement(risks(book), earlier, later, read_settings(book).risk)
    assert len([each for each in moved.moves if each.after]) == 21
    assert not moved.unexplained
    assert [each.reason for each in moved.moves].count("Agreed with the owner") == 3


def test_a_frozen_quarter_can_be_undone(terminal: Terminal, path: Path) -> None:
    terminal.press("q")
    terminal.wait_for("Q4 25/26")
    terminal.press("enter")
    terminal.wait_for("1/3")
    terminal.press("escape")
    terminal.wait_for("Movement from")
    terminal.press("escape")
    terminal.wait_for("21 of 24")
    terminal.press("u")
    terminal.wait_for("Undone:")
    assert len(reviews(Book.open(path, ""))) == 4
