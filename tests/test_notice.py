"""Clear days of notice, counted as a council counts them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.bank_holidays import is_bank_holiday
from board.notice import clear_days, counts, deadline, working_shown
from board.settings import NoticeSettings

WORKING = NoticeSettings()
SUNDAYS = NoticeSettings(counting="sunday_bank_holiday")
CALENDAR = NoticeSettings(counting="calendar")

TABLE = [
    ("2026-03-12", "2026-03-04", "2026-03-05", "2026-03-06"),
    ("2026-04-07", "2026-03-26", "2026-03-28", "2026-04-01"),
    ("2026-04-14", "2026-04-02", "2026-04-07", "2026-04-08"),
    ("2026-05-07", "2026-04-28", "2026-04-29", "2026-05-01"),
    ("2026-05-28", "2026-05-19", "2026-05-20", "2026-05-22"),
    ("2026-12-01", "2026-11-23", "2026-11-24", "2026-11-25"),
    ("2027-01-05", "2026-12-23", "2026-12-24", "2026-12-30"),
    ("2027-01-07", "2026-12-29", "2026-12-30", "2027-01-01"),
    ("2022-09-22", "2022-09-13", "2022-09-14", "2022-09-16"),
    ("2023-05-11", "2023-05-02", "2023-05-03", "2023-05-05"),
]
"""Meeting, and the latest publication by working days, by all but Sundays, and by every day."""

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
RULES = st.builds(
    NoticeSettings,
    clear_days=st.integers(0, 12),
    counting=st.sampled_from(["working", "sunday_bank_holiday", "calendar"]),
    closed_days=st.lists(DAYS.map(date.isoformat), max_size=5).map(tuple),
)


@pytest.mark.parametrize(("meeting", "working", "sundays", "calendar"), TABLE)
def test_the_agenda_is_published_in_time_for_five_clear_days(meeting, working, sundays, calendar):
    latest = [deadline(date.fromisoformat(meeting), rule) for rule in (WORKING, SUNDAYS, CALENDAR)]
    assert list(map(str, latest)) == [working, sundays, calendar]


def test_the_days_counted_are_shown():
    shown = working_shown(date(2026, 3, 26), date(2026, 4, 7), WORKING)
    assert shown == "5 clear days: 27, 30, 31 March, 1, 2 April"
    assert working_shown(date(2026, 3, 10), date(2026, 3, 12), WORKING) == "1 clear day: 11 March"
    assert working_shown(date(2026, 3, 12), date(2026, 3, 12), WORKING) == "0 clear days"


def test_a_day_the_council_is_shut_does_not_count():
    shut = NoticeSettings(closed_days=("2026-03-11",))
    assert date(2026, 3, 11) not in clear_days(date(2026, 3, 4), date(2026, 3, 12), shut)
    assert deadline(date(2026, 3, 12), shut) == date(2026, 3, 3)


@pytest.mark.parametrize(
    "day", ["2026-12-28", "2022-01-03", "2022-09-19", "2023-05-08", "2026-04-06"]
)
def test_substitute_and_one_off_holidays_are_bank_holidays(day):
    assert is_bank_holiday(date.fromisoformat(day))


def test_a_holiday_of_scotland_alone_is_not_one_in_england():
    assert not is_bank_holiday(date(2026, 11, 30))


@settings(deadline=None)
@given(DAYS, st.integers(0, 60), RULES)
def test_a_later_meeting_never_has_an_earlier_deadline(meeting, later, rule):
    assert deadline(meeting, rule) <= deadline(meeting + timedelta(days=later), rule)


@settings(deadline=None)
@given(DAYS, RULES)
def test_the_deadline_gives_enough_clear_days_and_the_next_day_does_not(meeting, rule):
    latest = deadline(meeting, rule)
    assert latest < meeting
    assert counts(latest, rule)
    assert len(clear_days(latest, meeting, rule)) >= rule.clear_days
    after = (latest + timedelta(days=n) for n in range(1, (meeting - latest).days))
    assert all(
        len(clear_days(day, meeting, rule)) < rule.clear_days for day in after if counts(day, rule)
    )


@settings(deadline=None)
@given(DAYS, st.integers(-5, 30), RULES)
def test_neither_publication_nor_meeting_is_a_clear_day(published, gap, rule):
    meeting = published + timedelta(days=gap)
    assert all(published < day < meeting for day in clear_days(published, meeting, rule))
