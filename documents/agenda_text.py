"""An agenda as Markdown and as plain text, in both house styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from board.text import visible
from documents import markdown, plain, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from board.paper import AgendaPaper, PrintedItem


def agenda_markdown(paper: AgendaPaper) -> str:
    """The agenda as Markdown (CommonMark with tables)."""
    return "\n\n".join(_markdown_parts(paper)) + "\n"


def agenda_plain(paper: AgendaPaper) -> str:
    """The agenda as plain text; what would act on a terminal is shown as a mark."""
    return "\n\n".join(_plain_parts(paper)) + "\n"


def _markdown_parts(paper: AgendaPaper) -> Iterator[str]:
    if paper.council:
        yield markdown.escape_line(paper.council)
    yield "# Agenda"
    yield markdown.BREAK.join(
        f"**{label}** {markdown.escape_line(text)}"
        for label, text in wording.meeting_details(paper)
    )
    yield wording.admission(paper.kind)
    for heading, people in wording.membership(paper):
        yield f"## {heading}"
        yield markdown.bullets(map(wording.listed, people))
    if paper.style == "columns":
        yield f"## {wording.BUSINESS}"
        yield markdown.table(wording.AGENDA_COLUMNS, map(_markdown_row, paper.items))
    else:
        for item in paper.items:
            yield f"## {markdown.escape_line(wording.item_title(item))}"
            yield from _markdown_lines(wording.item_details(item), markdown.BREAK)
            yield from _markdown_lines(wording.item_report(item), markdown.BREAK)
    if paper.officer:
        yield f"**Enquiries:** {markdown.escape(paper.officer)}"


def _markdown_row(item: PrintedItem) -> tuple[str, str, str]:
    end = markdown.CELL_BREAK
    number, title = map(markdown.escape_line, (item.number, item.title))
    subject = end.join((title, *_markdown_lines(wording.item_place(item), end)))
    return number, subject, end.join(_markdown_lines(wording.item_details(item), end))


def _markdown_lines(lines: Iterable[tuple[str, str]], line_end: str) -> Iterator[str]:
    for label, text in lines:
        words = markdown.escape(text, line_end)
        yield f"**{label}** {words}" if label else words


def _plain_parts(paper: AgendaPaper) -> Iterator[str]:
    if paper.council:
        yield visible(paper.council)
    yield "AGENDA"
    yield "\n".join(f"{label} {visible(text)}" for label, text in wording.meeting_details(paper))
    yield wording.admission(paper.kind)
    for heading, people in wording.membership(paper):
        yield f"{heading}:\n\n{plain.names(people)}"
    if paper.style == "columns":
        yield plain.columns(*wording.AGENDA_COLUMNS)
        yield from map(_plain_row, paper.items)
    else:
        for item in paper.items:
            lines = _plain_lines((*wording.item_details(item), *wording.item_report(item)))
            margined = (plain.MARGIN + line for line in lines)
            yield "\n".join((visible(wording.item_title(item)), *margined))
    if paper.officer:
        yield f"Enquiries: {visible(paper.officer, newlines=True)}"


def _plain_row(item: PrintedItem) -> str:
    subject = "\n".join((visible(item.title), *_plain_lines(wording.item_place(item))))
    details = "\n".join(_plain_lines(wording.item_details(item)))
    return plain.columns(visible(item.number), subject, details)


def _plain_lines(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for label, text in lines:
        yield visible(f"{label} {text}" if label else text, newlines=True)
