"""What a terminal sends, told apart: keys, which act, and pasted text, which never does."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal puts before and after a paste."""
KEY_LENGTH = 16
"""The most characters that a key press is taken to send; the rest of a paste comes in longer
pieces."""


class Keyboard(XTermParser):
    """Reads keys as Textual does, and a paste as one text with every character in it.

    Textual's own parser presses the characters behind an escape in a paste as
    keys, leaves out NULs, and takes 0.6 s for a megabyte.

    When a paste stops short, `quiet` gives what has come. What comes later is
    still text, because a slow line may halt in the middle of a paste; but if it
    is as short as a key press, the end was lost and the keys act again.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: list[str] | None = None  # the pieces so far; none while keys are read
        self._cut = ""  # the last characters, when they may be the beginning of a marker
        self._halted = False

    def feed(self, data: str) -> Iterator[Message]:
        """The messages in `data`, which may be cut from the rest at any character."""
        while data:
            data = yield from self._keys(data) if self._pasted is None else self._paste(data)

    def quiet(self) -> Iterator[Message]:
        """Nothing has come for a while, or nothing will: as much of a paste as there is."""
        if self._pasted is not None:
            yield from self._text(self._pasted)
            self._pasted, self._halted = [], True

    def _keys(self, data: str) -> Generator[Message, None, str]:
        """Read keys until a paste starts; gives back what comes after its start."""
        before, mark, rest = (self._cut + data).partition(START)
        if not mark:
            self._cut = _beginning(START, before)
            yield from super().feed(data)
            return ""
        # Textual may have read half the marker already: it gets the rest, and no text.
        for message in super().feed(data.removesuffix(rest) + END):
            if not isinstance(message, events.Paste):
                yield message
        self._cut, self._pasted, self._halted = "", [], False
        return rest

    def _paste(self, data: str) -> Generator[Message, None, str]:
        """Read pasted text until it ends; gives back what comes after its end."""
        assert self._pasted is not None
        text, mark, rest = (self._cut + data).partition(END)
        if self._halted and not mark and len(data) <= KEY_LENGTH:
            text, rest = self._cut, data
        elif not mark:
            self._cut = _beginning(END, text)
            self._pasted.append(text.removesuffix(self._cut))
            self._halted = False
            return ""
        yield from self._text([*self._pasted, text])
        self._cut, self._pasted = "", None
        return rest

    def _text(self, pieces: list[str]) -> Iterator[Message]:
        if text := "".join(pieces):
            yield events.Paste(text)

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        """The keys that a sequence stands for; none if its numbers are those of no character."""
        try:
            return list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, sequence)]


def _beginning(mark: str, text: str) -> str:
    """As much of the beginning of `mark` as `text` ends with: the rest may be on its way."""
    return next((mark[:n] for n in range(len(mark) - 1, 0, -1) if text.endswith(mark[:n])), "")
