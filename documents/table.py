"""Lists in: a CSV or TSV file, from its bytes to rows of cells under known headings.

Every list comes in by the same steps: read the text, find the header line, map
its headings to fields by their usual names, and hand on the rows with the line
each began on. What the cells mean is the business of each kind of list.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from documents.reading import Problem, Reading, ReadingError, printable, quoted

LARGEST = 64 * 1024 * 1024
"""Bytes a paper may have; beyond it the file is surely not a list or an agenda."""

HEADER_WITHIN = 30
"""The header is looked for among this many rows, since titles may stand above it."""

_OTHER_KINDS = {
    b"PK\x03\x04": "an Excel, Word or OpenDocument file",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF": "a PDF",
    b"{\\rtf": "a rich text file",
}
"""First bytes of the files people most often give by mistake."""

SPACE = " \t\r\n\u00a0"
"""What goes from around a cell: plain space, since any other control character is
somebody's text."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

Columns = Mapping[str, tuple[str, ...]]
"""Field → the headings it goes by, each written as `heading_key` gives it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The text of a file, whatever its encoding was."""

    source: str
    """The file's name, fit to be printed."""
    suffix: str
    """In lower case: ``.csv``."""
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a list: its cells by field, without the space around them."""

    line: int
    by_field: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """The cell of `field`; blank when the list has no such column."""
        return self.by_field.get(field, "")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a list as it stands in the file."""

    line: int
    """Line of the file, from 1, on which the row begins."""
    cells: list[str]
    complaint: str = ""
    """What is wrong with the row, if it cannot be read."""

    @property
    def blank(self) -> bool:
        """Whether nothing is in it."""
        return not self.complaint and not any(self.cells)


@dataclass(frozen=True, slots=True)
class _Header:
    delimiter: str
    line: int
    headings: list[str]
    fields: dict[int, str]

    @property
    def known(self) -> set[str]:
        return set(self.fields.values())


def read_paper(path: str | Path) -> Paper:
    """The text of the file at `path`: UTF-8, UTF-16 with its mark, or Windows-1252.

    Raises:
        ReadingError: the file is missing, closed to us, empty, too large, or no text.
    """
    path = Path(path)
    name = printable(path.name or str(path))
    raw = read_bytes(path, name)
    for mark, kind in _OTHER_KINDS.items():
        if raw.startswith(mark):
            raise ReadingError(
                f"{name} is {kind}; save it as CSV (a list) or plain text (an agenda) first."
            )
    text, notes = _decoded(raw, name)
    if not text.strip():
        raise ReadingError(f"{name} is empty; check that it is the right file and was saved.")
    return Paper(name, path.suffix.lower(), text, notes)


def read_bytes(path: Path, name: str) -> bytes:
    """What is in the file at `path`, which messages call `name`.

    Raises:
        ReadingError: the file is missing, closed to us, too large, or no ordinary file.
    """
    try:
        if path.is_dir():
            raise ReadingError(f"{name} is a folder; give the name of a file in it.")
        if path.exists() and not path.is_file():
            raise ReadingError(f"{name} is not an ordinary file; save the text as a file first.")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise ReadingError(f"There is no file {name}; check its name and folder.") from None
    except PermissionError:
        raise ReadingError(f"{name} may not be read by you; ask its owner for access.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadingError(f"{name} cannot be read ({reason}); check its name.") from None
    if len(raw) > LARGEST:
        raise ReadingError(
            f"{name} is larger than {LARGEST // 1024**2} MB; check that it is the right file."
        )
    return raw


def _decoded(raw: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    not_text = ReadingError(f"{name} is not a text file; save it as CSV or text in UTF-8.")
    notes: tuple[str, ...] = ()
    try:
        if raw.startswith(_UTF_16):
            text = raw.decode("utf-16")
        else:
            text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # A stray NUL in good UTF-8 is somebody's text; with bad UTF-8 it means no text at all.
        if b"\0" in raw or raw.startswith(_UTF_16):
            raise not_text from None
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise not_text from None
        notes = ("The file is not UTF-8 and was read as Windows text: check accents and £ signs.",)
    if 5 * len(re.findall(r"[\0-\x08\x0e-\x1f]", text)) > len(text):
        raise not_text
    return text, notes


def heading_key(heading: str) -> str:
    """A heading as it is compared: plain words in lower case, nothing in brackets.

    ``Responsible Officer(s):`` and ``responsible officer`` are the same heading.
    """
    bare = re.sub(r"\([^()]*\)", "", heading).casefold()
    return " ".join(re.findall(r"[^\W_]+", bare))


def is_table(paper: Paper, columns: Columns) -> bool:
    """Whether `paper` is a list: by its suffix, or because it begins with known headings."""
    if paper.suffix in (".csv", ".tsv", ".tab"):
        return True
    header = _header(paper, columns)
    lines = io.StringIO(paper.text, newline="")
    first = next(at for at, line in enumerate(lines, start=1) if line.strip())
    return len(header.known) > 1 and header.line == first


def read_table(paper: Paper, columns: Columns, need: tuple[str, ...]) -> Reading[Cells]:
    """The rows of the list in `paper` under the headings of `columns`.

    At least one field of `need` must have a column. Blank rows are passed over;
    a row with text under no heading is a problem, so that nothing is dropped unseen.

    Raises:
        ReadingError: no header line is found, it lacks what is needed, or two
            headings mean the same.
    """
    header = _header(paper, columns)
    _check_header(header, columns, need, paper.source)
    rows: list[Cells] = []
    problems: list[Problem] = []
    notes = [*paper.notes, *_unknown_headings(header)]
    for record in all_records(paper.text, header.delimiter):
        if record.blank or record.line == header.line:
            continue
        if record.line < header.line:
            text = " ".join(filter(None, record.cells))
            notes.append(f"Line {record.line}, above the header, was left out: {quoted(text)}.")
        elif reason := record.complaint or _outside(record, header):
            problems.append(Problem(record.line, reason))
        else:
            cells = zip(range(len(record.cells)), record.cells, strict=True)
            known = {header.fields[at]: cell for at, cell in cells if at in header.fields}
            rows.append(Cells(record.line, known))
    return Reading(paper.source, tuple(rows), tuple(problems), tuple(notes))


def delimiters(paper: Paper) -> str:
    """What may stand between its cells, likeliest first."""
    return "\t,;" if paper.suffix in (".tsv", ".tab") else ",\t;"


def _header(paper: Paper, columns: Columns) -> _Header:
    """The row, under whichever delimiter, that holds most known headings; the first such."""
    best = _Header(",", 0, [], {})
    for delimiter in delimiters(paper):
        for record in islice(records(paper.text, delimiter), HEADER_WITHIN):
            found = _Header(delimiter, record.line, record.cells, _fields_of(record.cells, columns))
            if len(found.known) > len(best.known):
                best = found
    return best


def _fields_of(headings: list[str], columns: Columns) -> dict[int, str]:
    """Which field each column holds.

    ``Item`` may mean a number or a title: it takes what no plainer heading has taken.
    """
    keys = [heading_key(heading) for heading in headings]
    claims = [[field for field, names in columns.items() if key in names] for key in keys]
    fields = {at: claim[0] for at, claim in enumerate(claims) if len(claim) == 1}
    taken = set(fields.values())
    for at, claim in enumerate(claims):
        if len(claim) > 1:
            fields[at] = next((field for field in claim if field not in taken), claim[0])
            taken.add(fields[at])
    return fields


def _check_header(header: _Header, columns: Columns, need: tuple[str, ...], source: str) -> None:
    wanted = " or ".join(need)
    if not header.fields:
        raise ReadingError(
            f"{source} has no header line; the first line should name the columns, "
            f"such as {', '.join(columns)}."
        )
    if not header.known.intersection(need):
        raise ReadingError(
            f"{source}, line {header.line}: no column is called {wanted}; add that heading."
        )
    first: dict[str, int] = {}
    for at, field in sorted(header.fields.items()):
        if first.setdefault(field, at) != at:
            one, other = quoted(header.headings[first[field]]), quoted(header.headings[at])
            raise ReadingError(
                f"{source}, line {header.line}: the columns {one} and {other} both mean "
                f"{field}; rename or remove one."
            )


def _unknown_headings(header: _Header) -> list[str]:
    unknown = [
        quoted(heading)
        for at, heading in enumerate(header.headings)
        if heading and at not in header.fields
    ]
    return [f"Columns not understood and left out: {', '.join(unknown)}."] if unknown else []


def _outside(record: Record, header: _Header) -> str:
    """The complaint about a row with text beyond the header, or under no heading."""
    for at, cell in enumerate(record.cells):
        if cell and (at >= len(header.headings) or not header.headings[at]):
            return (
                f"{quoted(cell)} is in column {at + 1}, which has no heading; a cell that "
                f"contains the separator needs quotation marks round it"
            )
    return ""


def all_records(text: str, delimiter: str) -> list[Record]:
    """The rows of `text`."""
    found = list(records(text, delimiter))
    if delimiter == "\t" and any(record.complaint for record in found):
        # Tables copied from a page use quotation marks as speech, not as fences.
        return list(records(text, delimiter, quotes=False))
    return found


def records(text: str, delimiter: str, quotes: bool = True) -> Iterator[Record]:
    """The rows of `text`, one by one; with `quotes`, cells may be fenced by quotation marks."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    lines = io.StringIO(text, newline="")
    reader = csv.reader(
        lines,
        delimiter=delimiter,
        quoting=csv.QUOTE_MINIMAL if quotes else csv.QUOTE_NONE,
        skipinitialspace=True,
        strict=True,
    )
    while True:
        line = reader.line_num + 1
        try:
            yield Record(line, [cell.strip(SPACE) for cell in next(reader)])
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                why = "a quotation mark opens here and never closes, so all after it is unread"
            else:
                why = "there is text after a closing quotation mark; double each mark in the text"
            yield Record(line, [], why)
