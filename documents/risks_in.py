"""Risks in: a risk log as boards keep it in a spreadsheet, read without losing a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

from board.dates import PartialDate, read_partial
from board.matrix import band_of
from board.names import understand
from board.people import Person
from board.risk_rows import ColumnUse, RiskRow
from board.risks import Assessment, Comment, Note
from board.scoring import Rating, read_rating, read_response
from board.settings import RiskSettings
from documents.grid import Grid, read_grids
from documents.headings import Header, find_header
from documents.reading import Problem, Reading, ReadingError, quoted
from documents.risk_columns import as_at, column_uses, is_group, is_known
from documents.table import SPACE, Record, heading_key

_CLOSED = re.compile(r"\W*\bclosed\b\W*", re.IGNORECASE)
_STATUS = {
    **dict.fromkeys(("open", "live", "active", "ongoing", "on going", "current"), "open"),
    **dict.fromkeys(("closed", "complete", "completed", "archived", "resolved"), "closed"),
}
_PAGE = re.compile(r"(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?", re.IGNORECASE)
_STAMP = re.compile(r"^\[(?:(\d\d/\d\d/\d{4})(?:, |(?=\])))?([^\]\n]*)\] ", re.MULTILINE)
"""How a comment is dated and signed in a cell: ``[14/03/2017, A Moss] Budget agreed``."""
UNSIGNED = "unsigned"
"""What stands in the stamp of a comment with neither day nor name."""
_TEXTS = ("description", "area", "consequence", "controls", "further_action", "action_complete",
          "proximity", "closed_why")  # fmt: skip


@dataclass(frozen=True, slots=True)
class RisksReading(Reading[RiskRow]):
    """The risks of one file, and what each of its columns became."""

    layout: tuple[ColumnUse, ...] = ()


def read_risks(
    path: str | Path,
    matrix: RiskSettings,
    mapping: Mapping[str, str] | None = None,
    people: Iterable[Person] = (),
    today: date | None = None,
) -> RisksReading:
    """The risks in the log at `path`, a CSV, TSV or Excel file.

    Args:
        path: the file.
        matrix: the board's, for the order and the names of the axes.
        mapping: heading → what it means, over the usual names: ``owners``,
            ``current impact``, ``review Q3 16/17 score``, ``note``.
        people: those whom owners' names and initials may mean.
        today: the day that a date without its year is counted from; without it such
            a date has no days.

    Raises:
        ReadingError: the file cannot be read as a risk log at all.
    """
    grid, header, others = _best(read_grids(path), mapping or {})
    body = [row for row in grid.rows if row.line > header.rows[-1].line]
    width = len(header.headings)
    columns = [
        [row.cells[at] if at < len(row.cells) else "" for row in body] for at in range(width)
    ]
    uses = column_uses(header, columns, mapping or {}, matrix)
    if not any(use and use.field == "description" for use in uses):
        raise ReadingError(
            f"{grid.source}, line {header.rows[0].line}: no column is called description; "
            f"add that heading, or say which column it is."
        )
    reader = _Reader(matrix, tuple(people), today, uses)
    rows, problems, left_out = _sorted(grid, header, body, reader)
    notes = (*grid.notes, *others, *_above(grid, header), *left_out)
    return RisksReading(grid.source, rows, problems, notes, tuple(filter(None, uses)))


def _sorted(
    grid: Grid, header: Header, body: Iterable[Record], reader: _Reader
) -> tuple[tuple[RiskRow, ...], tuple[Problem, ...], list[str]]:
    """The risks of a sheet, the rows that cannot be taken in, and what is noted of others."""
    rows: list[RiskRow] = []
    problems: list[Problem] = []
    notes: list[str] = []
    for record in body:
        if record.blank:
            continue
        if wrong := record.complaint or _wrong(record, reader.uses):
            problems.append(Problem(record.line, wrong))
        elif left_out := _no_risk(record, header, reader.uses):
            notes.append(f"Line {record.line} was left out: {left_out}.")
        else:
            rows.append(reader.row(record))
            notes += _formulas(grid, record, reader.uses)
    return tuple(rows), tuple(problems), notes


def _best(grids: Sequence[Grid], mapping: Mapping[str, str]) -> tuple[Grid, Header, list[str]]:
    """The sheet with most known headings, its header, and what is said of the other sheets."""
    given = set(map(heading_key, mapping))

    def known(text: str) -> bool:
        return is_known(text) or heading_key(text) in given

    found = [(grid, find_header(grid, known, is_group)) for grid in grids]
    best = max(found, key=lambda pair: pair[1].known if pair[1] else 0)
    grid, header = best
    if header is None:
        raise ReadingError(
            f"{grid.source} has no header line of a risk log; the columns should be named, "
            f"such as Ref, Description, Owner, Current Impact, Current Likelihood."
        )
    others = [quoted(other.title) for other in grids if other.title and other is not grid]
    said = [f"Only the sheet {quoted(grid.title)} was read, not {', '.join(others)}."]
    return grid, header, said if others else []


def _above(grid: Grid, header: Header) -> Iterator[str]:
    for record in grid.rows:
        if record.line < header.rows[0].line and not record.blank:
            text = " ".join(filter(None, record.cells))
            yield f"Line {record.line}, above the header, was left out: {quoted(text)}."


def _wrong(record: Record, uses: Sequence[ColumnUse | None]) -> str:
    """Why a row cannot be taken in: text beyond the last heading, or nothing to call it by."""
    for at, cell in enumerate(record.cells[len(uses) :], start=len(uses) + 1):
        if cell:
            return (
                f"{quoted(cell)} is in column {at}, beyond the last heading; a cell that "
                f"contains the separator needs quotation marks round it"
            )
    filled = [use for use, cell in zip(uses, record.cells, strict=False) if use and cell]
    if len(filled) > 1 and not any(use.field in ("ref", "description") for use in filled):
        return "the row has no ref and no description; write one, or join it to its risk"
    return ""


def _no_risk(record: Record, header: Header, uses: Sequence[ColumnUse | None]) -> str:
    """Why a row is no risk: a header again, the number of a page, or the title of a section."""
    if header.repeats(record):
        return "it repeats the header"
    filled = [at for at, cell in enumerate(record.cells) if cell]
    use = uses[filled[0]]
    if len(filled) == 1 and not (use and use.field == "description" and not _is_page(record)):
        return f"it holds only {quoted(record.cells[filled[0]])}"
    return ""


def _is_page(record: Record) -> bool:
    return any(_PAGE.fullmatch(cell) for cell in record.cells if cell)


def _formulas(grid: Grid, record: Record, uses: Sequence[ColumnUse | None]) -> Iterator[str]:
    for at, use in enumerate(uses):
        if use and (record.line, at) in grid.formulas:
            formula = quoted(record.cells[at])
            if use.field in ("score", "band"):
                yield f"Line {record.line}: {formula} is a formula, which hwb works out itself."
            else:
                yield f"Line {record.line}: {formula} is a formula, and was kept as text."


@dataclass(frozen=True, slots=True)
class _Reader:
    """What a row means under the columns of one file."""

    matrix: RiskSettings
    people: tuple[Person, ...]
    today: date | None
    uses: tuple[ColumnUse | None, ...]

    def row(self, record: Record) -> RiskRow:
        """The risk in `record`."""
        pairs = [(use, cell) for use, cell in zip(self.uses, record.cells, strict=False) if use]
        text = {use.field: cell for use, cell in pairs if not use.stage}
        printed = text.get("ref", "")
        ref, status = status_in_ref(printed)
        notes = [Note(use.name, cell) for use, cell in pairs if use.field == "note" and cell]
        for use, cell in pairs:
            if use.field == "status" and cell:
                status = _STATUS.get(heading_key(cell), status)
            if self._doubtful(use.field, cell):
                notes.append(Note(use.headings[-1], cell))
        closed_on = self._date(text.get("closed_on", ""))
        return RiskRow(
            line=record.line,
            ref=ref,
            ref_text=printed,
            owners=understand(text.get("owners", ""), self.people),
            action_owner=understand(text.get("action_owner", ""), self.people),
            action_due=self._date(text.get("action_due", "")),
            review_due=self._date(text.get("review_due", "")),
            status=status,
            closed_on=closed_on.latest if closed_on.earliest == closed_on.latest else None,
            assessments=tuple(self._assessments(pairs)),
            comments=tuple(_comments(pairs)),
            notes=tuple(notes),
            **{field: text.get(field, "") for field in _TEXTS},
        )

    def _doubtful(self, field: str, cell: str) -> bool:
        """Whether a cell says more than its field can hold, so that a note keeps it."""
        if field == "closed_on":
            day = self._date(cell)
            return bool(cell) and (day.latest is None or day.earliest != day.latest)
        return field == "status" and bool(cell) and cell.casefold() not in ("open", "closed")

    def _date(self, text: str) -> PartialDate:
        return read_partial(text, self.today)

    def _assessments(self, pairs: Sequence[tuple[ColumnUse, str]]) -> Iterator[Assessment]:
        """The stages that have anything in them, in the order of the columns."""
        stages: dict[tuple[str, str], dict[str, str]] = {}
        days: dict[tuple[str, str], str] = {}
        for use, cell in pairs:
            if use.stage:
                stages.setdefault((use.stage, use.name), {})[use.field] = cell
                days[use.stage, use.name] = as_at(use) or days.get((use.stage, use.name), "")
        order = 0
        for (stage, name), cells in stages.items():
            if any(cells.values()):
                order += 1
                cells = {"as_at": days[stage, name]} | cells
                yield replace(self._assessment(cells), stage=stage, name=name, order=order)

    def _assessment(self, cells: Mapping[str, str]) -> Assessment:
        words: list[str] = []
        impact = _level(cells.get("impact", ""), self.matrix.impact_levels)
        likelihood = _level(cells.get("likelihood", ""), self.matrix.likelihood_levels)
        for field, level in (("impact", impact), ("likelihood", likelihood)):
            if level is None and cells.get(field):
                words.append(f"{getattr(self.matrix, field)} {cells[field]}")
        said = self._score(cells.get("rating", "") or cells.get("score", ""))
        if impact is None and likelihood is None:
            impact, likelihood = said.impact, said.likelihood
        response = cells.get("response", "")
        rated = Assessment(
            key="",
            stage="",
            as_at=self._date(cells["as_at"]),
            impact=impact,
            likelihood=likelihood,
            score=said.score,
            response=read_response(response),
            response_text=response,
            reason=cells.get("reason", ""),
        )
        words += [
            said.rated,
            self._beside_band(cells.get("band", ""), rated),
            cells.get("rated", ""),
        ]
        return replace(rated, rated="; ".join(dict.fromkeys(filter(None, words))))

    def _score(self, text: str) -> Rating:
        """What a score says; a formula says nothing, since hwb works out scores itself."""
        return Rating() if text.startswith("=") else read_rating(text, self.matrix)

    def _beside_band(self, text: str, rated: Assessment) -> str:
        """What a band column says besides the word that hwb works out itself."""
        band = band_of(self.matrix, rated)
        if (band and text.casefold() == band.name.casefold()) or text.startswith("="):
            return ""
        return text.removeprefix(f"{band.name}; ") if band else text


def status_in_ref(printed: str) -> tuple[str, str]:
    """The ref in `printed` and its status: ``HP003 CLOSED`` is the closed risk ``HP003``."""
    ref = _CLOSED.sub(" ", printed, count=1).strip()
    return (ref, "closed") if _CLOSED.search(printed) else (printed, "open")


def _level(text: str, names: Sequence[str]) -> int | None:
    """A level by its figure, its name, or both: ``4``, ``Major``, ``4 - Major``."""
    if found := re.match(r"(\d{1,3})(?:$|\s*[-–:.(]?\s*[^\W\d])", text):
        return int(found[1])
    bare = re.sub(r"\W*\d*\W*$", "", text).casefold()
    return next((at for at, name in enumerate(names, start=1) if name.casefold() == bare), None)


def _comments(pairs: Iterable[tuple[ColumnUse, str]]) -> Iterator[Comment]:
    """The comments in the cells, parted where one is dated and signed."""
    for use, cell in pairs:
        if use.field != "comment" or not cell:
            continue
        stamps = list(_STAMP.finditer(cell))
        first = cell[: stamps[0].start()].strip(SPACE) if stamps else cell
        if first:
            yield Comment("", first, by=use.name)
        for stamp, after in zip_longest(stamps, stamps[1:]):
            text = cell[stamp.end() : after.start() if after else len(cell)].strip(SPACE)
            day = read_partial(stamp[1] or "").latest
            yield Comment("", text, day, "" if stamp[2] == UNSIGNED else stamp[2])
