"""Attendance out: people by meetings, as CSV, Markdown or plain text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from board.attendance import Attendance
from board.people import Person
from board.text import visible
from documents.markdown import CELL_BREAK, escape
from documents.papers import PaperError, write_file


def write_attendance(matrix: Attendance, people: Mapping[str, Person], path: Path) -> None:
    """Write the matrix to `path`, whose ending is the format: .csv, .md or .txt.

    Raises:
        PaperError: The ending is another one, or the place cannot be written.
    """
    layout = {".csv": _csv, ".md": _markdown, ".txt": _plain}.get(path.suffix.lower())
    if layout is None:
        raise PaperError(
            f"Cannot tell the format of {visible(path.name)}: end its name in .csv, .md or .txt."
        )
    write_file(path, layout(_rows(matrix, people)).encode())


def _rows(matrix: Attendance, people: Mapping[str, Person]) -> list[list[str]]:
    """The heading, a row for each person and seat, and how many were present at each meeting.

    A blank cell is a meeting at which nothing was recorded, which is not absence.
    """
    days = [meeting.day.isoformat() for meeting in matrix.meetings]
    rows = [["Name", "Represents", *days, "Attended", "Of", "Per cent"]]
    for row in matrix.rows:
        person = people.get(row.person)
        rows.append(
            [
                person.name if person else row.person,
                row.seat.represents,
                *row.cells,
                str(row.attended),
                str(row.expected),
                "" if row.percent is None else str(row.percent),
            ]
        )
    present = [
        str(matrix.total(column, "present") + matrix.total(column, "remote"))
        for column in range(len(days))
    ]
    rows.append(["Attended", "", *present, "", "", ""])
    return rows


def _csv(rows: list[list[str]]) -> str:
    """Every cell in quotes and just as it is in the book, as data for other programs.

    A spreadsheet may take a name that begins with ``=`` for a formula: a mark before it
    would change the name for every other reader.
    """
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def _markdown(rows: list[list[str]]) -> str:
    head, *body = (" | ".join(escape(cell, CELL_BREAK) for cell in row) for row in rows)
    rule = " | ".join("---" for _ in rows[0])
    return "\n".join(f"| {line} |" for line in (head, rule, *body)) + "\n"


def _plain(rows: list[list[str]]) -> str:
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        + "\n"
        for row in shown
    )
