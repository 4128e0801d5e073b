"""The minute editor, as an officer uses it."""

from __future__ import annotations

from contextlib import asynccontextmanager

from textual import events
from textual.app import App
from textual.widgets import Input

from widgets.editor import Editor

LONG = "The board noted the report on winter pressures and asked for a further paper. " * 640


class Watched(Editor):
    """An editor that notes which lines it repaints."""

    def __init__(self, *args, **kwargs):
        self.repainted = []
        super().__init__(*args, **kwargs)

    def refresh(self, *regions, **kwargs):
        self.repainted.append([region.y for region in regions] or "everything")
        return super().refresh(*regions, **kwargs)


class Desk(App):
    """A screen with a discussion, a resolution and a plain field."""

    CSS = "#resolved { height: 4; }"
    BINDINGS = [
        ("ctrl+n", "next_item", "Next item"),
        ("f2", "note('f2')", "Board"),
        ("escape", "note('escape')", "Back"),
        ("b", "note('b')", "Blue"),
    ]

    def __init__(self, text="", **options):
        super().__init__()
        self.editor = Watched(text, id="discussion", **options)
        self.resolved = Editor(id="resolved", clause_mode=True, labels=numbered)
        self.field = Input(id="field")
        self.noted = []
        self.changes = 0
        self.layouts = 0

    def compose(self):
        yield self.editor
        yield self.resolved
        yield self.field

    def on_mount(self):
        self.editor.focus()

    def on_editor_changed(self, message):
        assert message.control is message.editor
        self.changes += 1

    def action_next_item(self):
        self.noted.append(self.editor.text)
        self.editor.load("")

    def action_note(self, key):
        self.noted.append(key)


def numbered(count):
    return tuple(f"{n + 1}." for n in range(count)) if count > 1 else ("",) * count


@asynccontextmanager
async def desk(text="", **options):
    app = Desk(text, **options)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        app.screen.screen_layout_refresh_signal.subscribe(
            app, lambda _: setattr(app, "layouts", app.layouts + 1), immediate=True
        )
        app.editor.repainted.clear()
        yield app, pilot


def seen(app):
    return [
        "".join(part.text for part in strip) for strip in app.screen._compositor.render_strips()
    ]


async def burst(app, pilot, *keys):
    """Keys that arrive all at once, as over a line that stalled for a second."""
    for key in keys:
        app.post_message(events.Key(key, key if len(key) == 1 else None))
    await pilot.pause()
    await pilot.pause()


async def test_what_is_typed_is_text_and_never_acts():
    async with desk() as (app, pilot):
        await burst(app, pilot, *"[/] Cllr [Moss]", "enter", *"[@click=app.quit]é委")
        assert app.editor.text == "[/] Cllr [Moss]\n[@click=app.quit]é委"
        app.editor.insert("\x1b[31m\x00\u202eabc")
        await pilot.pause()
        assert seen(app)[0].startswith("[/] Cllr [Moss] ")
        assert seen(app)[1].startswith("[@click=app.quit]é委␛[31m␀·abc ")
        assert app.editor.text.endswith("\x1b[31m\x00\u202eabc")


async def test_a_letter_in_a_long_minute_repaints_its_line_and_nothing_else():
    async with desk(LONG) as (app, pilot):
        app.editor.cursor = (0, len(LONG) // 2)
        await pilot.pause()
        app.editor.repainted.clear()
        await burst(app, pilot, *"so")
        first, second = app.editor.repainted
        assert len(first) <= 2
        assert len(second) <= 2
        app.editor.repainted.clear()
        await burst(app, pilot, "up")
        assert [len(lines) for lines in app.editor.repainted] == [2]
        assert app.layouts == 0


async def test_a_screen_at_rest_paints_nothing_for_the_cursor_does_not_blink():
    async with desk(LONG) as (app, pilot):
        await burst(app, pilot, "a")
        app.editor.repainted.clear()
        await pilot.pause()
        assert app.editor.repainted == []
        assert not app.editor._timers


async def test_new_lines_never_lay_the_whole_screen_out_again():
    async with desk("one\n" * 40) as (app, pilot):
        app.editor.cursor = (40, 0)
        await pilot.pause()
        before = app.layouts
        await burst(app, pilot, "enter", "a", "enter", "b")
        assert app.layouts == before
        assert seen(app)[12].startswith("b ")
        assert app.editor.max_scroll_y == app.editor.scroll_offset.y == 30


async def test_keys_act_in_the_order_they_were_typed_however_fast_they_come():
    async with desk() as (app, pilot):
        await burst(app, pilot, "a", "b", "left", "c", "end", "d", "backspace", "enter", "e")
        assert app.editor.text == "acb\ne"
        await burst(app, pilot, "f", "ctrl+n", "g", "ctrl+n", "h")
        assert app.noted == ["acb\nef", "g"]
        assert app.editor.text == "h"
        await burst(app, pilot, "i", "tab", "j", "enter", "k")
        assert (app.editor.text, app.resolved.text) == ("hi", "j\nk")
        await burst(app, pilot, "tab", "l")
        assert app.field.value == "l"


async def test_keys_of_the_screen_reach_it_and_letters_do_not():
    async with desk() as (app, pilot):
        await burst(app, pilot, "f2", "escape", "b", "ctrl+c")
        assert app.noted == ["f2", "escape"]
        assert app.editor.text == "b"
        assert app.is_running


async def test_a_read_only_text_can_be_read_and_copied_and_letters_go_to_the_screen():
    async with desk("noted", read_only=True) as (app, pilot):
        await burst(app, pilot, "b", "backspace", "enter", "shift+end", "ctrl+x", "ctrl+c")
        app.editor.post_message(events.Paste("no"))
        await pilot.pause()
        assert app.noted == ["b"]
        assert app.editor.text == "noted"
        assert app.clipboard == "noted"


async def test_what_is_killed_can_be_pasted_and_undone():
    async with desk("one two\nthree") as (app, pilot):
        editor = app.editor
        await burst(app, pilot, "ctrl+right", "ctrl+k")
        assert (editor.text, app.clipboard) == ("one\nthree", " two")
        await burst(app, pilot, "ctrl+k")
        assert editor.text == "onethree"
        await burst(app, pilot, "ctrl+z", "ctrl+z")
        assert editor.text == "one two\nthree"
        await burst(app, pilot, "ctrl+y")
        assert editor.text == "one\nthree"
        await burst(app, pilot, "ctrl+u", "ctrl+end", "ctrl+v")
        assert editor.text == "\nthreeone"
        await burst(app, pilot, "ctrl+w", "ctrl+shift+home", "ctrl+x", "ctrl+v", "ctrl+v")
        assert editor.text == "\n\n"


async def test_a_huge_copy_stays_in_the_app():
    async with desk("a" * 200_000) as (app, pilot):
        await burst(app, pilot, "ctrl+shift+end", "ctrl+c")
        assert app.clipboard == app.editor.text == app.editor.selected_text


async def test_a_paste_is_one_step_and_a_megabyte_is_no_trouble():
    async with desk() as (app, pilot):
        app.editor.post_message(events.Paste("one\r\ntwo\r" + "words " * 170_000))
        await pilot.pause()
        assert app.editor.text == "one\ntwo\n" + "words " * 170_000
        await burst(app, pilot, "ctrl+z")
        assert app.editor.text == ""


async def test_changes_are_told_but_not_what_is_loaded():
    async with desk("old") as (app, pilot):
        app.editor.text = "new"
        await burst(app, pilot, "left", "backspace", "ctrl+y")
        await pilot.pause()
        assert app.changes == 0
        await burst(app, pilot, "a", "backspace")
        await pilot.pause()
        assert 1 <= app.changes <= 2
        app.editor.cursor = (0, 3)
        app.editor.load("new text", keep_cursor=True)
        assert app.editor.cursor == (0, 3)


async def test_names_are_completed_in_place():
    async with desk("It was agreed by Mo") as (app, pilot):
        await burst(app, pilot, "end")
        assert app.editor.word_before_cursor() == "Mo"
        app.editor.replace_before_cursor(2, "Cllr Anne Moss")
        await burst(app, pilot, ".")
        assert app.editor.text == "It was agreed by Cllr Anne Moss."
        await burst(app, pilot, "ctrl+z", "ctrl+z")
        assert app.editor.text == "It was agreed by Mo"


async def test_clauses_show_their_numbers_and_an_empty_field_says_what_to_do():
    async with desk(placeholder="Type what was said here; Ctrl+N goes on to the next item.") as (
        app,
        pilot,
    ):
        assert seen(app)[0].startswith("Type what was said here; Ctrl+N goes on to the next item.")
        await burst(app, pilot, "tab", *"agree", "enter")
        assert seen(app)[13].startswith("agree ")
        await burst(app, pilot, *"note")
        assert [line[:8].rstrip() for line in seen(app)[13:15]] == ["1. agree", "2. note"]
        assert app.resolved.text == "agree\nnote"
        app.resolved.clause_mode = False
        await pilot.pause()
        assert seen(app)[13].startswith("agree ")


async def test_the_mouse_places_the_cursor_selects_and_scrolls():
    async with desk("The board\n" * 50) as (app, pilot):
        await pilot.click(app.editor, offset=(4, 1))
        assert app.editor.cursor == (1, 4)
        await pilot.mouse_down(app.editor, offset=(4, 2))
        await pilot.hover(app.editor, offset=(9, 2))
        await pilot.mouse_up(app.editor, offset=(9, 2))
        assert app.editor.selected_text == "board"
        await pilot._post_mouse_events([events.MouseScrollDown], app.editor, offset=(1, 1))
        assert app.editor.scroll_offset.y > 0
        await burst(app, pilot, "x")
        assert app.editor.scroll_offset.y <= 2
        assert app.editor.text.split("\n")[2] == "The x"


async def test_a_person_can_give_a_key_to_an_act_of_the_editor():
    async with desk() as (app, pilot):
        app.set_keymap({"editor.undo": "f9"})
        await burst(app, pilot, "a", "f9")
        assert app.editor.text == ""


async def test_the_text_is_laid_out_again_when_the_window_changes():
    async with desk(LONG) as (app, pilot):
        app.editor.cursor = (0, len(LONG))
        for size in ((40, 12), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "further paper." in " ".join(seen(app))
            assert max(map(len, seen(app))) == size[0]


async def test_a_field_can_be_as_high_as_its_text():
    async with desk() as (app, pilot):
        app.resolved.styles.height = "auto"
        app.resolved.insert("agree\n" + "note " * 20)
        await pilot.pause()
        assert app.resolved.size.height == 3
        await burst(app, pilot, "tab", "ctrl+u", "ctrl+u")
        await pilot.pause()
        assert app.resolved.size.height == 1
