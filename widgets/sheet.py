"""A page of words to read: help, a history, the papers of a meeting."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static


class Sheet(VerticalScroll, can_focus=True):
    """A read-only page that scrolls. Its words are shown as they are, never as markup."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    Sheet > Static { width: 1fr; height: auto; }
    """

    def __init__(self, text: RenderableType | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Text() if text is None else text

    def compose(self) -> ComposeResult:
        """The page."""
        yield Static(self._text)

    def show(self, text: RenderableType) -> None:
        """Put other words on the page."""
        self._text = text
        if self.is_mounted:
            self.query_one(Static).update(text)
