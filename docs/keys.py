"""Writes ``docs/keys.md`` from the commands themselves: ``python -m docs.keys``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tui import commands
from tui.commands import Command, key_name
from widgets import editor_keys

PAGE = Path(__file__).parent / "keys.md"

_BEGINNING = """\
# Every key

This page is made from the program's own list of commands by `python -m docs.keys`. `F1`
shows the same for the screen you are on, and `Ctrl+P` finds a command by its name.

Letters act in lists. In a text only Ctrl keys and F keys act, so that a letter is always
a letter. At the foot of the screen `^N` stands for `Ctrl+N`.

To give a command another key, write its id and the key in `config.toml` in your own
settings folder (on Linux `~/.config/hwb/config.toml`):

```toml
[keys]
"minutes.next_item" = "ctrl+d"
```
"""

_PARTS = (
    ("Everywhere", "On every screen.", (*commands.EVERYWHERE, *commands.EVERY_SCREEN)),
    ("Board", "In the list of meetings.", commands.BOARD),
    ("Minutes", "From anywhere on the screen, the text too.", commands.MINUTES),
    ("Agenda", "In the agenda, at the left of the Minutes screen.", commands.AGENDA),
    (
        "Actions of a minute",
        "In the short list under Resolved; Tab goes there.",
        commands.ACTIONS_TAKEN,
    ),
    ("The roll", "On the Attendance screen, and in the room (Ctrl+O).", commands.ROLL),
    ("Attendance", "On the Attendance screen.", commands.ATTENDANCE),
    ("People", "On the People screen.", commands.PEOPLE),
    ("Seats", "On the People screen, when the seats are listed.", commands.SEATS),
    ("Risks", "In the list of risks.", commands.RISKS),
    ("The risk log", "From the list of risks or the matrix.", commands.RISKS_SCREEN),
    ("Filter", "On the Risks and People screens.", commands.FILTER),
)

_WRITTEN = {
    "question_mark": "?",
    "slash": "/",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
}


def page() -> str:
    """The whole page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _BEGINNING
    for title, where, listed in _PARTS:
        yield from (f"## {title}", "", where, "", "| key | command | what it does | id |")
        yield "|---|---|---|---|"
        for command in listed:
            yield f"| {keys(command)} | {command.name} | {command.help} | `{command.id}` |"
        yield ""
    yield from ("## In a text", "", "With Shift, a key that moves selects as it goes.", "")
    yield from ("| key | what it does | id |", "|---|---|---|")
    for binding in editor_keys.KEYS:
        if not binding.description.startswith("Select"):
            yield f"| {_joined(binding.key)} | {binding.description} | `{binding.id}` |"
    yield ""


def keys(command: Command) -> str:
    """The keys of a command as a table shows them."""
    return _joined(command.key) if command.key else "by name, from `Ctrl+P`"


def _joined(listed: str) -> str:
    return " or ".join(f"`{written(key)}`" for key in listed.split(","))


def written(key: str) -> str:
    """One key as people write it: ``ctrl+shift+left`` is ``Ctrl+Shift+Left``."""
    if len(key) == 1:
        return f"Shift+{key}" if key.isupper() else key
    *held, last = key.split("+")
    name = key_name(last)
    if name == last:
        name = _WRITTEN.get(last, last.upper() if len(last) == 1 else last.capitalize())
    return "+".join((*map(str.capitalize, held), name))


def missing(listed: Iterable[Command] = commands.ALL) -> list[str]:
    """Ids of commands that no part of the page has."""
    shown = {command.id for _, _, part in _PARTS for command in part}
    return [command.id for command in listed if command.id not in shown]


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
