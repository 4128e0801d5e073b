"""An action taken in one line, in the middle of a meeting."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.action_line import ActionLine, read_action_line, say
from board.names import understand
from board.people import Person

TODAY = date(2018, 9, 12)
MEETINGS = (date(2018, 10, 17), date(2018, 12, 4))
PEOPLE = (Person("1", "Tom West", "TW"), Person("2", "Hana Jones", "HJ"))


def read(line: str) -> ActionLine:
    return read_action_line(line, TODAY, MEETINGS, PEOPLE)


@pytest.mark.parametrize(
    ("line", "text", "lead", "due"),
    [
        (
            "prepare the delivery plan @TW/HJ by October meeting",
            "prepare the delivery plan",
            "TW/HJ",
            "October meeting",
        ),
        ("prepare the plan by fri @TW", "prepare the plan", "TW", "fri"),
        ("prepare the plan", "prepare the plan", "", ""),
        ("@TW by +2w", "", "TW", "+2w"),
        ("by eom @TW", "", "TW", "eom"),
        ("write up @Public Health by 14 dec.", "write up", "Public Health", "14 dec."),
        ('@"Public Health" write up by tbc', "write up", "Public Health", "tbc"),
        ("write up @TW, @HJ By tomorrow", "write up", "TW, @HJ", "tomorrow"),
        ("stand by the bed", "stand by the bed", "", ""),
        ("visit by train by Leeds", "visit by train by Leeds", "", ""),
        ("draft the bid by hand @TW by Sept", "draft the bid by hand", "TW", "Sept"),
        ("agree the date @TW by to be defined", "agree the date", "TW", "to be defined"),
        ("finish by fri the part by Leeds", "finish by fri the part by Leeds", "", ""),
        ("write to ann@example.org", "write to ann@example.org", "", ""),
        ("meet @ noon", "meet @ noon", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_line_is_taken_apart(line, text, lead, due):
    action = read(line)
    assert (action.text, action.leads.text, action.due.text) == (text, lead, due)


def test_what_was_understood_is_said_in_one_line():
    line = "prepare the delivery plan @TW/HJ by October meeting"
    said = "Tom West, Hana Jones · Wednesday 17 October 2018 · prepare the delivery plan"
    assert say(read(line), PEOPLE) == said
    assert read(line).leads.people == ("1", "2")


def test_what_was_not_understood_is_said_too():
    assert say(read("write up @TW/QX by tbc"), PEOPLE) == (
        "Tom West, QX (Nobody in this book has the initials QX.)"
        " · no date understood: kept as typed · write up"
    )
    assert say(read("write up"), PEOPLE) == "no lead · no date · write up"


def test_a_megabyte_pasted_by_mistake_is_kept_whole():
    paste = "by @TW/" * 150_000
    assert read(paste).text == paste
    assert understand(paste, PEOPLE).text == paste


_WORDS = st.lists(
    st.one_of(
        st.sampled_from(
            ["by", "by", "@TW", "@HJ", '@"TW', 'x"', "fri", "14", "dec", "tbc", "plan"]
        ),
        st.text(min_size=1, max_size=4).filter(lambda word: not set(word) & set('@"')),
    ),
    max_size=10,
)


@given(_WORDS.map(" ".join))
def test_no_word_of_the_line_is_lost(line):
    action = read(line)
    kept = f"{action.text} {action.leads.text} {action.due.text}"
    lost = _words(line) - _words(kept)
    assert not _words(kept) - _words(line)
    assert sum(lost.values()) <= 1
    assert {word.casefold() for word in lost} <= {"by"}


def _words(text: str) -> Counter[str]:
    return Counter(text.replace("@", " ").replace('"', " ").split())
