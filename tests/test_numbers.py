"""Numbers and plain data: how papers count, and how a book keeps values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board import numbers
from board.plain import from_plain, to_plain
from board.settings import RiskBand, SeriesSettings, Settings

MARCH, JUNE = date(2026, 3, 12), date(2026, 6, 11)


def test_clauses_are_numbered_or_lettered_as_the_house_style_says():
    assert numbers.clause_labels("numbers", 3) == ("1.", "2.", "3.")
    assert numbers.clause_labels("letters", 2) == ("a)", "b)")
    assert numbers.clause_labels("none", 2) == ("", "")
    assert numbers.clause_labels("letters", 0) == ()


def test_a_clause_that_stands_alone_has_no_label():
    assert numbers.clause_labels("numbers", 1) == ("",)


def test_letters_go_on_after_z():
    assert numbers.clause_labels("letters", 54)[25:28] == ("z)", "aa)", "ab)")
    assert numbers.clause_labels("letters", 54)[52:] == ("ba)", "bb)")


def test_paragraphs_count_within_their_minute():
    assert numbers.paragraph_numbers("57", 2) == ("57.1", "57.2")
    assert numbers.numbers_paragraphs(SeriesSettings(format="{n}.{para}"))
    assert not numbers.numbers_paragraphs(SeriesSettings())


@pytest.mark.parametrize(
    ("format", "scope", "printed"),
    [
        ("{n}", "forever", "57"),
        ("{n}/{yy}", "forever", "57/26"),
        ("{n}/{yy}", "municipal year", "57/25"),
        ("{n}.{para}", "forever", "57"),
        ("{n}/{yy}.{para}", "forever", "57/26"),
        ("HWB {n}", "meeting", "HWB 57"),
    ],
)
def test_a_minute_number_prints_as_its_series_says(format, scope, printed):
    assert numbers.print_number(SeriesSettings(format=format, scope=scope), 57, MARCH) == printed


def test_a_series_knows_where_it_starts_again():
    yearly = SeriesSettings(scope="municipal year")
    assert numbers.scope_key(SeriesSettings(), MARCH, 4) == ""
    assert numbers.scope_key(yearly, MARCH, 4) == "2025/26"
    assert numbers.scope_key(yearly, JUNE, 4) == "2026/27"
    assert numbers.scope_key(yearly, date(2099, 5, 1), 4) == "2099/00"
    assert numbers.scope_key(SeriesSettings(scope="meeting"), MARCH, 4) == "4"


def test_numbers_run_on_from_the_last_one():
    forever = SeriesSettings(first=50)
    assert numbers.next_number(forever, None) == 50
    assert numbers.next_number(forever, 62) == 63
    assert numbers.next_number(SeriesSettings(scope="meeting", first=50), None) == 1


def test_refs_sort_as_a_reader_counts():
    refs = ["", "A10", "1.10", "HP003 CLOSED", "1.2", "7", "a2", "HP010", "1.8", "1.8"]
    ordered = ["1.2", "1.8", "1.8", "1.10", "7", "a2", "A10", "HP003 CLOSED", "HP010", ""]
    assert sorted(refs, key=numbers.ref_key) == ordered


@given(st.lists(st.text(alphabet="0123456789Aa. ٣")), st.integers(0, 10**5000))
def test_any_text_at_all_has_a_place_among_refs(refs, huge):
    assert len(sorted([*refs, "9" * 5000], key=numbers.ref_key)) == len(refs) + 1


@dataclass(frozen=True, slots=True)
class Visit:
    """A record with every kind of value a book keeps."""

    day: date
    at: datetime | None = None
    starts: time = time(14)
    bands: tuple[RiskBand, ...] = ()


def test_a_record_comes_back_from_json_as_it_went():
    visit = Visit(MARCH, datetime(2026, 3, 12, 14, 5), time(9, 30), (RiskBand("low", 1, 3),))
    assert from_plain(Visit, json.loads(json.dumps(to_plain(visit)))) == visit
    settings = Settings()
    assert from_plain(Settings, json.loads(json.dumps(to_plain(settings)))) == settings


def test_a_book_of_another_version_still_opens():
    data = {"day": "2026-03-12", "colour_of_chairs": "blue"}
    assert from_plain(Visit, data) == Visit(MARCH)
    assert (
        from_plain(Settings, {"risk": {"first": "likelihood"}}).risk.bands == Settings().risk.bands
    )


def test_lists_and_dicts_of_records_become_plain_as_well():
    assert to_plain({"days": [MARCH], "none": None}) == {"days": ["2026-03-12"], "none": None}
