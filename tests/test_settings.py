"""The settings of a board, in and out of the door."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.settings import (
    BoardSettings,
    BodySettings,
    MeetingSettings,
    NoticeSettings,
    Phrase,
    QuorumCondition,
    RiskBand,
    RiskCell,
    RiskSettings,
    Settings,
    StandingItem,
    StatusSettings,
    written,
)
from board.settings_check import SettingsError, problems
from documents.settings_file import default_settings_path, read_settings, write_settings

LOW, MODERATE, HIGH, EXTREME = RiskSettings().bands


def refused(toml: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as error:
        read_settings(toml)
    return error.value.problems


def names_of(section: Any) -> set[str]:
    """Every setting there is, by its written name, through all the sections."""
    hints = get_type_hints(section)
    found = {written(field.name) for field in fields(section)}
    for field in fields(section):
        hint = hints[field.name]
        part = get_args(hint)[0] if get_origin(hint) is tuple else hint
        found |= names_of(part) if is_dataclass(part) else set()
    return found


def test_the_shipped_file_holds_every_setting():
    text = default_settings_path().read_text("utf-8")
    missing = {name for name in names_of(Settings) if not re.search(rf"\b{name}( = |\])", text)}
    assert missing == set()


def test_the_shipped_file_is_a_board_with_standing_items_and_phrases():
    settings = read_settings(default_settings_path())
    assert len(settings.meeting.standing_items) == 7
    assert len(settings.phrases) == 12
    default = Settings()
    for section in ("quorum", "notice", "minutes", "status", "risk", "bodies"):
        assert getattr(settings, section) == getattr(default, section)


def test_the_shipped_file_is_written_back_word_for_word():
    path = default_settings_path()
    assert write_settings(read_settings(path)) == path.read_text("utf-8")


def test_an_empty_file_is_all_defaults():
    assert read_settings("") == Settings()
    assert problems(Settings()) == ()


def test_days_and_times_may_stand_without_quotes():
    settings = read_settings(
        "[meeting]\nstarts = 09:30:00\n[notice]\nclosed_days = [2026-12-29, '2026-12-30']"
    )
    assert settings.meeting.starts == "09:30"
    assert settings.notice.closed_days == ("2026-12-29", "2026-12-30")


def test_a_file_saved_by_another_editor_is_read(tmp_path):
    file = tmp_path / "hwb.toml"
    file.write_bytes("\ufeff[board]\r\ncouncil = 'Llanfair-ym-Môn'\r\n".encode())
    assert read_settings(file).board.council == "Llanfair-ym-Môn"


def test_a_file_that_is_not_utf8_says_where(tmp_path):
    file = tmp_path / "hwb.toml"
    file.write_bytes(b"[board]\ncouncil = 'M\xf4n'\n")
    with pytest.raises(SettingsError, match="line 2: this is not UTF-8 text"):
        read_settings(file)


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("[quorum]\nminimun = 8", "quorum.minimun: no such setting; did you mean quorum.minimum?"),
        ("[quorun]", "quorun: no such setting; did you mean quorum?"),
        ("[teapot]", "teapot: no such setting"),
        ("[quorum]\nminimum = '8'", "quorum.minimum: must be a whole number"),
        ("[quorum]\nminimum = 8.0", "quorum.minimum: must be a whole number"),
        ("[quorum]\nremote = 1", "quorum.remote: must be true or false"),
        ("[board]\nname = 3", "board.name: must be text in quotes"),
        ("board = 3", "board: must be a section"),
        ("[status]\nword = 'Red'", "status: must be a list"),
        ("[[phrases]]\nname = 'Noted'", "phrases[1].text: must be given"),
        (
            "[[risk.bands]]\nname = 'low'\nstart = 1\nto = 25",
            "risk.bands[1].start: no such setting",
        ),
        ("[board]\nname = \n", "line 2, column 8: Invalid value"),
        ("[board]\nname = ", "end of the text: Invalid value"),
        ("a = " + "[" * 9999, "the settings are nested too deeply"),
    ],
)
def test_a_wrong_line_is_named_and_explained(toml, problem):
    assert any(found.startswith(problem) for found in refused(toml))


def test_every_wrong_line_is_told_at_once():
    assert len(refused("[quorum]\nminimum = 'x'\nbasis = 4\n[notice]\nclear_day = 5")) == 3


def _with(**sections: Any) -> Settings:
    return replace(Settings(), **sections)


def _bands(*bands: RiskBand, cells: tuple[RiskCell, ...] = ()) -> Settings:
    return _with(risk=RiskSettings(bands=bands, cells=cells))


def _minutes(**changes: Any) -> Settings:
    return _with(minutes=replace(Settings().minutes, **changes))


def _series(**changes: Any) -> Settings:
    run = replace(Settings().minutes.series[0], **changes)
    return _minutes(series=(run,))


def _quorum(**changes: Any) -> Settings:
    return _with(quorum=replace(Settings().quorum, **changes))


def _status(place: int, **changes: Any) -> Settings:
    key = list(Settings().status)
    key[place] = replace(key[place], **changes)
    return _with(status=tuple(key))


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (
            _bands(replace(MODERATE, to=8), HIGH, EXTREME, LOW),
            'risk.bands[2].from: 8 overlaps "moderate"',
        ),
        (
            _bands(HIGH, replace(MODERATE, to=9), LOW, EXTREME),
            'risk.bands[2].to: 9 overlaps "high"',
        ),
        (
            _bands(replace(LOW, to=0), MODERATE, HIGH, EXTREME),
            "risk.bands[1].to: 0 is below from, 1",
        ),
        (
            _bands(LOW, MODERATE, replace(HIGH, start=9), EXTREME),
            "risk.bands: no band holds the score 8",
        ),
        (
            _bands(LOW, MODERATE, HIGH, replace(EXTREME, name="Low")),
            'risk.bands[4].name: "Low" is already risk.bands[1]',
        ),
        (
            _bands(*RiskSettings().bands, cells=(RiskCell(5, 1, "hihg"),)),
            'risk.cells[1].band: "hihg" is not one of low, moderate, high, extreme',
        ),
        (
            _bands(*RiskSettings().bands, cells=(RiskCell(6, 1, "high"),)),
            "risk.cells[1].impact: 6 is not one of the levels 1 to 5",
        ),
        (
            _bands(*RiskSettings().bands, cells=(RiskCell(5, 1, "high"), RiskCell(5, 1, "low"))),
            "risk.cells[2]: the same cell as risk.cells[1]",
        ),
        (
            _with(risk=RiskSettings(first="score")),
            'risk.first: "score" is not one of impact, likelihood',
        ),
        (
            _with(risk=RiskSettings(impact_levels=("small", "big"))),
            "risk.impact_levels: name three to six levels",
        ),
        (
            _with(risk=RiskSettings(likelihood_levels=tuple("abcdefg"))),
            "risk.likelihood_levels: name three to six levels",
        ),
        (
            _quorum(fraction="a quarter"),
            'quorum.fraction: "a quarter" is not a part of the membership: write it like 1/4',
        ),
        (
            _quorum(basis="seats"),
            'quorum.basis: "seats" is not one of all seats, filled seats, voting seats',
        ),
        (_quorum(minimum=-1), "quorum.minimum: -1 is below 0"),
        (
            _quorum(conditions=(QuorumCondition("elected", 0),)),
            "quorum.conditions[1].at_least: 0 is below 1",
        ),
        (
            _with(notice=NoticeSettings(counting="days")),
            'notice.counting: "days" is not one of working, sunday_bank_holiday, calendar',
        ),
        (
            _with(notice=NoticeSettings(closed_days=("2026-12-29", "29/12/26"))),
            'notice.closed_days[2]: "29/12/26" is no day; write it like 2026-12-24',
        ),
        (
            _with(meeting=MeetingSettings(starts="2pm")),
            'meeting.starts: "2pm" is no time; write it like 14:00',
        ),
        (
            _with(meeting=MeetingSettings(kind="secret")),
            'meeting.kind: "secret" is not one of public, private',
        ),
        (_minutes(style="tables"), 'minutes.style: "tables" is not one of headed, columns'),
        (
            _minutes(resolution="The {bord}:"),
            "minutes.resolution: {bord} is not known here; use {board}",
        ),
        (_minutes(series=()), "minutes.series: name at least one"),
        (_series(format="HWB"), 'minutes.series[1].format: "HWB" must hold {n}, the number'),
        (
            _series(format="{n}/{year}"),
            "minutes.series[1].format: {year} is not known here; use {n}, {yy}, {para}",
        ),
        (
            _series(format="{n}-{para}"),
            "minutes.series[1].format: {para} may only stand at the end, as .{para}",
        ),
        (
            _series(scope="year"),
            'minutes.series[1].scope: "year" is not one of forever, municipal year, meeting',
        ),
        (_series(first=0), "minutes.series[1].first: 0 is below 1"),
        (_with(bodies=()), "bodies: name at least one"),
        (
            _with(bodies=(BodySettings("hwb", "Board", series="mian"),)),
            'bodies[1].series: "mian" is not one of main',
        ),
        (
            _with(bodies=(BodySettings("hwb", "Board"), BodySettings("hwb", "Children"))),
            'bodies[2].key: "hwb" is already bodies[1]',
        ),
        (_with(board=BoardSettings(name=" ")), "board.name: must not be blank"),
        (
            _with(phrases=(Phrase("Hello", "{chiar} opened."),)),
            "phrases[1].text: {chiar} is not known here; use {chair}, {board}, ",
        ),
        (_status(1, word="blue"), 'status[2].word: "blue" is already status[1]'),
        (_status(1, key="b"), 'status[2].key: "b" is already status[1]'),
        (_status(0, key="bl"), 'status[1].key: "bl" is more than one character'),
        (_status(3, ascii="◆"), 'status[4].ascii: "◆" is not an ASCII character'),
    ],
)
def test_settings_that_contradict_each_other_are_named(settings, problem):
    assert any(found.startswith(problem) for found in problems(settings))


def test_a_written_band_that_overlaps_is_refused_at_the_door():
    toml = write_settings(Settings()).replace("from = 4, to = 6", "from = 4, to = 8")
    assert refused(toml) == ('risk.bands[3].from: 8 overlaps "moderate"',)


def test_a_cell_of_its_own_stands_in_for_a_missing_band():
    bands = (LOW, MODERATE, HIGH, replace(EXTREME, to=20))
    assert problems(_bands(*bands, cells=(RiskCell(5, 5, "extreme"),))) == ()


TEXT = st.text(max_size=20).map(lambda text: text.replace("{", "("))
NAMES = st.lists(TEXT.filter(str.strip), max_size=4, unique_by=lambda text: text.strip().casefold())
SETTINGS = st.builds(
    Settings,
    board=st.builds(BoardSettings, name=TEXT.filter(str.strip), council=TEXT, officer=TEXT),
    bodies=NAMES.filter(bool).map(lambda keys: tuple(BodySettings(key, key) for key in keys)),
    meeting=st.builds(
        MeetingSettings,
        venue=TEXT,
        standing_items=NAMES.map(lambda titles: tuple(StandingItem(title) for title in titles)),
    ),
    phrases=NAMES.map(lambda names: tuple(Phrase(name, name) for name in names)),
    status=NAMES.map(lambda words: tuple(StatusSettings(word, word) for word in words)),
)


@hypothesis.settings(deadline=None)
@given(SETTINGS)
def test_settings_are_written_and_read_back_the_same(settings):
    assert read_settings(write_settings(settings)) == settings
