"""Sheets in: a CSV, TSV or Excel file as rows of cells, each the text a person sees in it."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from documents.day_formats import shown_day
from documents.reading import ReadingError, printable, quoted
from documents.table import SPACE, Paper, Record, all_records, delimiters, read_bytes, read_paper

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 10_000
"""Rows with something in them; a longer file is surely not what it was taken for."""
MOST_COLUMNS = 400
LONGEST_CELL = 100_000
"""Characters; about fifty pages."""
_MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes of an Excel file unpacked."""
_LARGEST_WORKBOOK = 16 * 1024 * 1024
_BLOCKED = b"\xd0\xcf\x11\xe0"
"""First bytes of old Excel files, and of new ones under a password."""
_ESCAPED = re.compile(r"_x(00[01][0-9A-F]|007F|FFF[EF])_", re.IGNORECASE)
"""How Excel writes a character that XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its rows, and which cells were merged."""

    source: str
    """The file's name, fit to be printed."""
    rows: tuple[Record, ...]
    title: str = ""
    """The name of the sheet; blank for a text file."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged cells: first line, first column, last line, last column; columns from 0."""
    formulas: frozenset[tuple[int, int]] = field(default=frozenset())
    """Line and column of every cell that holds a formula, whose text it is read as."""
    notes: tuple[str, ...] = ()


def read_grids(path: str | Path) -> tuple[Grid, ...]:
    """What the file at `path` may be read as, likeliest first.

    An Excel file has one for each sheet that is not empty; a text file one for each
    separator that could stand between its cells.

    Raises:
        ReadingError: the file is missing, closed to us, empty, too large, or no sheet.
    """
    path = Path(path)
    name = printable(path.name or str(path))
    raw = read_bytes(path, name)
    if raw.startswith(_BLOCKED):
        raise ReadingError(
            f"{name} has a password or is an old Excel file; save it as .xlsx without one, or CSV."
        )
    if not raw.startswith(b"PK\x03\x04"):
        return _text_grids(read_paper(path))
    grids = tuple(_workbook(raw, name))
    if not grids:
        raise ReadingError(f"{name} is empty; check that it is the right file and was saved.")
    return grids


def _text_grids(paper: Paper) -> tuple[Grid, ...]:
    if paper.text.count("\n") > 50 * MOST_ROWS:
        raise _too_many(paper.source)
    return tuple(
        Grid(paper.source, _checked(all_records(paper.text, mark), paper.source), notes=paper.notes)
        for mark in delimiters(paper)
    )


def _checked(rows: list[Record], source: str) -> tuple[Record, ...]:
    """`rows`, unless they are too many, too wide or too full."""
    if sum(not row.blank for row in rows) > MOST_ROWS:
        raise _too_many(source)
    for row in rows:
        if len(row.cells) > MOST_COLUMNS and any(row.cells[MOST_COLUMNS:]):
            raise ReadingError(
                f"{source}, line {row.line}: there are more than {MOST_COLUMNS} columns; "
                f"check that it is the right file."
            )
        for cell in row.cells:
            if len(cell) > LONGEST_CELL:
                raise ReadingError(
                    f"{source}, line {row.line}: a cell has {len(cell):,} characters, more than "
                    f"{LONGEST_CELL:,}; it begins {quoted(cell)}; shorten it."
                )
    return tuple(rows)


def _too_many(source: str) -> ReadingError:
    return ReadingError(
        f"{source} has more than {MOST_ROWS:,} rows; check that it is the right file."
    )


def _workbook(raw: bytes, name: str) -> Iterator[Grid]:
    """The sheets of an Excel file that have something in them."""
    _check_parts(raw, name)
    # Imported here because only Excel files need it.
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # It warns of charts and buttons that it leaves out, which hold no text of the log.
            warnings.simplefilter("ignore")
            # Long sheets are refused row by row, before any is held whole.
            rough = load_workbook(BytesIO(raw), read_only=True)
            used = {sheet.title: _used(sheet, name) for sheet in rough.worksheets}
            book = load_workbook(BytesIO(raw))
            for sheet in book.worksheets:
                if sheet.sheet_state == "visible" and (extent := used.get(sheet.title)):
                    yield _sheet(sheet, name, extent)
    except ReadingError:
        raise
    # Whatever a broken workbook does inside the library, the reader is told one thing.
    except Exception as error:
        raise ReadingError(
            f"{name} is a damaged Excel file; open it in Excel, save it again and retry."
        ) from error


def _check_parts(raw: bytes, name: str) -> None:
    try:
        parts = zipfile.ZipFile(BytesIO(raw)).infolist()
    except zipfile.BadZipFile:
        raise ReadingError(f"{name} is damaged; open it in Excel and save it again.") from None
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise ReadingError(
            f"{name} is a Word, OpenDocument or zip file; save the log as .xlsx or CSV first."
        )
    if len(raw) > _LARGEST_WORKBOOK or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise ReadingError(
            f"{name} is too large for a log; save the sheet of the log alone, without pictures."
        )


def _used(sheet: Any, name: str) -> tuple[int, int] | None:
    """The last row and column with something in them."""
    if not hasattr(sheet, "reset_dimensions"):
        return None  # A sheet that is only a chart.
    sheet.reset_dimensions()
    last_row = last_column = full = 0
    for at, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        filled = [column for column, value in enumerate(row, start=1) if value not in (None, "")]
        if filled:
            full += 1
            last_row, last_column = at, max(last_column, filled[-1])
        if full > MOST_ROWS or last_column > MOST_COLUMNS:
            what = f"{MOST_ROWS:,} rows" if full > MOST_ROWS else f"{MOST_COLUMNS} columns"
            raise ReadingError(f"{name} has more than {what}; check that it is the right file.")
    return (last_row, last_column) if full else None


def _sheet(sheet: Worksheet, name: str, extent: tuple[int, int]) -> Grid:
    rows = []
    formulas = set()
    for line, row in enumerate(sheet.iter_rows(max_row=extent[0], max_col=extent[1]), start=1):
        rows.append(Record(line, [_shown(cell) for cell in row]))
        formulas |= {(line, at) for at, cell in enumerate(row) if cell.data_type == "f"}
    merged = tuple(
        (each.min_row, each.min_col - 1, each.max_row, each.max_col - 1)
        for each in sheet.merged_cells.ranges
    )
    return Grid(name, _checked(rows, name), sheet.title, merged, frozenset(formulas))


def _shown(cell: Any) -> str:
    """The text a person sees in a cell; of a formula its own text, since nothing is worked out."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, (datetime, date)):
        return shown_day(value, cell.number_format)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _shown_number(value, cell.number_format)
    if isinstance(value, time):
        return value.isoformat("minutes")
    # The text of an array formula is within it.
    text = str(getattr(value, "text", value))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).strip(SPACE)


def _shown_number(value: float, layout: str) -> str:
    """``1.10`` where the sheet shows two decimals; else the shortest form."""
    per_cent = layout.endswith("%")
    if per_cent:
        value *= 100
    if decimals := re.fullmatch(r"#?,?#*0(\.0+)?%?", layout):
        shown = f"{value:.{max(0, len(decimals[1] or '') - 1)}f}"
    else:
        shown = str(int(value)) if float(value).is_integer() else f"{value:.15g}"
    return shown + "%" * per_cent
