"""The risks as a list: where each began, stands and should end."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, cast

from board.matrix import NOT_RATED, band_of
from board.risks import Risk
from board.settings import RiskBand
from tui import risk_errands as errands
from tui.commands import FILTER, RISKS, bindings
from tui.histories import show_history
from tui.panes.pane import Pane
from tui.risk_log import Log
from widgets.cells import Cell
from widgets.listing import Column, Row

if TYPE_CHECKING:
    from tui.screens.risks import RisksScreen

_NARROW = (
    Column("", 4, right=True),
    Column("Ref", 7),
    Column("Risk", 0),
    Column("Path", 8),
    Column("Now", 10),
    Column("Response", 9),
    Column("Owner", 7),
    Column("", 2, right=True),
)
_WIDE = (
    Column("", 5, right=True),
    Column("Ref", 9),
    Column("Risk", 0),
    Column("Path", 9),
    Column("Now", 12),
    Column("Response", 9),
    Column("Owner", 10),
    Column("Review", 10),
    Column("", 3, right=True),
)

_STYLES = {"green": "success", "amber": "warning", "orange": "warning", "red": "error"}
"""The style of a band in a list; the shape and the word say it too."""


class RiskList(Pane):
    """Every risk that is asked for."""

    KEYS = (*RISKS, *FILTER)
    BINDINGS = bindings((*RISKS, *FILTER))

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            _NARROW, empty="No risks here: n adds one, or hwb import risks FILE.", id=id
        )
        self.risk_log: Log | None = None
        self.risks: Sequence[Risk] = ()

    @property
    def current(self) -> Risk | None:
        """The risk the cursor is on."""
        return self.risks[self.index] if self.index < len(self.risks) else None

    def show_risks(self, log: Log, risks: Sequence[Risk]) -> None:
        """Show these risks; the one the cursor was on keeps it."""
        before = self.current
        self.risk_log, self.risks = log, risks
        self.columns = _WIDE if self.screen.has_class("-wide") else _NARROW
        keys = [risk.key for risk in risks]
        at = keys.index(before.key) if before and before.key in keys else None
        self.show(len(risks), self._line, at)

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
        self.risks_screen.do(errands.edit(self.risks_screen, None))

    def action_edit(self) -> None:
        """Change the record."""
        self._on_current(errands.edit)

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
        log, risk = self.risk_log, self.risks[index]
        assert log is not None
        now = risk.latest("current")
        flags = log.flags.get(risk.key, ())
        cells: list[Cell | str] = [
            Cell(f"R{risk.number}", "dim"),
            risk.ref or risk.ref_text,
            Cell(risk.description, "" if risk.is_open else "dim"),
            short_path(risk, self.hwb.ascii),
            _band_cell(band_of(log.matrix, now), risk, self.hwb.ascii),
            (now.response or now.response_text) if now else "",
            risk.owners.text,
        ]
        if self.columns is _WIDE:
            cells.append(risk.review_due.text)
        cells.append(Cell(f"!{len(flags)}" if flags else "", "warning"))
        return cells


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
    name = band.name if band else NOT_RATED
    style = _STYLES.get(band.colour.casefold(), "") if band else "dim"
    return Cell(f"{band_shape(band, ascii_only)} {name}", style)
