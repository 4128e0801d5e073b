"""A page of words to read: help, a history, the papers of a meeting."""

from __future__ import annotations

from itertools import zip_longest

from rich.console import RenderableType
from rich.text import Text
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Sheet(ScrollView, can_focus=True):
    """A read-only page that scrolls. Its words are shown as they are, never as markup.

    Where other words are put on the page, only the lines that differ are sent.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Sheet {
        height: 1fr;
        padding: 0 1;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self, text: RenderableType | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text = Text() if text is None else text
        self._lines: list[Strip] = []
        """The page as it is shown, from its first line to its last."""

    def show(self, text: RenderableType) -> None:
        """Put other words on the page."""
        self._text = text
        self._lay_out()

    def on_resize(self) -> None:
        """Lines break elsewhere on a page of another width."""
        self._lay_out()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Lines of the whole page."""
        return len(self._broken(width))

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        row, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        line = self._lines[row] if row < len(self._lines) else Strip.blank(width)
        return line.crop_extend(0, width, None).apply_style(self.rich_style)

    def _lay_out(self) -> None:
        width, before = self.scrollable_content_region.width, self._lines
        if not width:
            return
        self._lines = self._broken(width)
        size = Size(width, len(self._lines))
        if size != self.virtual_size:
            # Only a page that is as high as its words has the screen laid out anew.
            if self.styles.auto_dimensions:
                self.virtual_size = size
            else:
                self.set_reactive(Sheet.virtual_size, size)
            self._scroll_update(size)
        top = self.scroll_offset.y
        pairs = enumerate(zip_longest(before, self._lines))
        changed = [Region(0, row - top, width, 1) for row, (was, now) in pairs if was != now]
        if changed:
            self.refresh(*changed)

    def _broken(self, width: int) -> list[Strip]:
        """The page broken into lines of `width` cells."""
        console = self.app.console
        return [
            Strip(line)
            for line in console.render_lines(
                self._text, console.options.update(width=width, height=None, highlight=False)
            )
        ]
