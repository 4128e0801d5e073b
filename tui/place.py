"""Where somebody was in a book, so that opening it again is going on."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_state_path


@dataclass(frozen=True, slots=True)
class Place:
    """A screen, a meeting and an item of its agenda."""

    screen: str = ""
    meeting: str | None = None
    item: str | None = None


def read_place(book: Path) -> Place:
    """Where this person last was in `book`; a blank place when nothing is known."""
    try:
        kept = json.loads(_file(book).read_text())
        return Place(str(kept["screen"]), kept["meeting"], kept["item"])
    except (OSError, ValueError, KeyError, TypeError):
        return Place()


def keep_place(book: Path, place: Place) -> None:
    """Keep where this person is. Losing it costs a keystroke, so a full disk is no trouble."""
    path = _file(book)
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        with os.fdopen(os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            json.dump(asdict(place), file)
        new.replace(path)


def _file(book: Path) -> Path:
    name = hashlib.sha256(str(book.absolute()).encode()).hexdigest()[:12]
    return user_state_path("hwb") / "places" / f"{book.stem}-{name}.json"
