"""The shapes of ``--json``, which others may rely on. One may gain keys; none loses any.

`tui.shaping` makes them. They are apart from it because only a check of types
reads them, and a look-up from the shell pays for every class it loads.
"""

from __future__ import annotations

from typing_extensions import TypedDict


class DateShape(TypedDict):
    """A date as typed, and the first and last day it can mean, in ISO form."""

    text: str
    earliest: str | None
    latest: str | None


class LeadsShape(TypedDict):
    """Who leads: as typed, and the names of the people understood."""

    text: str
    people: list[str]


class ActionShape(TypedDict):
    """One action."""

    number: int
    ref: str
    plan: str
    section: list[str]
    title: str
    outcome: str
    leads: LeadsShape
    start: DateShape
    due: DateShape
    status: str | None
    stage: str | None
    governance: str
    cross_refs: str
    progress: str
    complete: bool
    overdue: bool
    flags: list[str]


_SeatTerm = TypedDict("_SeatTerm", {"from": str | None, "to": str | None})


class SeatShape(_SeatTerm):
    """A seat somebody holds, and from when to when."""

    body: str
    represents: str
    voting: bool
    office: str
    categories: list[str]


class PersonShape(TypedDict):
    """One person, the seats they hold, and the seats they are standing substitute for."""

    name: str
    initials: str
    organisation: str
    post: str
    forms: list[str]
    seats: list[SeatShape]
    substitute_for: list[SeatShape]


class MinuteShape(TypedDict):
    """One minute; `printed` is its number as the paper has it."""

    number: int | None
    printed: str
    agenda_number: str
    title: str
    discussion: str
    resolved: list[str]
    actions: list[int]


class EventShape(TypedDict):
    """One line of the room ledger."""

    at: str
    event: str


class AttendeeShape(TypedDict):
    """Somebody in the record of a meeting; `status` is null while nothing is recorded."""

    name: str
    seat: str | None
    voting: bool
    status: str | None
    substitute_for: str | None
    events: list[EventShape]


class ConditionShape(TypedDict):
    """One condition of the quorum."""

    category: str
    met: bool
    need: int
    have: int


class QuorumShape(TypedDict):
    """The quorum as the ledger leaves it."""

    met: bool
    need: int
    have: int
    conditions: list[ConditionShape]


class MeetingShape(TypedDict):
    """One meeting with its minutes and its room."""

    number: int
    body: str
    date: str
    starts: str
    venue: str
    kind: str
    state: str
    started_at: str | None
    ended_at: str | None
    presiding: str | None
    minutes: list[MinuteShape]
    attendance: list[AttendeeShape]
    quorum: QuorumShape


class NextMeetingShape(TypedDict):
    """The meeting ahead; `publish_by` is null once that day has gone by."""

    number: int
    body: str
    date: str
    starts: str
    venue: str
    items: int
    publish_by: str | None


class OpenMeetingShape(TypedDict):
    """The meeting that is sitting, and the minute it is at."""

    number: int
    body: str
    minute: str | None
    title: str | None
    quorum: QuorumShape


class ActionCounts(TypedDict):
    """How many actions; in `by_status`, ``no status`` counts those without one."""

    total: int
    overdue: int
    by_status: dict[str, int]


class MovedShape(TypedDict):
    """How many risks are new, closed, up, down or unclear since a review; no zeros."""

    since: str
    moves: dict[str, int]


class RiskCounts(TypedDict):
    """How many risks are open, how many of them in each band or not rated, and what moved."""

    open: int
    by_band: dict[str, int]
    moved: MovedShape | None


class StageShape(TypedDict):
    """One assessment: `stage` is original, current or target, or the name of the review.

    `score` is as typed, or else the product; `response` is one of the four, or null.
    """

    stage: str
    review: bool
    as_at: DateShape
    impact: int | None
    likelihood: int | None
    score: int | None
    rated: str
    band: str | None
    response: str | None
    response_text: str
    reason: str


class CommentShape(TypedDict):
    """A comment on a risk, and who wrote it or the heading it stood under."""

    text: str
    day: str | None
    by: str


class NoteShape(TypedDict):
    """What a file said of a risk under a heading nobody recognised."""

    heading: str
    text: str


class RiskShape(TypedDict):
    """One risk: of original, current and target the latest assessment, and every review."""

    number: int
    ref: str
    ref_text: str
    area: str
    description: str
    consequence: str
    owner: str
    owners: list[str]
    status: str
    closed_on: str | None
    closed_why: str
    stages: list[StageShape]
    controls: str
    further_action: str
    action_owner: str
    action_due: DateShape
    action_complete: str
    proximity: str
    review_due: DateShape
    comments: list[CommentShape]
    notes: list[NoteShape]
    actions: list[int]
    minutes: list[str]
    flags: list[str]


class FlagShape(TypedDict):
    """One thing that does not add up, and where."""

    code: str
    sentence: str
    place: str


class StatusShape(TypedDict):
    """The board at a glance."""

    book: str
    board: str
    next_meeting: NextMeetingShape | None
    open_meeting: OpenMeetingShape | None
    actions: ActionCounts
    risks: RiskCounts
    flags: int
