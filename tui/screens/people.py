"""People: the seats of a body, and everybody in the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget

from tui.commands import PEOPLE, bindings
from tui.panes.people import People
from tui.panes.register import Register
from tui.panes.seats import Seats
from tui.roster import Roster, read_roster
from tui.screens.base import BookScreen
from widgets.cells import Cell
from widgets.line import Line
from widgets.listing import Listing
from widgets.sheet import Sheet


class PeopleScreen(BookScreen):
    """Two lists in one place, seats and people; beside them the record of the current row."""

    KEYS = PEOPLE
    BINDINGS = bindings(PEOPLE)
    TITLE_WORD = "People"
    DEFAULT_CSS = """
    PeopleScreen {
        & Register { width: 2fr; }
        & #record { width: 1fr; border-left: solid $primary; }
        & #people { display: none; }
        &.-people #people { display: block; }
        &.-people #seats { display: none; }
        &.-narrow #record { display: none; }
        & #about { background: $panel; }
    }
    """

    roster: Roster | None = None
    """Everybody and every seat, as last read."""

    def body(self) -> Iterable[Widget]:
        """The list, the record beside it, and a line about the current row."""
        with Horizontal():
            yield Seats(id="seats")
            yield People(id="people")
            yield Sheet(id="record")
        yield Line(id="about")

    @property
    def register(self) -> Register:
        """The list on screen."""
        return self.query_one(People if self.has_class("-people") else Seats)

    async def reread(self) -> None:
        """Read everybody again and show them."""
        roster = await self.hwb.desk.ask(read_roster, self.hwb.meeting, self.hwb.today())
        self.roster = roster
        for register in self.query(Register):
            register.show_roster(roster)

    def masthead_words(self) -> tuple[Sequence[Cell], Sequence[Cell]]:
        """The body whose seats are listed, and how many rows there are."""
        if self.roster is None:
            return [], []
        return [Cell(self.roster.body.name)], [Cell(f" {self.register.count_words()} ", "dim")]

    @on(Listing.Moved)
    def _moved(self, event: Listing.Moved) -> None:
        if event.listing is self.register:
            self._show_record()

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    def _show_record(self) -> None:
        register = self.register
        self.query_one("#record", Sheet).show(register.record())
        self.query_one("#about", Line).say([Cell(f" {register.note()}")])
        self.show_masthead()

    # Commands

    def action_seats(self) -> None:
        """Between the seats and the people."""
        self.toggle_class("-people")
        self.register.focus()
        self._show_record()

    def action_new(self) -> None:
        """Add a seat, or somebody."""
        self.do(self.register.new())

    def action_edit(self) -> None:
        """Change the seat, or the person."""
        self.do(self.register.edit())

    def action_withdraw(self) -> None:
        """Take the seat or the person off the list."""
        self.do(self.register.withdraw())

    def action_history(self) -> None:
        """Everything that changed in the seat or the person."""
        self.do(self.register.history())

    def action_back(self) -> None:
        """Take the filter away first; then back as on every screen."""
        if self.register.filter and not self.prompt.asking:
            self.register.filter_by("")
        else:
            super().action_back()
