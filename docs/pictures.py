"""Draws the pictures of the documentation from the sample board: ``python -m docs.pictures``.

The board, the day and the time are always the same, so drawing again changes nothing
unless the program shows something else.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from board.dates import read_typed
from board.names import understand
from board.record import MeetingRecord
from storage.actions import take_action
from storage.book import Book
from storage.meetings import change_meeting, meeting_record, meetings, open_meeting
from storage.minutes import open_item, save_discussion, save_resolved
from storage.room import call_present, record_event
from storage.sample import make_sample
from tui.app import Hwb
from tui.person import Preferences

FOLDER = Path(__file__).parent / "pictures"
SIZES = ((120, 36), (80, 24))
"""Columns and rows; the first is the size of the pictures whose name says none."""
WEEKS_BEFORE = datetime(2026, 11, 12, 9, 40)
MEETING = datetime(2026, 11, 24, 14, 0)
"""When the meeting is due; a Tuesday."""
NOW = datetime(2026, 11, 24, 14, 41)
"""When the pictures of the meeting are taken."""

_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)
_PATIENCE = 200
"""Looks at a screen before it is given up; each waits until the app has nothing to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: how to get to it, and what must be on it."""

    name: str
    keys: tuple[str, ...]
    words: tuple[str, ...]


BEFORE = (Picture("board", (), ("Publish by Monday 16 November 2026", "planned", "overdue")),)
"""Pictures of the weeks before the meeting."""
DURING = (
    Picture(
        "minutes",
        ("f3",),
        ("Quorum 11/8 ✓", "since 2.02 pm", "saved", "Better Care Fund", "A20"),
    ),
    Picture("attendance", ("f4",), ("Cllr Marian Thwaite", "Helena Frost for", "apologies")),
    Picture("year", ("y",), ("Came", "24/11", "100%")),
    Picture("people", ("f7",), ("People", "Adeyemi", "Thwaite")),
    Picture("risks", ("f6", *":R4", "enter"), ("16→12→8", "◑ high", "is still above")),
)
"""Pictures of the meeting, each from where the one before it was."""


class OnTheDay(Hwb):
    """The app at a moment that does not pass."""

    def __init__(self, book: Path, moment: datetime) -> None:
        self._moment = moment
        person = Preferences("Priya Nair")
        super().__init__(Book.open(book, person.name), today=moment.date(), person=person)
        self.ascii = False

    def now(self) -> datetime:
        """The moment."""
        return self._moment


def draw(folder: Path) -> list[Path]:
    """Draw every picture into `folder`; returns their files."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    with tempfile.TemporaryDirectory() as scratch:
        book = Path(scratch) / "aldershire.hwb"
        make_sample(book, MEETING)
        for moment, pictures in ((WEEKS_BEFORE, BEFORE), (NOW, DURING)):
            if moment == NOW:
                hold_half_the_meeting(book)
            for size in SIZES:
                drawn += asyncio.run(_photograph(book, moment, size, pictures, folder))
    return drawn


async def _photograph(
    book: Path,
    moment: datetime,
    size: tuple[int, int],
    pictures: tuple[Picture, ...],
    folder: Path,
) -> list[Path]:
    app, files = OnTheDay(book, moment), []
    async with app.run_test(size=size) as pilot:
        for picture in pictures:
            await pilot.press(*picture.keys)
            for _ in range(_PATIENCE):
                drawing = app.export_screenshot(title="hwb")
                if all(words in words_of(drawing) for words in picture.words):
                    break
                await pilot.pause()
            else:
                raise RuntimeError(f"{picture.name} at {size} never showed {picture.words}")
            suffix = "" if size == SIZES[0] else f"-{size[0]}x{size[1]}"
            files.append(folder / f"{picture.name}{suffix}.svg")
            # A picture fetches nothing: any fixed-width font does.
            files[-1].write_text(_FONT.sub("", drawing), "utf-8")
    app.desk.close()
    return files


def words_of(drawing: str) -> str:
    """The words in an SVG, as a reader sees them."""
    return html.unescape(re.sub(r"<[^>]*>", "", drawing)).replace("\xa0", " ")


def hold_half_the_meeting(path: Path) -> None:
    """Hold the meeting of the sample board up to its sixth item, which is being minuted."""
    book = Book.open(path, "Priya Nair")
    due = next(each for each in meetings(book) if each.day == MEETING.date())
    record = meeting_record(book, due.key)
    people = {person.name: person.key for person in record.people.values()}
    _call_the_roll(book, record, people)
    change_meeting(book, due.key, presiding=people["Cllr Marian Thwaite"])
    open_meeting(book, due.key, _at(14, 2))
    for item, (minute, said, resolved) in zip(record.items, _SAID, strict=False):
        key = open_item(book, item.key, _at(14, minute))
        save_discussion(book, key, said, "", "")
        save_resolved(book, key, resolved, "", "")
    record_event(book, due.key, "left", people["Cllr Bethan Hollis"], _at(14, 36))
    take_action(
        book,
        "bring a recruitment plan for the reablement teams",
        understand("GO/GS", record.people.values()),
        read_typed("next meeting", MEETING.date()),
        meeting=due.key,
        minute=key,
    )
    book.close()


def _call_the_roll(book: Book, record: MeetingRecord, people: dict[str, str]) -> None:
    day, meeting = MEETING.date(), record.meeting.key
    seats = {
        holder: seat.key
        for seat in record.membership.on(day)
        if (holder := record.membership.holder(seat.key, day))
    }
    away = {people[name]: mark for name, mark in _AWAY.items()}
    here = [(holder, seat) for holder, seat in seats.items() if holder not in away]
    call_present(book, meeting, here, _at(13, 58))
    for holder, mark in away.items():
        record_event(book, meeting, mark, holder, _at(13, 58), seat=seats[holder])
    stroud, frost = people["Graham Stroud"], people["Helena Frost"]
    record_event(book, meeting, "substitute", frost, _at(13, 58), seat=seats[stroud])


def _at(hour: int, minute: int) -> datetime:
    return MEETING.replace(hour=hour, minute=minute)


_AWAY = {
    "Graham Stroud": "apologies",
    "Dr Tamsin Vane": "apologies",
    "The Revd Thomas Bright": "apologies",
    "Maxwell Dunn": "remote",
}

_SAID = (
    (2, "The Chair welcomed everyone to the meeting.", ""),
    (4, "Apologies were received, and Helena Frost attended for Graham Stroud.", ""),
    (6, "No interests were declared.", ""),
    (8, "Two questions had been received. The Chair answered both, and would write.", ""),
    (
        15,
        "",
        "confirms the minutes of the meeting held on 25 August 2026 as a correct record, to be "
        "signed by the chair.",
    ),
    (
        22,
        "Grace Okonkwo presented the return. Spending was on plan. Discharges at weekends had "
        "doubled since the summer, and the reablement teams were still nine posts short.\n"
        "In answer to Cllr Whitlock, she said that people who had left gave the cost of driving "
        "as the reason more often than pay.\n"
        "Dr Adeyemi asked that the next return show the north and the south apart.",
        "approves the quarterly return; and\n"
        "asks that the next return show the north and the south of the county apart.",
    ),
)
"""What has been minuted: minutes past two, the discussion, what was resolved."""


@contextmanager
def _home_of_its_own() -> Iterator[None]:
    """No settings of whoever draws are in the pictures, and nothing is kept in their home."""
    with tempfile.TemporaryDirectory() as home:
        for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = f"{home}/{kind.lower()}"
        os.environ["HOME"] = home
        os.environ.pop("NO_COLOR", None)
        yield


if __name__ == "__main__":
    with _home_of_its_own():
        for file in draw(FOLDER):
            print(file)
