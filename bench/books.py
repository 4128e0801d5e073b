"""The book of a busy board after ten years, made through the same doors as any other book."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle, islice
from pathlib import Path

from bench.risk_log import add_log
from board.actions import Leads
from board.clock import long_day
from board.dates import read_partial
from board.settings import Settings
from storage.actions import take_action
from storage.agenda import add_item
from storage.book import Book
from storage.log import statements
from storage.meetings import add_meeting, change_meeting, close_meeting, meetings, open_meeting
from storage.minutes import open_item, save_discussion, save_resolved
from storage.people import add_person, membership
from storage.room import record_event
from storage.sample import make_sample
from storage.settings import read_settings

DAY = date(2026, 3, 24)
"""The day of the book: its next meeting is then, and nothing in it depends on the clock."""
LONG = 50_000
"""Characters of each of the two longest minutes."""

_WORDS = (
    "the Board noted that waiting times had fallen in the north of the county and asked that "
    "the partners set out, before the next meeting, how the same could be done in the south; "
    "members thanked officers for a clear report and agreed to look at it again in the autumn. "
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much a book holds."""

    meetings: int = 400
    items: int = 15
    actions: int = 127
    """Taken in each meeting."""
    reviews: int = 4
    """Meetings at which each action is looked at again, four fields changing each time."""
    guests: int = 280
    """People beside the members."""
    risks: int = 5000
    """Each with 20 assessments."""


TEN_YEARS = Size()
"""400 meetings of 15 minutes, over 50,000 actions, and with their reviews a million changes."""


def ten_year_book(folder: Path, say: Callable[[str], None]) -> Path:
    """The ten-year book in `folder`, made if it is not there; the name tells its shape."""
    ours = (Path(__file__), Path(__file__).with_name("risk_log.py"))
    shape = "\n".join((*statements(), *(each.read_text("utf-8") for each in ours)))
    path = folder / f"ten-years-{hashlib.sha256(shape.encode()).hexdigest()[:12]}.hwb"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("ten-years-*"):
            old.unlink()
        making = path.with_name(f"{path.stem}-unfinished.hwb")
        for part in make_book(making, TEN_YEARS):
            say(f"making the ten-year book: {part:.0%}")
        making.rename(path)
    return path


def make_book(path: Path, size: Size) -> Iterator[float]:
    """Make a book of `size` at `path`, yielding how much of it is done.

    It is the sample book with years before it, so that both open on the same meeting.
    """
    make_sample(path, datetime.combine(DAY, time(9)))
    book = Book.open(path, "Bench")
    # Nothing is lost if the machine stops: the book is then made again.
    for haste in ("synchronous = OFF", "journal_mode = MEMORY", "cache_size = -500000"):
        book.rows(f"PRAGMA {haste}")
    try:
        years = _Years(book, size)
        for number in range(size.meetings):
            with book.writing():
                years.sit(number)
            yield (number + 1) / size.meetings
        with book.writing():
            years.write_long_minutes()
        add_log(book, DAY, size.risks)
    finally:
        book.close()


def long_minutes(book: Book) -> tuple[str, dict[str, str], dict[str, str]]:
    """Where the long minutes are: their meeting, and their items and minutes by the title."""
    rows = book.rows("SELECT id, meeting, item, title FROM minute WHERE title LIKE 'Long: %'")
    items = {row["title"]: row["item"] for row in rows}
    return rows[0]["meeting"], items, {row["title"]: row["id"] for row in rows}


def long_texts() -> dict[str, str]:
    """The text of each long minute by its title."""
    text = prose(LONG)
    return {
        "Long: many paragraphs": "\n".join(text[at : at + 500] for at in range(0, LONG, 501)),
        "Long: one paragraph": text,
    }


def prose(length: int) -> str:
    """So many characters of what minutes say."""
    return "".join(islice(cycle(_WORDS), length))


class _Years:
    """The meetings of ten years, one after another."""

    def __init__(self, book: Book, size: Size) -> None:
        self._book, self._size = book, size
        self._settings: Settings = read_settings(book)
        self._body = self._settings.bodies[0].key
        self._members = membership(book, self._body)
        self._guests = [add_person(book, f"Guest {n}") for n in range(size.guests)]
        self._first = min(each.day for each in meetings(book)) - timedelta(days=9 * size.meetings)
        self._taken: list[list[str]] = []
        """Keys of the actions of each meeting so far."""

    def sit(self, number: int) -> None:
        """One meeting from its agenda to its close, and a look at earlier actions."""
        day = self._first + timedelta(days=9 * number)
        at = datetime.combine(day, time(14))
        meeting = add_meeting(self._book, self._body, day, time(14), "County Hall")
        items = [
            add_item(self._book, meeting, f"Report {n} on the health of the county")
            for n in range(1, self._size.items + 1)
        ]
        self._call_the_roll(number, meeting, at)
        open_meeting(self._book, meeting, at)
        per_item, more = divmod(self._size.actions, self._size.items)
        for n, item in enumerate(items):
            minute = self._minute(item, at + timedelta(minutes=8 * n))
            for _ in range(per_item + (n < more)):
                self._take(meeting, minute, day)
        close_meeting(self._book, meeting, at + timedelta(hours=2))
        change_meeting(self._book, meeting, state="signed")
        self._taken.append(
            [
                row["id"]
                for row in self._book.rows(
                    "SELECT id FROM action WHERE meeting = ? ORDER BY number", (meeting,)
                )
            ]
        )
        for back in range(min(self._size.reviews, number)):
            self._review(self._taken[-2 - back], back, day)

    def _call_the_roll(self, number: int, meeting: str, at: datetime) -> None:
        for n, seat in enumerate(self._members.seats):
            holder = self._members.holder(seat.key, DAY)
            if holder:
                event = "apologies" if (n + number) % 6 == 0 else "present"
                record_event(self._book, meeting, event, holder, at, seat=seat.key)
        for n in range(5):
            guest = self._guests[(5 * number + n) % len(self._guests)]
            record_event(self._book, meeting, "in attendance", guest, at)

    def _minute(self, item: str, at: datetime) -> str:
        minute = open_item(self._book, item, at)
        save_discussion(self._book, minute, prose(1200), "", "")
        save_resolved(self._book, minute, f"{prose(90)}\n{prose(120)}", "", "")
        return minute

    def _take(self, meeting: str, minute: str, day: date) -> None:
        lead = self._guests[len(self._taken) % len(self._guests)]
        due = read_partial(long_day(day + timedelta(days=28)))
        leads = Leads("Public Health", (lead,))
        take_action(self._book, prose(70).strip(), leads, due, meeting=meeting, minute=minute)

    def _review(self, actions: list[str], back: int, day: date) -> None:
        """Look at the actions of a meeting again; at the last look nearly all are complete."""
        words = [status.word for status in self._settings.status]
        due = day + timedelta(days=28)
        last = back == self._size.reviews - 1
        for n, action in enumerate(actions):
            self._book.update(
                "action",
                action,
                {
                    "status": words[(n + back) % len(words)],
                    "due_text": long_day(due),
                    "due_earliest": due,
                    "due_latest": due,
                    "complete": last and n % 25 > 0,
                },
            )

    def write_long_minutes(self) -> None:
        """Two minutes longer than anybody writes, in the latest of the ten years' meetings."""
        day = self._first + timedelta(days=9 * self._size.meetings)
        meeting = add_meeting(self._book, self._body, day, time(14), "County Hall")
        open_meeting(self._book, meeting, datetime.combine(day, time(14)))
        for title, text in long_texts().items():
            item = add_item(self._book, meeting, title)
            minute = open_item(self._book, item, datetime.combine(day, time(14)))
            save_discussion(self._book, minute, text, "", "")
        close_meeting(self._book, meeting, datetime.combine(day, time(16)))
