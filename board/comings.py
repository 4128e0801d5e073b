"""Who was there, and who came and went, in the words of the minutes.

LGA 1972 Sch 12 para 40: the names of the members present are recorded. All of
it is read off the room ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from board.clock import spoken
from board.paper import Attendee
from board.quorum import shortfall
from board.room import settled

if TYPE_CHECKING:
    from board.meetings import Minute
    from board.record import MeetingRecord
    from board.room import RoomEvent, Standing


def present(record: MeetingRecord) -> tuple[Attendee, ...]:
    """The members who came, in seat order; somebody with two seats is named once."""
    members = [
        standing
        for standing in _in_seat_order(record)
        if _has_seat(standing) and standing.attended and not standing.substitute
    ]
    return tuple(_attendee(record, standing) for standing in _once_each(members))


def substitutes(record: MeetingRecord) -> tuple[Attendee, ...]:
    """Those who stood in for a member, in the order of the seats."""
    return tuple(
        _attendee(record, standing)
        for standing in _in_seat_order(record)
        if _has_seat(standing) and standing.attended and standing.substitute
    )


def in_attendance(record: MeetingRecord) -> tuple[Attendee, ...]:
    """Those who came and had no seat, in the order they were recorded."""
    came = [standing for standing in record.room.standings if standing.attended]
    seated = {standing.person for standing in came if _has_seat(standing)}
    others = [standing for standing in came if standing.person not in seated]
    return tuple(_attendee(record, standing) for standing in _once_each(others))


def apologies(record: MeetingRecord) -> tuple[Attendee, ...]:
    """Those who sent apologies and did not come after all, members first, in seat order."""
    came = {standing.person for standing in record.room.standings if standing.attended}
    away = [
        standing
        for standing in _in_seat_order(record)
        if standing.person not in came and not standing.substitute
    ]
    return tuple(
        Attendee(record.person(standing.person).name, _role(record, standing))
        for standing in _once_each(away)
    )


def room_sentences(record: MeetingRecord, minute: Minute) -> tuple[str, ...]:
    """The comings and goings of members while `minute` was open."""
    members = {standing.person for standing in record.room.standings if _has_seat(standing)}
    return tuple(
        sentence
        for event in _during(record)
        if event.minute == minute.key and event.person in members
        for sentence in _room_sentence(record, event)
    )


def quorum_notes(record: MeetingRecord) -> tuple[str, ...]:
    """When the quorum was missing; a gap too short to print is left to the ledger."""
    return tuple(_quorum_notes(record))


def _in_seat_order(record: MeetingRecord) -> list[Standing]:
    """Everybody with a mark, in the order of the seats; those without a seat come last."""
    places = {
        seat.key: place for place, seat in enumerate(record.membership.on(record.meeting.day))
    }
    return sorted(
        record.room.standings,
        key=lambda standing: places.get(standing.seat or "", len(places)),
    )


def _once_each(standings: Iterable[Standing]) -> list[Standing]:
    """The same, naming nobody twice: somebody with two seats is one person."""
    chosen: dict[str, Standing] = {}
    for standing in standings:
        chosen.setdefault(standing.person, standing)
    return list(chosen.values())


def _has_seat(standing: Standing) -> bool:
    return standing.seat is not None and standing.joined != "in attendance"


def _attendee(record: MeetingRecord, standing: Standing) -> Attendee:
    name = record.person(standing.person).name
    return Attendee(
        name, _role(record, standing), ", ".join(filter(None, _notes(record, standing)))
    )


def _role(record: MeetingRecord, standing: Standing) -> str:
    seat = next((seat for seat in record.membership.seats if seat.key == standing.seat), None)
    return seat.represents if seat else record.person(standing.person).post


def _notes(record: MeetingRecord, standing: Standing) -> Iterator[str]:
    """What goes beside a name, in the order it happened."""
    meeting = record.meeting
    if meeting.presiding == standing.person:
        yield "in the chair"
    if standing.substitute and standing.seat:
        holder = record.membership.holder(standing.seat, meeting.day)
        yield f"substitute for {record.person(holder).name if holder else 'a vacant seat'}"
    if not _has_seat(standing):
        yield from _attended_for(record, standing.person)
    if standing.joined == "remote":
        yield "joined remotely"
    last = ""
    for event in _during(record):
        if event.person == standing.person:
            yield from _note(record, event, last)
            last = event.event
    if standing.mark == "stood down":
        yield f"until {spoken(standing.since)}"


def _note(record: MeetingRecord, event: RoomEvent, last: str) -> Iterator[str]:
    at = spoken(event.at)
    match event.event:
        case "arrived" | "substitute":
            if _late(record, event):
                yield f"from {at}"
        case "left":
            minute = record.minute(event.minute)
            yield f"left at {at}" + (f" after minute {minute.printed}" if minute else "")
        case "withdrew":
            which = _business(record, [event.item]) if event.item else ""
            yield f"withdrew {which}" if which else f"withdrew at {at}"
        case "returned":
            if last != "withdrew":
                yield f"returned at {at}"


def _attended_for(record: MeetingRecord, person: str) -> Iterator[str]:
    """The items somebody came for; nothing for one who stayed for the whole meeting."""
    came = [
        event.item
        for event in settled(record.events)
        if event.person == person and event.event == "in attendance"
    ]
    if came and all(came):
        yield _business(record, came)


def _business(record: MeetingRecord, keys: Iterable[str | None]) -> str:
    """``for minutes 58 and 60``; an item that is not minuted is named by its agenda number."""
    minutes, others = [], []
    for key in dict.fromkeys(keys):
        if item := record.item(key):
            minute = record.minute_of(item)
            if minute and minute.printed:
                minutes.append(minute.printed)
            else:
                others.append(record.item_number(item))
    found = (("minute", minutes), ("item", others))
    named = [_listed(noun, words) for noun, words in found if words]
    return f"for {' and '.join(named)}" if named else ""


def _listed(noun: str, words: list[str]) -> str:
    if len(words) == 1:
        return f"{noun} {words[0]}"
    return f"{noun}s {', '.join(words[:-1])} and {words[-1]}"


def _during(record: MeetingRecord) -> Iterator[RoomEvent]:
    """The ledger up to the end of the meeting: going home is no departure."""
    ended = record.meeting.ended_at
    return (event for event in settled(record.events) if ended is None or event.at < ended)


def _late(record: MeetingRecord, event: RoomEvent) -> bool:
    """Whether somebody came after the start, as far as a paper can tell, which prints minutes.

    A substitute is part of the roll until the second minute is opened.
    """
    started = record.meeting.started_at
    if event.event == "substitute":
        first = next(
            (minute.key for item in record.items if (minute := record.minute_of(item))), None
        )
        return event.minute not in (None, first)
    return event.event in ("arrived", "returned") and not (
        started and event.at.replace(second=0, microsecond=0) <= started
    )


def _room_sentence(record: MeetingRecord, event: RoomEvent) -> Iterator[str]:
    name, at = record.person(event.person).name, spoken(event.at)
    match event.event:
        case "arrived":
            yield f"{name} joined the meeting at {at}."
        case "left":
            yield f"{name} left the meeting at {at}."
        case "withdrew":
            yield f"{name} withdrew from the meeting at {at} for an interest."
        case "returned":
            yield f"{name} returned to the meeting at {at}."
        case "substitute":
            if _late(record, event):
                yield f"{name} joined the meeting as a substitute at {at}."


def _quorum_notes(record: MeetingRecord) -> Iterator[str]:
    changes = record.quorum_changes
    if record.meeting.started_at and not changes and not record.quorum.met:
        yield "The meeting was inquorate throughout."
    # Reached as the roll is called, the quorum was there from the start.
    if any(
        event.at == changes[0].at and _late(record, event) for event in record.events if changes
    ):
        yield f"The meeting was inquorate until {spoken(changes[0].at)}."
    for lapse in record.lapses:
        lost = spoken(lapse.lost)
        regained = spoken(lapse.regained) if lapse.regained else ""
        if lost != regained:
            until = f" to {regained}" if regained else ""
            yield f"The meeting was inquorate from {lost}{until}: {shortfall(lapse.quorum)}."
