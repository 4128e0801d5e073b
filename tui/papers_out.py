"""Papers out from a screen: the minutes or the agenda of a meeting, to a file."""

from __future__ import annotations

import asyncio
from pathlib import Path

from board.record import MeetingRecord
from storage.meetings import meeting_record
from tui.screens.base import BookScreen
from widgets.cells import Cell


async def export_papers(screen: BookScreen, record: MeetingRecord | None) -> None:
    """Ask for a file name, whose ending is the format, and write the paper there."""
    if record is None or not await screen.flush():
        return
    # The record on screen is older than the words just typed.
    record = await screen.hwb.desk.ask(meeting_record, record.meeting.key)
    kind = "minutes" if record.minutes else "agenda"
    offered = Path.cwd() / f"{record.body.key}-{kind}-{record.meeting.day.isoformat()}.docx"
    answer = await screen.prompt.ask(
        f"Write the {kind} to:",
        str(offered),
        echo=lambda _: [Cell(" .docx Word, .md Markdown, .txt plain text", "dim")],
    )
    if not answer or not answer.strip():
        return
    path = Path(answer.strip()).expanduser()
    screen.say(f"Writing {path.name} …")
    words = await asyncio.to_thread(_write, kind, record, path)
    screen.say(*words)


def _write(kind: str, record: MeetingRecord, path: Path) -> tuple[str, str]:
    # Word costs a quarter of a second to load, and most sessions write no paper.
    from board.compose import agenda_paper, minutes_paper
    from documents.papers import PaperError, write_agenda, write_minutes

    try:
        if kind == "minutes":
            write_minutes(minutes_paper(record), path)
        else:
            write_agenda(agenda_paper(record), path)
    except PaperError as error:
        return str(error), "error"
    return f"Written: {path}", "success"
