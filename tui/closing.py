"""Closing a meeting: a look at what is missing, the end stamped, the papers out."""

from __future__ import annotations

from board.checklist import missing
from storage.meetings import close_meeting, reopen_meeting
from tui.papers_out import export_papers
from tui.screens.meeting import MeetingScreen
from tui.sheets import SheetScreen, lines_page


async def finish(screen: MeetingScreen) -> None:
    """Show what is missing, ask for the end, stamp it, and offer the Word draft.

    The list informs and never blocks: an officer knows why a field is blank.
    """
    if not await screen.flush():
        return
    await screen.reread()  # the record on screen is older than the words just typed
    record = screen.record
    if record is None:
        return
    gaps = [flag for flag in missing(record) if flag.code != "no-end"]
    if gaps:
        page = lines_page([f"· {flag.sentence}" for flag in gaps])
        await screen.app.push_screen_wait(
            SheetScreen(f"{len(gaps)} to look at", page, leave="Enter goes on")
        )
    at = await screen.hwb.ask_time(screen, "Close the meeting at:", record.stamp(screen.hwb.now()))
    if at is None:
        return
    await screen.hwb.desk.ask(close_meeting, record.meeting.key, at)
    await screen.reread()
    await export_papers(screen, screen.record)


async def resume(screen: MeetingScreen) -> None:
    """Go on with a meeting that was closed too early; asks why."""
    record = screen.record
    if record is None:
        return
    why = await screen.prompt.ask("This meeting is closed. Why open it again?")
    if why is not None:
        await screen.hwb.desk.ask(reopen_meeting, record.meeting.key, why)
        await screen.reread()
