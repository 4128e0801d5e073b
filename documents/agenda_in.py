"""Agendas in: a list of items, or the text of an agenda as it was pasted."""

from __future__ import annotations

from pathlib import Path

from board.incoming import AgendaRow
from documents.agenda_prose import read_prose
from documents.agenda_rows import AGENDA_COLUMNS, pages_of
from documents.reading import Problem, Reading
from documents.table import Cells, Paper, is_table, read_paper, read_table

__all__ = ["AgendaRow", "read_agenda"]


def read_agenda(path: str | Path) -> Reading[AgendaRow]:
    """The items of the agenda at `path`: CSV or TSV with a header, or pasted text.

    Raises:
        ReadingError: the file cannot be read as an agenda at all.
    """
    paper = read_paper(path)
    return _read_list(paper) if is_table(paper, AGENDA_COLUMNS) else read_prose(paper)


def _read_list(paper: Paper) -> Reading[AgendaRow]:
    table = read_table(paper, AGENDA_COLUMNS, need=("title",))
    rows: list[AgendaRow] = []
    problems = list(table.problems)
    notes = list(table.notes)
    lines: dict[str, int] = {}
    for cells in table.rows:
        if not cells["title"]:
            problems.append(Problem(cells.line, "the item has no title; write one"))
            continue
        row = _row(cells)
        if row.number and lines.setdefault(row.number, row.line) != row.line:
            first = lines[row.number]
            notes.append(f"Line {row.line}: number {row.number} is also on line {first}.")
        rows.append(row)
    problems.sort(key=lambda problem: problem.line)
    return Reading(table.source, tuple(rows), tuple(problems), tuple(notes))


def _row(cells: Cells) -> AgendaRow:
    pages, to_follow = pages_of(cells["pages"])
    texts = ("number", "title", "purpose", "presenter", "responsible", "author", "report")
    return AgendaRow(
        line=cells.line,
        pages=pages,
        to_follow=to_follow,
        **{field: cells[field] for field in texts},
    )
