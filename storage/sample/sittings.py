"""The meetings of the sample board, held as an officer would hold them: called, minuted, closed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from board.clock import long_day
from board.dates import PartialDate, read_partial, read_typed
from board.names import understand
from storage.actions import take_action
from storage.agenda import add_item
from storage.book import Book
from storage.meetings import add_meeting, change_meeting, close_meeting, open_meeting
from storage.minutes import open_item, save_discussion, save_resolved
from storage.people import organisations, people
from storage.room import record_event

_PAPER = ("title", "purpose", "presenter", "responsible", "author", "report", "pages", "to_follow")
"""What an item of the content says on the agenda; the rest of it is what was minuted."""


def content(name: str) -> dict[str, Any]:
    """One file of the sample's content."""
    return tomllib.loads(files("storage.sample").joinpath(f"{name}.toml").read_text("utf-8"))


def plan(book: Book, name: str, days: Sequence[date]) -> tuple[str, list[str], dict[str, Any]]:
    """Put a meeting and its agenda in the book.

    Args:
        book: The book.
        name: Which meeting of the content.
        days: The days of the meeting before it, of itself, and of the one after it.

    Returns:
        The meeting's key, the keys of its items, and its content with the days filled in.
    """
    told: dict[str, Any] = _dated(content(name), _words(days))
    meeting = add_meeting(book, "hwb", days[1], time.fromisoformat(told["starts"]), told["venue"])
    items = [
        add_item(book, meeting, **{field: item[field] for field in _PAPER if field in item})
        for item in told["item"]
    ]
    return meeting, items, told


def sit(
    book: Book,
    name: str,
    days: Sequence[date],
    people: Mapping[str, str],
    seats: Mapping[str, str],
) -> None:
    """Plan a meeting and hold it: the roll, every item, the close, and what became of it.

    Args:
        book: The book.
        name: Which meeting of the content.
        days: As for `plan`.
        people: Keys of people, by their id in the content.
        seats: Keys of seats, by the id of whoever holds them.
    """
    meeting, items, told = plan(book, name, days)
    sitting = _Sitting(book, meeting, days, people, seats)
    sitting.call_the_roll(told["roll"], told["starts"])
    change_meeting(book, meeting, presiding=people[told["presiding"]])
    open_meeting(book, meeting, sitting.at(told["started"]))
    for key, item in zip(items, told["item"], strict=True):
        sitting.minute(key, item)
    close_meeting(book, meeting, sitting.at(told["ended"]))
    change_meeting(book, meeting, state=told["state"])


class _Sitting:
    """One meeting while it sits."""

    def __init__(
        self,
        book: Book,
        meeting: str,
        days: Sequence[date],
        people: Mapping[str, str],
        seats: Mapping[str, str],
    ) -> None:
        self._book = book
        self._meeting = meeting
        self._days = days
        self._people = people
        self._seats = dict(seats)

    def at(self, clock: str) -> datetime:
        """A time of day on the day of the meeting."""
        return datetime.combine(self._days[1], time.fromisoformat(clock))

    def call_the_roll(self, roll: Mapping[str, Any], starts: str) -> None:
        """Everybody's mark at the start."""
        for substitute, member in roll["substitute"].items():
            self._seats[substitute] = self._seats[member]
            self._happened("apologies", member, starts)
            self._happened("substitute", substitute, starts)
        for mark, names in roll.items():
            if mark != "substitute":
                for who in names:
                    self._happened(mark, who, starts)

    def minute(self, item: str, told: Mapping[str, Any]) -> None:
        """Open an item, write its minute, take its actions and note who came and went."""
        minute = open_item(self._book, item, self.at(told["at"]))
        for who in told.get("attends", ()):
            self._happened("in attendance", who, told["at"], item=item)
        for event in told.get("room", ()):
            self._happened(
                event["event"],
                event["who"],
                event["at"],
                item=item if event["event"] == "withdrew" else None,
                note=event.get("note", ""),
            )
        save_discussion(self._book, minute, told["discussion"].strip(), "", "")
        save_resolved(self._book, minute, "\n".join(told.get("resolved", ())), "", "")
        for action in told.get("action", ()):
            leads = understand(
                action["leads"], people(self._book).values(), organisations(self._book).values()
            )
            due = self._due(action["due"])
            take_action(
                self._book, action["title"], leads, due, meeting=self._meeting, minute=minute
            )

    def _due(self, text: str) -> PartialDate:
        """A due date as it was said; ``+28`` stands for the day four weeks on."""
        if text.startswith("+"):
            return read_partial(long_day(self._days[1] + timedelta(days=int(text))))
        return read_typed(text, self._days[1], self._days)

    def _happened(
        self, event: str, who: str, clock: str, *, item: str | None = None, note: str = ""
    ) -> None:
        record_event(
            self._book,
            self._meeting,
            event,
            self._people[who],
            self.at(clock),
            seat=self._seats.get(who),
            item=item,
            note=note,
        )


def _words(days: Sequence[date]) -> dict[str, str]:
    """What the braces in the content stand for at the meeting of ``days[1]``."""
    before, day, after = days
    # Councils' money runs from April.
    year = day.year if day.month >= 4 else day.year - 1
    return {
        "last": long_day(before).partition(" ")[2],
        "next": long_day(after).partition(" ")[2],
        "year": f"{year}/{(year + 1) % 100:02}",
        "last_year": f"{year - 1}/{year % 100:02}",
        "yy": f"{day.year % 100:02}",
    }


def _dated(told: Any, words: Mapping[str, str]) -> Any:
    """The content with its braces filled in."""
    if isinstance(told, str):
        return told.format(**words)
    if isinstance(told, list):
        return [_dated(part, words) for part in told]
    if isinstance(told, dict):
        return {name: _dated(part, words) for name, part in told.items()}
    return told
