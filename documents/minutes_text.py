"""Minutes as Markdown and as plain text, in both house styles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from board.text import visible
from documents import markdown, plain, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from board.paper import MinutesPaper, PrintedMinute
    from documents.wording import Block


def minutes_markdown(paper: MinutesPaper) -> str:
    """The minutes as Markdown (CommonMark with tables)."""
    return "\n\n".join(_markdown_parts(paper)) + "\n"


def minutes_plain(paper: MinutesPaper) -> str:
    """The minutes as plain text; what would act on a terminal is shown as a mark."""
    return "\n\n".join(_plain_parts(paper)) + "\n"


def _markdown_parts(paper: MinutesPaper) -> Iterator[str]:
    if paper.draft:
        yield f"**{wording.DRAFT}**"
    if paper.council:
        yield markdown.escape_line(paper.council)
    yield f"# {markdown.escape_line(wording.minutes_title(paper))}"
    for heading, people in wording.attendance(paper):
        yield f"## {heading}"
        yield markdown.bullets(map(wording.listed, people)) or wording.NOBODY
    if paper.quorum_note:
        yield "## Quorum"
        yield from map(markdown.escape, paper.quorum_note)
    if paper.style == "columns":
        yield "## Minutes"
        yield markdown.table(wording.COLUMNS, map(_markdown_row, paper.minutes))
    else:
        for minute in paper.minutes:
            yield f"## {markdown.escape_line(wording.heading(minute.number, minute.title))}"
            yield from (_markdown_block(block, markdown.BREAK) for block in wording.blocks(minute))
    yield from map(markdown.escape, wording.minutes_foot(paper))


def _markdown_row(minute: PrintedMinute) -> tuple[str, str, str]:
    text = (_markdown_block(block, markdown.CELL_BREAK) for block in wording.blocks(minute))
    number, title = map(markdown.escape_line, (minute.number, minute.title))
    return number, title, (markdown.CELL_BREAK * 2).join(text)


def _markdown_block(block: Block, line_end: str) -> str:
    label = markdown.escape(block.label, line_end)
    if block.kind == "Action":
        label = f"**{label}**"
    words = markdown.escape(block.text, line_end)
    if words and block.kind == "Resolution":
        words = f"**{words}**"
    elif words and block.kind == "Room note":
        words = f"*{words}*"
    return f"{label} {words}" if label else words


def _plain_parts(paper: MinutesPaper) -> Iterator[str]:
    if paper.draft:
        yield wording.DRAFT
    if paper.council:
        yield visible(paper.council)
    yield visible(wording.minutes_title(paper))
    for heading, people in wording.attendance(paper):
        yield f"{heading}:\n\n{plain.names(people) or plain.MARGIN + wording.NOBODY}"
    if paper.quorum_note:
        notes = (visible(note, newlines=True) for note in paper.quorum_note)
        yield "Quorum:\n\n" + "\n".join(f"{plain.MARGIN}{note}" for note in notes)
    if paper.style == "columns":
        yield plain.columns(*wording.COLUMNS)
        yield from map(_plain_row, paper.minutes)
    else:
        for minute in paper.minutes:
            yield visible(wording.heading(minute.number, minute.title))
            yield from map(_plain_block, wording.blocks(minute))
    yield from (visible(line, newlines=True) for line in wording.minutes_foot(paper))


def _plain_block(block: Block) -> str:
    words = f"{block.label} {block.text}" if block.label else block.text
    margin = plain.MARGIN if block.kind == "Clause" else ""
    return margin + visible(words, newlines=True)


def _plain_row(minute: PrintedMinute) -> str:
    text = "\n\n".join(map(_plain_block, wording.blocks(minute)))
    return plain.columns(visible(minute.number), visible(minute.title), text)
