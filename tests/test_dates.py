"""Dates as people write them in papers and type them at a desk."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.dates import (
    PartialDate,
    echo,
    overdue,
    read_partial,
    read_typed,
    speaks_of_time,
    written_out,
)

TODAY = date(2018, 9, 12)
"""A Wednesday."""
MEETINGS = (date(2018, 7, 12), date(2018, 10, 17), date(2018, 12, 4), date(2018, 12, 18))
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
TODAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def days(found: PartialDate) -> str:
    return f"{found.earliest} {found.latest}"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Sep-17", "2017-09-01", "2017-09-30"),
        ("Mar 17", "2017-03-01", "2017-03-31"),
        ("03/17", "2017-03-01", "2017-03-31"),
        ("Aug17", "2017-08-01", "2017-08-31"),
        ("July 2018", "2018-07-01", "2018-07-31"),
        ("Feb '20", "2020-02-01", "2020-02-29"),
        ("02/2019", "2019-02-01", "2019-02-28"),
        ("Autumn 2017", "2017-09-01", "2017-11-30"),
        ("Winter 2017/18", "2017-12-01", "2018-02-28"),
        ("August/September 2017", "2017-08-01", "2017-09-30"),
        ("July 2018 – March 2019", "2018-07-01", "2019-03-31"),
        ("17 to 19 October 2018", "2018-10-17", "2018-10-19"),
        ("30 Sept - 2 Oct 2018", "2018-09-30", "2018-10-02"),
        ("Q3 16/17", "2016-10-01", "2016-12-31"),
        ("Q4 2016/17", "2017-01-01", "2017-03-31"),
        ("2018-19 Q1", "2018-04-01", "2018-06-30"),
        ("early March 2018 (TBC)", "2018-03-01", "2018-03-31"),
        ("by end of October 2018", "2018-10-01", "2018-10-31"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("17 October 2018", "2018-10-17", "2018-10-17"),
        ("Wednesday, 17th October 2018", "2018-10-17", "2018-10-17"),
        ("October 17, 2018", "2018-10-17", "2018-10-17"),
        ("April 20th 2018", "2018-04-20", "2018-04-20"),
        ("17-Oct-18", "2018-10-17", "2018-10-17"),
        ("17/10/2018", "2018-10-17", "2018-10-17"),
        ("14.02.17", "2017-02-14", "2017-02-14"),
        ("3/4/26", "2026-04-03", "2026-04-03"),
        ("2018-10-17", "2018-10-17", "2018-10-17"),
    ],
)
def test_a_paper_means_these_days(text, earliest, latest):
    assert days(read_partial(text)) == f"{earliest} {latest}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sept",
        "11 th Sept",
        "April 20",
        "May 17",
        "early March(TBC)",
        "To be defined",
        "the October meeting",
        "03/10",
        "13/25/26",
        "31 June 2018",
        "29/2/2019",
        "Tuesday 17 October 2018",
        "Winter 2017",
        "Q3 2016",
        "Q3 16/18",
        "2017/18",
        "October 2018 - July 2018",
        "December/January 2018",
        "after the election",
        "A" * 10_000_000,
    ],
)
def test_a_paper_is_not_guessed_at(text):
    assert read_partial(text) == PartialDate(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("14 dec", "2018-12-14", "2018-12-14"),
        ("12 sept", "2018-09-12", "2018-09-12"),
        ("11 th Sept", "2019-09-11", "2019-09-11"),
        ("29 feb", "2020-02-29", "2020-02-29"),
        ("3/4", "2019-04-03", "2019-04-03"),
        ("3/4/26", "2026-04-03", "2026-04-03"),
        ("fri", "2018-09-14", "2018-09-14"),
        ("Wednesday", "2018-09-19", "2018-09-19"),
        ("+10d", "2018-09-22", "2018-09-22"),
        ("+2w", "2018-09-26", "2018-09-26"),
        ("+3m", "2018-12-12", "2018-12-12"),
        ("+5m", "2019-02-12", "2019-02-12"),
        ("eom", "2018-09-30", "2018-09-30"),
        ("today", "2018-09-12", "2018-09-12"),
        ("Tomorrow", "2018-09-13", "2018-09-13"),
        ("by sept", "2018-09-01", "2018-09-30"),
        ("August", "2019-08-01", "2019-08-31"),
        ("mid-October", "2018-10-01", "2018-10-31"),
        ("aug/sept", "2018-08-01", "2018-09-30"),
        ("october meeting", "2018-10-17", "2018-10-17"),
        ("the October 2018 meeting", "2018-10-17", "2018-10-17"),
        ("next meeting", "2018-10-17", "2018-10-17"),
        ("december meeting", "2018-12-01", "2018-12-31"),
        ("november board meeting", "2018-11-01", "2018-11-30"),
    ],
)
def test_typed_by_hand_it_means_these_days(text, earliest, latest):
    assert days(read_typed(text, TODAY, MEETINGS)) == f"{earliest} {latest}"


@pytest.mark.parametrize(
    "text",
    ["", "dec 14", "mar 27", "september meeting", "next friday", "whenever", "+2y", "+9999w"],
)
def test_what_may_mean_two_things_is_not_guessed_when_typed_either(text):
    assert read_typed(text, TODAY, MEETINGS) == PartialDate(text)


def test_months_are_counted_to_the_last_day_of_a_shorter_month():
    assert days(read_typed("+1m", date(2020, 1, 31))) == "2020-02-29 2020-02-29"


def test_the_next_meeting_is_unknown_until_one_is_planned():
    assert read_typed("next meeting", TODAY).latest is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("17 oct", "Wednesday 17 October 2018"),
        ("oct", "31 October 2018 at the latest (month of October)"),
        ("Aug/Sept 2019", "30 September 2019 at the latest (from 1 August 2019)"),
        ("when the report is in", "no date understood: kept as typed"),
        ("  ", "no date"),
    ],
)
def test_what_was_understood_is_shown_in_full(text, shown):
    assert echo(read_typed(text, TODAY)) == shown


def test_a_month_is_overdue_only_once_it_is_over():
    due = read_partial("Sep-18")
    assert not overdue(due, date(2018, 9, 30))
    assert overdue(due, date(2018, 10, 1))
    assert not overdue(read_partial("To be defined"), date(2090, 1, 1))


@pytest.mark.parametrize(
    "text", ["To be defined", "tbc", "autumn", "the April meeting", "Q3", "april 20th"]
)
def test_some_words_are_about_time_without_being_a_date(text):
    assert speaks_of_time(text)


@pytest.mark.parametrize(
    "text", ["", "Leeds", "the bed", "the board", "20", "the end", "March Ltd"]
)
def test_other_words_are_not(text):
    assert not speaks_of_time(text)


@given(DAYS)
def test_day_month_year_reads_back_on_every_day(day):
    for text in (f"{day.day}/{day.month}/{day.year}", day.strftime("%d.%m.%Y"), day.isoformat()):
        assert read_partial(text) == PartialDate(text, day, day)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_two_figures_of_a_year_are_of_this_century(day):
    assert read_partial(day.strftime("%d/%m/%y")).latest == day


@given(TODAYS, st.sampled_from(["mon", "tues", "weds", "thurs", "fri", "sat", "sun"]))
def test_a_weekday_is_within_the_week_after_today(today, word):
    found = read_typed(word, today).latest
    assert found is not None
    assert today < found <= today + timedelta(days=7)
    assert word.startswith(found.strftime("%a").lower())


_WORDS = (
    "17 3 31 2018 18 99 0 / - . , ' ( tbc) sept may october q3 winter autumn th of the by "
    "meeting next fri + 2 w d m 16/17 to and"
)
_PIECES = st.lists(st.sampled_from(_WORDS.split()), max_size=6)


@given(st.one_of(st.text(), _PIECES.map("".join), _PIECES.map(" ".join)), TODAYS)
def test_text_is_always_kept_and_bounds_are_in_order(text, today):
    for found in (read_partial(text), read_typed(text, today, [today + timedelta(days=40)])):
        assert found.text == text
        assert (found.earliest is None) == (found.latest is None)
        assert found.earliest is None or found.latest is None or found.earliest <= found.latest


def test_a_paper_prints_what_was_typed_and_the_day_only_the_typist_would_know():
    friday = read_typed("fri", date(2026, 11, 26))
    assert written_out(friday) == "fri (Friday 27 November 2026)"
    assert written_out(read_typed("17 October 2018", date(2018, 7, 12))) == "17 October 2018"
    assert written_out(PartialDate("To be defined")) == "To be defined"
