"""One line of words: the masthead, the room line, the line of keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from board.text import visible
from widgets.cells import PER_CELL, STYLES, Cell


class Line(Widget):
    """A line with words on the left and words on the right; drawn again only when they change.

    Where both do not fit, the left gives way: what stands on the right (the
    save state, the clock) is what must not be lost.
    """

    COMPONENT_CLASSES = {f"line--{style}" for style in STYLES}
    DEFAULT_CSS = """
    Line {
        height: 1;
        width: 1fr;
        & .line--dim { color: $text-muted; }
        & .line--success { color: $text-success; }
        & .line--warning { color: $text-warning; text-style: bold; }
        & .line--error { color: $text-error; text-style: bold reverse; }
        & .line--accent { color: $text-accent; text-style: bold; }
        & .line--strong { text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left: tuple[Cell, ...] = ()
        self._right: tuple[Cell, ...] = ()

    def say(self, left: Sequence[Cell] = (), right: Sequence[Cell] = ()) -> None:
        """Show these words."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    @property
    def words(self) -> str:
        """What the line says, without its colours."""
        return " ".join(cell.text for cell in (*self._left, *self._right))

    def render_line(self, y: int) -> Strip:
        """The line itself."""
        width = self.size.width
        right = self._segments(self._right)
        room = max(0, width - sum(segment.cell_length for segment in right))
        left = Strip(self._segments(self._left))
        if left.cell_length > room and room:
            kept = left.crop(0, room - 1)
            left = Strip([*kept, Segment("…", self.rich_style)])
        left = left.adjust_cell_length(room, self.rich_style)
        return Strip([*left, *right]).adjust_cell_length(width, self.rich_style)

    def _segments(self, cells: Sequence[Cell]) -> list[Segment]:
        return [
            Segment(
                visible(cell.text[: PER_CELL * self.size.width]),
                self.get_component_rich_style(f"line--{cell.style}")
                if cell.style
                else self.rich_style,
            )
            for cell in cells
        ]
