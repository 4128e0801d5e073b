"""A pane: a list on a screen, with the keys that act on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from tui.commands import Command
from widgets.listing import Listing

if TYPE_CHECKING:
    from tui.app import Hwb
    from tui.screens.base import BookScreen


class Pane(Listing):
    """A list that knows the screen it is on and the book behind it."""

    KEYS: ClassVar[tuple[Command, ...]] = ()
    """The commands that act while this list has the keys."""

    @property
    def desk_screen(self) -> BookScreen:
        """The screen the pane is on."""
        from tui.screens.base import BookScreen

        return cast(BookScreen, self.screen)

    @property
    def hwb(self) -> Hwb:
        """The app."""
        return self.desk_screen.hwb
