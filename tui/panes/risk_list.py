"""The risks as a list: where each began, stands and should end."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from board.dates import overdue
from board.matrix import NOT_RATED, band_of
from board.risks import Risk
from board.settings import RiskBand
from tui import risk_errands as errands
from tui.commands import FILTER, RISKS, bindings
from tui.histories import show_history
from tui.panes.pane import Pane
from tui.risk_form import edit_risk
from tui.risk_log import Log
from tui.risk_page import short_day
from widgets.cells import Cell
from widgets.listing import Column, Row

if TYPE_CHECKING:
    from tui.screens.risks import RisksScreen

_ROOMY = 96
"""Cells from which a list also shows when each risk is to be looked at again."""
_STYLES = {"green": "success", "amber": "warning", "orange": "warning", "red": "error"}
"""The style of a band in a list; the shape and the word say it too."""


class RiskList(Pane):
    """Every risk that is asked for."""

    KEYS = (*RISKS, *FILTER)
    BINDINGS = bindings((*RISKS, *FILTER))

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__((), empty="", id=id)
        self.risk_log: Log | None = None
        self.risks: Sequence[Risk] = ()
        self._shown: Sequence[bool] = ()
        """Which cells of a row there is room for."""

    @property
    def current(self) -> Risk | None:
        """The risk the cursor is on."""
        return self.risks[self.index] if self.index < len(self.risks) else None

    def show_risks(self, log: Log, risks: Sequence[Risk], empty: str) -> None:
        """Show these risks, the cursor staying on its own; `empty` says what to press."""
        before = self.current
        self.risk_log, self.risks, self.empty = log, risks, empty
        self._set_columns()
        at = None
        if before and (self.index >= len(risks) or risks[self.index].key != before.key):
            at = next((i for i, each in enumerate(risks) if each.key == before.key), None)
        self.show(len(risks), self._line, at)

    def on_resize(self) -> None:
        """A wider list has more columns."""
        if self.risk_log is not None:
            self._set_columns()

    def _set_columns(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return  # hidden behind the matrix
        # The risks are in the order of their numbers.
        number = max(3, len(f"R{self.risks[-1].number}")) if self.risks else 3
        wanted = (
            (Column("", number, right=True), 0),
            (Column("Ref", 9 if width >= _ROOMY else 7), 0),
            (Column("Risk", 0), 0),
            (Column("Path", 8), 0),
            (Column("Now", 12 if width >= _ROOMY else 11), 0),
            (Column("Response", 9), 70),
            (Column("Owner", 12 if width >= _ROOMY else 7), 0),
            (Column("Review", 10), _ROOMY),
            (Column("", 3, right=True), 0),
        )
        self._shown = [width >= least for _, least in wanted]
        self.columns = tuple(column for column, least in wanted if width >= least)

    # Commands

    def action_rescore(self) -> None:
        """Rate the risk anew."""
        if self.current is not None and self.risk_log is not None:
            self.risks_screen.do(
                errands.rescore(self.risks_screen, self.current, self.risk_log.matrix)
            )

    def action_respond(self) -> None:
        """What is done about it."""
        self._on_current(errands.set_response)

    def action_review(self) -> None:
        """When it is to be looked at again."""
        self._on_current(errands.review_on)

    def action_comment(self) -> None:
        """Add a comment."""
        self._on_current(errands.add_comment)

    def action_new(self) -> None:
        """Add a risk."""
        self.risks_screen.do(edit_risk(self.risks_screen, None))

    def action_edit(self) -> None:
        """Change the record."""
        self._on_current(edit_risk)

    def action_close(self) -> None:
        """Close it, or open it again."""
        self._on_current(errands.close_or_reopen)

    def action_link(self) -> None:
        """Tie it to an action or a minute."""
        self._on_current(errands.tie)

    def action_visit(self) -> None:
        """Go to a minute that discussed it."""
        self._on_current(errands.visit)

    def action_history(self) -> None:
        """Everything that changed in it."""
        risk = self.current
        if risk is not None:
            screen = self.risks_screen
            screen.do(show_history(screen, "risk", risk.key, f"R{risk.number}"))

    def action_filter(self) -> None:
        """Ask, and show what is asked for as it is typed."""
        self.risks_screen.do(errands.ask_for(self.risks_screen))

    @property
    def risks_screen(self) -> RisksScreen:
        """The screen the list is on."""
        return cast("RisksScreen", self.screen)

    def _on_current(self, errand: Callable[[RisksScreen, Risk], Coroutine[Any, Any, None]]) -> None:
        if self.current is not None:
            self.risks_screen.do(errand(self.risks_screen, self.current))

    def _line(self, index: int) -> Row:
        log, risk, ascii_only = self.risk_log, self.risks[index], self.hwb.ascii
        assert log is not None
        now = risk.latest("current")
        flags = len(log.flags.get(risk.key, ()))
        cells: list[Cell | str] = [
            Cell(f"R{risk.number}", "dim"),
            risk.ref_text or risk.ref,
            Cell(" ".join(risk.description.split()), "" if risk.is_open else "dim"),
            short_path(risk, ascii_only),
            _band_cell(band_of(log.matrix, now), risk, ascii_only),
            (now.response or now.response_text) if now else "",
            risk.owners.text,
            _review_cell(risk, log.today),
            Cell(f"!{flags}" if flags else "", "warning"),
        ]
        return [cell for cell, shown in zip(cells, self._shown, strict=True) if shown]


def short_path(risk: Risk, ascii_only: bool) -> str:
    """The scores from original by current to target: ``12→6→3``; a dash where there is none."""
    arrow, dash = (">", "-") if ascii_only else ("→", "–")
    stages = (risk.latest(stage) for stage in ("original", "current", "target"))
    return arrow.join(
        dash if each is None or each.scored is None else str(each.scored) for each in stages
    )


def band_shape(band: RiskBand | None, ascii_only: bool) -> str:
    """The shape of a band, which goes before its word."""
    if band is None:
        return "?"
    return (band.ascii if ascii_only else band.shape) or " "


def _band_cell(band: RiskBand | None, risk: Risk, ascii_only: bool) -> Cell:
    if not risk.is_open:
        return Cell("closed", "dim")
    if band is None:
        now = risk.latest("current")
        return Cell(f"? {now.rated.strip() if now and now.rated.strip() else NOT_RATED}", "dim")
    style = _STYLES.get(band.colour.casefold(), "")
    return Cell(f"{band_shape(band, ascii_only)} {band.name}", style)


def _review_cell(risk: Risk, today: date) -> Cell:
    late = risk.is_open and overdue(risk.review_due, today)
    return Cell(f"{short_day(risk.review_due)}{'!' * late}", "warning" if late else "")
