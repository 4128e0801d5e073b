"""The risk matrix on screen: a cell for each rating, with how many risks stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from board.text import visible
from widgets.cells import fit


@dataclass(frozen=True, slots=True)
class Square:
    """One cell of the matrix as drawn."""

    band: str
    """The band's word; it stands in the cell, because a colour is never the only carrier."""
    colour: str
    """A colour name or #rrggbb; what is no colour is drawn without one."""
    count: int = 0


Place = tuple[int, int]
"""Impact and likelihood, both from 1."""


class Grid(Widget, can_focus=True):
    """Impact up the side, likelihood along the foot; one cell is current."""

    COMPONENT_CLASSES = {"grid--label", "grid--cursor", "grid--chosen"}
    DEFAULT_CSS = """
    Grid {
        height: auto;
        width: 1fr;
        & .grid--label { color: $text-muted; }
        & .grid--cursor { text-style: reverse bold; }
        & .grid--chosen { text-style: bold underline; }
    }
    """
    BINDINGS = [
        Binding("up,k", "step(1, 0)", "Up", show=False, id="grid.up"),
        Binding("down,j", "step(-1, 0)", "Down", show=False, id="grid.down"),
        Binding("left", "step(0, -1)", "Left", show=False, id="grid.left"),
        Binding("right", "step(0, 1)", "Right", show=False, id="grid.right"),
        Binding("enter", "choose", "Filter by this cell", show=False, id="grid.choose"),
    ]

    class Chosen(Message):
        """Enter was pressed on a cell."""

        def __init__(self, grid: Grid, place: Place) -> None:
            super().__init__()
            self.grid = grid
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._squares: Mapping[Place, Square] = {}
        self._impacts: Sequence[str] = ()
        self._likelihoods: Sequence[str] = ()
        self._axes = ("", "")
        self.place: Place = (1, 1)
        """The current cell."""
        self.chosen: Place | None = None
        """The cell the list is filtered by."""

    def show(
        self,
        squares: Mapping[Place, Square],
        impacts: Sequence[str],
        likelihoods: Sequence[str],
        axes: tuple[str, str],
    ) -> None:
        """Draw these cells, with the names of the levels and of both axes."""
        grown = (len(impacts), len(likelihoods)) != (len(self._impacts), len(self._likelihoods))
        self._squares, self._impacts, self._likelihoods = squares, impacts, likelihoods
        self._axes = axes
        self.place = (min(self.place[0], len(impacts)), min(self.place[1], len(likelihoods)))
        self.refresh(layout=grown)

    def get_content_height(self, *_: object) -> int:
        """Two lines a level, and one each for the axes."""
        return 2 * len(self._impacts) + 2

    def action_step(self, up: int, along: int) -> None:
        """To a neighbouring cell."""
        before = self.place
        impact = max(1, min(len(self._impacts), before[0] + up))
        likelihood = max(1, min(len(self._likelihoods), before[1] + along))
        self.place = (impact, likelihood)
        for place in {before, self.place}:
            self._refresh_row(place[0])

    def action_choose(self) -> None:
        """Filter by the current cell; again, by none."""
        self.chosen = None if self.chosen == self.place else self.place
        self.refresh()
        self.post_message(self.Chosen(self, self.place))

    def on_focus(self) -> None:
        """The current cell shows that the keys are here."""
        self._refresh_row(self.place[0])

    def on_blur(self) -> None:
        """The current cell shows that the keys have gone."""
        self._refresh_row(self.place[0])

    def render_line(self, y: int) -> Strip:
        """One line: the names of the axes, half a row of cells, or the likelihoods."""
        width = self.size.width
        side = min(14, max(4, width // 4))
        each = max(4, (width - side) // max(1, len(self._likelihoods)))
        label = self.get_component_rich_style("grid--label")
        if y == 0:
            words = f"{visible(self._axes[0])} ↑   {visible(self._axes[1])} →"
            return Strip([Segment(fit(words, width), label)])
        row = len(self._impacts) - (y - 1) // 2
        if row < 1:
            names = [
                fit(f"{n} {visible(name)}", each - 1) + " "
                for n, name in enumerate(self._likelihoods, 1)
            ]
            line = Strip([Segment(" " * side), *(Segment(name, label) for name in names)])
            return line.adjust_cell_length(width, self.rich_style)
        upper = (y - 1) % 2 == 0
        head = f"{row} {visible(self._impacts[row - 1])}" if upper else ""
        segments = [Segment(fit(head, side - 1) + " ", label)]
        for likelihood in range(1, len(self._likelihoods) + 1):
            segments += self._half((row, likelihood), upper, each)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _half(self, place: Place, upper: bool, width: int) -> list[Segment]:
        square = self._squares.get(place)
        if square is None:
            return [Segment(" " * width)]
        words = (str(square.count) if square.count else "") if upper else visible(square.band)
        style = self.rich_style + _coloured(square.colour)
        if place == self.chosen:
            style += self.get_component_rich_style("grid--chosen")
        if place == self.place and self.has_focus:
            style += Style(reverse=True, bold=True)
        elif upper and square.count:
            style += Style(bold=True)
        return [Segment(fit(f" {words}", width - 1), style), Segment(" ", self.rich_style)]

    def _refresh_row(self, row: int) -> None:
        y = 1 + 2 * (len(self._impacts) - row)
        self.refresh(Region(0, y, self.size.width, 2))


def _coloured(colour: str) -> Style:
    """The colour of a band behind dark or light words, whichever can be read."""
    backgrounds = {
        "green": ("#2f7d4f", "white"),
        "yellow": ("#d9c04a", "black"),
        "amber": ("#d98f2b", "black"),
        "orange": ("#d98f2b", "black"),
        "red": ("#b3362d", "white"),
        "blue": ("#2f5fa8", "white"),
    }
    known = backgrounds.get(colour.casefold())
    return Style(bgcolor=known[0], color=known[1]) if known else Style()
