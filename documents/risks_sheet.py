"""The risk log as an Excel file: to be filtered, edited and taken in again."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from board.dates import PartialDate, read_partial
from board.matrix import band_of
from board.risks import RESPONSES
from board.text import visible
from documents.colours import fill
from documents.day_formats import format_of
from documents.papers import PaperError
from documents.risk_cells import LogCells, assessment_of, log_cells

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from board.risk_paper import RisksPaper
    from board.risk_rows import ColumnUse

_LONGEST = 32_767
"""Characters that a cell of Excel holds."""
_WIDE, _MIDDLING, _NARROW = 42, 16, 9
"""Widths of columns, in characters."""
_WIDTHS = {
    **dict.fromkeys(("description", "consequence", "controls", "further_action", "comment"), _WIDE),
    **dict.fromkeys(("impact", "likelihood", "score", "rating"), _NARROW),
    **dict.fromkeys(("note", "reason", "closed_why", "area"), 24),
}
_LINE, _TALLEST = 15, 409
"""Points of a line, and of the tallest row of Excel."""
_DAYS = ("action_due", "review_due", "as_at", "closed_on")
_FIGURES = ("impact", "likelihood", "score")
_SPARE = 200
"""Rows below the log in which new risks are checked as they are typed."""


def risks_xlsx(paper: RisksPaper) -> bytes:
    """The log as the bytes of an .xlsx file.

    Raises:
        PaperError: a text is longer than a cell of Excel holds.
    """
    # Imported here because only Excel files need it.
    from xlsxwriter import Workbook

    log = log_cells(paper.risks, paper.matrix, paper.layout)
    _check(paper, log)
    file = BytesIO()
    # Text is only ever text: neither formula, link nor number, whatever it looks like.
    text_only = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with Workbook(file, text_only) as book:
        book.set_properties({"title": visible(paper.title)[:255]})
        _Sheet(book, book.add_worksheet("Risks"), paper, log).write()
        _legend(book, paper)
    return file.getvalue()


def _check(paper: RisksPaper, log: LogCells) -> None:
    for risk, row in zip(paper.risks, log.rows, strict=True):
        for use, cell in zip(log.columns, row, strict=True):
            if len(cell) > _LONGEST:
                raise PaperError(
                    f"R{risk.number} has {len(cell):,} characters under "
                    f"{visible(use.headings[-1] or use.name)}, and a cell of Excel holds "
                    f"{_LONGEST:,}: export to .csv or .docx."
                )


class _Sheet:
    """The sheet of the log, being written."""

    def __init__(self, book: Workbook, sheet: Worksheet, paper: RisksPaper, log: LogCells) -> None:
        self._book, self._sheet, self._paper, self._log = book, sheet, paper, log
        self._formats: dict[tuple[str, str], Any] = {}
        self._top = len(log.header)

    def write(self) -> None:
        """Write it whole."""
        self._header()
        for line, row in enumerate(self._log.rows, start=self._top):
            self._sheet.set_row(line, self._height(row))
            for at, text in enumerate(row):
                self._cell(line, at, text)
        last, width = self._top + len(self._log.rows) - 1, len(self._log.columns)
        self._sheet.freeze_panes(self._top, self._frozen())
        self._sheet.autofilter(self._top - 1, 0, max(last, self._top), width - 1)
        for at, use in enumerate(self._log.columns):
            self._sheet.set_column(at, at, _WIDTHS.get(use.field, _MIDDLING))
            if rule := self._rule(use):
                self._sheet.data_validation(self._top, at, last + _SPARE, at, rule)
        self._sheet.set_landscape()
        self._sheet.set_paper(8)  # A3
        self._sheet.repeat_rows(0, self._top - 1)

    def _header(self) -> None:
        look = self._book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "border": 1,
                "bg_color": "#E7E6E6",
            }
        )
        rows = self._log.header
        alone = [use.headings[0] if len(use.headings) == 1 else "" for use in self._log.columns]
        for line in range(len(rows)):
            self._sheet.set_row(line, max(2 * _LINE, self._height(alone) / len(rows)))
        at = 0
        for heading, spanned in groupby(range(len(rows[0])), key=rows[0].__getitem__):
            columns = [*spanned]
            grouped = len(rows) > 1 and len(columns) > 1 and all(rows[1][each] for each in columns)
            if grouped:
                self._sheet.merge_range(0, at, 0, columns[-1], "", look)
            for each in columns:
                if len(rows) > 1 and not rows[1][each]:
                    self._sheet.merge_range(0, each, 1, each, "", look)
                if each == at or not grouped:
                    _put(self._sheet, 0, each, heading, look)
                if len(rows) > 1 and rows[1][each]:
                    _put(self._sheet, 1, each, rows[1][each], look)
            at = columns[-1] + 1

    def _height(self, texts: Sequence[str]) -> float:
        """Points enough for the longest of `texts` in its column, as far as Excel allows."""
        widths = (_WIDTHS.get(use.field, _MIDDLING) for use in self._log.columns)
        lines = (
            sum(len(line) // (width - 2) + 1 for line in text.split("\n"))
            for text, width in zip(texts, widths, strict=True)
        )
        return min(_TALLEST, _LINE * max(lines))

    def _frozen(self) -> int:
        """How many columns stay in sight: the ref, where it comes first."""
        return int(self._log.columns[0].field == "ref")

    def _cell(self, line: int, at: int, text: str) -> None:
        """One cell: a real number or day where it shows just the text, or else the text."""
        use = self._log.columns[at]
        look = self._format("", self._colour(line - self._top, use))
        if use.field in _FIGURES and text.isascii() and text.isdigit() and text == str(int(text)):
            self._sheet.write_number(line, at, int(text), look)
        elif use.field in _DAYS and (layout := _day_format(day := read_partial(text))):
            self._sheet.write_datetime(line, at, day.latest, self._format(layout, ""))
        else:
            _put(self._sheet, line, at, text, look)

    def _colour(self, row: int, use: ColumnUse) -> str:
        """The fill of a cell: its band's, on the score and the word."""
        if use.field not in ("score", "rating", "band"):
            return ""
        found = assessment_of(self._paper.risks[row], use)
        band = band_of(self._paper.matrix, found)
        return fill(band.colour) if band else ""

    def _format(self, layout: str, colour: str) -> Any:
        if (layout, colour) not in self._formats:
            look: dict[str, Any] = {"text_wrap": True, "valign": "top", "border": 1}
            look |= {"num_format": layout, "align": "left"} if layout else {}
            look |= {"bg_color": f"#{colour}"} if colour else {}
            self._formats[layout, colour] = self._book.add_format(look)
        return self._formats[layout, colour]

    def _rule(self, use: ColumnUse) -> dict[str, Any] | None:
        """What may be typed in a column; it warns and never refuses, as the book does."""
        matrix = self._paper.matrix
        if use.field in ("impact", "likelihood"):
            levels = matrix.impact_levels if use.field == "impact" else matrix.likelihood_levels
            says = "; ".join(f"{at} {name}" for at, name in enumerate(levels, start=1))
            rule = {"validate": "integer", "criteria": "between", "minimum": 1}
            return rule | {"maximum": len(levels)} | _warning(f"Levels: {says}")
        choices = {
            "response": [word.capitalize() for word in RESPONSES],
            "action_complete": ["Yes", "No"],
            "status": ["Open", "Closed"],
        }.get(use.field)
        if choices is None:
            return None
        return {"validate": "list", "source": choices} | _warning(f"Usual: {', '.join(choices)}")


def _warning(message: str) -> dict[str, Any]:
    return {
        "error_type": "warning",
        "error_title": "Not a usual value",
        "error_message": visible(message)[:255],
    }


def _day_format(day: PartialDate) -> str | None:
    """The format that shows an exact day as its text; ``None`` for any other text."""
    if day.latest is None or day.earliest != day.latest:
        return None
    return format_of(day.text, day.latest)


def _put(sheet: Worksheet, line: int, at: int, text: str, look: Any) -> None:
    if not text:
        sheet.write_blank(line, at, None, look)
    elif text.startswith("<r>") and text.endswith("</r>"):
        # The library takes such a text for markup of its own, unless it comes in parts.
        sheet.write_rich_string(line, at, text[:1], look, text[1:], look)
    else:
        sheet.write_string(line, at, text, look)


def _legend(book: Workbook, paper: RisksPaper) -> None:
    """A second sheet: what the bands and the levels are."""
    sheet = book.add_worksheet("Legend")
    bold = book.add_format({"bold": True})
    line = 0
    for key in paper.legend:
        _put(sheet, line, 0, key.heading, bold)
        for term in key.terms:
            line += 1
            colour = {"bg_color": f"#{fill(term.colour)}"} if term.colour else {}
            _put(sheet, line, 0, term.term, book.add_format({"border": 1, **colour}))
            _put(sheet, line, 1, term.meaning, None)
        line += 2
    sheet.set_column(0, 1, 40)
