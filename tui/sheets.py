"""Pages over a screen: help, a history, a check list. Esc takes them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
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

    def __init__(self, title: str, text: RenderableType, *, leave: str = "Esc back") -> None:
        super().__init__()
        self._title, self._text, self._leave = title, text, leave

    def compose(self) -> ComposeResult:
        """The title, the page, and how to leave it."""
        with Vertical():
            yield Line(id="sheet-title")
            yield Sheet(self._text)

    def on_mount(self) -> None:
        """The page has the keys, so that arrows scroll it."""
        self.query_one("#sheet-title", Line).say(
            [Cell(self._title, "strong")], [Cell(f"arrows scroll · {self._leave}", "dim")]
        )
        self.query_one(Sheet).focus()


def help_page(commands: Sequence[Command], keymap: Mapping[str, str]) -> Table:
    """The commands as a page: key, name, and the command's own sentence."""
    page = Table.grid(padding=(0, 2))
    page.add_column(justify="right", no_wrap=True)
    page.add_column()
    for command in commands:
        keys = filter(None, keymap.get(command.id, command.key).split(","))
        names = " ".join(key_name(key) for key in keys)
        page.add_row(
            Text(names, "bold"), Text.assemble((f"{command.name}. ", "bold"), command.help)
        )
    return page


def lines_page(lines: Sequence[str]) -> Text:
    """Plain lines as a page; what would act is shown as a mark."""
    return Text("\n".join(visible(line, newlines=True) for line in lines))
