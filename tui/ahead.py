"""Typing ahead: a key waits until what the key before it began has come to rest.

A slow line delivers keys in bunches, and an officer in a live meeting does not
wait for the screen: words typed behind Ctrl+N belong to the next item, however
long the book takes to open it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.worker import Worker

from widgets.prompt import Prompt

if TYPE_CHECKING:
    from tui.app import Hwb

Typed = events.Key | events.Paste
LOOK = 0.005
"""Seconds between two looks at whether the next key may go on."""


class TypedAhead:
    """Gives the app its keys one by one, each where the one before it led."""

    def __init__(self, app: Hwb, give: Callable[[Typed], Awaitable[None]]) -> None:
        self._app, self._give = app, give
        self._waiting: deque[Typed] = deque()
        self._climbing = False
        """Whether a key is on its way up through the widgets to the command it is bound to."""
        self._errands: list[Worker[None]] = []
        """What commands have begun and not finished."""
        self._welcoming: set[Worker[None]] = set()
        """Those of them that know already where words go, and only keep commands waiting."""

    async def take(self, event: Typed) -> None:
        """A key was pressed, or something pasted."""
        self._waiting.append(event)
        if len(self._waiting) == 1:
            await self._pass_on()

    def began(self, errand: Worker[None], *, words_wait: bool = True, by_key: bool = False) -> None:
        """An errand has begun; if a key began it, the keys behind that one wait for it.

        Args:
            errand: The errand.
            words_wait: Without it words are typed on meanwhile, and only commands wait.
            by_key: Whether it is known that keys belong behind it, as when a screen opens.
        """
        if by_key or self._climbing or self._errands:
            self._errands.append(errand)
            if not words_wait:
                self._welcoming.add(errand)

    def _at_rest(self, event: Typed) -> bool:
        """Whether it is settled where this key goes."""
        self._errands = [errand for errand in self._errands if not errand.is_finished]
        self._welcoming.intersection_update(self._errands)
        if self._climbing or not self._errands:
            return not self._climbing
        if len(self._welcoming) == len(self._errands) and self._is_words(event):
            return True
        top = self._app.screen
        if top is not self._app.book_screen:
            return top.focused is not None  # a form asks
        return any(prompt.asking for prompt in top.query(Prompt))

    async def _pass_on(self) -> None:
        while self._waiting and self._at_rest(self._waiting[0]):
            event = self._waiting.popleft()
            target, words = self._target, self._is_words(event)
            await self._give(event)
            if not words:
                self._climbing = True
                # The second time for the message that a list or a field sends of it.
                self._follow(target, laps=2)
        if self._waiting:
            self._app.set_timer(LOOK, self._pass_on)

    @property
    def _target(self) -> Widget:
        """What gets the next key."""
        return self._app.focused or self._app.screen

    def _is_words(self, event: Typed) -> bool:
        """Whether this is typed into the field that has the keys, and begins nothing."""
        return isinstance(event, events.Paste) or self._target.check_consume_key(
            event.key, event.character
        )

    def _follow(self, node: MessagePump, laps: int) -> None:
        """Climb behind the key, from the widget that got it to the app."""

        def passed() -> None:
            if node is not self._app:
                self._follow(node._parent or self._app, laps)
            elif laps > 1:
                self._follow(self._target, laps - 1)
            else:
                self._climbing = False

        if not node.call_later(passed):
            self._climbing = False  # it has gone, and the key with it
