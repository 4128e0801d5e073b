"""Opening a meeting: the start is stamped, and somebody is in the chair."""

from __future__ import annotations

from board.names import called, short
from board.people import Person
from board.record import MeetingRecord
from storage.agenda import add_item
from storage.keys import new_key
from storage.meetings import change_meeting, open_meeting
from storage.minutes import open_item, save_discussion, save_resolved
from tui.panes.roll import name_completer
from tui.screens.meeting import MeetingScreen


async def begin(screen: MeetingScreen) -> bool:
    """Ask for the start, stamp it, and see that somebody presides; whether it began."""
    record = screen.record
    if record is None:
        return False
    at = await screen.hwb.ask_time(screen, "Open the meeting at:", screen.hwb.now())
    if at is None:
        return False
    await screen.hwb.desk.ask(open_meeting, record.meeting.key, at)
    await screen.reread()
    if screen.record is not None and screen.record.meeting.presiding is None:
        await find_chair(screen, screen.record)
    return True


async def find_chair(screen: MeetingScreen, record: MeetingRecord) -> None:
    """Put the chair in the chair, or the vice-chair; with neither here, offer an election."""
    person = chair_present(record)
    if person is not None:
        await screen.hwb.desk.ask(change_meeting, record.meeting.key, presiding=person)
        await screen.reread()
        return
    if not record.room.in_room():
        screen.say(
            "Nobody is marked present yet: Ctrl+O calls the roll, and c there seats the chair."
        )
        return
    await elect(screen, record)


def chair_present(record: MeetingRecord) -> str | None:
    """Who presides without an election: the first office holder who is in the room.

    A substitute sits in the seat, but does not hold its office.
    """
    day = record.meeting.day
    here = {each.seat for each in record.room.in_room() if not each.substitute}
    for office in ("chair", "co-chair", "vice-chair"):
        for seat in record.membership.on(day):
            if seat.office == office and seat.key in here:
                return record.membership.holder(seat.key, day)
    return None


async def choose_chair(screen: MeetingScreen, record: MeetingRecord) -> None:
    """Ask who presides, whoever holds an office."""
    known = record.meeting.presiding or chair_present(record)
    name = await screen.prompt.ask(
        "In the chair:",
        record.person(known).name if known else "",
        complete=name_completer(record),
    )
    person = called(name or "", record.people.values())
    if person is not None:
        await screen.hwb.desk.ask(change_meeting, record.meeting.key, presiding=person.key)
        await screen.reread()
    elif name:
        screen.say(f"Nobody in this book is called {name}; F7 adds people.", "warning")


async def elect(screen: MeetingScreen, record: MeetingRecord) -> None:
    """Neither chair nor vice-chair is here: the election is the first minute (RULES §5)."""
    name = await screen.prompt.ask(
        "Neither chair nor vice-chair is present. Elected to the chair:",
        complete=name_completer(record),
    )
    person = called(name or "", record.people.values())
    if person is None:
        screen.say("Nobody presides yet; c in the room (Ctrl+O) records who does.", "warning")
        return
    await screen.hwb.desk.ask(change_meeting, record.meeting.key, presiding=person.key)
    await _minute_election(screen, record, person)
    await screen.reread()


async def _minute_election(screen: MeetingScreen, record: MeetingRecord, person: Person) -> None:
    """Write the election in the first item, or in an item of its own before it."""
    house, ask = record.settings.minutes, screen.hwb.desk.ask
    first = record.items[0] if record.items else None
    if first is None or house.election == "own item":
        item = await ask(
            add_item, record.meeting.key, "Election of Chair", before=first.key if first else None
        )
    else:
        item = first.key
    minute = await ask(open_item, item, screen.hwb.now())
    known = record.minute(minute)
    burst, said = new_key(), known.discussion if known else ""
    resolved = known.resolved if known else ""
    words = house.election_resolved.replace("{name}", short(person.name))
    # Ending with a new line, where the officer goes on typing.
    discussion = "\n".join((*filter(None, (said.rstrip("\n"),)), house.election_discussion, ""))
    clauses = "\n".join(filter(None, (resolved, words)))
    await ask(save_discussion, minute, discussion, said, burst)
    await ask(save_resolved, minute, clauses, resolved, burst)
    screen.hwb.item = item
