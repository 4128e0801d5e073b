"""A list of any length: only the lines on screen are drawn, only those that change are sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from board.text import visible
from widgets.cells import PER_CELL, STYLES, Cell, fit


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list."""

    title: str
    width: int
    """Cells; 0 takes what the others leave."""
    right: bool = False
    """Whether text is set to the right, as numbers are."""


Row = Sequence[Cell | str]


class Listing(ScrollView, can_focus=True):
    """Rows of cells with one current row.

    The rows are asked for one by one as they come on screen, so a list of
    50,000 opens as fast as one of fifteen.
    """

    COMPONENT_CLASSES = {
        "listing--cursor",
        "listing--cursor-blurred",
        "listing--head",
        "listing--empty",
        *(f"listing--{style}" for style in STYLES),
    }
    DEFAULT_CSS = """
    Listing {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & .listing--cursor { text-style: bold reverse; }
        & .listing--cursor-blurred { background: $boost; text-style: bold; }
        &:nocolor .listing--cursor-blurred { text-style: bold underline; }
        & .listing--head { text-style: bold; color: $text-muted; }
        & .listing--dim { color: $text-muted; }
        & .listing--success { color: $text-success; }
        & .listing--warning { color: $text-warning; }
        & .listing--error { color: $text-error; text-style: bold; }
        & .listing--accent { color: $text-accent; text-style: bold; }
        & .listing--strong { text-style: bold; }
        & .listing--empty { color: $text-muted; text-style: italic; }
    }
    """
    BINDINGS = [
        Binding("up,k", "move(-1)", "Up", show=False, id="list.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="list.page_down"),
        Binding("home", "move_to(0)", "First", show=False, id="list.first"),
        Binding("end", "move_to(-1)", "Last", show=False, id="list.last"),
        Binding("enter", "choose", "Open", show=False, id="list.open"),
    ]

    class Moved(Message):
        """Another row has become the current one."""

        def __init__(self, listing: Listing, index: int) -> None:
            super().__init__()
            self.listing = listing
            self.index = index

        @property
        def control(self) -> Listing:
            """The list it happened in."""
            return self.listing

    class Chosen(Moved):
        """Enter was pressed on the current row."""

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "",
        head: bool = True,
        stays: bool = True,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.columns = tuple(columns)
        self.empty = empty
        """What to say, and which key to press, when there is nothing to list."""
        self.head = head
        """Whether the column titles stand above the rows."""
        self.stays = stays
        """Whether the current row is marked while the keys are elsewhere."""
        self.index = 0
        """The current row, from 0."""
        self.count = 0
        self._row: Callable[[int], Row] = lambda index: ()
        self._filled = False
        """Whether anybody has said what there is to list."""

    def show(self, count: int, row: Callable[[int], Row], index: int | None = None) -> None:
        """List `count` rows, each asked from `row`; keep the current row, or make it `index`."""
        self.count = count
        self._row = row
        self._filled = True
        wanted = self.index if index is None else index
        self.index = max(0, min(wanted, count - 1))
        size = Size(self.scrollable_content_region.width, count + self.head)
        if size != self.virtual_size:
            # Only a list that is as high as its rows has the screen laid out anew.
            if self.styles.auto_dimensions:
                self.virtual_size = size
            else:
                self.set_reactive(Listing.virtual_size, size)
                self._scroll_update(size)
        self._keep_in_view()
        self.refresh()

    def redraw_row(self, index: int) -> None:
        """Draw one row again, because what it shows has changed."""
        self._refresh_line(index)

    def move_to(self, index: int) -> None:
        """Make another row the current one; past either end means the end."""
        if not self.count:
            return
        index = max(0, min(index, self.count - 1))
        if index == self.index:
            return
        before, self.index = self.index, index
        self._refresh_line(before)
        self._refresh_line(index)
        self._keep_in_view()
        self.post_message(self.Moved(self, index))

    def action_move(self, by: int) -> None:
        """Up or down by so many rows."""
        self.move_to(self.index + by)

    def action_page(self, by: int) -> None:
        """A screenful up or down."""
        self.move_to(self.index + by * max(1, self._height() - 1))

    def action_move_to(self, index: int) -> None:
        """To the first row (0) or the last (-1)."""
        self.move_to(index if index >= 0 else self.count - 1)

    def action_choose(self) -> None:
        """Open the current row."""
        if self.count:
            self.post_message(self.Chosen(self, self.index))

    def on_click(self, event: events.Click) -> None:
        """The row under the mouse becomes current; twice opens it."""
        row = event.get_content_offset_capture(self).y - self.head
        if row >= 0:
            self.move_to(row + self.scroll_offset.y)
            if event.chain == 2:
                self.action_choose()

    def on_focus(self) -> None:
        """The current row shows that the keys are here."""
        self._refresh_line(self.index)

    def on_blur(self) -> None:
        """The current row shows that the keys have gone."""
        self._refresh_line(self.index)

    def on_resize(self) -> None:
        """Keep the current row in view."""
        self._keep_in_view()

    def render_line(self, y: int) -> Strip:
        """One line of the screen: the titles, a row, or the words for an empty list."""
        width = self.size.width
        if self.head and y == 0:
            return self._drawn([column.title for column in self.columns], width, "listing--head")
        index = y - self.head + self.scroll_offset.y
        if self._filled and not self.count and y == self.head:
            words = " " + self.empty
            return self._strip([(words, self._style("listing--empty"))], width, self.rich_style)
        if not 0 <= index < self.count:
            return Strip.blank(width, self.rich_style)
        whole = ""
        if index == self.index and (self.stays or self.has_focus):
            whole = "listing--cursor" if self.has_focus else "listing--cursor-blurred"
        return self._drawn(self._row(index), width, whole)

    def _drawn(self, cells: Row, width: int, whole: str) -> Strip:
        """Cells side by side; `whole` is the component class of the entire line."""
        over = self._style(whole) if whole else None
        plain = over or self.rich_style  # which is worked out anew each time it is asked for
        pieces: list[tuple[str, Style]] = []
        for column, size, cell in zip(self.columns, self._widths(width), cells, strict=False):
            text, name = (cell, "") if isinstance(cell, str) else (cell.text, cell.style)
            style = self._style(f"listing--{name}") if name and not over else plain
            seen = visible(text[: PER_CELL * size])
            pieces.append((fit(seen, size, right=column.right) + " ", style))
        return self._strip(pieces, width, plain)

    def _strip(self, pieces: Sequence[tuple[str, Style]], width: int, rest: Style) -> Strip:
        segments = [Segment(text, style) for text, style in pieces]
        return Strip(segments).adjust_cell_length(width, rest)

    def _widths(self, width: int) -> list[int]:
        fixed = sum(column.width + 1 for column in self.columns if column.width)
        loose = sum(1 for column in self.columns if not column.width)
        share = max(4, (width - fixed) // loose - 1) if loose else 0
        return [column.width or share for column in self.columns]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name)

    def _height(self) -> int:
        return max(1, self.scrollable_content_region.height - self.head)

    def _refresh_line(self, index: int) -> None:
        y = index - self.scroll_offset.y + self.head
        if self.head <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _keep_in_view(self) -> None:
        """Scroll by half a page when the current row leaves the view.

        A list that stands still sends two lines only, and one that scrolls sends
        every line: so it stands still for many rows, and then goes half a page.
        """
        top, height = self.scroll_offset.y, self._height()
        if not top <= self.index < top + height:
            # By force, because a list just filled has no scroll bar yet that would let it.
            line = max(0, self.index - height // 2)
            self.scroll_to(y=line, animate=False, immediate=True, force=True)
