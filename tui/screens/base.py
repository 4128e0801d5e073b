"""What every screen has: a masthead, the book's desk, a question line, a line of keys."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker

from board.clock import spoken
from storage.errors import BookError, Refused
from tui.commands import EVERY_SCREEN, Command, bindings, key_name
from widgets.cells import Cell
from widgets.line import Line
from widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.app import Hwb


SAID = 6.0
"""Seconds that something said at the foot stays there."""


class BookScreen(Screen[None]):
    """A screen on the book. It reads itself again whenever the book has changed."""

    KEYS: ClassVar[tuple[Command, ...]] = ()
    """The commands of this screen."""
    TITLE_WORD: ClassVar[str] = ""
    """What the masthead calls the screen."""
    BINDINGS = bindings(EVERY_SCREEN)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]

    _said: Timer | None = None

    def __init__(self) -> None:
        super().__init__()
        self.looked = asyncio.Event()
        """Set once the screen has shown what the book holds, and the cursor is in its place."""

    @property
    def hwb(self) -> Hwb:
        """The app."""
        from tui.app import Hwb

        return cast(Hwb, self.app)

    def compose(self) -> ComposeResult:
        """The masthead, the screen's own body, the question line, the line of keys."""
        yield Line(id="masthead")
        yield from self.body()
        yield Prompt(id="prompt")
        yield Line(id="foot")

    def body(self) -> Iterable[Widget]:
        """The widgets between masthead and foot."""
        raise NotImplementedError

    async def reread(self) -> None:
        """Read the book again and show what it holds now."""
        raise NotImplementedError

    async def flush(self) -> bool:
        """Put everything typed here into the book; whether all of it is in."""
        return True

    def keep_files(self) -> None:
        """Put words the book has not taken into plain files, at once."""

    @property
    def prompt(self) -> Prompt:
        """The question line."""
        return self.query_one("#prompt", Prompt)

    def on_mount(self) -> None:
        """Watch which part of the screen has the keys."""
        self.watch(self, "focused", self._focus_moved, init=False)

    def on_screen_resume(self) -> None:
        """On top: read the book, which may have changed meanwhile."""
        self.do(self._look(), by_key=True)

    async def _look(self) -> None:
        await self.first_look()
        self.looked.set()

    async def first_look(self) -> None:
        """Show everything there is to show."""
        # The keys first: what is said at the foot while the book is read stays there.
        self.show_keys()
        await self.reread()
        self.show_masthead()

    def do(
        self, errand: Coroutine[Any, Any, Any], *, words_wait: bool = True, by_key: bool = False
    ) -> Worker[None]:
        """Run an errand beside the screen; what goes wrong is said in one line at the foot.

        Keys typed behind the one that began it wait for it. Without `words_wait`
        only commands do, because it is settled already where words go; with `by_key`
        they do though no key began it, as when a screen opens.
        """
        worker = self.run_worker(self._carry_out(errand), exit_on_error=True)
        self.hwb.ahead.began(worker, words_wait=words_wait, by_key=by_key)
        return worker

    async def _carry_out(self, errand: Coroutine[Any, Any, Any]) -> None:
        try:
            await errand
        except (BookError, Refused) as trouble:
            self.say(str(trouble), "error")

    def say(self, words: str, style: str = "") -> None:
        """Say something at the foot for a while, or until the next move."""
        self.query_one("#foot", Line).say([Cell(f" {words} ", style)])
        if self._said is not None:
            self._said.stop()
        # What is wrong stays until it is right or the keys move on.
        self._said = None if style == "error" else self.set_timer(SAID, self._unsay)

    def show_masthead(self) -> None:
        """The masthead: where we are, whether all is saved, and the time."""
        where, state = self.masthead_words()
        clock = Cell(f" {spoken(self.hwb.now())} ", "strong")
        self.query_one("#masthead", Line).say(
            [Cell(f" {self.TITLE_WORD}  ", "accent"), *where], [*state, clock]
        )

    def masthead_words(self) -> tuple[Sequence[Cell], Sequence[Cell]]:
        """What stands after the screen's name, and what stands before the clock."""
        return [Cell(self.hwb.desk.book.path.name, "dim")], []

    def show_keys(self) -> None:
        """The line of keys: those of the part that has the focus first."""
        left: list[Cell] = []
        right: list[Cell] = []
        for command in self.commands_here():
            if command.hint:
                key = key_name(self.hwb.keymap.get(command.id, command.key))
                # Help stands on the right, which is never cut short.
                side = right if command.id == "app.help" else left
                side += [Cell(f" {key}", "accent"), Cell(f" {command.hint} ")]
        self.query_one("#foot", Line).say(left, right)

    def commands_here(self) -> Iterator[Command]:
        """Every command that acts now: of the part with the focus, the screen, the app."""
        from tui.commands import EVERYWHERE

        for node in self.focused.ancestors_with_self if self.focused else ():
            if not isinstance(node, Screen):
                yield from getattr(node, "KEYS", ())
        yield from self.KEYS
        yield from EVERY_SCREEN
        yield from EVERYWHERE

    def _unsay(self) -> None:
        self._said = None
        self.show_keys()

    def _focus_moved(self) -> None:
        # What was just said is not wiped by the cursor going back where it was.
        if self.is_mounted and not self.prompt.asking and self._said is None:
            self.show_keys()

    def action_back(self) -> None:
        """Close the question, or go back to the board."""
        if self.prompt.asking:
            self.prompt.cancel()
        else:
            self.hwb.action_board()

    def action_jump(self) -> None:
        """Ask for a number and go there."""
        self.do(self.hwb.jump(self))
