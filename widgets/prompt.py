"""A question at the foot of the screen: one line to answer, one line that answers back.

On the hot path of a meeting there is no dialog: a dialog repaints the whole
screen, and takes the eye off the words.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection

from widgets.cells import Cell
from widgets.field import Field
from widgets.line import Line

Echo = Callable[[str], Sequence[Cell]]
"""What the program understood of the answer so far."""
Complete = Callable[[str], Sequence[str]]
"""The answers that would complete the one so far."""


class Prompt(Vertical):
    """Asks one thing at a time and gives the focus back where it was."""

    DEFAULT_CSS = """
    Prompt {
        height: auto;
        display: none;
        background: $panel;
        &.-asking { display: block; }
        & Horizontal { height: 1; }
        & #prompt-label { width: auto; min-width: 4; text-style: bold; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._answer: asyncio.Future[str | None] | None = None
        self._echo: Echo | None = None
        self._complete: Complete | None = None
        self._back: Widget | None = None

    def compose(self) -> ComposeResult:
        """The answering line above, the question and its field below."""
        yield Line(id="prompt-echo")
        with Horizontal():
            yield Line(id="prompt-label")
            yield Field(id="prompt-field")

    @property
    def asking(self) -> bool:
        """Whether a question is open."""
        return self._answer is not None and not self._answer.done()

    async def ask(
        self,
        question: str,
        answer: str = "",
        *,
        echo: Echo | None = None,
        complete: Complete | None = None,
        overtype: bool = False,
    ) -> str | None:
        """Ask `question`; the text typed, or ``None`` when Esc was pressed.

        Args:
            question: A few words.
            answer: The answer offered, ready to be edited.
            echo: Says what is understood as it is typed.
            complete: Offers completions, taken by Tab.
            overtype: Whether the first key typed takes the place of the answer offered.
        """
        self.cancel()
        self._answer = asyncio.get_running_loop().create_future()
        self._echo, self._complete = echo, complete
        if not self.has_focus_within:
            self._back = self.screen.focused
        label = self.query_one("#prompt-label", Line)
        label.styles.width = cell_len(question) + 2
        label.say([Cell(f" {question} ", "accent")])
        self.add_class("-asking")
        field = self.query_one(Field)
        field.value = answer
        field.selection = Selection(0 if overtype else len(answer), len(answer))
        self.screen.set_focus(field)
        self._say_back()
        try:
            return await self._answer
        finally:
            self._answer = None
            self.remove_class("-asking")
            if self._back is not None and self.has_focus_within:
                self.screen.set_focus(self._back)

    def cancel(self) -> None:
        """Close an open question unanswered."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(None)

    def on_mount(self) -> None:
        """Answer back in the same frame as the letter, and not in the one after its message."""
        self.watch(self.query_one(Field), "value", self._say_back, init=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(event.value)

    def on_key(self, event: events.Key) -> None:
        """Esc closes the question; Tab takes the first completion."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.cancel()
        elif event.key == "tab":
            event.stop()
            event.prevent_default()
            field = self.query_one(Field)
            for completed in self._completions()[:1]:
                field.value = completed
                field.cursor_position = len(completed)

    def _completions(self) -> Sequence[str]:
        return self._complete(self.query_one(Field).value) if self._complete else ()

    def _say_back(self) -> None:
        if self._answer is None:
            return
        said = list(self._echo(self.query_one(Field).value)) if self._echo else []
        offers = self._completions()[:3]
        if offers:
            said = [Cell(" Tab: " + "  ·  ".join(offers) + "  ", "dim"), *said]
        keys = [Cell(" Enter save · Esc back ", "dim")]
        self.query_one("#prompt-echo", Line).say(said or [Cell(" ")], keys)
