"""The ``hwb`` command line: its words, and what each of them does."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from storage.errors import BookMissing

COMMANDS = {
    "demo": ("cli_books", "make the sample book (never overwrites) and open it"),
    "new": ("cli_books", "make an empty book"),
    "status": ("cli_reports", "the next meeting, what is overdue, and flags"),
    "actions": ("cli_reports", "list the actions"),
    "risks": ("cli_risks", "list the risks"),
    "people": ("cli_reports", "list the members and everybody else"),
    "meetings": ("cli_reports", "list the meetings"),
    "minutes": ("cli_reports", "print the minutes of a meeting"),
    "flags": ("cli_risks", "list everything that does not add up"),
    "history": ("cli_reports", "print every change of an action, a risk, a minute or a meeting"),
    "import": ("cli_papers", "take in a list of members, an agenda or a risk log"),
    "export": ("cli_papers", "write minutes, an agenda, the attendance or the risks to a file"),
    "settings": ("cli_papers", "print the board's settings, or edit them"),
    "backup": ("cli_books", "copy the book"),
    "verify": ("cli_books", "check that the book is whole"),
}
"""Each command, the module of `tui` that does it, and what it does."""

Options = argparse.Namespace
"""What was asked for on the command line."""


class UsageError(Exception):
    """The command cannot be carried out as given. The message is one line fit to show."""


def run(words: Sequence[str]) -> int:
    """Do what the `words` after ``hwb`` say; returns the exit code."""
    options = Options(book=None, today=None, json=False, command=None)
    _parser(words).parse_args(words, options)
    options.today = _day(options.today) if options.today else None
    if not options.command:
        return open_app(book_path(options), options.today)
    # Only the module that is needed, since a look-up must cost next to nothing.
    module = import_module(f"tui.{COMMANDS[options.command][0]}")
    command = getattr(module, f"{options.command}_command")
    return int(command(options))


def open_app(path: Path, today: date | None) -> int:
    """Open the app on a book; without a terminal that can show it, print the status instead."""
    if on_a_terminal():
        from tui.app import run_app

        return run_app(path, today=today)
    from tui.cli_reports import print_status

    return print_status(path, today or date.today(), as_json=False)


def on_a_terminal() -> bool:
    """Whether there is a screen to draw on and a keyboard to read."""
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and os.environ.get("TERM", "dumb") not in ("", "dumb")
    )


def book_path(options: Options) -> Path:
    """The book that is meant: ``--book``, else ``$HWB_BOOK``, else the last one opened.

    Raises:
        BookMissing: None of them names one.
    """
    named = options.book or os.environ.get("HWB_BOOK")
    if named:
        return Path(named).expanduser()
    from tui.person import last_book

    path = last_book()
    if path is None:
        raise BookMissing("no book is named; hwb demo makes a sample, hwb new PATH an empty one")
    return path


def judged_on(options: Options) -> date:
    """The day that "overdue" and "next" are judged by."""
    day: date = options.today or date.today()
    return day


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal, asked of it without `shutil`, which a look-up would pay for."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size().columns
        except OSError:
            width = 80
        super().__init__(prog, width=width - 2)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; {self.prog} --help says how it is used")


class _Version(argparse.Action):
    """Says which version this is; looked up only when asked, since it takes as long as a query."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            words = f"hwb {version('hwb')}"
        except PackageNotFoundError:
            words = "hwb, run from its source"
        print(words)
        parser.exit()


def _parser(words: Sequence[str]) -> _Parser:
    """A parser for `words`. Commands that are not among them are left out, to save time,
    unless none is: then all are listed."""
    shared = _Parser(
        add_help=False,
        allow_abbrev=False,
        argument_default=argparse.SUPPRESS,
        formatter_class=_Help,
    )
    shared.add_argument("--book", metavar="PATH", help="the book; else $HWB_BOOK, else the last")
    shared.add_argument(
        "--today", metavar="DAY", help='the day that "overdue" and "next" are judged by'
    )
    shared.add_argument("--json", action="store_true", help="print what is listed as JSON")
    parser = _Parser(
        prog="hwb",
        parents=[shared],
        formatter_class=_Help,
        allow_abbrev=False,
        description="The clerk's desk of a Health and Wellbeing Board. "
        "Without a command it opens the book.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="say which hwb this is")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    named = [name for name in COMMANDS if name in words and "--help" not in words]
    for name in named or COMMANDS:
        purpose = COMMANDS[name][1]
        command = commands.add_parser(
            name,
            help=purpose,
            description=purpose,
            parents=[shared],
            allow_abbrev=False,
            formatter_class=_Help,
        )
        for flags, described in _ARGUMENTS.get(name, {}).items():
            command.add_argument(*flags.split(), **described)
    return parser


_MEETING = "a day, a number, next or last"

_ARGUMENTS: dict[str, dict[str, dict[str, Any]]] = {
    "demo": {"path": {"nargs": "?", "metavar": "PATH", "help": "where the sample book is"}},
    "new": {
        "path": {"metavar": "PATH", "help": "where the book will be"},
        "--settings": {"metavar": "FILE", "help": "settings to begin with, as hwb.toml"},
    },
    "actions": {
        "query": {
            "nargs": "*",
            "metavar": "QUERY",
            "help": "words they must hold, @TW for a lead, is:overdue",
        }
    },
    "risks": {
        "query": {
            "nargs": "*",
            "metavar": "QUERY",
            "help": "words they must hold, @TW for an owner, band:high, is:open, is:flagged",
        }
    },
    "flags": {"--strict": {"action": "store_true", "help": "exit with 1 when there are any"}},
    "minutes": {"meeting": {"metavar": "MEETING", "help": _MEETING}},
    "history": {"ref": {"metavar": "REF", "help": "A12, R7, a minute number, or a meeting"}},
    "import": {
        "kind": {"choices": ["members", "agenda", "risks"]},
        "file": {"metavar": "FILE"},
        "--meeting": {"metavar": "MEETING", "default": "next", "help": _MEETING},
        "--dry-run": {"action": "store_true", "help": "show what would come, and take in nothing"},
        "--map": {
            "action": "append",
            "default": [],
            "metavar": "HEADING=FIELD",
            "help": "what a column of a risk log is; remembered for its next version",
        },
        "--skip-bad": {"action": "store_true", "help": "take in the good rows, and leave the bad"},
    },
    "export": {
        "kind": {"choices": ["minutes", "agenda", "attendance", "risks"]},
        "--to": {"metavar": "FILE", "required": True, "help": "its ending is the format"},
        "--meeting": {"metavar": "MEETING", "help": _MEETING},
    },
    "settings": {
        "--edit": {"action": "store_true", "help": "open them in $VISUAL or $EDITOR"},
        "--show": {"action": "store_true", "help": "print them, as without --edit"},
        "--matrix": {"metavar": "NAME", "help": "npsa 5x5, 4x4, or 5x5 three colours"},
    },
    "backup": {"--to": {"metavar": "FILE", "help": "the copy; else a dated one beside the book"}},
}


def _day(text: str) -> date:
    from board.dates import read_typed

    read = read_typed(text, date.today())
    if read.earliest is None or read.earliest != read.latest:
        raise UsageError(f"--today {text} is no day; write it like 2026-05-19 or 19/5/2026")
    return read.earliest
