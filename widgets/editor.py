"""The minute editor: prose typed live, with as little sent to the terminal as can be.

After anything happens, the editor works out what each line of its view should
show and repaints only those that differ from what they show now.
"""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from widgets.editor_keys import KEYS
from widgets.page import Page, ViewLine
from widgets.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual.binding import BindingType

    from widgets.prose import Position

CLIPBOARD_LIMIT = 100_000
"""Characters beyond which a copy stays in the app: terminals refuse or choke on more."""

_CHORDS = ("ctrl+", "alt+", "super+", "hyper+", "meta+")
_EDITS = frozenset(("newline", "erase", "kill", "undo", "redo", "cut", "paste"))


class Editor(ScrollView, can_focus=True):
    """A field of prose, typed live."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = list(KEYS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "editor--text",
        "editor--cursor",
        "editor--selection",
        "editor--gutter",
        "editor--placeholder",
    }
    DEFAULT_CSS = """
    Editor {
        height: 1fr;
        color: $foreground;
        background: $surface;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size: 0 1;
        pointer: text;
        & > .editor--cursor { text-style: reverse; }
        & > .editor--selection {
            color: $input-selection-foreground;
            background: $input-selection-background;
        }
        & > .editor--gutter { color: $text-muted; }
        & > .editor--placeholder { color: $text-muted; text-style: italic; }
        &:ansi > .editor--selection, &:nocolor > .editor--selection {
            text-style: bold underline;
        }
    }
    """

    placeholder = reactive("", repaint=False, init=False)
    """What an empty field says, such as which key to press."""
    read_only = reactive(False, repaint=False, init=False)
    """Whether keys only move about. Letters then act on the screen, as in a list."""
    clause_mode = reactive(False, repaint=False, init=False)
    """Whether each line that is not blank is a clause and shows its label beside it."""
    labels: reactive[Callable[[int], Sequence[str]] | None] = reactive(
        None, repaint=False, init=False
    )
    """Gives the labels of so many clauses: ``1.`` ``2.``, or ``a)`` ``b)``, or ``""``."""

    class Changed(Message):
        """The text was changed by a key, a paste or a call, but not by `Editor.load`.

        It carries no text: several changes close together may come as one message,
        and `Editor.text` is always the latest.
        """

        def __init__(self, editor: Editor) -> None:
            super().__init__()
            self.editor = editor

        @property
        def control(self) -> Editor:
            """The editor, so that handlers can select it."""
            return self.editor

        def can_replace(self, message: Message) -> bool:
            """One message for many changes is enough."""
            return isinstance(message, Editor.Changed) and message.editor is self.editor

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        read_only: bool = False,
        clause_mode: bool = False,
        labels: Callable[[int], Sequence[str]] | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(id=id, classes=classes, disabled=disabled)
        self._page = Page()
        self._page.load(text)
        self._lines: list[ViewLine] = []
        """What each line of the view shows, from the top of the view."""
        self._styles_known: dict[str, Style] = {}
        self._dragging = False
        self._version = self._page.prose.version
        self.set_reactive(Editor.placeholder, placeholder)
        self.set_reactive(Editor.read_only, read_only)
        self.set_reactive(Editor.clause_mode, clause_mode)
        self.set_reactive(Editor.labels, labels)

    # The text and the cursor

    @property
    def text(self) -> str:
        """The whole text. Setting it is `load`."""
        return self._page.prose.text

    @text.setter
    def text(self, text: str) -> None:
        self.load(text)

    @property
    def cursor(self) -> Position:
        """Row (paragraph) and column (character) of the cursor, both from 0."""
        return self._page.prose.cursor

    @cursor.setter
    def cursor(self, position: Position) -> None:
        self._page.go(position)
        self._show()

    @property
    def selected_text(self) -> str:
        """The text that is selected; empty when nothing is."""
        return self._page.prose.between(*self._page.prose.selection)

    def load(self, text: str, keep_cursor: bool = False) -> None:
        """Show another text, exactly as it is; what was typed before cannot be undone.

        The cursor goes to the start, or with `keep_cursor` stays as near as it can.
        """
        self._page.load(text, keep_cursor)
        self._version = self._page.prose.version
        self._show()

    def insert(self, text: str) -> None:
        """Put `text` at the cursor, in place of any selection, as one undo."""
        self._page.prose.insert(text)
        self._edited()

    def word_before_cursor(self) -> str:
        """The word, or the part of one, that ends at the cursor."""
        return self._page.prose.word_before()

    def replace_before_cursor(self, length: int, text: str) -> None:
        """Put `text` in place of the `length` characters before the cursor, as one undo."""
        self._page.prose.replace_before(length, text)
        self._edited()

    # Keys

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Whether `key` is typed here, so that no screen may bind it meanwhile."""
        letter = character is not None and character.isprintable()
        return letter and not self.read_only and not key.startswith(_CHORDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether a key may act: those that edit may not while read only."""
        return not (self.read_only and action in _EDITS)

    async def _on_key(self, event: events.Key) -> None:
        """Type the key, or do what it is bound to, here and now.

        A key that went up to the app to be handled would act after the letters
        typed behind it, when a slow line delivers several at once.
        """
        target = self.app.focused or self.app.screen
        if target is not self:
            # The key before this one moved the focus, and this was meant to follow it.
            target._forward_event(event.copy())
        elif self.check_consume_key(event.key, event.character):
            self._page.prose.type(event.character or "")
            self._edited()
        elif not await self._run_binding(event.key):
            return
        event.stop()
        event.prevent_default()

    async def _run_binding(self, key: str) -> bool:
        bound = self.screen.active_bindings.get(key)
        if not bound or not bound.enabled:
            return False
        return await self.app.run_action(bound.binding.action, bound.node)

    def _on_paste(self, event: events.Paste) -> None:
        if not self.read_only:
            event.stop()
            self.insert(event.text)

    def action_move(self, motion: str, select: bool = False) -> None:
        """Move the cursor, selecting on the way if `select`."""
        self._page.move(motion, select, max(1, self._view.height - 1))
        self._show()

    def action_newline(self) -> None:
        """Start a new paragraph."""
        self._page.prose.type("\n")
        self._edited()

    def action_erase(self, motion: str) -> None:
        """Delete the selection, or from the cursor to where `motion` leads."""
        self._page.prose.erase(self._page.destination(motion))
        self._edited()

    def action_kill(self, motion: str) -> None:
        """Cut from the cursor to where `motion` leads, or the newline if it leads nowhere."""
        prose = self._page.prose
        to = self._page.destination(motion)
        if to == prose.cursor:
            to = self._page.destination("right" if motion == "paragraph_end" else "left")
        # Only a copy goes to the terminal's clipboard: cutting a word must not overwrite it.
        self.app._clipboard = prose.erase(to, whole=True) or self.app.clipboard
        self._edited()

    def action_undo(self) -> None:
        """Take back the last burst of typing, or the last cut, paste or deletion."""
        self._page.prose.undo()
        self._edited()

    def action_redo(self) -> None:
        """Do again what was last undone."""
        self._page.prose.redo()
        self._edited()

    def action_copy(self) -> None:
        """Copy the selection here and to the terminal's clipboard."""
        text = self.selected_text
        if len(text) > CLIPBOARD_LIMIT:
            self.app._clipboard = text
        elif text:
            self.app.copy_to_clipboard(text)

    def action_cut(self) -> None:
        """Copy the selection and take it out."""
        self.action_copy()
        self._page.prose.erase(self.cursor, whole=True)
        self._edited()

    def action_paste(self) -> None:
        """Paste what was last cut or copied in this app."""
        self.insert(self.app.clipboard)

    # The mouse

    def _pointed(self, event: events.MouseEvent) -> Position:
        at = event.get_content_offset_capture(self)
        return self._page.position(at.y + self.scroll_offset.y, at.x - self._page.gutter)

    async def _on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragging = True
        self.capture_mouse()
        self._page.go(self._pointed(event), event.shift)
        self._show()

    def _on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragging:
            self._page.go(self._pointed(event), select=True)
            self._show()

    async def _on_mouse_up(self, event: events.MouseUp) -> None:
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    # When to look again

    def _on_resize(self) -> None:
        self._show()

    def _look_again(self) -> None:
        self._show(follow=False)

    _watch_has_focus = _look_again
    watch_placeholder = watch_read_only = watch_clause_mode = watch_labels = _look_again

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Follow the wheel and the scroll bar."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = new_value
        self._repaint()

    def notify_style_update(self) -> None:
        """Take up new colours, and new borders that leave more or less room."""
        super().notify_style_update()
        self._styles_known.clear()
        if self.is_mounted:
            self.call_later(self._look_again)

    # What is seen

    @property
    def _view(self) -> Size:
        return self.scrollable_content_region.size

    @property
    def _clause_labels(self) -> Callable[[int], Sequence[str]] | None:
        return self.labels if self.clause_mode else None

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines the text takes, for a field that is as high as its text."""
        self._page.fit(width - self.scrollbar_size_vertical, self._clause_labels)
        return self._page.height

    def _edited(self) -> None:
        self._show()
        if self._version != self._page.prose.version:
            self._version = self._page.prose.version
            self.post_message(self.Changed(self))

    def _show(self, follow: bool = True) -> None:
        """Bring the screen up to date, and the cursor into view if `follow`."""
        view = self._view
        if not view:
            return
        self._page.fit(view.width, self._clause_labels)
        self._measure()
        line, cell = self._page.place(self.cursor)
        top = self.scroll_offset.y
        if follow and not top <= line < top + view.height:
            top = line if line < top else line - view.height + 1
            self.scroll_to(y=top, animate=False, force=True)
        self._repaint()
        if self.has_focus:
            # Input methods open their window where the terminal has its own cursor.
            at = Offset(cell + self._page.gutter, line - self.scroll_offset.y)
            self.app.cursor_position = self.scrollable_content_region.offset + at

    def _measure(self) -> None:
        """Tell the scroll bar how long the text is, without a layout of the whole screen."""
        size = Size(0, self._page.height)
        if size == self.virtual_size:
            return
        if self.styles.auto_dimensions:
            self.virtual_size = size
        else:
            self.set_reactive(Editor.virtual_size, size)
        self._scroll_update(size)

    def _repaint(self) -> None:
        """Repaint the lines of the view that are to show something else than they do."""
        view, old = self._view, self._lines
        self._lines = self._seen(view) if view else []
        changed = [
            Region(0, y, view.width, 1)
            for y, (was, now) in enumerate(zip_longest(old, self._lines))
            if was != now
        ]
        if changed:
            self.refresh(*changed)

    def _seen(self, view: Size) -> list[ViewLine]:
        if self.placeholder and self._page.prose.end == (0, 0):
            starts = [0, *wrap(self.placeholder, max(2, view.width - 1)), len(self.placeholder)]
            texts = [self.placeholder[start:end] for start, end in pairwise(starts)]
            lines = [ViewLine(text, faint=True) for text in texts[: view.height]]
            return [lines[0]._replace(cursor=0 if self.has_focus else None), *lines[1:]]
        return self._page.lines(self.scroll_offset.y, view.height, cursor=self.has_focus)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        line = self._lines[y] if y < len(self._lines) else ViewLine("")
        parts = line.parts(self._view.width, self._page.gutter)
        strip = Strip(Segment(text, self._style(kind)) for text, kind in parts)
        return strip.adjust_cell_length(self._view.width, self._style("text"))

    def _style(self, kind: str) -> Style:
        if kind not in self._styles_known:
            self._styles_known[kind] = self.get_component_rich_style(f"editor--{kind}")
        return self._styles_known[kind]
