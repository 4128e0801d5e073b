"""The Risks screen, as the owner of risks uses it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from screens import HOSTILE, app_on, fill_in, open_form, press, shown, until, until_shown
from textual.pilot import Pilot

from board.actions import Leads
from board.dates import PartialDate, read_partial
from board.risks import Risk
from board.text import visible
from storage.actions import take_action
from storage.agenda import add_item
from storage.assessments import assess, respond
from storage.book import Book
from storage.meetings import add_meeting, open_meeting
from storage.minutes import open_item
from storage.people import add_person
from storage.reviews import freeze_review, reviews
from storage.risks import add_risk, risk_number, risks
from tui.panes.risk_list import RiskList
from tui.screens.risks import RisksScreen
from tui.sheets import SheetScreen
from widgets.field import Field
from widgets.grid import Grid
from widgets.prompt import Prompt

TODAY = date(2026, 11, 24)
WIDE = (120, 40)


@pytest.fixture
def log(book: Book) -> Book:
    """A board with three open risks: one extreme, one moderate, one that nobody has scored."""
    add_person(book, "Tess Wray", initials="TW")
    flood = add_risk(
        book,
        "The flood store is hard to reach",
        ref="FS1",
        area="Resilience",
        owners=Leads("TW"),
        further_action="Move the store",
    )
    for stage, rating in (("original", (5, 5)), ("current", (4, 5)), ("target", (2, 2))):
        assess(book, flood, stage, *rating)
    respond(book, flood, "treat")
    wards = add_risk(book, "Wards open late", ref="W1", owners=Leads("Estates"))
    assess(book, wards, "current", 2, 3)
    add_risk(book, "Nobody knows", owners=Leads("TW"))
    return book


@asynccontextmanager
async def risks_of(
    book: Book, *, size: tuple[int, int] = (80, 24), meeting: str | None = None
) -> AsyncIterator[Pilot[None]]:
    """The Risks screen of a book."""
    async with app_on(book.path, TODAY, size=size, meeting=meeting) as pilot:
        press(pilot, "f6")
        await until(pilot, lambda: isinstance(pilot.app.screen, RisksScreen))
        await until(pilot, lambda: bool(log_of(pilot) and log_of(pilot).ready))
        yield pilot


def log_of(pilot):
    return pilot.app.screen.risk_log


def numbered(book: Book, number: int) -> Risk:
    found = risk_number(book, number)
    assert found is not None
    return found


async def answer(pilot: Pilot[None], key: str, words: str) -> None:
    """Press a key, answer what it asks, and wait for what it does."""
    press(pilot, key)
    await until(pilot, lambda: asking(pilot))
    pilot.app.screen.query_one("#prompt Field", Field).value = words
    press(pilot, "enter")
    await until(pilot, lambda: not asking(pilot))


def asking(pilot: Pilot[None]) -> bool:
    return any(prompt.asking for prompt in pilot.app.screen.query(Prompt))


async def test_each_risk_shows_its_path_and_the_word_of_its_band(log: Book) -> None:
    async with risks_of(log) as pilot:
        await until_shown(pilot, "25→20→4", "● extreme", "–→6→–", "◔ moderate", "? not rated")
        assert "The flood store is hard to reach" in shown(pilot)
        press(pilot, "down", "down")
        await until_shown(pilot, "There is no current score.")


async def test_a_wide_screen_shows_the_matrix_and_the_record_beside_the_list(log: Book) -> None:
    async with risks_of(log, size=WIDE) as pilot:
        await until_shown(pilot, "Impact ↑", "● extreme", "Further action: Move the store")
        assert "5x5 = 25 ● extreme" in shown(pilot)
        press(pilot, "down")
        await until_shown(pilot, "2x3 = 6 ◔ moderate")


async def test_a_risk_is_scored_in_one_line_and_undo_takes_it_back(log: Book) -> None:
    async with risks_of(log) as pilot:
        await answer(pilot, "s", "3 4 the road is mended")
        await until_shown(pilot, "25→12→4", "R1 current: 3x4 = 12")
        assert numbered(log, 1).latest("current").reason == "the road is mended"  # type: ignore[union-attr]
        press(pilot, "u")
        await until_shown(pilot, "25→20→4")


async def test_original_and_target_are_scored_with_a_letter_before(log: Book) -> None:
    async with risks_of(log) as pilot:
        await answer(pilot, "s", "t 1 2")
        await until_shown(pilot, "25→20→2")
        await answer(pilot, "s", "o 4 4 as it was")
        await until_shown(pilot, "16→20→2")
        await answer(pilot, "t", "t tol")
    assert numbered(log, 1).latest("target").response == "tolerate"  # type: ignore[union-attr]
    assert numbered(log, 1).latest("current").response == "treat"  # type: ignore[union-attr]


async def test_what_is_no_score_is_asked_again_with_the_words_kept(log: Book) -> None:
    async with risks_of(log) as pilot:
        press(pilot, "s")
        await until(pilot, lambda: asking(pilot))
        press(pilot, *"9 9 why", "enter")
        await until_shown(pilot, "Impact goes from 1 to 5")
        assert asking(pilot)
        assert "9 9 why" in shown(pilot)


async def test_response_review_date_comment_and_closing_take_a_key_each(log: Book) -> None:
    async with risks_of(log) as pilot:
        await answer(pilot, "t", "3")
        await until_shown(pilot, "transfer")
        await answer(pilot, "d", "14 dec")
        await answer(pilot, "c", "Seen by the sub-group")
        await until_shown(pilot, "Noted on R1")
        await answer(pilot, "x", "The store has moved")
        await until_shown(pilot, "2 of 3", "R1 is closed")
        found = numbered(log, 1)
        assert found.review_due.latest == date(2026, 12, 14)
        assert [(each.text, each.by) for each in found.comments] == [
            ("Seen by the sub-group", "Ann Moss")
        ]
        assert (found.status, found.closed_why) == ("closed", "The store has moved")
        press(pilot, "u")
        await until_shown(pilot, "3 of 3")


async def test_every_field_can_be_written_and_is_one_change(log: Book) -> None:
    async with risks_of(log) as pilot:
        await open_form(pilot, "n")
        await fill_in(
            pilot,
            description="Because of frost, pipes may burst, so that wards close",
            ref_text="P1 NEW",
            area="Estates",
            consequence="Wards close",
            owners="TW",
            original="4x4",
            current="3x4 treat",
            target="to be discussed",
            controls="Lagging",
            further_action="New pipes",
            action_owner="TW",
            action_due="Sep-27",
            action_complete="No",
            proximity="This winter",
            review_due="+2w",
        )
        await until_shown(pilot, "16→12→–", "R4 is saved")
        found = numbered(log, 4)
        assert (found.ref_text, found.owners.text, len(found.owners.people)) == ("P1 NEW", "TW", 1)
        assert found.latest("current").response == "treat"  # type: ignore[union-attr]
        assert found.latest("target").rated == "to be discussed"  # type: ignore[union-attr]
        assert (found.action_due.text, found.proximity) == ("Sep-27", "This winter")
        assert found.review_due.latest == TODAY + timedelta(days=14)
        await open_form(pilot, "e")
        await fill_in(pilot, area="Buildings", current="3x3 treat")
        await until_shown(pilot, "16→9→–")
        press(pilot, "u")
        await until_shown(pilot, "16→12→–")
        assert numbered(log, 4).area == "Estates"
        press(pilot, "u")
        await until_shown(pilot, "3 of 3")


async def test_a_score_alone_is_not_taken_for_a_cell(log: Book) -> None:
    async with risks_of(log) as pilot:
        await open_form(pilot, "e")
        pilot.app.screen.query_one("#answer-current", Field).value = "12"
        press(pilot, "f10")
        await until_shown(pilot, "A score alone is in no cell")


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_a_cell_of_the_matrix_filters_the_list_and_again_shows_all(
    log: Book, size: tuple[int, int]
) -> None:
    async with risks_of(log, size=size) as pilot:
        press(pilot, "g")
        await until(pilot, lambda: pilot.app.screen.query_one(Grid).has_focus)
        press(pilot, "up", "right", "right")
        await until_shown(pilot, "minor × possible = 6 ◔ moderate: 1")
        press(pilot, "enter")
        await until_shown(pilot, "1 of 3", "is:open cell:2x3", "Wards open late", "–→6→–")
        assert "25→20→4" not in shown(pilot)
        press(pilot, "g", "enter")
        await until_shown(pilot, "3 of 3")
        press(pilot, "escape")
        await until(pilot, lambda: pilot.app.screen.query_one(RiskList).has_focus)
        await until_shown(pilot, "25→20→4")


async def test_the_list_is_filtered_as_one_types_and_esc_shows_the_open_risks(log: Book) -> None:
    async with risks_of(log) as pilot:
        press(pilot, "/", *"band:ext")
        await until_shown(pilot, "1 of 3")
        press(pilot, *" zz")
        await until_shown(pilot, "0 of 3", "No risk is like that")
        press(pilot, "enter")
        await until(pilot, lambda: not asking(pilot))
        press(pilot, "escape")
        await until_shown(pilot, "3 of 3")
        press(pilot, "/", *"colour:red")
        await until_shown(pilot, "colour:red is not understood here")


async def test_an_empty_log_says_what_to_press(book: Book) -> None:
    async with risks_of(book) as pilot:
        await until_shown(pilot, "No risks yet: n adds one", "hwb import risks FILE")


async def test_a_minute_names_its_risks_and_a_risk_leads_to_its_minute(log: Book) -> None:
    at = datetime.combine(TODAY, time(14))
    meeting = add_meeting(log, "hwb", TODAY, time(14))
    open_meeting(log, meeting, at)
    minute = open_item(log, add_item(log, meeting, "Winter plan"), at)
    action = take_action(log, "Move it", Leads("TW"), PartialDate(), meeting=meeting, minute=minute)
    async with risks_of(log, meeting=meeting) as pilot:
        await answer(pilot, "l", f"A{action}")
        await until_shown(pilot, f"R1 is linked to A{action}")
        press(pilot, "down")
        await answer(pilot, "l", "1")
        await until_shown(pilot, "R2 is linked to 1")
        press(pilot, "v")
        await until_shown(pilot, "Winter plan", "Risks: R1, R2")
        press(pilot, "escape")
        await answer(pilot, "colon", "R1")
        await until(pilot, lambda: isinstance(pilot.app.screen, RisksScreen))
        await until_shown(pilot, "25→20→4")
        await answer(pilot, "l", f"A{action}")
        await until_shown(pilot, f"no longer linked to A{action}")
    assert not numbered(log, 1).actions


async def test_a_quarter_is_frozen_with_its_reasons_and_shows_what_moved(log: Book) -> None:
    freeze_review(log, "Q2 26/27", date(2026, 9, 30))
    assess(log, numbered(log, 1).key, "current", 3, 3)
    async with risks_of(log) as pilot:
        await answer(pilot, "q", "Q3 26/27")
        await until_shown(pilot, "1/1 R1 20 extreme to 9 high. Why?")
        press(pilot, *"Road", "enter")
        await until_shown(pilot, "Movement from Q2 26/27 to Q3 26/27", "1 down", "Road")
        press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, SheetScreen))
        press(pilot, "m")
        await until(pilot, lambda: asking(pilot))
        press(pilot, "enter")
        await until_shown(pilot, "Movement from Q2 26/27 to now", "Road")
    assert [each.name for each in reviews(log)] == ["Q2 26/27", "Q3 26/27"]


async def test_what_another_session_does_is_shown(log: Book) -> None:
    async with risks_of(log) as pilot:
        other = Book.open(log.path, "Bea Holt")
        other.origin = "elsewhere:1"
        assess(other, numbered(other, 2).key, "current", 5, 5)
        add_risk(other, "A second flood", ref="FS1", owners=Leads("TW"))
        other.close()
        # R1 has not changed, but its ref is not its alone any more.
        await until_shown(pilot, "–→25→–", "A second flood", "4 of 4", "is not its alone: see R4")


async def test_the_log_goes_out_to_a_file(log: Book, tmp_path: Path) -> None:
    async with risks_of(log) as pilot:
        await answer(pilot, "f10", str(tmp_path / "log.json"))
        await until_shown(pilot, "Written:")
        assert "flood store" in (tmp_path / "log.json").read_text()
        await answer(pilot, "f10", str(tmp_path / "log.xyz"))
        await until_shown(pilot, "Cannot tell the format")


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_hostile_text_is_only_text(book: Book, size: tuple[int, int]) -> None:
    words = {
        name: f"{name[0]}{HOSTILE}"
        for name in ("description", "ref_text", "area", "consequence", "controls")
    }
    words |= {
        name: f"{name[0]}{HOSTILE}" for name in ("further_action", "action_complete", "proximity")
    }
    leads = {"owners": f"o{HOSTILE}", "action_owner": f"a{HOSTILE}"}
    dates = {"action_due": f"d{HOSTILE}", "review_due": f"r{HOSTILE}"}
    async with risks_of(book, size=size) as pilot:
        await open_form(pilot, "n")
        await fill_in(pilot, **words, **leads, **dates, current=HOSTILE)
        await until_shown(pilot, "1 of 1", visible(f"d{HOSTILE}")[:14])
        await answer(pilot, "c", HOSTILE)
        await answer(pilot, "s", f"3 4 {HOSTILE}")
        await until_shown(pilot, "–→12→–")
        press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SheetScreen))
        press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, SheetScreen))
        press(pilot, "h")
        await until_shown(pilot, "History: R1")
        press(pilot, "escape")
        await until(pilot, lambda: not isinstance(pilot.app.screen, SheetScreen))
        await answer(pilot, "x", HOSTILE)
        await until_shown(pilot, "No risk is open")
    found = risks(book)[0]
    assert {name: getattr(found, name) for name in words} == words
    assert {name: getattr(found, name).text for name in (*leads, *dates)} == leads | dates
    assert [each.text for each in found.comments] == [HOSTILE]
    assert found.closed_why == HOSTILE
    assert [each.rated or each.reason for each in found.assessments] == [HOSTILE, HOSTILE]


async def test_a_review_past_its_day_is_marked_where_there_is_room(log: Book) -> None:
    late = add_risk(log, "Late", owners=Leads("TW"), review_due=read_partial("1 October 2026"))
    assess(log, late, "current", 1, 1)
    async with risks_of(log, size=(200, 60)) as pilot:
        await until_shown(pilot, "1 Oct 26!")
