"""The record of one meeting: everything known about it, in one value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from board.people import Person
from board.plain import from_plain
from board.quorum import changes, evaluate, lapses
from board.room import room_at
from board.settings import QuorumRule

if TYPE_CHECKING:
    from board.actions import Action
    from board.meetings import AgendaItem, Body, Meeting, Minute
    from board.quorum import Lapse, Quorum, QuorumChange
    from board.room import Room, RoomEvent
    from board.seats import Membership
    from board.settings import Settings


@dataclass(frozen=True)  # without slots, so that the room need be worked out only once
class MeetingRecord:
    """A meeting with its board, its members, its papers, its ledger and its actions.

    Screens show it, papers are composed from it, and the check list reads it.
    """

    settings: Settings
    body: Body
    meeting: Meeting
    membership: Membership
    people: Mapping[str, Person]
    """Everybody the record may name, by key."""
    items: tuple[AgendaItem, ...] = ()
    """The agenda in order."""
    minutes: tuple[Minute, ...] = ()
    events: tuple[RoomEvent, ...] = ()
    actions: tuple[Action, ...] = ()

    def person(self, key: str) -> Person:
        """The person with `key`; somebody unknown is named by the key itself."""
        return self.people.get(key) or Person(key, key)

    def item(self, key: str | None) -> AgendaItem | None:
        """The agenda item with `key`."""
        return next((item for item in self.items if item.key == key), None)

    def minute(self, key: str | None) -> Minute | None:
        """The minute with `key`."""
        return next((minute for minute in self.minutes if minute.key == key), None)

    def minute_of(self, item: AgendaItem) -> Minute | None:
        """The minute of `item`, if it has been opened."""
        return next((minute for minute in self.minutes if minute.item == item.key), None)

    def item_number(self, item: AgendaItem) -> str:
        """The agenda number of `item`: as printed, or its place in the list."""
        return item.number or str(sum(other.position <= item.position for other in self.items))

    def actions_of(self, minute: Minute) -> tuple[Action, ...]:
        """The actions taken in `minute`, in the order of their numbers."""
        taken = [action for action in self.actions if action.minute == minute.key]
        return tuple(sorted(taken, key=lambda action: action.number))

    def stamp(self, now: datetime) -> datetime:
        """The time to write beside what is recorded at `now`.

        During the meeting it is now; on a roll prepared before the day, or mended
        after it, it is the start of the meeting.
        """
        meeting = self.meeting
        if meeting.state == "open" or (meeting.state == "planned" and meeting.day == now.date()):
            return now
        return meeting.started_at or datetime.combine(meeting.day, meeting.starts)

    @cached_property
    def room(self) -> Room:
        """The room as the ledger leaves it."""
        return room_at(self.events)

    @property
    def quorum_rule(self) -> QuorumRule:
        """The rule the meeting began under; until it begins, the board's rule of today."""
        kept = self.meeting.quorum_rule
        return from_plain(QuorumRule, json.loads(kept)) if kept else self.settings.quorum

    @property
    def quorum(self) -> Quorum:
        """The quorum as the ledger leaves it.

        Raises:
            ValueError: the rule cannot be read; so for the two below.
        """
        return evaluate(self.quorum_rule, self.room, self.membership, self.meeting.day)

    @property
    def quorum_changes(self) -> tuple[QuorumChange, ...]:
        """The moments at which the quorum was reached, lost and regained."""
        return changes(self.quorum_rule, self.events, self.membership, self.meeting.day)

    @property
    def lapses(self) -> tuple[Lapse, ...]:
        """The spells without a quorum while the meeting sat."""
        return lapses(self.quorum_changes, self.meeting.started_at, self.meeting.ended_at)
