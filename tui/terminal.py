"""The terminal hwb runs in: what comes from it, and what becomes of us when it is gone."""

from __future__ import annotations

import os
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from select import select
from typing import IO, Any, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.keyboard import Keyboard

BEAT = 0.1
"""Seconds to wait for input before looking whether a lone escape was the Escape key."""
QUIET = 5
"""Beats without input after which a paste is shown as far as it has come."""


class LineDropped(Message):
    """The terminal is gone: there is nobody to read from, or nothing to write to."""


class Terminal(LinuxDriver):
    """Textual's driver, for which pasted text is data and no byte ends the input.

    Bytes that are no UTF-8 come as U+FFFD. When the terminal is gone the app gets
    `LineDropped` behind everything that was typed, with or without a SIGHUP.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._file = cast(Any, Display(cast(IO[str], self._file), self._line_dropped))

    def run_input_thread(self) -> None:
        """Give the app what comes from the terminal, until the app ends or the terminal does."""
        for message in self._messages():
            self.process_message(message)

    def _messages(self) -> Iterator[Message]:
        keyboard = Keyboard(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        silent = 0
        while not self.exit_event.is_set():
            if select([self.fileno], [], [], BEAT)[0]:
                silent = 0
                data = self._read()
                if not data:
                    yield from keyboard.quiet()
                    yield LineDropped()
                    return
                yield from keyboard.feed(decode(data))
            else:
                silent += 1
                if silent == QUIET:
                    yield from keyboard.quiet()
            yield from keyboard.tick()

    def _read(self) -> bytes:
        """What there is to read; nothing once the terminal is gone."""
        try:
            return os.read(self.fileno, 1 << 16)
        except OSError:
            return b""

    def _line_dropped(self) -> None:
        self.send_message(LineDropped())


class Display:
    """The terminal as a file to write to, which swallows everything once it is gone.

    Textual's writer would die of the error, and the app would wait for it for ever.
    """

    def __init__(self, file: IO[str], gone: Callable[[], None]) -> None:
        self._file, self._gone = file, gone

    def fileno(self) -> int:
        """The number of the file."""
        return self._file.fileno()

    def write(self, text: str) -> None:
        """Write, if there is anybody to see it."""
        self._do(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send on what was written."""
        self._do(self._file.flush)

    def _do(self, writing: Callable[[], object]) -> None:
        try:
            writing()
        except OSError:
            # What the file still holds back would raise again when Python ends.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
            self._gone()
