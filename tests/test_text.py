"""Text from people is shown, and never acts."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.text import visible

ANY_TEXT = st.text(st.characters(exclude_categories=()))
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("nothing\x00here", "nothing␀here"),
        ("one\ttwo\nthree", "one␉two␊three"),
        ("gnirts\u202e", "gnirts⟦U+202E⟧"),
        ("\u2066isolate\u2069", "⟦U+2066⟧isolate⟦U+2069⟧"),
        ("rub\x7fout", "rub␡out"),
        ("\x9b2J", "⟦U+009B⟧2J"),
        ("\ufeffmark", "⟦U+FEFF⟧mark"),
        ("half \ud83d", "half ⟦U+D83D⟧"),
    ],
)
def test_what_would_act_on_a_terminal_is_shown_as_a_mark(typed: str, shown: str) -> None:
    assert visible(typed) == shown


@pytest.mark.parametrize(
    "text",
    [
        "[/] Cllr [Smith] [@click=app.quit]",
        "=cmd()",
        "議事録",
        "ישיבה",
        "👩🏽‍⚕️",
        "Siân Ó Briain £5",
    ],
)
def test_ordinary_text_of_any_script_is_left_alone(text: str) -> None:
    assert visible(text) == text


def test_line_ends_and_tabs_can_be_kept() -> None:
    assert visible("one\r\ntwo\n\tthree", newlines=True) == "one\ntwo\n\tthree"


def test_a_lone_carriage_return_never_overwrites_a_line() -> None:
    assert visible("agreed\rrefused", newlines=True) == "agreed␍refused"


@given(ANY_TEXT)
def test_nothing_unseen_is_left(text: str) -> None:
    assert not UNSEEN.search(visible(text))
    assert not UNSEEN.search(visible(text, newlines=True).replace("\n", "").replace("\t", ""))


@given(ANY_TEXT)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(ANY_TEXT)
def test_xml_can_hold_what_is_left(text: str) -> None:
    element = ElementTree.Element("said")
    element.text = visible(text, newlines=True)
    assert ElementTree.fromstring(ElementTree.tostring(element)).text in (element.text, None)
