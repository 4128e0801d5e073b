"""An agenda as Markdown and as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from board.text import visible
from documents import markdown, wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from board.paper import AgendaPaper

_MARGIN = " " * 4
"""Before a name in a list, or what stands under an item."""


def agenda_markdown(paper: AgendaPaper) -> str:
    """The agenda as Markdown (CommonMark)."""
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
    for item in paper.items:
        yield f"## {markdown.escape_line(wording.item_title(item))}"
        for label, text in wording.item_lines(item):
            yield f"**{label}** {markdown.escape(text)}" if label else markdown.escape(text)
    if paper.officer:
        yield f"**Enquiries:** {markdown.escape(paper.officer)}"


def _plain_parts(paper: AgendaPaper) -> Iterator[str]:
    if paper.council:
        yield visible(paper.council)
    yield "AGENDA"
    yield "\n".join(f"{label} {visible(text)}" for label, text in wording.meeting_details(paper))
    yield wording.admission(paper.kind)
    for heading, people in wording.membership(paper):
        names = "\n".join(f"{_MARGIN}{visible(wording.listed(person))}" for person in people)
        yield f"{heading}:\n\n{names}"
    for item in paper.items:
        lines = (
            _MARGIN + visible(f"{label} {text}" if label else text, newlines=True)
            for label, text in wording.item_lines(item)
        )
        yield "\n".join((visible(wording.item_title(item)), *lines))
    if paper.officer:
        yield f"Enquiries: {visible(paper.officer, newlines=True)}"
