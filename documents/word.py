"""What every Word paper shares: the empty paper, its head and foot, safe text.

Text from people only ever becomes the content of a run, never XML, a field or a
hyperlink.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, TypeVar

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from board.text import visible
from documents import wording
from documents.word_styles import COMPATIBILITY, LANDSCAPE, PAGE, style_key, style_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document as WordDocument
    from docx.table import _Row
    from docx.text.run import Run

    from board.paper import Attendee

_Item = TypeVar("_Item")

_CHUNK = 1_000_000
"""Longest text of one XML node: parsers refuse nodes of ten million characters."""
_NAME_ROOM = 32
"""About as many characters of a name as fit beside what stands in the second column."""
_SHORT = 500
"""Characters of a row that is not split across pages: about ten lines."""
_LEFT_OVERS = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Parts of the library's own template that would travel with every paper."""


def new_document(title: str, indent: int, *, landscape: bool = False) -> WordDocument:
    """An empty A4 paper in British English, its text indented by `indent` from the numbers.

    Its properties hold a title, of which Word keeps 255 characters, and nothing
    else: no author, no dates.
    """
    document = Document()
    document.styles.element[:] = parse_xml(style_sheet(indent))[:]
    settings = document.settings.element
    settings.replace(settings.find(qn("w:compat")), parse_xml(COMPATIBILITY))
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")
    body = document.element.body
    body.replace(body.sectPr, parse_xml(LANDSCAPE if landscape else PAGE))
    document.core_properties._element[:] = []
    document.core_properties.title = visible(title)[:255]
    document.core_properties.language = "en-GB"
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.endswith(_LEFT_OVERS):
                del part.rels[key]
    return document


def head_and_foot(document: WordDocument, head: str, *, draft: bool, initials: bool) -> None:
    """Put `head`, the draft marker, page numbers and the initials box on every page.

    Loose leaves of minutes are numbered and initialled (LGA 1972 Sch 12 para 41(2)).
    """
    section = document.sections[0]
    top = section.header.paragraphs[0]
    put(top, head)
    if draft:
        put(top, "\t")
        put(top, "DRAFT").bold = True
    foot = section.footer.paragraphs[0]
    if initials:
        put(foot.insert_paragraph_before(style="Initials box"), "Initials of chair:")
    put(foot, "Page ")
    _field(foot, "PAGE")
    put(foot, " of ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Paragraph, instruction: str) -> None:
    """A field that Word works out for itself; only ever of our own words."""
    paragraph._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r>'
            "</w:fldSimple>"
        )
    )


def put(paragraph: Paragraph, text: str) -> Run:
    """Add `text` to `paragraph` as typed, and return its last run.

    What XML cannot hold, and what would turn the words about, is shown as its
    visible mark; line ends become Word's.
    """
    words = visible(text, newlines=True)
    run = paragraph.add_run(words[:_CHUNK])
    for start in range(_CHUNK, len(words), _CHUNK):
        run = paragraph.add_run(words[start : start + _CHUNK])
    return run


def _new_paragraph(place: WordDocument | _Cell, style: str) -> Paragraph:
    """An empty last paragraph, in constant time: the library's own way searches the whole paper."""
    element = OxmlElement("w:p")
    element.style = style_key(style)
    if isinstance(place, _Cell):
        place._tc.append(element)
        return Paragraph(element, place)
    place.element.body[-1].addprevious(element)
    return Paragraph(element, place._body)


def add(place: WordDocument | _Cell, style: str, text: str) -> Paragraph:
    """A new paragraph of `text`."""
    paragraph = _new_paragraph(place, style)
    put(paragraph, text)
    return paragraph


def add_hanging(place: WordDocument | _Cell, style: str, number: str, text: str) -> Paragraph:
    """A paragraph that hangs from its number; without one it starts where the others' text does."""
    paragraph = add(place, style, f"{number}\t{text}" if number else text)
    if not number:
        paragraph.paragraph_format.first_line_indent = 0
    return paragraph


def add_labelled(place: WordDocument | _Cell, style: str, label: str, text: str) -> Paragraph:
    """A paragraph of a bold `label`, which brings its own space after it, and `text`."""
    paragraph = _new_paragraph(place, style)
    if label:
        put(paragraph, label).bold = True
    put(paragraph, text)
    return paragraph


def add_section(document: WordDocument, heading: str) -> None:
    """A heading of our own, without a number, at the margin."""
    layout = add(document, "Heading 2", heading).paragraph_format
    layout.left_indent = layout.first_line_indent = 0


def add_people(document: WordDocument, people: Iterable[Attendee]) -> None:
    """Names down the left, and what goes beside each in a second column."""
    for person in people:
        line = add(document, "Attendee", person.name)
        if beside := wording.beside(person):
            put(line, "\n" if len(person.name) > _NAME_ROOM else "\t")
            put(line, beside)


def add_rows(
    document: WordDocument, headings: Sequence[str], widths: Sequence[int], items: Iterable[_Item]
) -> Iterator[tuple[_Item, tuple[_Cell, ...]]]:
    """A table whose header row repeats on every page: each of `items` with its cells, to be filled.

    A row is tidied when the next is asked for, so it is filled at once.
    """
    table = document.add_table(0, len(widths), "Minutes table")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Twips(width)
    header = table.add_row()
    header._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, heading in zip(header.cells, headings, strict=True):
        add(cell, "Table heading", heading)
    _tidy(header)
    for item in items:
        row = table.add_row()
        yield item, row.cells
        _tidy(row)


def _tidy(row: _Row) -> None:
    """Drop the empty paragraph each cell is born with, and let rows part from one another.

    In a table Word takes "keep with next" to mean the whole next row.
    """
    for cell in row.cells:
        born, *written = cell.paragraphs
        if written:
            cell._tc.remove(born._p)
            written[0].paragraph_format.space_before = 0
        for paragraph in written:
            paragraph.paragraph_format.keep_with_next = False
    if sum(len(cell.text) for cell in row.cells) < _SHORT:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def file_of(document: WordDocument) -> bytes:
    """The paper as the bytes of a .docx file."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()
