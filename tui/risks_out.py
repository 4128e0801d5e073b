"""The risk log out of the book: as a paper, a sheet, or JSON, by the ending of the file's name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from board.risk_flags import log_flags
from storage.people import people
from storage.risk_log import open_treatments
from storage.risks import risks
from storage.settings import read_settings

if TYPE_CHECKING:
    from board.flags import Flag
    from board.movement import Movement
    from board.risks import Review, Risk
    from board.settings import RiskSettings
    from storage.book import Book
    from tui.shapes import RiskShape


def export_risks(book: Book, path: Path, today: date) -> None:
    """Write the whole log, as of `today`, to a file that only its owner can read.

    Raises:
        PaperError: The ending is no format, or the file cannot be written.
    """
    from documents.papers import write_file, write_risks

    if path.suffix.lower() == ".json":
        text = json.dumps(log_shapes(book, today), ensure_ascii=False, indent=1)
        write_file(path, f"{text}\n".encode())
        return
    from board.risk_paper import risks_paper
    from storage.imports import read_layout
    from storage.reviews import reviews

    log, settings = risks(book), read_settings(book)
    paper = risks_paper(
        log,
        settings,
        today,
        people=people(book).values(),
        flags=flags_of(book, log, settings.risk, today),
        movement=last_movement(log, reviews(book), settings.risk),
        layout=read_layout(book),
    )
    write_risks(paper, path)


def log_shapes(book: Book, today: date, log: Sequence[Risk] | None = None) -> list[RiskShape]:
    """The log, or a part of it, as ``--json`` prints it."""
    from tui.shaping import risk_shape

    matrix, everybody, whole = read_settings(book).risk, people(book), risks(book)
    flags = flags_of(book, whole, matrix, today)
    linked = _linked(book)
    return [
        risk_shape(risk, matrix, flags[risk.key], everybody, linked)
        for risk in (whole if log is None else log)
    ]


def flags_of(
    book: Book, log: Sequence[Risk], matrix: RiskSettings, today: date
) -> dict[str, tuple[Flag, ...]]:
    """The flags of every risk of the log, by its key."""
    return log_flags(log, matrix, today, open_treatments(book))


def last_movement(
    log: Sequence[Risk], known: Sequence[Review], matrix: RiskSettings
) -> Movement | None:
    """What moved since the last review; when nothing has, what moved in that quarter."""
    from board.movement import movement

    if not known:
        return None
    since = movement(log, known[-1], None, matrix)
    still = len(since.of("unchanged")) == len(since.moves)
    return movement(log, known[-2], known[-1], matrix) if still and known[1:] else since


def _linked(book: Book) -> dict[str, int | str]:
    """The numbers of the actions and the printed numbers of the minutes that risks are tied to."""
    rows = book.rows(
        "SELECT a.id, a.number AS name FROM risk_link AS l JOIN action AS a ON a.id = l.action"
        " UNION ALL"
        " SELECT m.id, m.printed FROM risk_link AS l JOIN minute AS m ON m.id = l.minute"
    )
    return {row["id"]: row["name"] for row in rows}
