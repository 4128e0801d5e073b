"""The risk log as a Word file: a landscape appendix that a board can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from documents import risk_wording as wording
from documents.colours import fill
from documents.word import add, add_labelled, add_section, file_of, head_and_foot, new_document
from documents.word_styles import LANDSCAPE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument

    from board.risk_paper import PrintedRisk, PrintedStage, RisksPaper
    from board.settings import RiskBand

_HEAD_FILL = "E7E6E6"
_REMARK_FILL = "F7F7F7"
_FIRST = 2638
"""Width of the column of impacts."""
_REF, _OWNER, _STAGE = 1360, 1150, 1190
_SHORT = 1800
"""Characters of a risk whose row is not split across pages: about a third of one."""


def risks_docx(paper: RisksPaper) -> bytes:
    """The log as the bytes of a .docx file."""
    document = new_document(paper.title, 0, landscape=True)
    head_and_foot(document, f"{paper.title}, {paper.day}", draft=False, initials=False)
    if paper.council:
        add(document, "Council", paper.council)
    add(document, "Heading 1", paper.title)
    add(document, "Normal", f"{paper.day}. {paper.summary}")
    add_section(document, wording.MATRIX)
    _matrix(document, paper)
    add_section(document, wording.LEGEND)
    for key in paper.legend:
        add_labelled(document, "Normal", f"{key.heading}: ", wording.key_text(key))
    if paper.moved_title:
        add_section(document, paper.moved_title)
        for moved in paper.moved:
            add(document, "Heading 3", moved.heading)
            for sentence in moved.sentences:
                add(document, "Normal", sentence)
    add_section(document, wording.LOG)
    if paper.rows:
        _log(document, paper)
    else:
        add(document, "Normal", wording.EMPTY)
    if paper.officer:
        add(document, "Foot", f"Officer: {paper.officer}")
    return file_of(document)


def _matrix(document: WordDocument, paper: RisksPaper) -> None:
    """Each cell in the colour of its band, with the word, and the risks that stand there."""
    head = wording.matrix_head(paper)
    likelihoods = len(head) - 1
    widths = [_FIRST, *[(LANDSCAPE_WIDTH - _FIRST) // likelihoods] * likelihoods]
    table = _table(document, widths, wording.MATRIX, wording.MATRIX_SAYS)
    for cell, words in zip(_row(table, widths, header=True), head, strict=True):
        _shade(cell, _HEAD_FILL)
        add(cell, "Cell heading", words)
    for name, row in wording.matrix_rows(paper):
        first, *cells = _row(table, widths, whole=True)
        _shade(first, _HEAD_FILL)
        add(first, "Cell heading", name)
        for cell, printed in zip(cells, row, strict=True):
            _shade(cell, _fill(printed.band))
            word, *others = wording.cell_lines(printed)
            add(cell, "Cell", word)
            for line in others:
                add(cell, "Cell heading", line)


def _log(document: WordDocument, paper: RisksPaper) -> None:
    """A row for each risk, and below it, across the page, what else is said of it."""
    review = wording.review_name(paper)
    heads = (*wording.COLUMNS, review) if review else wording.COLUMNS
    widths = _widths(len(heads))
    table = _table(document, widths, wording.LOG, wording.LOG_SAYS)
    for cell, words in zip(_row(table, widths, header=True), heads, strict=True):
        _shade(cell, _HEAD_FILL)
        add(cell, "Cell heading", words)
    for risk in paper.rows:
        _risk(table, widths, risk, review)


def _widths(columns: int) -> list[int]:
    """Of ref, risk, owner, original, controls, current, further action, target and review."""
    stages = columns - 5
    rest = LANDSCAPE_WIDTH - _REF - _OWNER - stages * _STAGE
    risk, controls = rest * 43 // 100, rest * 32 // 100
    further = rest - risk - controls
    return [_REF, risk, _OWNER, _STAGE, controls, _STAGE, further, _STAGE, _STAGE][:columns]


def _risk(table: Table, widths: Sequence[int], risk: PrintedRisk, review: str) -> None:
    remarks = list(wording.remarks(risk))
    texts = (risk.description, risk.consequence, risk.controls, risk.further_action)
    whole = sum(map(len, texts)) < _SHORT
    ref, what, owner, original, controls, current, further, target, *last = _row(
        table, widths, whole=whole
    )
    _texts(ref, ("Cell heading", risk.ref), ("Cell", risk.area))
    _texts(what, ("Cell heading", risk.description), ("Cell", risk.consequence))
    _texts(owner, ("Cell", risk.owner))
    _texts(controls, ("Cell", risk.controls))
    _texts(further, ("Cell", risk.further_action), ("Cell heading", risk.action))
    for cell, stage in ((original, risk.original), (current, risk.current), (target, risk.target)):
        _stage(cell, stage)
    for cell in last:
        _stage(cell, next((each for each in risk.reviews if each.label == review), None))
    if not remarks:
        return
    for cell in (ref, what, owner, original, controls, current, further, target, *last):
        for paragraph in cell.paragraphs if whole else ():
            paragraph.paragraph_format.keep_with_next = True
    (below,) = _row(table, [sum(widths)], spans=len(widths), whole=whole)
    _shade(below, _REMARK_FILL)
    for label, text in remarks:
        add_labelled(below, "Cell", f"{label} " if label else "", text)


def _stage(cell: _Cell, stage: PrintedStage | None) -> None:
    if stage is None:
        add(cell, "Cell", "–")
        return
    _shade(cell, _fill(stage.band))
    _texts(
        cell,
        ("Cell heading", stage.score),
        *(("Cell", line) for line in wording.stage_lines(stage)),
    )


def _texts(cell: _Cell, *texts: tuple[str, str]) -> None:
    """The texts that are not blank, each in its style; a cell is never without a paragraph."""
    for style, text in [each for each in texts if each[1]] or [("Cell", "")]:
        add(cell, style, text)


def _fill(band: RiskBand | None) -> str:
    return fill(band.colour) if band else ""


def _table(document: WordDocument, widths: Sequence[int], title: str, says: str) -> Table:
    """An empty table, with words for those who cannot see it."""
    table: Table = document.add_table(0, 0, "Grid table")
    table.autofit = False
    for name, text in (("w:tblCaption", title), ("w:tblDescription", says)):
        words = OxmlElement(name)
        words.set(qn("w:val"), text)
        table._tbl.tblPr.append(words)
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        table._tbl.tblGrid.append(column)
    return table


def _row(
    table: Table,
    widths: Sequence[int],
    *,
    header: bool = False,
    whole: bool = False,
    spans: int = 1,
) -> list[_Cell]:
    """A new row of empty cells, in constant time: the library's own way copies the last one.

    A header is printed again on every page; a whole row is never split between two.
    """
    row = OxmlElement("w:tr")
    if whole or header:
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if header:
            properties.append(OxmlElement("w:tblHeader"))
    cells = []
    for width in widths:
        cell = OxmlElement("w:tc")
        cell.width = width * 635
        if spans > 1:
            cell.grid_span = spans
        row.append(cell)
        cells.append(_Cell(cell, table))
    table._tbl.append(row)
    return cells


def _shade(cell: _Cell, colour: str) -> None:
    if colour:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)
