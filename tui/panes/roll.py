"""The roll: every seat with its holder and how they stand, one key a mark."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from board.clock import spoken
from board.names import called, complete
from board.record import MeetingRecord
from board.room import HERE, Standing
from board.seats import Seat
from storage.meetings import change_meeting
from storage.people import add_person
from storage.room import record_event, retime_event
from tui.commands import ROLL, bindings
from tui.panes.pane import Pane
from widgets.cells import Cell
from widgets.listing import Column, Row
from widgets.prompt import Complete
from widgets.shapes import ROOM

_COMINGS = ("arrived", "left", "returned", "withdrew")
"""Events that mean nothing without their time."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the roll: a seat, or somebody in attendance."""

    seat: Seat | None
    holder: str | None
    """Key of the member whose seat it is; ``None`` is a vacancy or no seat."""
    standing: Standing | None

    @property
    def person(self) -> str | None:
        """Whom a key acts on: who speaks for the seat now, else its holder."""
        return self.standing.person if self.standing else self.holder


def places(record: MeetingRecord) -> list[Place]:
    """The roll in order: the seats of the day, then everybody in attendance."""
    day, room = record.meeting.day, record.room
    seats = [
        Place(seat, record.membership.holder(seat.key, day), room.of_seat(seat.key))
        for seat in record.membership.on(day)
    ]
    others = [Place(None, None, each) for each in room.standings if each.seat is None]
    return seats + others


class Roll(Pane):
    """The roll of one meeting."""

    KEYS = ROLL
    BINDINGS = bindings(ROLL)

    def __init__(self, *, seats: bool = False, id: str | None = None) -> None:
        """Show what each seat represents too, if `seats`."""
        self.seats = seats
        represents = [Column("Seat", 0)] if seats else []
        super().__init__(
            [Column("", 1), Column("Member", 0), *represents, Column("", 13), Column("", 8)],
            empty="No seats yet: F7 People adds them, or hwb import members FILE.",
            head=False,
            id=id,
        )
        self.record: MeetingRecord | None = None
        self.places: list[Place] = []

    def show_record(self, record: MeetingRecord) -> None:
        """Show the roll as the ledger has it now."""
        self.record = record
        self.places = places(record)
        self.show(len(self.places), self._line)

    def _line(self, index: int) -> Row:
        place, record = self.places[index], self.record
        assert record is not None
        standing = place.standing
        mark = standing.mark if standing else ""
        if standing and standing.substitute and mark in ("present", "remote"):
            shape = ROOM["substitute"]
        else:
            shape = ROOM[mark]
        name = record.person(place.person).name if place.person else "Vacant"
        if standing and standing.substitute and place.holder:
            name = f"{name} for {record.person(place.holder).name}"
        if place.person and place.person == record.meeting.presiding:
            name = f"{name} (chair)"
        if place.seat and not place.seat.votes_on(record.meeting.day):
            name = f"{name} (no vote)"
        return (
            Cell(shape.draw(self.hwb.ascii), shape.style),
            Cell(name, "" if place.person else "dim"),
            *([Cell(place.seat.represents if place.seat else "", "dim")] if self.seats else []),
            Cell(shape.word, shape.style),
            Cell(spoken(standing.since) if standing else "", "dim"),
        )

    # Marks

    def action_present(self) -> None:
        """Present: on the roll at the start, arrived later, returned if they had gone."""
        place = self._place()
        if place is None or self.record is None:
            return
        mark = place.standing.mark if place.standing else ""
        if place.standing and place.standing.substitute and place.holder:
            # The member comes in and takes the seat back from the substitute.
            self._mark("arrived" if self._under_way() else "present", place.holder)
        elif mark in ("left", "withdrew"):
            self._mark("returned")
        else:
            self._mark("arrived" if self._under_way() else "present")

    def action_apologies(self) -> None:
        """The member has sent apologies."""
        place = self._place()
        self._mark("apologies", place.holder if place else None)

    def action_left(self) -> None:
        """Left, now."""
        if self._stands(HERE, "is not in the room"):
            self._mark("left")

    def action_returned(self) -> None:
        """Back, now."""
        if self._stands(("left", "withdrew"), "has not left the room"):
            self._mark("returned")

    def action_remote(self) -> None:
        """Joined remotely."""
        self._mark("remote")

    def action_withdrew(self) -> None:
        """Withdrew for the item being minuted."""
        if self._stands(HERE, "is not in the room"):
            self._mark("withdrew", item=self.hwb.item)

    def action_clear(self) -> None:
        """Take the mark back."""
        self._mark("not recorded")

    def action_substitute(self) -> None:
        """Ask who sits in; the standing substitute is offered."""
        self.desk_screen.do(self._substitute())

    def action_attending(self) -> None:
        """Ask who is in attendance, and for which item."""
        self.desk_screen.do(self._attending())

    def action_time(self) -> None:
        """Correct the time of the last mark of this person."""
        self.desk_screen.do(self._retime())

    def action_preside(self) -> None:
        """This person is in the chair."""
        place = self._place()
        if place and place.person and self.record:
            self.desk_screen.do(self._preside(place.person))

    def _place(self) -> Place | None:
        return self.places[self.index] if self.places else None

    def _stands(self, marks: Collection[str], otherwise: str) -> bool:
        """Whether the person on this line has one of `marks`; if not, says why nothing happens."""
        place, record = self._place(), self.record
        if place is None or record is None or place.person is None:
            return True  # a vacancy is spoken of by the mark itself
        fine = place.standing is not None and place.standing.mark in marks
        if not fine:
            self.desk_screen.say(f"{record.person(place.person).name} {otherwise}.", "warning")
        return fine

    def _under_way(self) -> bool:
        """Whether the roll is over: the meeting is past its first item."""
        record = self.record
        return record is not None and record.meeting.state == "open" and len(record.minutes) > 1

    def _mark(self, event: str, person: str | None = None, *, item: str | None = None) -> None:
        place = self._place()
        person = person or (place.person if place else None)
        if place is None or person is None:
            self.desk_screen.say("This seat is vacant: nobody to mark. s seats a substitute.")
            return
        seat = place.seat.key if place.seat else None
        if event in ("present", "apologies", "remote"):
            # At once: the next key may come before the book has this mark.
            self.move_to(self.index + 1)
        self.desk_screen.do(self._record(event, person, seat, item))

    async def _record(
        self, event: str, person: str, seat: str | None, item: str | None = None
    ) -> None:
        record = self.record
        if record is None:
            return
        at = record.stamp(self.hwb.now())
        if event in _COMINGS and record.meeting.state not in ("planned", "open"):
            # After the day only the officer knows when it was.
            asked = await self.hwb.ask_time(self.desk_screen, f"{event} at:", at)
            if asked is None:
                return
            at = asked
        await self.hwb.desk.ask(
            record_event,
            record.meeting.key,
            event,
            person,
            at,
            seat=seat,
            item=item,
        )
        await self.desk_screen.reread()

    async def _substitute(self) -> None:
        place, record = self._place(), self.record
        if place is None or place.seat is None or record is None:
            self.desk_screen.say("Only a seat has a substitute.")
            return
        standing = record.membership.substitute(place.seat.key, record.meeting.day)
        holder = record.person(place.holder).name if place.holder else "the vacant seat"
        name = await self.desk_screen.prompt.ask(
            f"Substitute for {holder}:",
            record.person(standing).name if standing else "",
            complete=name_completer(record),
            overtype=True,
        )
        if name and name.strip():
            person = await self._person_named(name.strip(), record)
            await self._record("substitute", person, place.seat.key)
            self.move_to(self.index + 1)

    async def _attending(self) -> None:
        record = self.record
        if record is None:
            return
        answer = await self.desk_screen.prompt.ask(
            "In attendance (name, or name for item 5):", complete=name_completer(record)
        )
        if not answer or not answer.strip():
            return
        name, _, number = answer.partition(" for ")
        number = number.strip().removeprefix("item").strip()
        item = next((i for i in record.items if record.item_number(i) == number), None)
        if number and item is None:
            self.desk_screen.say(f"There is no item {number} on this agenda; nothing written.")
            return
        person = await self._person_named(name.strip(), record)
        await self._record("in attendance", person, None, item.key if item else None)

    async def _retime(self) -> None:
        place, record = self._place(), self.record
        if place is None or place.standing is None or record is None:
            self.desk_screen.say("Nothing is recorded for this line yet.")
            return
        events = [e for e in record.events if e.person == place.standing.person]
        event = max(events, key=lambda e: (e.at, e.order))
        at = await self.hwb.ask_time(self.desk_screen, f"{event.event} at:", event.at)
        if at is not None:
            await self.hwb.desk.ask(retime_event, event.key, at)
            await self.desk_screen.reread()

    async def _preside(self, person: str) -> None:
        assert self.record is not None
        await self.hwb.desk.ask(change_meeting, self.record.meeting.key, presiding=person)
        await self.desk_screen.reread()

    async def _person_named(self, name: str, record: MeetingRecord) -> str:
        """The key of the person typed, who is added to the book if nobody has that name."""
        person = called(name, record.people.values())
        if person is not None:
            return person.key
        return await self.hwb.desk.ask(add_person, name)


def name_completer(record: MeetingRecord) -> Complete:
    """Completes a whole answer to a name in the book."""

    def completions(answer: str) -> list[str]:
        if not answer.strip():
            return []
        found = complete(answer.strip(), record.people.values())
        return [person.name for person in found if person.name != answer]

    return completions
