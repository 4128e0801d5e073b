"""The risk matrix on screen: a cell for each rating, with how many risks stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.color import Color, ColorParseError
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from board.text import visible
from widgets.cells import fit

Place = tuple[int, int]
"""Impact and likelihood, both from 1."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band as the matrix draws it: word and shape beside the colour, which carries nothing."""

    name: str
    shape: str
    colour: str
    """A colour name or #rrggbb; what is no colour is drawn without one."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a matrix shows."""

    bands: Mapping[Place, Band | None]
    """The band of each cell."""
    counts: Mapping[Place, int]
    impacts: Sequence[str]
    """The names of its levels, lowest first."""
    likelihoods: Sequence[str]
    axes: tuple[str, str]
    """What impact and likelihood are called."""
    ascii: bool = False

    @property
    def legend(self) -> list[Band]:
        """Every band, once, mildest first."""
        return list(dict.fromkeys(band for band in self.bands.values() if band))


_NAMED = 8
"""Cells from which a column is headed by its name, and not by its number alone."""
_BLANK = Chart({}, {}, (), (), ("", ""))


class Grid(Widget, can_focus=True):
    """Impact up the side, likelihood along the foot; one cell is current.

    Where a cell is wide enough it holds the word of its band; where not, the shape,
    and the words stand below.
    """

    COMPONENT_CLASSES = {"grid--label"}
    DEFAULT_CSS = """
    Grid {
        height: auto;
        width: 1fr;
        & .grid--label { color: $text-muted; }
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

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.chart = _BLANK
        self.place: Place = (1, 1)
        """The current cell."""
        self.chosen: Place | None = None
        """The cell the list is filtered by."""

    def show(self, chart: Chart, chosen: Place | None) -> None:
        """Draw another matrix, with the cell the list is filtered by."""
        if (chart, chosen) == (self.chart, self.chosen):
            return
        grown = len(chart.impacts) != len(self.chart.impacts)
        self.chart, self.chosen = chart, chosen
        rows, columns = len(chart.impacts), len(chart.likelihoods)
        self.place = (min(self.place[0], rows), min(self.place[1], columns))
        self.refresh(layout=grown)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """The axes, the levels, their names, and a line on the bands or the current cell."""
        return self._tall(width) * len(self.chart.impacts) + 3

    def action_step(self, up: int, along: int) -> None:
        """To a neighbouring cell."""
        rows, columns = len(self.chart.impacts), len(self.chart.likelihoods)
        before, (impact, likelihood) = self.place, self.place
        self.place = (max(1, min(rows, impact + up)), max(1, min(columns, likelihood + along)))
        self._redraw(before, self.place)

    def action_choose(self) -> None:
        """Filter by the current cell."""
        if self.chart.impacts:
            self.post_message(self.Chosen(self.place))

    def on_click(self, event: events.Click) -> None:
        """The cell under the mouse is filtered by."""
        offset = event.get_content_offset_capture(self)
        side, wide, tall = self._measures(self.size.width)
        row = len(self.chart.impacts) - (offset.y - 1) // tall
        column = (offset.x - side) // wide + 1
        if (row, column) in self.chart.bands:
            before, self.place = self.place, (row, column)
            self._redraw(before, self.place)
            self.action_choose()

    def on_focus(self) -> None:
        """The current cell shows that the keys are here."""
        self._redraw(self.place)

    def on_blur(self) -> None:
        """The current cell shows that the keys have gone."""
        self._redraw(self.place)

    def render_line(self, y: int) -> Strip:
        """One line: the axes, part of a row of cells, the likelihoods, or what is said of them."""
        chart, width = self.chart, self.size.width
        side, wide, tall = self._measures(width)
        level = len(chart.impacts) - (y - 1) // tall
        label = self.get_component_rich_style("grid--label")
        if not chart.impacts:
            return Strip.blank(width, self.rich_style)
        if y == 0:
            up, along = ("^", ">") if chart.ascii else ("↑", "→")
            first, second = map(visible, chart.axes)
            segments = [Segment(f"{first} {up}  {second} {along}", label)]
        elif level >= 1:
            first_line = (y - 1) % tall == 0
            head = f"{level} {visible(chart.impacts[level - 1])}" if first_line else ""
            segments = [Segment(fit(head, side - 1) + " ", label)]
            for likelihood in range(1, len(chart.likelihoods) + 1):
                segments += self._cell((level, likelihood), first_line, wide, tall)
        elif y == 1 + tall * len(chart.impacts):
            segments = [Segment(" " * side, self.rich_style)]
            for number, name in enumerate(map(visible, chart.likelihoods), 1):
                # The beginning of a name says something, a letter or two of it nothing.
                words = f"{number} {name}" if wide > _NAMED else f" {number}"
                segments.append(Segment(fit(words, wide - 1) + " ", label))
        else:
            segments = [Segment(self._said(), label)]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _cell(self, place: Place, first_line: bool, wide: int, tall: int) -> list[Segment]:
        band, count = self.chart.bands.get(place), self.chart.counts.get(place, 0)
        number = str(count) if count else ""
        if tall == 1:
            words = f"{band.shape if band else '?'} {number}"
        elif first_line:
            words = number
        else:
            words = visible(band.name) if band else "no band"
        style = self.rich_style + (_coloured(band.colour) if band else Style())
        style += Style(bold=bool(count))
        if place == self.place and self.has_focus:
            style += Style(reverse=True, bold=True)
        if place == self.chosen:
            style += Style(bold=True, underline=True)
            words = f"[{words}]" if first_line else f" {words}"
            return [Segment(fit(words, wide), style)]
        return [Segment(fit(f" {words}", wide - 1), style), Segment(" ", self.rich_style)]

    def _said(self) -> str:
        """The bands in words; of the cell that has the keys, what it stands for."""
        chart = self.chart
        if not self.has_focus:
            return "  ".join(f"{each.shape} {visible(each.name)}" for each in chart.legend)
        impact, likelihood = self.place
        band, times = chart.bands.get(self.place), "x" if chart.ascii else "×"
        names = f" {times} ".join(
            visible(names[level - 1])
            for names, level in zip((chart.impacts, chart.likelihoods), self.place, strict=True)
        )
        word = f"{band.shape} {visible(band.name)}" if band else "in no band"
        return f"{names} = {impact * likelihood} {word}: {chart.counts.get(self.place, 0)}"

    def _measures(self, width: int) -> tuple[int, int, int]:
        """Cells for the names at the side and for each cell, and lines for each level."""
        names = max((cell_len(visible(name)) for name in self.chart.impacts), default=0) + 3
        columns = max(1, len(self.chart.likelihoods))
        side = max(4, min(names, width - 6 * columns))
        return side, max(4, (width - side) // columns), self._tall(width)

    def _tall(self, width: int) -> int:
        """Two lines for each level where the words of the bands fit into a cell, else one."""
        columns = max(1, len(self.chart.likelihoods))
        words = max((cell_len(visible(each.name)) for each in self.chart.legend), default=0)
        return 2 if (width - 12) // columns >= words + 2 else 1

    def _redraw(self, *places: Place) -> None:
        tall, rows = self._tall(self.size.width), len(self.chart.impacts)
        for row in {place[0] for place in places}:
            self.refresh(Region(0, 1 + tall * (rows - row), self.size.width, tall))
        self.refresh(Region(0, 2 + tall * rows, self.size.width, 1))


_READABLE = {
    "green": "#2f7d4f",
    "yellow": "#d9c04a",
    "amber": "#d98f2b",
    "orange": "#d98f2b",
    "red": "#b3362d",
    "blue": "#2f5fa8",
}
"""The colours that boards name, as words can be read on them."""


def _coloured(name: str) -> Style:
    """The colour of a band behind black or white words, whichever can be read."""
    bare = name.strip().casefold()
    try:
        colour = Color.parse(_READABLE.get(bare, bare))
    except ColorParseError:
        return Style()
    words = "#000000" if colour.brightness > 0.5 else "#ffffff"
    return Style(bgcolor=colour.rich_color, color=words)
