"""The sample board looks like a board: big enough, minuted in full, and right by its own rules."""

from __future__ import annotations

import stat
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from board.checklist import missing
from board.compose import minutes_paper
from board.meetings import Meeting
from storage.book import Book
from storage.errors import BookUnwritable
from storage.meetings import find_meeting, meeting_record, meetings
from storage.people import membership, people
from storage.sample import make_sample
from storage.settings import read_settings
from storage.verify import verify
from tests.conftest import SAMPLE_DAY


@pytest.fixture
def opened(sample: Path) -> Book:
    return Book.open(sample, "Ann Moss")


def _last(book: Book) -> Meeting:
    return find_meeting(book, "last", SAMPLE_DAY)


def test_there_are_fifteen_voting_seats_and_four_associates(opened: Book) -> None:
    seats = membership(opened, "hwb").on(SAMPLE_DAY)
    assert [seat.votes_on(SAMPLE_DAY) for seat in seats] == [True] * 15 + [False] * 4


def test_one_voting_seat_is_vacant_and_one_holds_two_organisations(opened: Book) -> None:
    members = membership(opened, "hwb")
    voting = [seat for seat in members.on(SAMPLE_DAY) if seat.votes_on(SAMPLE_DAY)]
    assert sum(members.holder(seat.key, SAMPLE_DAY) is None for seat in voting) == 1
    assert sorted(len(seat.organisations) for seat in voting)[-2:] == [1, 2]


def test_one_pair_shares_initials_and_people_have_several_name_forms(opened: Book) -> None:
    everybody = list(people(opened).values())
    initials = [person.initials for person in everybody]
    assert {each for each in initials if initials.count(each) > 1} == {"HM"}
    assert sum(len(person.forms) > 1 for person in everybody) >= 5


def test_two_meetings_are_minuted_in_full_and_numbers_run_on(opened: Book) -> None:
    numbers = []
    for meeting in meetings(opened)[:2]:
        record = meeting_record(opened, meeting.key)
        assert len(record.items) == 13
        assert not any(minute.blank for minute in record.minutes)
        numbers += [minute.number for minute in record.minutes]
    assert numbers == list(range(214, 240))


def test_the_meeting_due_now_is_planned_with_thirteen_items_and_a_report_to_follow(
    opened: Book,
) -> None:
    record = meeting_record(opened, find_meeting(opened, "next", SAMPLE_DAY).key)
    assert (record.meeting.day, record.meeting.state) == (SAMPLE_DAY, "planned")
    assert len(record.items) == 13
    assert sum(item.to_follow for item in record.items) == 1
    assert not record.minutes


def test_the_quorum_held_throughout_both_meetings(opened: Book) -> None:
    for meeting in meetings(opened)[:2]:
        record = meeting_record(opened, meeting.key)
        assert record.quorum.met
        assert record.lapses == ()


def test_the_ledger_tells_of_somebody_late_and_somebody_gone_and_a_substitute(
    opened: Book,
) -> None:
    notes = [
        attendee.note
        for meeting in meetings(opened)[:2]
        for paper in [minutes_paper(meeting_record(opened, meeting.key))]
        for attendee in (*paper.present, *paper.substitutes, *paper.in_attendance)
    ]
    for beginning in ("from 2", "left at", "substitute for", "withdrew for", "for minute"):
        assert any(note.startswith(beginning) for note in notes), beginning


def test_the_last_meeting_leaves_something_for_the_check_list(opened: Book) -> None:
    codes = {flag.code for flag in missing(meeting_record(opened, _last(opened).key))}
    assert codes == {"no-mark", "action-without-lead", "action-without-date"}


def test_the_settings_are_sound(opened: Book) -> None:
    from documents.settings_file import read_settings as read_file
    from documents.settings_file import write_settings

    settings = read_settings(opened)
    assert read_file(write_settings(settings)) == settings


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2028, 2, 29), date(2026, 4, 4)])
def test_it_can_be_made_on_any_day(tmp_path: Path, day: date) -> None:
    path = tmp_path / "any.hwb"
    make_sample(path, datetime(day.year, day.month, day.day, 9))
    book = Book.open(path, "")
    days = [meeting.day for meeting in meetings(book)]
    assert days[2] == day
    assert days[1] - days[0] <= timedelta(weeks=14)
    assert all(past.weekday() < 5 for past in days[:2])


def test_the_book_is_whole_and_its_owners_alone(sample_once: Path) -> None:
    assert verify(sample_once) == []
    assert stat.S_IMODE(sample_once.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.hwb"
    path.write_text("my own words")
    with pytest.raises(BookUnwritable):
        make_sample(path, datetime(2026, 11, 24))
    assert path.read_text() == "my own words"
