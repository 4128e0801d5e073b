"""What comes from a terminal: keys act, pasted text never does, and no byte ends the input."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from pathlib import Path
from select import select

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from terminal import PATIENCE
from test_killed_while_typing import at_the_minute, discussion, opened, ready, rescued
from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from tui.keyboard import END, KEY_LENGTH, START, Keyboard
from tui.terminal import Display

CTRL_Q = "\x11"
PIECES = ("a", "é", "李", "\x1b", "[", "2", "0", "1", "~", ";", "A", "u", "\r", "\x00", CTRL_Q)
"""What keys and markers are made of, so that parts of them often stand in the wrong place."""

lines_sent = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
typed = lines_sent.filter(lambda text: START not in text)
pasted = lines_sent.filter(lambda text: text and END not in text)
cuts = st.lists(st.integers(0, 200), max_size=20)


def happened(messages: Iterable[Message]) -> list[tuple[str, str]]:
    """The keys pressed and the texts pasted, in order, one letter as good as another event."""
    return [
        ("paste", message.text)
        if isinstance(message, events.Paste)
        else ("key", message.key)
        if isinstance(message, events.Key)
        else ("other", type(message).__name__)
        for message in messages
    ]


def heard(keyboard: Keyboard, text: str, at: Iterable[int] = ()) -> list[tuple[str, str]]:
    """What happens when `text` comes cut at some places."""
    places = [0, *sorted({min(place, len(text)) for place in at}), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    return happened(message for piece in pieces for message in keyboard.feed(piece))


@given(st.lists(st.tuples(typed, pasted), max_size=4), typed, cuts)
def test_any_text_cut_anywhere_is_the_same_keys_and_the_same_pastes(
    parts: list[tuple[str, str]], last: str, at: list[int]
) -> None:
    sent = "".join(f"{keys}{START}{text}{END}" for keys, text in parts) + last
    # Textual's own parser is right about keys, and about a paste of one letter.
    tame = "".join(f"{keys}{START}x{END}" for keys, _ in parts) + last
    try:
        stock = happened(XTermParser().feed(tame))
    except (ValueError, OverflowError):
        assume(False)
    texts = iter(text for _, text in parts)
    expected = [(kind, next(texts)) if kind == "paste" else (kind, what) for kind, what in stock]
    assert heard(Keyboard(), sent, at) == expected


@given(st.lists(st.sampled_from((*PIECES, "\x1b[", "99999999", "٣", ":", "?", "<"))).map("".join))
def test_after_any_garbage_the_next_key_is_a_key(garbage: str) -> None:
    assume(START not in garbage)
    keyboard = Keyboard()
    heard(keyboard, garbage)
    # Two escapes end whatever the garbage had begun.
    assert heard(keyboard, "\x1b\x1b[Ax")[-2:] == [("key", "up"), ("key", "x")]


def test_an_unfinished_paste_comes_out_after_a_while() -> None:
    keyboard = Keyboard()
    assert heard(keyboard, f"{START}Members asked") == []
    assert happened(keyboard.quiet()) == [("paste", "Members asked")]
    assert happened(keyboard.quiet()) == []


def test_keys_act_again_when_the_end_of_a_paste_was_lost() -> None:
    keyboard = Keyboard()
    heard(keyboard, f"{START}Members asked")
    list(keyboard.quiet())
    assert heard(keyboard, CTRL_Q) == [("key", "ctrl+q")]


def test_a_paste_that_halts_half_way_is_text_to_its_end() -> None:
    keyboard = Keyboard()
    heard(keyboard, f"{START}Members asked")
    list(keyboard.quiet())
    rest = CTRL_Q * (KEY_LENGTH + 1)
    assert heard(keyboard, rest) == []
    assert heard(keyboard, f"{CTRL_Q}{END}x") == [("paste", rest + CTRL_Q), ("key", "x")]


def test_the_end_of_a_paste_may_come_late_and_in_two_parts() -> None:
    keyboard = Keyboard()
    heard(keyboard, f"{START}Members asked{END[:3]}")
    assert happened(keyboard.quiet()) == [("paste", "Members asked")]
    assert heard(keyboard, f"{END[3:]}x") == [("key", "x")]


def test_quiet_between_keys_changes_nothing() -> None:
    keyboard = Keyboard()
    heard(keyboard, "\x1b[")
    assert happened(keyboard.quiet()) == []
    assert heard(keyboard, "A") == [("key", "up")]


def test_that_nobody_can_see_what_is_written_is_said_once() -> None:
    master, slave = os.openpty()
    os.close(master)
    said: list[str] = []
    with open(slave, "w") as file:
        display = Display(file, lambda: said.append("gone"))
        for _ in range(3):
            display.write("words\n")
            display.flush()
    assert said == ["gone"]


# In a real terminal


def test_whatever_is_pasted_into_the_discussion_is_in_the_book(tmp_path: Path) -> None:
    book = at_the_minute(tmp_path)
    acting = f"\x1b[31mred{CTRL_Q} nul \x00 \x1b\x1b[A \x1b]52;c;eA==\x07 "
    text = acting + "a line\n" * 150_000 + "end."
    with opened(book) as terminal:
        terminal.wait_for(ready(terminal))
        terminal.paste(text.replace("\n", "\r"))  # as terminals send a line end
        terminal.wait_for("end.")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    assert discussion(book) == text
    assert b"\x1b[31mred" not in terminal.sent
    assert b"\x1b]52" not in terminal.sent


def test_bytes_that_are_no_text_end_nothing(tmp_path: Path) -> None:
    book = at_the_minute(tmp_path)
    with opened(book) as terminal:
        terminal.wait_for(ready(terminal))
        os.write(terminal._master, b"caf\xe9 \x1b[99999999u\xe6\x9d")
        terminal.wait_for("caf")
        os.write(terminal._master, b"\x8e heard.")
        terminal.wait_for("heard.")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    assert discussion(book) == "caf\ufffd 李 heard."


def test_a_paste_whose_end_is_lost_does_not_keep_the_keyboard(tmp_path: Path) -> None:
    book = at_the_minute(tmp_path)
    with opened(book) as terminal:
        terminal.wait_for(ready(terminal))
        terminal.send(f"{START}Members asked about beds.")
        terminal.wait_for("about beds.")
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    assert discussion(book) == "Members asked about beds."


def no_signal() -> None:
    """A closed terminal is then only seen by reading from it or writing to it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])


@pytest.mark.parametrize("last", ["", f"{START} Noted"], ids=["typed", "half a paste"])
def test_a_terminal_that_closes_without_a_word_loses_nothing(tmp_path: Path, last: str) -> None:
    book = at_the_minute(tmp_path)
    with opened(book, no_signal) as terminal:
        terminal.wait_for(ready(terminal))
        terminal.send("Members asked about beds.")
        terminal.wait_for("about beds.")
        terminal.send(last)
        terminal.look(0.2)
        terminal.hang_up()
        assert terminal.ended() == 0
    assert discussion(book) == f"Members asked about beds.{last.removeprefix(START)}"
    assert rescued(book) == []
    assert not list(tmp_path.rglob("error.log"))


def test_a_screen_that_cannot_be_written_to_loses_nothing(tmp_path: Path) -> None:
    book = at_the_minute(tmp_path)
    watcher, screen = os.openpty()

    def seen(words: bytes) -> None:
        shown = b""
        while words not in shown:
            assert select([watcher], [], [], PATIENCE)[0], f"{words!r} is not in {shown!r}"
            shown += os.read(watcher, 65536)

    with opened(book, partial(os.dup2, screen, 2)) as terminal:
        os.close(screen)
        seen(b"Winter plan")  # its heading, once the minute may be typed in
        terminal.send("Members asked#")
        seen(b"#")
        os.close(watcher)
        terminal.send("!")
        assert terminal.ended() == 0
    assert discussion(book).startswith("Members asked#")
    assert rescued(book) == []
