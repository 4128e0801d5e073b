"""Where the programs under measure run: an empty home folder, and the two books."""

from __future__ import annotations

import os
import sys
from datetime import datetime, time
from pathlib import Path

from bench.books import DAY
from bench.terminal import Terminal
from storage.sample import make_sample


class Desk:
    """A home folder where nobody has any settings, and what is started in it."""

    def __init__(self, home: Path, ten_years: Path) -> None:
        self.ten_years = ten_years
        self.sample = home / "sample.hwb"
        make_sample(self.sample, datetime.combine(DAY, time(9)))
        self.environment = {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PATH": os.environ["PATH"],
        }
        # What this process keeps for the app to find is kept in that home too.
        for name in [name for name in os.environ if name.startswith("XDG_")]:
            del os.environ[name]
        os.environ["HOME"] = str(home)

    def app(self, book: Path) -> Terminal:
        """The app, opening a book."""
        return Terminal(self.hwb("--book", str(book), "--today", DAY.isoformat()), self.environment)

    def bare(self) -> Terminal:
        """The app that ours is compared with."""
        return Terminal([sys.executable, "-m", "bench.bare"], self.environment)

    @staticmethod
    def hwb(*words: str) -> list[str]:
        """The ``hwb`` command with these words."""
        return [sys.executable, "-m", "tui", *words]
