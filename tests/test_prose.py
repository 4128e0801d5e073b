"""The text of a minute while it is typed, and where its lines break."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.marks import cells, column_at, plain, shown, width
from widgets.page import Page
from widgets.prose import Change, Prose, end_of
from widgets.wrapping import Wrapping, rewrap, wrap

LETTERS = "ab  é委員\u0301\u200d\u202e\ufe0f\t\x1b\x00'-"
typed = st.text(st.sampled_from(LETTERS + "\n"), max_size=12)
paragraph = st.text(st.sampled_from(LETTERS), max_size=120)
spot = st.integers(0, 10_000)
MOTIONS = [
    *("left", "right", "up", "down", "word_left", "word_right", "line_start", "line_end"),
    *("paragraph_start", "paragraph_end", "start", "end", "page_up", "page_down"),
]
moves = st.tuples(st.just("move"), st.sampled_from(MOTIONS), st.booleans())
edits = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(LETTERS + "\n")),
    st.tuples(st.just("insert"), typed),
    st.tuples(st.just("erase"), st.sampled_from(MOTIONS[:2] + MOTIONS[4:12])),
    st.tuples(st.just("replace_before"), st.integers(0, 5), typed),
)


@dataclass
class PlainText:
    """The same edits made to one string, with the cursor as an index into it."""

    text: str

    def index(self, position: tuple[int, int]) -> int:
        return sum(len(line) + 1 for line in self.text.split("\n")[: position[0]]) + position[1]

    def replace(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        self.text = self.text[: self.index(start)] + text + self.text[self.index(end) :]


def perform(page: Page, step: tuple) -> None:
    name, *rest = step
    if name == "move":
        page.move(*rest, page=3)
    elif name == "erase":
        page.prose.erase(page.destination(*rest))
    else:
        getattr(page.prose, name)(*rest)


def page_of(text: str, cells_wide: int = 9) -> Page:
    page = Page()
    page.fit(cells_wide + 1, None)
    page.load(text)
    return page


def lines_of(page: Page) -> list[str]:
    return [line.text for line in page.lines(0, page.height + 5, cursor=True)]


@settings(max_examples=150, deadline=None)
@given(typed, st.lists(st.one_of(edits, moves), max_size=25))
def test_every_edit_does_what_it_would_to_a_plain_string(text, steps):
    page = page_of(text)
    prose, reference = page.prose, PlainText(text)
    for step in steps:
        start, end = prose.selection
        if step[0] == "erase" and start == end:
            start, end = sorted((prose.cursor, page.destination(step[1])))
        elif step[0] == "replace_before":
            end = prose.cursor
            start = end[0], max(0, end[1] - step[1])
        perform(page, step)
        if step[0] != "move":
            reference.replace(start, end, "" if step[0] == "erase" else step[-1])
        assert prose.text == reference.text
        assert prose.clamp(prose.cursor) == prose.cursor


@settings(max_examples=150, deadline=None)
@given(typed, st.lists(st.one_of(edits, moves), max_size=25), st.integers(2, 12))
def test_undoing_everything_gives_the_old_text_and_redoing_everything_the_new(text, steps, wide):
    page = page_of(text, wide)
    for step in steps:
        perform(page, step)
    final = page.prose.text
    for again in ("undo", "redo", "undo"):
        while getattr(page.prose, again)():
            assert lines_of(page) == lines_of(page_of(page.prose.text, wide))
        assert page.prose.text == (final if again == "redo" else text)


@settings(max_examples=150, deadline=None)
@given(typed, st.lists(st.one_of(edits, moves), max_size=20), st.integers(2, 12))
def test_lines_kept_up_while_typing_are_those_of_the_whole_text_laid_out_anew(text, steps, wide):
    page = page_of(text, wide)
    for step in steps:
        perform(page, step)
        anew = page_of(page.prose.text, wide)
        assert lines_of(page) == lines_of(anew)
        assert page.height == anew.height == len(lines_of(page))


@settings(max_examples=400, deadline=None)
@given(paragraph, paragraph, spot, spot, st.integers(2, 20))
def test_breaking_again_from_an_edit_is_breaking_the_whole_paragraph(text, new, at, size, wide):
    at = min(at, len(text))
    removed = min(size % 30, len(text) - at)
    after = text[:at] + new + text[at + removed :]
    assert rewrap(after, wrap(text, wide), wide, at, removed, len(new)) == wrap(after, wide)


@given(paragraph, st.integers(2, 20))
def test_no_line_is_wider_than_the_page_but_for_one_space(text, wide):
    bounds = [0, *wrap(text, wide), len(text)]
    lines = [text[a:b] for a, b in pairwise(bounds)]
    assert "".join(lines) == text
    assert all(lines) or not text
    assert all(cells(line.removesuffix(" ")) <= wide for line in lines)


@settings(max_examples=150, deadline=None)
@given(typed, paragraph, st.integers(2, 12), st.integers(-2, 40), st.integers(-2, 20))
def test_the_place_of_a_position_leads_back_to_that_place(text, more, wide, line, cell):
    page = page_of(text + more, wide)
    position = page.position(line, cell)
    assert page.prose.clamp(position) == position
    assert page.place(page.position(*page.place(position))) == page.place(position)
    if 0 <= line < page.height:
        assert page.place(position)[0] == line


@given(st.text())
def test_a_text_comes_back_from_the_page_as_it_went_in(text):
    assert page_of(text).prose.text == text


@given(st.text())
def test_nothing_sent_to_the_terminal_can_act(text):
    seen = shown(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in seen)
    assert not set(seen) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200d")
    assert cells(text) == sum(map(width, text))


def test_every_character_is_at_most_two_cells_and_plain_ones_are_one():
    for code in range(0x30000):
        character = chr(code)
        assert width(character) in (0, 1, 2)
        if plain(character):
            assert width(character) == 1


def test_each_control_character_has_a_mark_of_its_own():
    assert shown("a\x1b[31m\x00\t\x7f\u202e") == "a␛[31m␀→␡·"


def test_a_cell_is_found_in_wide_and_combining_text():
    assert [column_at("a委e\u0301b", cell) for cell in range(6)] == [0, 1, 1, 2, 4, 5]


def test_one_word_typed_is_one_undo():
    prose = Prose()
    for letter in "The board agreed":
        prose.type(letter)
    prose.undo()
    assert prose.text == "The board"
    prose.undo()
    assert prose.text == "The"
    prose.redo()
    assert prose.text == "The board"
    assert prose.cursor == (0, 9)


def test_typing_after_moving_away_and_back_is_another_undo():
    prose = Prose()
    prose.type("a")
    prose.move((0, 0))
    prose.move((0, 1))
    prose.type("b")
    prose.undo()
    assert prose.text == "a"


def test_backspacing_over_a_word_is_one_undo_and_gives_the_cursor_back():
    prose = Prose("Cllr Moss")
    prose.move(prose.end)
    for _ in "Moss":
        prose.erase(prose.left(prose.cursor))
    assert prose.text == "Cllr "
    prose.undo()
    assert (prose.text, prose.cursor) == ("Cllr Moss", (0, 9))


def test_typing_over_a_selection_is_undone_to_the_selection():
    prose = Prose("noted the report")
    prose.move((0, 5), select=True)
    for letter in "agreed":
        prose.type(letter)
    assert prose.text == "agreed the report"
    prose.undo()
    assert prose.text == "noted the report"
    assert prose.selection == ((0, 0), (0, 5))


def test_a_pasted_text_keeps_all_but_its_kind_of_line_ending():
    prose = Prose()
    prose.insert("one\r\ntwo\rthree\n\tfour\x00")
    assert prose.lines == ["one", "two", "three", "\tfour\x00"]
    prose.undo()
    assert prose.text == ""


def test_a_letter_is_erased_with_its_accents():
    prose = Prose("cafe\u0301")
    prose.move(prose.end)
    prose.erase(prose.left(prose.cursor))
    assert prose.text == "caf"


def test_words_are_as_a_minute_has_them():
    prose = Prose("Cllr O'Neill (well-being) left")
    prose.move((0, 12))
    assert prose.word_before() == "O'Neill"
    assert prose.word_right((0, 12)) == (0, 24)
    assert prose.word_left((0, 25)) == (0, 14)
    prose.replace_before(7, "Shaun O'Neill")
    assert prose.text == "Cllr Shaun O'Neill (well-being) left"


def test_a_cursor_kept_through_a_load_stays_within_the_text():
    prose = Prose("one\ntwo three")
    prose.move((1, 9))
    prose.load("one\ntwo", keep_cursor=True)
    assert prose.cursor == (1, 3)
    prose.load("new")
    assert prose.cursor == (0, 0)
    assert not prose.undo()


def test_a_change_knows_where_its_text_ends():
    assert end_of((2, 5), "ab") == (2, 7)
    assert end_of((2, 5), "ab\n\nc") == (4, 1)


def test_lines_break_after_spaces_and_a_space_may_hang():
    assert lines_of(page_of("the board agreed", 9)) == ["the board ", "agreed"]
    assert lines_of(page_of("unconstitutional", 6)) == ["uncons", "tituti", "onal"]
    assert lines_of(page_of("at 委員会議", 6)) == ["at 委", "員会議"]


def test_moving_down_keeps_to_the_column_over_short_lines():
    page = page_of("abcdefg\nab\nabcdefg", 20)
    page.prose.move((0, 6))
    page.move("down")
    assert page.prose.cursor == (1, 2)
    page.move("down")
    assert page.prose.cursor == (2, 6)
    page.move("down")
    assert page.prose.cursor == page.prose.end


def test_home_and_end_are_of_the_line_and_ctrl_a_and_e_of_the_paragraph():
    page = page_of("the board agreed", 9)
    page.prose.move((0, 12))
    assert page.destination("line_start") == (0, 10)
    assert page.destination("paragraph_start") == (0, 0)
    page.prose.move((0, 2))
    assert page.destination("line_end") == (0, 9)
    assert page.destination("paragraph_end") == (0, 16)


def test_a_motion_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="sideways"):
        page_of("").destination("sideways")


def lettered(count: int) -> tuple[str, ...]:
    return tuple(f"{chr(97 + n)})" for n in range(count)) if count > 1 else ("",) * count


def test_each_clause_has_its_label_and_blank_lines_have_none():
    page = page_of("")
    page.fit(20, lettered)
    page.prose.insert("agree\n\n  \nnote")
    assert [line.label for line in page.lines(0, 9, cursor=False)] == ["a)", "", "", "b)"]
    assert page.gutter == 3


def test_a_clause_on_its_own_has_no_label_and_the_text_takes_the_room():
    page = page_of("")
    page.fit(20, lettered)
    page.prose.insert("agree\nnote")
    page.prose.erase((0, 0))
    assert page.gutter == 0
    page.prose.undo()
    assert page.gutter == 3


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(edits, moves), max_size=15))
def test_labels_kept_up_while_typing_are_those_of_the_whole_text(steps):
    page = page_of("")
    page.fit(12, lettered)
    for step in steps:
        perform(page, step)
        anew = page_of(page.prose.text)
        anew.fit(12, lettered)
        count = page.height + 1
        assert page.gutter == anew.gutter
        assert [(row.text, row.label) for row in page.lines(0, count, cursor=False)] == [
            (row.text, row.label) for row in anew.lines(0, count, cursor=False)
        ]


def test_a_selection_shows_on_each_line_it_crosses_and_marks_the_newline():
    page = page_of("the board\nagreed", 9)
    page.prose.move((0, 4))
    page.prose.move((1, 2), select=True)
    first, second = page.lines(0, 9, cursor=True)
    assert (first.selected, first.cursor) == ((4, 10), None)
    assert (second.selected, second.cursor) == ((0, 2), 2)


def test_lines_far_down_a_long_text_are_found_after_an_edit_above_them():
    text = "\n".join(f"paragraph {n} of a long minute" for n in range(500))
    lines = text.split("\n")
    wrapping = Wrapping(lines, 12)
    assert wrapping.locate(wrapping.height - 1) == (499, wrapping.count(499) - 1)
    lines[3:4] = ["", lines[3]]
    wrapping.replaced(lines, Change((3, 0), "", "\n"))
    assert wrapping.locate(wrapping.height - 1) == (500, wrapping.count(500) - 1)
    assert wrapping.top(500) == wrapping.height - wrapping.count(500)


@settings(max_examples=150, deadline=None)
@given(typed, st.lists(st.one_of(edits, moves), max_size=15), st.integers(2, 12))
def test_a_line_fills_its_width_exactly_whatever_is_on_it(text, steps, wide):
    page = page_of("", wide)
    page.fit(wide + 4, lettered)
    page.prose.insert(text)
    for step in steps:
        perform(page, step)
    across = max(wide + 4, page.gutter + 3)
    for line in page.lines(0, page.height, cursor=True):
        parts = line.parts(across, page.gutter)
        assert sum(cells(piece) for piece, _ in parts) == across
        assert [kind for _, kind in parts].count("cursor") == (line.cursor is not None)


def test_a_cursor_covers_a_letter_with_its_accents_and_stands_out_in_a_selection():
    page = page_of("cafe\u0301 agreed", 20)
    page.move("paragraph_end", select=True)
    page.prose.move((0, 3), select=True)
    [line] = page.lines(0, 1, cursor=True)
    assert line.parts(14, 0) == [
        ("caf", "selection"),
        ("e\u0301", "cursor"),
        (" agreed   ", "text"),
    ]
