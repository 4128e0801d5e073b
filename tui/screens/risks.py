"""Risks: the list, the matrix with its counts, and the record of one risk."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget

from board.matrix import band, cells, counts, in_order, written
from board.risks import Risk
from storage.places import names_of
from storage.risks import risk as whole_risk
from tui import risk_errands as errands
from tui.commands import RISKS_SCREEN, bindings
from tui.panes.risk_list import RiskList
from tui.reviewing import freeze, show_movement
from tui.risk_log import Log, freshen, read_log
from tui.risk_page import risk_page
from tui.screens.base import BookScreen
from tui.sheets import SheetScreen
from widgets.cells import Cell
from widgets.grid import Grid, Square
from widgets.line import Line
from widgets.listing import Listing
from widgets.sheet import Sheet

RESTS = 0.15
"""Seconds the cursor rests on a risk before its record is shown beside the list."""


class RisksScreen(BookScreen):
    """The risk log."""

    KEYS = RISKS_SCREEN
    BINDINGS = bindings(RISKS_SCREEN)
    TITLE_WORD = "Risks"
    CSS = """
    RisksScreen {
        & #side { width: 2fr; display: none; border-left: solid $primary; }
        & #list { width: 3fr; }
        & #asked { background: $panel; }
        &.-wide #side { display: block; }
        &.-matrix #side { display: block; width: 1fr; border-left: none; }
        &.-matrix.-narrow #list { display: none; }
        &.-matrix.-narrow #record { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.risk_log: Log | None = None
        self._resting: Timer | None = None
        self.query_text = "is:open"
        """What is asked of the log."""

    def body(self) -> Iterable[Widget]:
        """The list; beside it the matrix over the record; below, what is asked."""
        with Horizontal():
            with Vertical(id="list"):
                yield RiskList(id="risks")
            with Vertical(id="side"):
                yield Grid(id="matrix")
                yield Sheet(id="record")
        yield Line(id="asked")

    async def reread(self) -> None:
        """Read what changed, and show it."""
        ask = self.hwb.desk.ask
        if self.risk_log is None:
            self.risk_log = await ask(read_log, self.hwb.today())
        else:
            self.risk_log = await ask(freshen, self.risk_log)
        self.show_asked()
        await self.show_record()

    def show_asked(self, query: str | None = None) -> str:
        """Show the risks that are asked for; returns what of the query was not understood."""
        log = self.risk_log
        if log is None:
            return ""
        if query is not None:
            self.query_text = query
        found, problem = log.asked(self.query_text)
        self.query_one(RiskList).show_risks(log, found)
        asked = f" with “{self.query_text}”" if self.query_text.strip() else ""
        self.query_one("#asked", Line).say(
            [Cell(f" {len(found)} of {len(log.entries)} risks{asked}")],
            [Cell(problem, "warning"), Cell(" / asks, Esc in it clears ", "dim")],
        )
        self._show_matrix(log)
        return problem

    def _show_matrix(self, log: Log) -> None:
        matrix, squares = log.matrix, {}
        standing = counts(log.risks, matrix)
        for place in cells(matrix):
            found = band(matrix, *place)
            squares[place] = Square(
                found.name if found else "", found.colour if found else "", standing[place]
            )
        self.query_one(Grid).show(
            squares,
            matrix.impact_levels,
            matrix.likelihood_levels,
            (matrix.impact, matrix.likelihood),
        )

    async def show_record(self) -> None:
        """Show the risk the cursor is on, where there is room for it."""
        risk, log = self.query_one(RiskList).current, self.risk_log
        if risk is None or log is None or not self.has_class("-wide"):
            return
        self.query_one("#record", Sheet).show(await self.page_of(risk, log))

    async def page_of(self, risk: Risk, log: Log) -> Text:
        """The page of a risk, with its whole history."""
        found = await self.hwb.desk.ask(whole_risk, risk.key)
        links = await self.hwb.desk.ask(names_of, (*found.actions, *found.minutes))
        return risk_page(found, log.matrix, log.flags.get(risk.key, ()), links, self.hwb.ascii)

    @on(Listing.Moved, "#risks")
    def _moved(self) -> None:
        if self.has_class("-wide"):
            # A finger on the arrow key passes over many: the record waits until it rests.
            if self._resting is not None:
                self._resting.stop()
            self._resting = self.set_timer(RESTS, lambda: self.do(self.show_record()))

    @on(Listing.Chosen, "#risks")
    def _chosen(self) -> None:
        self.do(self._open())

    async def _open(self) -> None:
        risk, log = self.query_one(RiskList).current, self.risk_log
        if risk is not None and log is not None:
            page = await self.page_of(risk, log)
            self.app.push_screen(SheetScreen(f"R{risk.number} {risk.ref}", page))

    @on(Grid.Chosen)
    def _cell(self, event: Grid.Chosen) -> None:
        log = self.risk_log
        if log is None:
            return
        first, second = in_order(log.matrix, *event.place)
        chosen = event.grid.chosen
        self.remove_class("-matrix")
        self.show_asked(f"is:open cell:{first}x{second}" if chosen else "is:open")
        self.set_focus(self.query_one(RiskList))

    def rating_words(self, impact: int, likelihood: int) -> str:
        """A rating in words: ``3x4 = 12 high``."""
        assert self.risk_log is not None
        found = band(self.risk_log.matrix, impact, likelihood)
        rating = written(self.risk_log.matrix, impact, likelihood)
        return f"{rating} = {impact * likelihood} {found.name if found else ''}".rstrip()

    async def show_risk(self, number: int) -> None:
        """Put the cursor on the risk with a number, asking for everything if need be."""
        await self.reread()
        risks = self.query_one(RiskList)
        if all(risk.number != number for risk in risks.risks):
            self.show_asked("")
        at = next((i for i, risk in enumerate(risks.risks) if risk.number == number), None)
        if at is not None:
            risks.move_to(at)
            self.set_focus(risks)

    def action_back(self) -> None:
        """Close the question or the matrix; then to the board."""
        if not self.prompt.asking and self.has_class("-matrix"):
            self.remove_class("-matrix")
            self.set_focus(self.query_one(RiskList))
        else:
            super().action_back()

    def action_matrix(self) -> None:
        """The matrix, and back to the list."""
        self.toggle_class("-matrix")
        self.set_focus(self.query_one(Grid if self.has_class("-matrix") else RiskList))

    def action_quarter(self) -> None:
        """Freeze a review of all open risks."""
        self.do(freeze(self))

    def action_movement(self) -> None:
        """What moved since a review, with reasons."""
        self.do(show_movement(self))

    def action_export(self) -> None:
        """Write the log to a file."""
        self.do(errands.export(self))
