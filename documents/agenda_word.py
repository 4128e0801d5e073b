"""An agenda as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents import wording
from documents.word import (
    add,
    add_hanging,
    add_labelled,
    add_people,
    add_section,
    file_of,
    head_and_foot,
    new_document,
    put,
)
from documents.word_styles import NUMBER_WIDTH

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from board.paper import AgendaPaper, PrintedItem


def agenda_docx(paper: AgendaPaper) -> bytes:
    """The agenda as the bytes of a .docx file."""
    head = wording.page_head(paper)
    document = new_document(f"Agenda: {head}", NUMBER_WIDTH)
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
    add(document, "Heading 1", "Items of business")
    for item in paper.items:
        _item(document, item)
    if paper.officer:
        add_labelled(document, "Foot", "Enquiries: ", paper.officer)
    return file_of(document)


def _item(document: WordDocument, item: PrintedItem) -> None:
    """One item, its lines kept together on a page."""
    lines = [add_hanging(document, "Heading 2", item.number, item.title)]
    if item.pages:
        put(lines[0], f" ({item.pages})").bold = False
    for label, text in wording.item_lines(item):
        lines.append(add_labelled(document, "Item detail", f"{label} " if label else "", text))
    for line in lines:
        line.paragraph_format.keep_with_next = line is not lines[-1]
