"""Pages over a screen: help, a history, a check list. Esc takes them away."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen

from board.text import visible
from tui.commands import Command, key_name
from widgets.cells import Cell
from widgets.line import Line
from widgets.sheet import Sheet


class SheetScreen(ModalScreen[None]):
    """A page to read over the screen it was asked from."""

    DEFAULT_CSS = """
    SheetScreen {
        align: center middle;
        & Vertical {
            width: 90%; max-width: 100; height: auto; max-height: 95%;
            border: round $primary; background: $panel; padding: 0 1;
        }
        & Sheet { height: auto; max-height: 100%; }
    }
    """
    BINDINGS = [Binding("escape,q,f1,question_mark,enter", "dismiss", "Back", show=False)]

    def __init__(self, title: str, text: Text) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The title, the page, and how to leave it."""
        with Vertical():
            yield Line(id="sheet-title")
            yield Sheet(self._text)

    def on_mount(self) -> None:
        """The page has the keys, so that arrows scroll it."""
        self.query_one("#sheet-title", Line).say(
            [Cell(self._title, "strong")], [Cell("arrows scroll · Esc back", "dim")]
        )
        self.query_one(Sheet).focus()


def help_page(commands: Sequence[Command], keymap: dict[str, str]) -> Text:
    """The commands as a page: key, name, and the command's own sentence."""
    page = Text()
    for command in commands:
        keys = keymap.get(command.id, command.key).split(",")
        names = " ".join(key_name(key) for key in keys)
        page.append(f"{names:>8}  ", "bold")
        page.append(f"{command.name}. ", "bold")
        page.append(f"{command.help}\n")
    return page


def lines_page(lines: Sequence[str]) -> Text:
    """Plain lines as a page; what would act is shown as a mark."""
    return Text("\n".join(visible(line, newlines=True) for line in lines))
