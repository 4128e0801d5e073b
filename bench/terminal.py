"""A program in a real pseudo-terminal of 80 by 24, watched from the other end."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from collections.abc import Mapping
from pathlib import Path
from time import monotonic, perf_counter
from typing import NamedTuple

_ESCAPE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|.)"
)
GAP = 0.03
"""Seconds without a byte that end what a key has painted. What comes later, such as the
word in the masthead that all is saved, was not waited for; but its bytes count."""
QUIET = 0.08
"""Seconds without a byte after which the next key may come."""


class Painted(NamedTuple):
    """What one key cost."""

    seconds: float
    """From the key to the last byte of what it painted, as the terminal sees it."""
    cpu: float
    """Seconds the app was computing, on all its threads, until it was quiet again: the
    saving of what is typed is in it."""
    sent: int
    """Bytes, until it was quiet again."""


class Terminal:
    """One program and the terminal it runs in."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.started = perf_counter()
        self._pid, self._end = pty.fork()
        if not self._pid:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execve(command[0], command, environment)

    def until(self, *words: str, patience: float = 30) -> float:
        """Seconds from the start of the program until all the `words` have been painted.

        Raises:
            TimeoutError: They did not come.
        """
        seen, deadline = b"", monotonic() + patience
        while monotonic() < deadline:
            seen += self._read(0.5)
            at = perf_counter()
            text = _ESCAPE.sub(b"", seen).decode("utf-8", "replace")
            if all(word in text for word in words):
                return at - self.started
        raise TimeoutError(f"{words} not among {text[-400:]!r}")

    def send(self, key: str) -> float:
        """Press a key without waiting for anything; seconds since the start of the program."""
        os.write(self._end, key.encode())
        return perf_counter() - self.started

    def key(self, key: str) -> Painted:
        """Press a key and wait until the screen is quiet."""
        cpu = self._cpu()
        painted = at = began = perf_counter()
        os.write(self._end, key.encode())
        sent = 0
        while data := self._read(QUIET):
            before, at = at, perf_counter()
            if not sent or (painted == before and at - before < GAP):
                painted = at
            sent += len(data)
        return Painted(painted - began, self._cpu() - cpu, sent)

    def settle(self) -> None:
        """Wait until nothing more comes."""
        while self._read(0.7):
            pass

    def idle(self, seconds: float) -> int:
        """Bytes that come while nobody touches a key."""
        sent, deadline = 0, monotonic() + seconds
        while (left := deadline - monotonic()) > 0:
            sent += len(self._read(left))
        return sent

    def close(self) -> None:
        """End the program and wait for it."""
        os.kill(self._pid, signal.SIGTERM)
        while self._read(5):
            pass
        os.close(self._end)
        os.waitpid(self._pid, 0)

    def _read(self, patience: float) -> bytes:
        if not select.select([self._end], [], [], patience)[0]:
            return b""
        try:
            return os.read(self._end, 65536)
        except OSError:  # how Linux says that the program has gone
            return b""

    def _cpu(self) -> float:
        """Seconds of processor the program's threads have had; 0 where Linux does not tell."""
        tasks = Path(f"/proc/{self._pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
