"""What belongs to the person and not to the board: their name, theme, keys and last book."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Preferences:
    """A person's own choices: the file ``config.toml`` in their config folder."""

    name: str
    """The name their changes are signed with; at first, the name of their account."""
    theme: str = ""
    """Name of a theme; blank for the default."""
    ascii: bool = False
    """Whether to draw with plain characters only."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for commands, by the command's id: ``"minutes.next_item" = "f6"``."""
    problem: str = ""
    """One line about a file that could not be used, when the rest are defaults."""


def read_preferences() -> Preferences:
    """The person's choices; what cannot be read is said in `Preferences.problem`, not raised."""
    import tomllib

    path = _folder() / "config.toml"
    defaults = Preferences(_account_name())
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return defaults
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        return replace(defaults, problem=f"{path} was not used ({reason}); correct it or delete it")
    wrong = [name for name, kind in _KINDS.items() if not isinstance(told.get(name, kind()), kind)]
    if wrong or not all(isinstance(key, str) for key in told.get("keys", {}).values()):
        name = wrong[0] if wrong else "keys"
        return replace(defaults, problem=f"{path} was not used ({name} is of the wrong kind)")
    known: dict[str, Any] = {name: told[name] for name in _KINDS if told.get(name)}
    return replace(defaults, **known)


def save_preferences(**choices: Any) -> str:
    """Change some of the person's choices; returns one line saying why it could not, or blank.

    Nothing is written over a file that cannot be read, since it may be worth mending.
    """
    import tomllib

    import tomli_w

    path = _folder() / "config.toml"
    try:
        told = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        _write(path, tomli_w.dumps(told | choices))
    except (OSError, ValueError) as error:
        return f"{path} was not changed ({error}); correct it or delete it"
    return ""


def last_book() -> Path | None:
    """The book the person last opened, if they have opened one."""
    # A file of its own, so that a look-up from the shell need not read TOML.
    try:
        return Path((_folder() / "last-book").read_bytes().decode("utf-8", "surrogateescape"))
    except OSError:
        return None


def remember_book(path: Path) -> None:
    """Let `path` be the book that opens when none is named."""
    absolute = path.absolute()
    if last_book() != absolute:
        _write(_folder() / "last-book", str(absolute))


_KINDS: Mapping[str, type] = {"name": str, "theme": str, "ascii": bool, "keys": dict}


def _folder() -> Path:
    # Imported here because a look-up with a named book needs no folder.
    from platformdirs import user_config_path

    return user_config_path("hwb")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_bytes(text.encode("utf-8", "surrogateescape"))
    new.chmod(0o600)
    new.replace(path)


def _account_name() -> str:
    import pwd

    try:
        account = pwd.getpwuid(os.getuid())
    except KeyError:
        return "Somebody"
    return account.pw_gecos.partition(",")[0].strip() or account.pw_name
