"""One line to type in: what a terminal would obey is shown as a mark, and nothing is lost."""

from __future__ import annotations

import re

from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from widgets.marks import shown

_LINE_END = re.compile(r"\r\n|\r|\n")


class Field(Input):
    """A line of text, kept exactly as typed or pasted.

    Pasted line breaks become spaces, because a line has none; a stock `Input`
    would drop everything after the first.
    """

    DEFAULT_CSS = """
    Field, Field:focus { border: none; height: 1; padding: 0 1; background: $surface; }
    Field:focus { background: $boost; }
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
    """A line that grows moves nothing else: a stock `Input` lays the screen out anew each key."""

    def __init__(self, value: str = "", *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(value, placeholder=placeholder, id=id, select_on_focus=False)
        # A blinking cursor would send bytes down a quiet line.
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        return Text(shown(self.value), no_wrap=True, overflow="ignore", end="")

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(_LINE_END.sub(" ", event.text), *self.selection)
