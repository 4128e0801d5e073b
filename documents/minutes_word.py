"""Minutes as a Word file, in both house styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents import wording
from documents.word import (
    add,
    add_hanging,
    add_labelled,
    add_people,
    add_rows,
    add_section,
    file_of,
    head_and_foot,
    new_document,
)
from documents.word_styles import NUMBER_WIDTH, TEXT_WIDTH

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell

    from board.paper import MinutesPaper, PrintedMinute

_COLUMNS = (NUMBER_WIDTH, 2381, TEXT_WIDTH - NUMBER_WIDTH - 2381)
"""Widths of number, subject and minute."""


def minutes_docx(paper: MinutesPaper) -> bytes:
    """The minutes as the bytes of a .docx file, ready to be initialled and signed."""
    title = wording.minutes_title(paper)
    columns = paper.style == "columns"
    document = new_document(title, 0 if columns else NUMBER_WIDTH)
    head = wording.page_head(paper)
    head_and_foot(document, head, draft=paper.draft, initials=True)
    if paper.council:
        add(document, "Council", paper.council)
    add(document, "Heading 1", title)
    for heading, people in wording.attendance(paper):
        add_section(document, heading)
        if people:
            add_people(document, people)
        else:
            add(document, "Normal", wording.NOBODY)
    if paper.quorum_note:
        add_section(document, "Quorum")
        for note in paper.quorum_note:
            add(document, "Normal", note)
    if columns:
        _table(document, paper)
    else:
        for minute in paper.minutes:
            add_hanging(document, "Heading 2", minute.number, minute.title)
            _blocks(document, minute)
    for line in wording.minutes_foot(paper):
        add(document, "Foot", line)
    _signature(document)
    return file_of(document)


def _blocks(place: WordDocument | _Cell, minute: PrintedMinute) -> None:
    for kind, label, text in wording.blocks(minute):
        if kind == "Action":
            add_labelled(place, kind, f"{label} ", text)
        elif label or kind == "Clause":
            add_hanging(place, "Numbered text" if kind == "Minute text" else kind, label, text)
        else:
            add(place, kind, text)


def _table(document: WordDocument, paper: MinutesPaper) -> None:
    add_section(document, "Minutes")
    rows = add_rows(document, wording.COLUMNS, _COLUMNS, paper.minutes)
    for minute, (number, subject, text) in rows:
        add(number, "Minute number", minute.number)
        add(subject, "Heading 2", minute.title)
        _blocks(text, minute)


def _signature(document: WordDocument) -> None:
    """Where the person presiding at the next suitable meeting signs (LGA 1972 Sch 12 para 41)."""
    add(document, "Foot", "Signed as a correct record:")
    add(document, "Signature line", "Chair \t  Date \t")
