"""The one door for papers out: minutes, agendas and risks, as the name of the file asks."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

from board.text import visible

if TYPE_CHECKING:
    from pathlib import Path

    from board.paper import AgendaPaper, MinutesPaper
    from board.risk_paper import RisksPaper

FORMATS = (".docx", ".md", ".txt")
"""Word, Markdown and plain text."""
RISK_FORMATS = (".docx", ".xlsx", ".csv", ".md")
"""Word and Markdown to be read; Excel and CSV to be edited and taken in again."""


class PaperError(Exception):
    """Why a paper could not be written, and what to do, in one line."""


def write_minutes(paper: MinutesPaper, path: Path) -> None:
    """Write the minutes to `path`, replacing an earlier export of that name.

    Raises `PaperError` for an unknown suffix or a place that cannot be written.
    """
    # Word is imported only when asked for: its library costs more than all the rest.
    match _format(path):
        case ".docx":
            from documents.minutes_word import minutes_docx

            write_file(path, minutes_docx(paper))
        case ".md":
            from documents.minutes_text import minutes_markdown

            write_file(path, minutes_markdown(paper).encode())
        case _:
            from documents.minutes_text import minutes_plain

            write_file(path, minutes_plain(paper).encode())


def write_agenda(paper: AgendaPaper, path: Path) -> None:
    """Write the agenda to `path`, as `write_minutes` does minutes."""
    match _format(path):
        case ".docx":
            from documents.agenda_word import agenda_docx

            write_file(path, agenda_docx(paper))
        case ".md":
            from documents.agenda_text import agenda_markdown

            write_file(path, agenda_markdown(paper).encode())
        case _:
            from documents.agenda_text import agenda_plain

            write_file(path, agenda_plain(paper).encode())


def write_risks(paper: RisksPaper, path: Path) -> None:
    """Write the risk log to `path`, as `write_minutes` does minutes, in one of `RISK_FORMATS`."""
    match _format(path, RISK_FORMATS):
        case ".docx":
            from documents.risks_word import risks_docx

            write_file(path, risks_docx(paper))
        case ".xlsx":
            from documents.risks_sheet import risks_xlsx

            write_file(path, risks_xlsx(paper))
        case ".csv":
            from documents.risks_text import risks_csv

            write_file(path, risks_csv(paper).encode())
        case _:
            from documents.risks_text import risks_markdown

            write_file(path, risks_markdown(paper).encode())


def write_file(path: Path, content: bytes) -> None:
    """Put a whole file at `path`, readable by its owner alone, or leave what was there.

    Raises `PaperError` when the place cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".hwb-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except (OSError, ValueError) as error:
        # A name that no file system holds, with a NUL in it, is a ValueError without a reason.
        reason = getattr(error, "strerror", None) or "No file can have that name"
        raise PaperError(f"Cannot write {visible(str(path))}: {reason}.") from error


def _format(path: Path, formats: tuple[str, ...] = FORMATS) -> str:
    suffix = path.suffix.lower()
    if suffix not in formats:
        *others, last = formats
        known = f"{', '.join(others)} or {last}"
        raise PaperError(
            f"Cannot tell the format of {visible(path.name)}: end its name in {known}."
        )
    return suffix
