"""Words the book would not take, kept in a plain file until it does."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_state_path


@dataclass(frozen=True, slots=True)
class Rescued:
    """A text that was typed and could not be saved."""

    path: Path
    minute: str
    """Key of the minute."""
    field: str
    """``discussion`` or ``resolved``."""
    text: str


class Rescue:
    """The folder of rescued texts of one book, one plain file a field."""

    def __init__(self, book: Path) -> None:
        name = hashlib.sha256(str(book.absolute()).encode()).hexdigest()[:12]
        self._folders = (
            user_state_path("hwb") / "rescue" / f"{book.stem}-{name}",
            # When the home drive is full or gone too, the machine's own scratch is left.
            Path(tempfile.gettempdir()) / f"hwb-{os.getuid()}-{name}",
        )

    def keep(self, minute: str, field: str, text: str) -> Path | None:
        """Write `text` to its file; returns the file, or ``None`` if no disk would take it."""
        for folder in self._folders:
            path = folder / f"{minute}.{field}.txt"
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                new = path.with_suffix(".new")
                with os.fdopen(
                    os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb"
                ) as file:
                    file.write(text.encode("utf-8", "replace"))
                    file.flush()
                    os.fsync(file.fileno())
                new.replace(path)
            except OSError:
                continue
            return path
        return None

    def drop(self, minute: str, field: str) -> None:
        """The words are in the book now: take their file away."""
        for folder in self._folders:
            with contextlib.suppress(OSError):
                (folder / f"{minute}.{field}.txt").unlink(missing_ok=True)

    def waiting(self) -> list[Rescued]:
        """Texts left from a session that ended before the book would take them."""
        found = []
        for folder in self._folders:
            for path in sorted(folder.glob("*.*.txt")):
                minute, field, _ = path.name.rsplit(".", 2)
                with contextlib.suppress(OSError):
                    found.append(Rescued(path, minute, field, path.read_bytes().decode()))
        return found
