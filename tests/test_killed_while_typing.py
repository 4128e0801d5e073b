"""Never lose a word: the app is killed, hung up on, locked out and starved while one types."""

from __future__ import annotations

import ctypes
import os
import random
import resource
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from book_helpers import DAY, START, by_hand, new_book, sitting
from terminal import Terminal, run_hwb

from storage.meetings import open_meeting
from storage.minutes import open_item

KILLS = 50
PROMISE = 0.4
"""Seconds of typing that SIGKILL may cost at most."""
WIDE = (160, 24)
"""A screen on which a line typed here is one line."""
WORDS = "the board heard that carers wait too long and asked each partner what it could offer"


def at_the_minute(folder: Path) -> Path:
    """A book whose meeting is open at its second item."""
    book = new_book(folder)
    meeting, items = sitting(book, "Welcome", "Winter plan", "Any other business")
    open_meeting(book, meeting, START)
    for item in items[:2]:
        open_item(book, item, START)
    book.close()
    with opened(folder / "board.hwb") as terminal:
        terminal.wait_for("m1")
        terminal.press("f3")
        terminal.wait_for(ready(terminal))
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    return folder / "board.hwb"


def opened(book: Path, prepare: Callable[[], None] | None = None) -> Terminal:
    return run_hwb(book, "--today", DAY.isoformat(), size=WIDE, prepare=prepare)


def ready(terminal: Terminal) -> Callable[[], bool]:
    """Whether the minute of the winter plan is on screen."""
    return lambda: "│ 2 Winter plan" in terminal.lines[1]


def discussion(book: Path, number: str = "2") -> str:
    """What the book holds of a minute, read without hwb; the book must be whole."""
    with closing(sqlite3.connect(book, timeout=10)) as hand:
        assert hand.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        sql = "SELECT ifnull(max(discussion), '') FROM minute WHERE printed = ?"
        return str(hand.execute(sql, (number,)).fetchone()[0])


def rescued(book: Path) -> list[str]:
    """Texts waiting in plain files."""
    return [file.read_text() for file in (book.parent / "home").rglob("*.discussion.txt")]


@contextmanager
def locked(book: Path) -> Iterator[sqlite3.Connection]:
    """Another program holds the book's lock."""
    with closing(by_hand(book)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield other


@dataclass
class Burst:
    """A line typed until the app was killed, and when each character had been seen."""

    line: str
    seen: list[tuple[float, int]]
    """Moments, and the characters of the line that stood on the screen from then on."""
    killed: float

    def at(self, moment: float) -> int:
        """Characters that stood on the screen at a moment."""
        return max((count for when, count in self.seen if when <= moment), default=0)

    def age_of(self, character: int) -> float:
        """Seconds a character had been on the screen when the app was killed."""
        seen = next((when for when, count in self.seen if count > character), self.killed)
        return self.killed - seen


def type_until_killed(terminal: Terminal, number: int, chance: random.Random) -> Burst:
    """Type at some speed for some time, then SIGKILL."""
    line = f"{number:02} {' '.join(chance.choices(WORDS.split(), k=30))}"[:105]
    pace = chance.choice((0.004, 0.012, 0.03, 0.06))
    burst = Burst(line, [], time.monotonic() + chance.uniform(0.05, 1.1))
    terminal.press("enter")
    for character in line:
        terminal.type(character, pace)
        if terminal.received:
            burst.seen.append((terminal.received[-1][0], terminal.seen_of(line)))
        if time.monotonic() >= burst.killed:
            break
    else:
        # The kill may also find a typist who has stopped.
        terminal.look(max(0.0, burst.killed - time.monotonic()))
    burst.killed = terminal.kill()
    terminal.ended()
    return burst


def test_fifty_kills_never_cost_more_than_the_last_moment_of_typing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two books in turn, so that one app starts while somebody types in the other."""
    chance = random.Random(7)
    books = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        books.append(at_the_minute(tmp_path / name))
    before = dict.fromkeys(books, "")
    running = {books[1]: opened(books[1])}
    worst, typed = 0.0, 0
    for number in range(KILLS):
        book = books[number % 2]
        running[book] = opened(book)
        other = books[(number + 1) % 2]
        with running.pop(other) as terminal:
            # At the same meeting and the same minute, with what was typed before.
            terminal.wait_for(ready(terminal))
            terminal.wait_for(before[other].rpartition("\n")[2].rstrip())
            burst = type_until_killed(terminal, number, chance)
        held = discussion(other)
        line = held.removeprefix(before[other]).removeprefix("\n")
        assert held.startswith(before[other])
        assert burst.line.startswith(line)
        assert len(line) >= burst.at(burst.killed - PROMISE), f"{line!r} of {burst}"
        worst = max(worst, burst.age_of(len(line)))
        typed += len(line)
        before[other] = held
    for terminal in running.values():
        terminal.close()
    with capsys.disabled():
        print(f"\n{KILLS} kills, {typed} characters kept; at most {worst * 1000:.0f} ms lost")


def hang_up(terminal: Terminal) -> None:
    terminal.hang_up()


def stop(terminal: Terminal) -> None:
    terminal.kill(signal.SIGTERM)


def drop_the_line(terminal: Terminal) -> None:
    terminal.kill(signal.SIGHUP)


ENDINGS = (stop, drop_the_line, hang_up)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_dropped_line_loses_nothing(tmp_path: Path, ending: Callable[[Terminal], None]) -> None:
    book = at_the_minute(tmp_path)
    with opened(book) as terminal:
        terminal.wait_for(ready(terminal))
        terminal.send("Members asked about beds.")
        terminal.wait_for("about beds.")
        ending(terminal)
        terminal.ended()
    assert discussion(book) == "Members asked about beds."
    assert rescued(book) == []


def test_while_another_session_holds_the_lock_typing_goes_on_and_all_is_saved_after(
    tmp_path: Path,
) -> None:
    book = at_the_minute(tmp_path)
    with opened(book) as terminal:
        terminal.wait_for(ready(terminal))
        with locked(book) as other:
            for word in ("Members ", "asked ", "about ", "beds."):
                terminal.type(word)
                terminal.wait_for(lambda word=word: word.strip() in terminal.text, 2)
            terminal.wait_for("saving …", 3)  # a word about it at once
            terminal.wait_for("NOT SAVED", 8)  # and the truth when patience ends
            assert rescued(book) == ["Members asked about beds."]
            terminal.type(" Noted.")
            terminal.wait_for("beds. Noted.", 2)
            other.execute("ROLLBACK")
            terminal.wait_for(lambda: "NOT SAVED" not in terminal.text)
        terminal.wait_for(lambda: discussion(book) == "Members asked about beds. Noted.")
        terminal.wait_for(lambda: rescued(book) == [])


def test_an_item_left_while_its_words_wait_for_the_lock_keeps_them(tmp_path: Path) -> None:
    book = at_the_minute(tmp_path)
    with opened(book) as terminal:
        terminal.wait_for(ready(terminal))
        with locked(book) as other:
            terminal.send("Members asked about beds.")
            terminal.wait_for("saving …", 3)
            terminal.send(" Noted.")
            terminal.press("ctrl+n")
            terminal.send("None was raised.")
            terminal.wait_for("None was raised.", 2)
            other.execute("ROLLBACK")
        terminal.wait_for("│ 3 Any other business")
        terminal.wait_for(lambda: discussion(book) == "Members asked about beds. Noted.")
        terminal.wait_for(lambda: discussion(book, "3") == "None was raised.")


@pytest.mark.parametrize("ending", [stop, hang_up])
def test_words_typed_on_a_locked_book_are_offered_when_it_is_opened_again(
    tmp_path: Path, ending: Callable[[Terminal], None]
) -> None:
    book = at_the_minute(tmp_path)
    with opened(book) as terminal:
        terminal.wait_for(ready(terminal))
        with locked(book):
            terminal.send("Members asked about beds.")
            terminal.wait_for("about beds.")
            ending(terminal)
            terminal.ended()
    assert discussion(book) == ""
    assert rescued(book) == ["Members asked about beds."]
    with opened(book) as terminal:
        terminal.wait_for("were not saved last time")
        terminal.press("enter")
        terminal.wait_for("about beds.")
        terminal.wait_for(lambda: discussion(book) == "Members asked about beds.")
        terminal.wait_for(lambda: rescued(book) == [])


def test_on_a_full_disk_the_words_stay_on_screen_and_in_a_file(tmp_path: Path) -> None:
    book = at_the_minute(tmp_path)
    limit = book.stat().st_size + 4096

    def full_disk() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    text = "Beds. " * 5000
    with opened(book, full_disk) as terminal:
        terminal.wait_for(ready(terminal))
        terminal.send("Members asked about beds.")
        terminal.wait_for(lambda: discussion(book) == "Members asked about beds.")
        terminal.paste(text)
        terminal.wait_for("NOT SAVED")
        terminal.wait_for("kept in a file")
        assert rescued(book) == [f"Members asked about beds.{text}"]
        terminal.kill(signal.SIGTERM)
        assert terminal.ended() == 0
    assert discussion(book) == "Members asked about beds."
    with opened(book) as terminal:
        terminal.wait_for("were not saved last time")
        terminal.press("enter")
        terminal.wait_for(lambda: discussion(book) == f"Members asked about beds.{text}")


def test_in_a_read_only_folder_the_words_stay_on_screen_and_in_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    book = at_the_minute(folder)
    (folder / "board.hwb-journal").unlink(missing_ok=True)  # a new one cannot be made
    folder.chmod(0o555)
    try:
        with run_hwb(book, size=WIDE, prepare=no_privilege) as terminal:
            terminal.wait_for(ready(terminal))
            terminal.send("Members asked about beds.")
            terminal.wait_for("NOT SAVED")
            assert "read-only" in terminal.text
            assert rescued(book) == ["Members asked about beds."]
            assert "Members asked about beds." in terminal.text
    finally:
        folder.chmod(0o755)
    assert discussion(book) == ""


def no_privilege() -> None:
    """Root may write everywhere; take that from it, as from anybody else."""
    if not os.geteuid() and sys.platform == "linux":
        drop, override = 24, 1
        ctypes.CDLL(None).prctl(drop, override, 0, 0, 0)
