"""The risk log as CSV, to be taken in again, and as Markdown, to be read."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from documents import markdown
from documents import risk_wording as wording
from documents.risk_cells import log_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from board.risk_paper import PrintedRisk, PrintedStage, RisksPaper


def risks_csv(paper: RisksPaper) -> str:
    """The log under the columns it came in with, or ours, each cell just as it is in the book.

    Every cell is in quotes. A spreadsheet may take a text that begins with ``=`` for a
    formula: a mark before it would change the text for every other reader.
    """
    log = log_cells(paper.risks, paper.matrix, paper.layout)
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    top, *second = log.header
    if second:
        top = tuple(_once(top, second[0]))
    writer.writerows([top, *second, *log.rows])
    return out.getvalue()


def risks_markdown(paper: RisksPaper) -> str:
    """The log as Markdown (CommonMark with tables)."""
    return "\n\n".join(_parts(paper)) + "\n"


def _once(top: Sequence[str], below: Sequence[str]) -> Iterator[str]:
    """The upper row of headings, with that of a group only above its first column."""
    before = ""
    for heading, under in zip(top, below, strict=True):
        yield "" if under and heading == before else heading
        before = heading if under else ""


def _parts(paper: RisksPaper) -> Iterator[str]:
    if paper.council:
        yield markdown.escape_line(paper.council)
    yield f"# {markdown.escape_line(paper.title)}"
    yield markdown.escape_line(f"{paper.day}. {paper.summary}")
    yield f"## {wording.MATRIX}"
    yield _matrix(paper)
    yield f"## {wording.LEGEND}"
    yield markdown.bullets(f"{key.heading}: {wording.key_text(key)}" for key in paper.legend)
    if paper.moved_title:
        yield f"## {markdown.escape_line(paper.moved_title)}"
        for moved in paper.moved:
            yield f"### {moved.heading}"
            yield markdown.bullets(moved.sentences)
    yield f"## {wording.LOG}"
    if not paper.rows:
        yield wording.EMPTY
    for row in paper.rows:
        yield f"### {markdown.escape_line(f'{row.ref} {row.description}')}"
        yield from _risk(row)
    if paper.officer:
        yield f"Officer: {markdown.escape(paper.officer)}"


def _matrix(paper: RisksPaper) -> str:
    cells = [
        (head, *("\n".join(wording.cell_lines(cell)) for cell in row))
        for head, row in wording.matrix_rows(paper)
    ]
    lines = [wording.matrix_head(paper), *cells]
    printed = [
        " | ".join(markdown.escape(text, markdown.CELL_BREAK) for text in line) for line in lines
    ]
    printed.insert(1, " | ".join("---" for _ in lines[0]))
    return "\n".join(f"| {line} |" for line in printed)


def _risk(row: PrintedRisk) -> Iterator[str]:
    yield f"**{markdown.escape_line(row.path)}**"
    stages = (row.original, row.current, row.target, *row.reviews)
    lines = [_stage(stage) for stage in stages if stage]
    for label, text in (
        ("Area", row.area),
        ("Consequence", row.consequence),
        ("Owner", row.owner),
        ("Controls", row.controls),
        ("Further action", row.further_action),
        ("Action", row.action),
    ):
        if text:
            lines.append(f"**{label}:** {markdown.escape(text)}")
    lines += [
        f"**{label}** {markdown.escape(text)}" if label else markdown.escape(text)
        for label, text in wording.remarks(row)
    ]
    yield from lines


def _stage(stage: PrintedStage) -> str:
    words = ", ".join((stage.score, *wording.stage_lines(stage)))
    return f"**{markdown.escape_line(stage.label)}:** {markdown.escape(words)}"
