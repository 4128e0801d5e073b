"""An agenda as a Word file, in both house styles."""

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
    put,
)
from documents.word_styles import NUMBER_WIDTH, TEXT_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from board.paper import AgendaPaper, PrintedItem

_COLUMNS = (NUMBER_WIDTH, 3686, TEXT_WIDTH - NUMBER_WIDTH - 3686)
"""Widths of number, subject and details."""


def agenda_docx(paper: AgendaPaper) -> bytes:
    """The agenda as the bytes of a .docx file."""
    head = wording.page_head(paper)
    columns = paper.style == "columns"
    document = new_document(f"Agenda: {head}", 0 if columns else NUMBER_WIDTH)
    head_and_foot(document, head, draft=False, initials=False)
    if paper.council:
        add(document, "Council", paper.council)
    add(document, "Heading 1", "Agenda")
    for label, text in wording.meeting_details(paper):
        add_labelled(document, "Detail", f"{label}\t", text)
    add(document, "Foot", wording.admission(paper.kind))
    for heading, people in wording.membership(paper):
        add_section(document, heading)
        add_people(document, people)
    add(document, "Heading 1", wording.BUSINESS)
    if columns:
        _table(document, paper.items)
    else:
        for item in paper.items:
            _item(document, item)
    if paper.officer:
        add_labelled(document, "Foot", "Enquiries: ", paper.officer)
    return file_of(document)


def _item(document: WordDocument, item: PrintedItem) -> None:
    """One item, its lines kept together on a page."""
    title = add_hanging(document, "Heading 2", item.number, item.title)
    if item.pages:
        put(title, f" ({item.pages})").bold = False
    under = _lines(document, (*wording.item_details(item), *wording.item_report(item)))
    for line in (lines := [title, *under]):
        line.paragraph_format.keep_with_next = line is not lines[-1]


def _table(document: WordDocument, items: Iterable[PrintedItem]) -> None:
    rows = add_rows(document, wording.AGENDA_COLUMNS, _COLUMNS, items)
    for item, (number, subject, details) in rows:
        add(number, "Minute number", item.number)
        add(subject, "Heading 2", item.title)
        _lines(subject, wording.item_place(item))
        _lines(details, wording.item_details(item))


def _lines(place: WordDocument | _Cell, lines: Iterable[tuple[str, str]]) -> list[Paragraph]:
    return [
        add_labelled(place, "Item detail", f"{label} " if label else "", text)
        for label, text in lines
    ]
