"""Minutes as Markdown and as plain text, in both house styles.

Paragraphs are never wrapped, so the words stay as they were recorded whatever
the width of the window they are read in.
"""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from board.text import visible
from documents import markdown, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from board.paper import MinutesPaper, PrintedMinute
    from documents.wording import Block

_MARGIN = " " * 4
"""Before a name in a list, or a clause."""
_TITLE_AT, _TEXT_AT = 6, 34
"""Where the second and third columns begin in plain text."""


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
        yield "\n".join(_markdown_rows(paper.minutes))
    else:
        for minute in paper.minutes:
            yield f"## {markdown.escape_line(wording.heading(minute.number, minute.title))}"
            yield from (_markdown_block(block, markdown.BREAK) for block in wording.blocks(minute))
    yield from map(markdown.escape, wording.minutes_foot(paper))


def _markdown_rows(minutes: Iterable[PrintedMinute]) -> Iterator[str]:
    yield _row(*wording.COLUMNS)
    yield _row("---", "---", "---")
    for minute in minutes:
        text = (_markdown_block(block, markdown.CELL_BREAK) for block in wording.blocks(minute))
        number, title = map(markdown.escape_line, (minute.number, minute.title))
        yield _row(number, title, (markdown.CELL_BREAK * 2).join(text))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


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
        names = "\n".join(f"{_MARGIN}{visible(wording.listed(person))}" for person in people)
        yield f"{heading}:\n\n{names or _MARGIN + wording.NOBODY}"
    if paper.quorum_note:
        notes = (visible(note, newlines=True) for note in paper.quorum_note)
        yield "Quorum:\n\n" + "\n".join(f"{_MARGIN}{note}" for note in notes)
    if paper.style == "columns":
        number, title, text = wording.COLUMNS
        yield _columns(number, title, text)
        yield from (_plain_row(minute) for minute in paper.minutes)
    else:
        for minute in paper.minutes:
            yield visible(wording.heading(minute.number, minute.title))
            yield from map(_plain_block, wording.blocks(minute))
    yield from (visible(line, newlines=True) for line in wording.minutes_foot(paper))


def _plain_block(block: Block) -> str:
    words = f"{block.label} {block.text}" if block.label else block.text
    margin = _MARGIN if block.kind == "Clause" else ""
    return margin + visible(words, newlines=True)


def _plain_row(minute: PrintedMinute) -> str:
    text = "\n\n".join(map(_plain_block, wording.blocks(minute)))
    return _columns(visible(minute.number), visible(minute.title), text)


def _columns(number: str, title: str, text: str) -> str:
    """Three columns; a title too wide for its own has the text start on the next line."""
    head = f"{number:<{_TITLE_AT - 1}} {title}"
    margin = " " * _TEXT_AT
    body = indent(text, margin)
    if body and len(head) < _TEXT_AT:
        return f"{head:<{_TEXT_AT}}{body.removeprefix(margin)}"
    return f"{head}\n{body}" if body else head
