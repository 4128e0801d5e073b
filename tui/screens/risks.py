"""Risks: the list, the matrix with its counts, and the record of one risk."""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Iterable, Sequence

from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from board.matrix import NOT_RATED, band, cells, in_order, written
from board.risks import Risk
from board.scoring import read_rating
from storage.places import names_of
from storage.risks import risk as whole_risk
from tui import risk_errands as errands
from tui.commands import RISKS_SCREEN, bindings
from tui.panes.risk_list import RiskList, band_shape
from tui.reviewing import freeze, show_movement
from tui.risk_log import Log, freshen, glance, read_log, worked_out
from tui.risk_page import risk_page
from tui.screens.base import BookScreen
from tui.sheets import SheetScreen
from widgets.cells import Cell
from widgets.grid import Band, Chart, Grid, Place
from widgets.line import Line
from widgets.listing import Listing
from widgets.sheet import Sheet

RESTS = 0.15
"""Seconds the cursor rests on a risk before its record is shown beside the list."""
OPEN = "is:open"
"""What is asked of the log at first."""

_CELL = re.compile(r'\s*\bcell:("[^"]*"?|\S*)')


class RisksScreen(BookScreen):
    """The risk log."""

    KEYS = RISKS_SCREEN
    BINDINGS = bindings(RISKS_SCREEN)
    TITLE_WORD = "Risks"
    CSS = """
    RisksScreen {
        & #list { width: 1fr; }
        & #side { width: 40%; min-width: 46; display: none; border-left: solid $primary; }
        & #matrix { padding: 0 1; margin-bottom: 1; }
        & #about { height: 2; background: $panel; }
        &.-wide #about { display: none; }
        &.-wide #side { display: block; }
        &.-narrow.-matrix #side { display: block; width: 1fr; border-left: none; }
        &.-narrow.-matrix #list { display: none; }
        &.-narrow.-matrix #record { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.risk_log: Log | None = None
        self.query_text = OPEN
        """What is asked of the log."""
        self._found = 0
        self._charted: Log | None = None
        self._bands: list[tuple[str, int, str]] = []
        """The shape of each band, how many open risks are in it, and its word."""
        self._resting: Timer | None = None
        self._reading = asyncio.Lock()

    def body(self) -> Iterable[Widget]:
        """The list, with a few words on its current risk; beside it the matrix over the record."""
        with Horizontal():
            with Vertical(id="list"):
                yield RiskList(id="risks")
                with Vertical(id="about"):
                    yield Line(id="words")
                    yield Line(id="doubts")
            with Vertical(id="side"):
                yield Grid(id="matrix")
                yield Sheet(id="record")

    # What is shown

    async def reread(self) -> None:
        """Read what changed, and show it; a long log is shown page by page as it comes."""
        ask, today = self.hwb.desk.ask, self.hwb.today()
        async with self._reading:
            known = self.risk_log
            if known is not None and known.ready:
                self._take(await ask(freshen, known, today))
            else:
                self._take(log := await ask(glance, today))
                if not log.whole:
                    await self._painted()
                    self._take(log := await ask(read_log, today))
                    # Not on the book's thread, where what is typed meanwhile is to be saved.
                    self._take(await asyncio.to_thread(worked_out, log))
                    # What a long log holds stays: the collector need not look at it between keys.
                    gc.freeze()
        await self.show_record()

    async def _painted(self) -> None:
        """Wait until what is shown has been sent, which a long read beside it would hold up."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        await painted.wait()

    def _take(self, log: Log) -> None:
        self.risk_log = log
        self.show_asked()

    def show_asked(self, query: str | None = None) -> str:
        """Show the risks that are asked for; returns what of the query was not understood."""
        log = self.risk_log
        if log is None:
            return ""
        if query is not None:
            self.query_text = query
        found, problem = log.asked(self.query_text)
        self._found = len(found)
        empty = "No risk is like that: Esc shows the open ones, / asks for others."
        if not log.risks:
            empty = "No risks yet: n adds one; hwb import risks FILE takes in a whole log."
        elif self.query_text.strip() == OPEN:
            empty = "No risk is open: n adds one, / and nothing behind it shows the closed ones."
        self.query_one(RiskList).show_risks(log, found, empty)
        self._show_matrix(log)
        self._show_about()
        self.show_masthead()
        return problem

    def masthead_words(self) -> tuple[Sequence[Cell], Sequence[Cell]]:
        """How many risks are shown of how many, and how many are in each band."""
        log = self.risk_log
        if log is None:
            return super().masthead_words()
        if not log.ready:
            return [Cell("reading the log …", "dim")], []
        asked = f" · {' '.join(self.query_text.split())}" if self.query_text.strip() else ""
        words = (
            f"{shape} {count} {name}" if self.has_class("-wide") else f"{shape}{count}"
            for shape, count, name in self._bands
        )
        return [
            Cell(f"{self._found} of {len(log.risks)}{asked}   "),
            Cell("  ".join(words), "dim"),
        ], []

    def _show_matrix(self, log: Log) -> None:
        """Draw the matrix, counted anew only when the log has changed."""
        matrix, ascii_only, grid = log.matrix, self.hwb.ascii, self.query_one(Grid)
        if log is self._charted or not log.ready:
            grid.show(grid.chart, self._asked_cell(log))
            return
        self._charted = log
        shapes = {
            each.name: Band(each.name, band_shape(each, ascii_only), each.colour)
            for each in matrix.bands
        }
        found = {place: band(matrix, *place) for place in cells(matrix)}
        chart = Chart(
            {place: shapes[each.name] if each else None for place, each in found.items()},
            log.in_cells,
            matrix.impact_levels,
            matrix.likelihood_levels,
            (matrix.impact, matrix.likelihood),
            ascii_only,
        )
        grid.show(chart, self._asked_cell(log))
        self._bands = [
            (band_shape(each, ascii_only), log.in_bands[name.casefold()], name)
            for each in (*reversed(matrix.bands), None)
            if (name := each.name if each else NOT_RATED).casefold() in log.in_bands
        ]

    def _asked_cell(self, log: Log) -> Place | None:
        """The cell that is asked for, which the matrix marks."""
        asked = _CELL.search(self.query_text)
        rating = read_rating(asked[1].strip('"'), log.matrix) if asked else None
        if rating is None or rating.impact is None or rating.likelihood is None:
            return None
        return rating.impact, rating.likelihood

    def _show_about(self) -> None:
        """On a narrow screen: the current risk in full, and what does not add up in it."""
        risk, log = self.query_one(RiskList).current, self.risk_log
        if self.has_class("-wide") or log is None:
            return
        words = " ".join(risk.description.split()) if risk else ""
        flags = log.flags.get(risk.key, ()) if risk else ()
        more = f" (and {len(flags) - 1} more: Enter)" if len(flags) > 1 else ""
        self.query_one("#words", Line).say([Cell(f" {words}")])
        self.query_one("#doubts", Line).say(
            [Cell(f" ! {flags[0].sentence}", "warning")] if flags else [], [Cell(more, "dim")]
        )

    async def show_record(self) -> None:
        """Show the risk the cursor is on, where there is room for it."""
        risk, log = self.query_one(RiskList).current, self.risk_log
        if log is None or not self.has_class("-wide"):
            return
        page = await self.page_of(risk, log) if risk else Text()
        if risk is self.query_one(RiskList).current:
            self.query_one("#record", Sheet).show(page)

    async def page_of(self, risk: Risk, log: Log) -> Text:
        """The page of a risk, with its whole history."""
        found = await self.hwb.desk.ask(whole_risk, risk.key)
        links = await self.hwb.desk.ask(names_of, (*found.actions, *found.minutes))
        return risk_page(found, log.matrix, log.flags.get(risk.key, ()), links, self.hwb.ascii)

    def rating_words(self, impact: int, likelihood: int) -> str:
        """A rating in words: ``3x4 = 12 ◑ high``."""
        assert self.risk_log is not None
        matrix = self.risk_log.matrix
        found = band(matrix, impact, likelihood)
        word = f" {band_shape(found, self.hwb.ascii)} {found.name}" if found else ""
        return f"{written(matrix, impact, likelihood)} = {impact * likelihood}{word}"

    async def show_risk(self, number: int) -> None:
        """Put the cursor on the risk with a number, asking for everything if need be."""
        await self.reread()
        risks = self.query_one(RiskList)
        if all(risk.number != number for risk in risks.risks):
            self.show_asked("")
        at = next((i for i, risk in enumerate(risks.risks) if risk.number == number), None)
        if at is not None:
            self.remove_class("-matrix")
            risks.move_to(at)
            self.set_focus(risks)

    # What happens in the list and the matrix

    @on(Listing.Moved, "#risks")
    def _moved(self) -> None:
        # A finger on the arrow key passes over many: the record waits until it rests.
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(RESTS, self._rested)

    def _rested(self) -> None:
        self._show_about()
        if self.has_class("-wide"):
            self.do(self.show_record())

    @on(Listing.Chosen, "#risks")
    def _chosen(self) -> None:
        self.do(self._open())

    async def _open(self) -> None:
        risk, log = self.query_one(RiskList).current, self.risk_log
        if risk is not None and log is not None:
            page = await self.page_of(risk, log)
            self.app.push_screen(SheetScreen(f"R{risk.number}", page))

    @on(Grid.Chosen)
    def _cell(self, event: Grid.Chosen) -> None:
        log = self.risk_log
        if log is None or not log.ready:
            return
        rest = _CELL.sub("", self.query_text).strip()
        if event.place != self._asked_cell(log):
            first, second = in_order(log.matrix, *event.place)
            rest = f"{rest} cell:{first}x{second}".strip()
            self._to_list()
        self.show_asked(rest)
        self.do(self.show_record())

    def on_resize(self) -> None:
        """A screen made wider has room for the record."""
        self.call_after_refresh(lambda: self.do(self.show_record()))

    # Commands

    def action_back(self) -> None:
        """Close the question or the matrix, show the open risks again; then to the board."""
        if self.prompt.asking:
            self.prompt.cancel()
        elif not self.query_one(RiskList).has_focus:
            self._to_list()
        elif self.query_text.strip() != OPEN:
            self.show_asked(OPEN)
            self.do(self.show_record())
        else:
            super().action_back()

    def action_matrix(self) -> None:
        """To the matrix, and back to the list."""
        grid = self.query_one(Grid)
        if grid.has_focus:
            self._to_list()
        else:
            self.add_class("-matrix")
            self.set_focus(grid)

    def _to_list(self) -> None:
        self.remove_class("-matrix")
        self.set_focus(self.query_one(RiskList))

    def action_quarter(self) -> None:
        """Freeze a review of all open risks."""
        self.do(freeze(self))

    def action_movement(self) -> None:
        """What moved since a review, with reasons."""
        self.do(show_movement(self))

    def action_export(self) -> None:
        """Write the log to a file."""
        self.do(errands.export(self))
