"""A real pseudo-terminal with hwb in it, seen and typed at as a person does."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyte

ROOT = Path(__file__).parent.parent
PATIENCE = 20.0
"""Seconds to wait for something to appear, on a machine that is busy with other tests."""

LONE = 0.25
"""Seconds after which an escape is the Escape key and not the beginning of another."""

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    **{f"f{n}": f"\x1bO{letter}" for n, letter in enumerate("PQRS", 1)},
    **{f"f{n}": f"\x1b[{code}~" for n, code in enumerate((15, 17, 18, 19, 20, 21, 23, 24), 5)},
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}
"""What a terminal sends for a key."""


class Terminal:
    """One run of a program in a terminal of its own.

    Args:
        command: The program and its words.
        folder: Where it starts, and has its home.
        size: Columns and rows.
        prepare: Called in the child before the program starts, to take something away from it.
        env: Variables beside the few that every run has.
    """

    def __init__(
        self,
        command: list[str],
        folder: Path,
        *,
        size: tuple[int, int] = (80, 24),
        prepare: Callable[[], None] | None = None,
        env: dict[str, str] | None = None,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self.received: list[tuple[float, bytes]] = []
        """Everything the program has sent, each piece with the moment it came."""
        self.pressed = 0
        """Keys pressed: a control key is one, and so is each character typed."""
        self.status: int | None = None
        """How the program ended: its exit code, or minus the signal that ended it."""
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TMPDIR": str(folder),
            "TZ": afternoon(),
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            **(env or {}),
        }
        folder.mkdir(parents=True, exist_ok=True)
        self.pid, self._master = pty.fork()
        if not self.pid:
            _become(command, environment, folder, prepare)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.set_blocking(self._master, False)

    # Typing

    def press(self, *keys: str) -> None:
        """Press keys by name: ``f3``, ``ctrl+n``, ``enter``, or a letter."""
        for key in keys:
            self.pressed += 1
            self.send(KEYS.get(key, key))
            if key == "escape":
                self.look(LONE)  # with another key close behind it would be Alt and that key

    def type(self, text: str, pace: float = 0.0) -> None:
        """Type `text`, with `pace` seconds between two keys."""
        for character in text:
            self.pressed += 1
            self.send("\r" if character == "\n" else character)
            self.look(pace)

    def paste(self, text: str) -> None:
        """Paste `text` as terminals do, between brackets."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def send(self, text: str) -> None:
        """Send `text`; what the program sends meanwhile is read, or both would wait forever."""
        data = text.encode()
        deadline = time.monotonic() + PATIENCE
        while data:
            readable, writable, _ = select.select([self._master], [self._master], [], 1)
            if readable:
                self._read()
            if writable:
                with contextlib.suppress(BlockingIOError):
                    data = data[os.write(self._master, data) :]
            assert time.monotonic() < deadline, f"it does not read its keys\n{self}"

    # Looking

    def look(self, seconds: float = 0.0) -> None:
        """Take in what the program sends within so many seconds."""
        until = time.monotonic() + seconds
        while True:
            left = max(0.0, until - time.monotonic())
            if select.select([self._master], [], [], left)[0]:
                if not self._read():
                    return
            elif not left:
                return

    def wait_for(self, what: str | Callable[[], object], patience: float = PATIENCE) -> None:
        """Look until a text stands on the screen, or a condition holds.

        Raises:
            AssertionError: It did not happen in time; says what is on the screen instead.
        """
        seen = (lambda: what in self.text) if isinstance(what, str) else what
        deadline = time.monotonic() + patience
        while not seen():
            left = deadline - time.monotonic()
            assert left > 0, f"never seen in {patience} s: {what}\n{self}"
            self.look(min(0.02, left))

    def seen_of(self, typed: str) -> int:
        """How many characters of `typed`, from its first, stand on one line of the screen."""
        rows = (self.screen.buffer[y] for y in range(self.screen.lines))
        columns = range(self.screen.columns)
        shown = "\n".join("".join(row[x].data for x in columns) for row in rows)
        return next((n for n in range(len(typed), 0, -1) if typed[:n] in shown), 0)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without the blanks at their ends."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The whole screen, line by line."""
        return "\n".join(self.lines)

    def line_with(self, text: str) -> str:
        """The first line of the screen that has `text`; blank when none has."""
        return next((line for line in self.lines if text in line), "")

    @property
    def sent(self) -> bytes:
        """Every byte the program has sent."""
        return b"".join(piece for _, piece in self.received)

    def __str__(self) -> str:
        rule = "-" * self.screen.columns
        ended = "" if self.status is None else f"it has ended: {self.status}\n"
        return f"{ended}{rule}\n{self.text}\n{rule}"

    # The end

    def kill(self, number: int = signal.SIGKILL) -> float:
        """Send a signal; returns the moment it was sent."""
        moment = time.monotonic()
        os.kill(self.pid, number)
        return moment

    def hang_up(self) -> None:
        """Close the terminal's own end, as a dropped line or a closed window does."""
        os.close(self._master)
        self._master = -1

    def ended(self, patience: float = PATIENCE) -> int:
        """Wait for the program to end; returns its exit code, or minus the signal."""
        deadline = time.monotonic() + patience
        while self.status is None:
            if self._master >= 0:
                self.look(0.01)
            done, status = os.waitpid(self.pid, os.WNOHANG)
            if done:
                self.status = os.waitstatus_to_exitcode(status)
            elif self._master < 0:
                time.sleep(0.01)
            assert time.monotonic() < deadline, f"it does not end\n{self}"
        return self.status

    def close(self) -> None:
        """End the program if it is still there, and let go of the terminal."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                self.kill()
            self.ended()
        if self._master >= 0:
            self.hang_up()

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *trouble: object) -> None:
        self.close()

    def _read(self) -> bool:
        try:
            piece = os.read(self._master, 65536)
        except BlockingIOError:
            return True
        except OSError:
            return False  # the program has let go of the terminal
        if not piece:
            return False
        self.received.append((time.monotonic(), piece))
        self._stream.feed(piece)
        return True


def run_hwb(
    book: Path,
    *words: str,
    size: tuple[int, int] = (80, 24),
    name: str = "Ann Moss",
    folder: Path | None = None,
    prepare: Callable[[], None] | None = None,
) -> Terminal:
    """The app on a book, run by somebody called `name` whose home is beside the book."""
    home = folder or book.parent / "home"
    settings = home / ".config" / "hwb" / "config.toml"
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(f'name = "{name}"\n')
    command = [sys.executable, "-m", "tui", "--book", str(book), *words]
    return Terminal(command, home, size=size, prepare=prepare)


def afternoon() -> str:
    """A time zone in which it is past two now: a meeting begins, and midnight is far."""
    return f"BOARD{datetime.now(UTC).hour - 14:+d}"


def _become(
    command: list[str],
    environment: dict[str, str],
    folder: Path,
    prepare: Callable[[], None] | None,
) -> None:
    """Turn this child into the program; never returns."""
    try:
        os.chdir(folder)
        if prepare:
            prepare()
        os.execve(command[0], command, environment)
    except OSError as trouble:
        os.write(2, f"{trouble!r}\n".encode())
    finally:
        os._exit(127)
