"""What ``--json`` prints, made from the values of the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from board.dates import overdue
from board.names import understand

if TYPE_CHECKING:
    from board.actions import Action
    from board.dates import PartialDate
    from board.flags import Flag
    from board.meetings import Body, Meeting
    from board.people import Organisation, Person
    from board.quorum import Quorum
    from board.record import MeetingRecord
    from board.risks import Assessment, Risk
    from board.room import Standing
    from board.seats import Holding, Membership, Seat
    from board.settings import RiskBand, RiskSettings, Settings
    from tui.shapes import (
        ActionCounts,
        ActionShape,
        AttendeeShape,
        DateShape,
        MeetingShape,
        NextMeetingShape,
        PersonShape,
        QuorumShape,
        RiskShape,
        SeatShape,
        StageShape,
    )


def date_shape(when: PartialDate) -> DateShape:
    """A partial date."""
    return {"text": when.text, "earliest": _iso(when.earliest), "latest": _iso(when.latest)}


def action_shape(
    action: Action,
    today: date,
    people: Mapping[str, Person],
    organisations: Iterable[Organisation] = (),
) -> ActionShape:
    """One action as it stands on `today`."""
    flags = understand(action.leads.text, people.values(), organisations).flags
    return {
        "number": action.number,
        "ref": action.ref,
        "plan": action.plan,
        "section": [],
        "title": action.title,
        "outcome": "",
        "leads": {
            "text": action.leads.text,
            "people": [people[key].name for key in action.leads.people if key in people],
        },
        "start": {"text": "", "earliest": None, "latest": None},
        "due": date_shape(action.due),
        "status": action.status.lower() if action.status else None,
        "stage": None,
        "governance": "",
        "cross_refs": "",
        "progress": "",
        "complete": action.complete,
        "overdue": late(action, today),
        "flags": [flag.code for flag in flags],
    }


def late(action: Action, today: date) -> bool:
    """Whether an action is overdue: not complete, and its last day gone by."""
    return not action.complete and overdue(action.due, today)


def action_counts(
    statuses: Mapping[str | None, int], overdue: int, settings: Settings
) -> ActionCounts:
    """How many actions there are, by the words of the board's key."""
    by_status = dict.fromkeys([status.word.lower() for status in settings.status], 0)
    for status, count in statuses.items():
        word = status.lower() if status else "no status"
        by_status[word] = by_status.get(word, 0) + count
    return {"total": sum(statuses.values()), "overdue": overdue, "by_status": by_status}


def risk_shape(
    risk: Risk,
    matrix: RiskSettings,
    flags: Iterable[Flag],
    people: Mapping[str, Person],
    linked: Mapping[str, int | str],
) -> RiskShape:
    """One risk. `linked` gives the numbers of actions and minutes by their keys."""
    # Here, because most of what is asked for from the shell is no risk.
    from board.matrix import band_of

    stages = [risk.latest(stage) for stage in ("original", "current", "target")]
    stages += [each for each in risk.assessments if each.stage == "review"]
    return {
        "number": risk.number,
        "ref": risk.ref,
        "ref_text": risk.ref_text,
        "area": risk.area,
        "description": risk.description,
        "consequence": risk.consequence,
        "owner": risk.owners.text,
        "owners": [people[key].name for key in risk.owners.people if key in people],
        "status": risk.status,
        "closed_on": _iso(risk.closed_on),
        "closed_why": risk.closed_why,
        "stages": [_stage_shape(each, band_of(matrix, each)) for each in stages if each],
        "controls": risk.controls,
        "further_action": risk.further_action,
        "action_owner": risk.action_owner.text,
        "action_due": date_shape(risk.action_due),
        "action_complete": risk.action_complete,
        "proximity": risk.proximity,
        "review_due": date_shape(risk.review_due),
        "comments": [
            {"text": each.text, "day": _iso(each.day), "by": each.by} for each in risk.comments
        ],
        "notes": [{"heading": each.heading, "text": each.text} for each in risk.notes],
        "actions": [int(linked[key]) for key in risk.actions if key in linked],
        "minutes": [str(linked[key]) for key in risk.minutes if key in linked],
        "flags": [flag.code for flag in flags],
    }


def _stage_shape(each: Assessment, where: RiskBand | None) -> StageShape:
    return {
        "stage": each.label,
        "review": each.stage == "review",
        "as_at": date_shape(each.as_at),
        "impact": each.impact,
        "likelihood": each.likelihood,
        "score": each.product if each.score is None else each.score,
        "rated": each.rated,
        "band": where.name if where else None,
        "response": each.response,
        "response_text": each.response_text,
        "reason": each.reason,
    }


def person_shape(
    person: Person,
    memberships: Sequence[tuple[Body, Membership]],
    organisations: Mapping[str, Organisation],
    today: date,
) -> PersonShape:
    """One person, with every seat they have held."""
    held: dict[str, list[SeatShape]] = {"holder": [], "substitute": []}
    for body, membership in memberships:
        seats = {seat.key: seat for seat in membership.seats}
        for holding in membership.holdings:
            if holding.person == person.key and holding.seat in seats:
                held[holding.role].append(seat_shape(seats[holding.seat], holding, body, today))
    organisation = organisations.get(person.organisation or "")
    return {
        "name": person.name,
        "initials": person.initials,
        "organisation": organisation.name if organisation else "",
        "post": person.post,
        "forms": list(person.forms),
        "seats": held["holder"],
        "substitute_for": held["substitute"],
    }


def seat_shape(seat: Seat, holding: Holding, body: Body, today: date) -> SeatShape:
    """A seat as `holding` has it; whether it votes is as of `today`."""
    return {
        "body": body.name,
        "represents": seat.represents,
        "voting": seat.votes_on(today),
        "office": seat.office,
        "categories": list(seat.categories),
        "from": _iso(holding.from_day),
        "to": _iso(holding.to_day),
    }


def meeting_shape(record: MeetingRecord) -> MeetingShape:
    """One meeting with everything recorded of it."""
    meeting = record.meeting
    return {
        "number": meeting.number,
        "body": record.body.name,
        "date": meeting.day.isoformat(),
        "starts": meeting.starts.isoformat("minutes"),
        "venue": meeting.venue,
        "kind": meeting.kind,
        "state": meeting.state,
        "started_at": meeting.started_at.isoformat() if meeting.started_at else None,
        "ended_at": meeting.ended_at.isoformat() if meeting.ended_at else None,
        "presiding": record.person(meeting.presiding).name if meeting.presiding else None,
        "minutes": [
            {
                "number": minute.number,
                "printed": minute.printed,
                "agenda_number": record.item_number(item),
                "title": minute.title,
                "discussion": minute.discussion,
                "resolved": [clause.text for clause in minute.clauses],
                "actions": [action.number for action in record.actions_of(minute)],
            }
            for item in record.items
            if (minute := record.minute_of(item))
        ],
        "attendance": _attendance(record),
        "quorum": quorum_shape(record.quorum),
    }


def quorum_shape(quorum: Quorum) -> QuorumShape:
    """The quorum, with each of its conditions."""
    return {
        "met": quorum.met,
        "need": quorum.need,
        "have": quorum.have,
        "conditions": [
            {"category": part.category, "met": part.met, "need": part.need, "have": part.have}
            for part in quorum.parts
        ],
    }


def _attendance(record: MeetingRecord) -> list[AttendeeShape]:
    """Every member in seat order with or without a mark, then everybody else recorded."""
    day, standings = record.meeting.day, record.room.standings
    listed: list[AttendeeShape] = []
    seats = record.membership.on(day)
    for seat in seats:
        holder = record.membership.holder(seat.key, day)
        marks = [mark for mark in standings if mark.seat == seat.key]
        if holder and all(mark.person != holder for mark in marks):
            listed.append(_attendee(record, holder, seat, None))
        listed += [_attendee(record, mark.person, seat, mark) for mark in marks]
    known = {seat.key for seat in seats}
    others = [mark for mark in standings if mark.seat not in known]
    return listed + [_attendee(record, mark.person, None, mark) for mark in others]


def _attendee(
    record: MeetingRecord, person: str, seat: Seat | None, mark: Standing | None
) -> AttendeeShape:
    day = record.meeting.day
    holder = record.membership.holder(seat.key, day) if seat and mark and mark.substitute else None
    return {
        "name": record.person(person).name,
        "seat": seat.represents if seat else None,
        "voting": seat.votes_on(day) if seat else False,
        "status": mark.mark if mark else None,
        "substitute_for": record.person(holder).name if holder else None,
        "events": [
            {"at": event.at.isoformat(), "event": event.event}
            for event in record.events
            if event.person == person and event.seat in (None, seat.key if seat else None)
        ],
    }


def next_meeting_shape(
    meeting: Meeting, body: str, items: int, publish_by: date | None
) -> NextMeetingShape:
    """The meeting ahead."""
    return {
        "number": meeting.number,
        "body": body,
        "date": meeting.day.isoformat(),
        "starts": meeting.starts.isoformat("minutes"),
        "venue": meeting.venue,
        "items": items,
        "publish_by": _iso(publish_by),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
