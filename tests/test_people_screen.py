"""The People screen, as an officer uses it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time

import pytest
from screens import HOSTILE, app_on, fill_in, open_form, press, shown, until, until_shown
from textual.pilot import Pilot

from board.seats import Membership
from board.settings import BodySettings, Settings
from board.text import visible
from storage.book import Book
from storage.changes import undo
from storage.errors import Refused
from storage.meetings import add_meeting, open_meeting
from storage.people import (
    add_person,
    add_seat,
    membership,
    organisation_named,
    organisations,
    people,
    seat_person,
    withdraw_person,
)
from storage.room import record_event
from storage.seating import move_seat, withdraw_seat
from storage.settings import save_settings
from tui.screens.people import PeopleScreen

TODAY = date(2026, 11, 24)
LAST_TIME = datetime(2026, 9, 8, 14, 0)


@pytest.fixture
def board(book: Book) -> Book:
    """A board of three seats, one of them vacant, and four people, two of whom are HM."""
    council = organisation_named(book, "Fenmark County Council")
    moss = add_person(
        book, "Cllr Anne Moss", initials="AM", organisation=council, forms=["Councillor Moss"]
    )
    farrow = add_person(book, "Dr Lena Farrow", initials="LF", post="Medical director")
    add_person(book, "Hal Marsh", initials="HM")
    add_person(book, "Helen Marsh", initials="H.M.")
    chair = add_seat(book, "hwb", "The county", office="chair", categories=["elected"])
    doctor = add_seat(book, "hwb", "The hospital", categories=["icb"])
    add_seat(book, "hwb", "The districts", voting=False)
    seat_person(book, chair, moss, from_day=date(2025, 5, 20))
    seat_person(book, doctor, farrow)
    return book


@asynccontextmanager
async def people_of(
    book: Book, *, size: tuple[int, int] = (80, 24), meeting: str | None = None
) -> AsyncIterator[Pilot[None]]:
    """The People screen, with the seats listed."""
    async with app_on(book.path, TODAY, size=size, meeting=meeting) as pilot:
        press(pilot, "f7")
        await until(pilot, lambda: isinstance(pilot.app.screen, PeopleScreen))
        await until_shown(pilot, "Represents", "vacant")
        yield pilot


def has_met(book: Book) -> str:
    """A meeting that the board held in September, with its first member present."""
    meeting = add_meeting(book, "hwb", LAST_TIME.date(), time(14))
    open_meeting(book, meeting, LAST_TIME)
    members = membership(book, "hwb")
    seat = members.seats[0].key
    holder = members.holder(seat, LAST_TIME.date())
    assert holder is not None
    record_event(book, meeting, "present", holder, LAST_TIME, seat=seat)
    return meeting


def sitting(book: Book, place: int, day: date = TODAY, role: str = "holder") -> str | None:
    """The name of whoever has the seat at a place of the list."""
    members: Membership = membership(book, "hwb")
    seat = members.seats[place - 1].key
    key = members.holder(seat, day) if role == "holder" else members.substitute(seat, day)
    return people(book)[key].name if key else None


async def test_seats_come_first_in_order_with_who_has_them(board: Book) -> None:
    async with people_of(board) as pilot:
        lines = shown(pilot).splitlines()
        assert "3 seats, 1 vacant" in lines[0]
        assert [line.split()[0] for line in lines[2:5]] == ["1", "2", "3"]
        for words in ("The county", "Cllr Anne Moss", "chair", "yes", "elected"):
            assert words in lines[2]
        assert "Vacant" in lines[4]
        assert " no " in lines[4]
        assert "The county · Cllr Anne Moss since 20 May 2025" in shown(pilot)


async def test_a_wide_screen_has_the_record_beside_the_list(board: Book) -> None:
    async with people_of(board, size=(120, 40)) as pilot:
        await until_shown(pilot, "Categories: elected", "Standing substitute", "None named")
        press(pilot, "tab", "end")
        await until_shown(pilot, "Organisation: Fenmark County", "Also printed as")
        assert "Councillor Moss" in shown(pilot)
        assert "The county, since 20 May 2025" in shown(pilot)


async def test_shared_initials_are_said_in_words(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, "s")
        await until_shown(pilot, "4 people", "HM shared", "H.M. shared")
        press(pilot, "down")
        await until_shown(pilot, "initials shared with Helen Marsh · Hal Marsh")


async def test_words_typed_filter_the_list_until_esc(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, "/", *"ICB hosp")
        await until_shown(pilot, "“ICB hosp”: 1 of 3 seats")
        assert "The districts" not in shown(pilot)
        press(pilot, "enter")
        await until(pilot, lambda: pilot.app.focused is pilot.app.screen.query_one("#seats"))
        press(pilot, "escape")
        await until_shown(pilot, " 3 seats", "The districts")
        assert isinstance(pilot.app.screen, PeopleScreen)
        press(pilot, "/", *"nobody")
        await until_shown(pilot, "Nothing has these words: Esc shows all.")
        press(pilot, "escape")
        await until_shown(pilot, "The county", "The districts")


async def test_a_name_that_is_nobody_yet_becomes_a_person_in_the_seat(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, "end")
        await open_form(pilot, "enter")
        await fill_in(pilot, holder="Cllr Ben Oduya", substitute="LF", since="1/12/2026")
        await until_shown(pilot, "Cllr Ben Oduya from Tuesday 1 December 2026.")
        assert sitting(board, 3, date(2026, 12, 1)) == "Cllr Ben Oduya"
        assert sitting(board, 3) is None
        assert sitting(board, 3, role="substitute") == "Dr Lena Farrow"
        press(pilot, "u")
        await until_shown(pilot, "Undone")
        assert "Cllr Ben Oduya" not in {person.name for person in people(board).values()}


async def test_the_one_before_keeps_the_seat_in_the_records_of_past_meetings(board: Book) -> None:
    has_met(board)
    async with people_of(board) as pilot:
        await open_form(pilot, "e")
        await fill_in(pilot, holder="councillor anne moss")
        await until_shown(pilot, "Saved.")
        await open_form(pilot, "e")
        await fill_in(pilot, holder="Hal Marsh")
        await until_shown(pilot, "Hal Marsh from Tuesday 24 November 2026.")
        assert sitting(board, 1) == "Hal Marsh"
        assert sitting(board, 1, LAST_TIME.date()) == "Cllr Anne Moss"
        await open_form(pilot, "e")
        await fill_in(pilot, holder="Vacant")
        await until_shown(pilot, "Vacant from Tuesday 24 November 2026.")
        assert sitting(board, 1) is None
        assert sitting(board, 1, LAST_TIME.date()) == "Cllr Anne Moss"


async def test_the_day_somebody_took_a_seat_can_be_corrected(board: Book) -> None:
    async with people_of(board) as pilot:
        await open_form(pilot, "e")
        await fill_in(pilot, since="1/6/2025")
        await until_shown(pilot, "Cllr Anne Moss since 1 June 2025")
        assert len(membership(board, "hwb").holdings) == 2


async def test_a_name_two_people_have_is_not_guessed(board: Book) -> None:
    add_person(board, "Hal Marsh", initials="HGM")
    async with people_of(board) as pilot:
        press(pilot, "end")
        await open_form(pilot, "e")
        pilot.app.screen.query_one("#answer-holder").value = "Hal Marsh"
        press(pilot, "f10")
        await until_shown(pilot, "Write HGM, or first give each their own initials: 2 people are")
        await fill_in(pilot, holder="hgm")
        await until_shown(pilot, "The districts · Hal Marsh", " Hal Marsh. ")
        held = [holding.person for holding in membership(board, "hwb").holdings]
        assert people(board)[held[-1]].initials == "HGM"
        # What stood there already means who it meant.
        await open_form(pilot, "e")
        await fill_in(pilot, represents="The boroughs")
        await until_shown(pilot, "The boroughs")
        assert [holding.person for holding in membership(board, "hwb").holdings] == held


async def test_a_seat_is_added_with_all_that_was_answered(board: Book) -> None:
    async with people_of(board) as pilot:
        await open_form(pilot, "n")
        await fill_in(
            pilot, represents="The county", office="vice", voting="n", categories="ICB; Elected"
        )
        await until_shown(pilot, "4 seats, 2 vacant")
        seat = membership(board, "hwb").seats[3]
        assert (seat.represents, seat.office, seat.voting) == ("The county", "vice-chair", False)
        assert seat.categories == ("icb", "elected")


async def test_seats_move_up_and_down_the_list(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, ">", ">")
        await until(pilot, lambda: "The county" in shown(pilot).splitlines()[4])
        press(pilot, "<")
        await until(pilot, lambda: "The county" in shown(pilot).splitlines()[3])
        order = [seat.represents for seat in membership(board, "hwb").seats]
        assert order == ["The hospital", "The county", "The districts"]


async def test_a_person_keeps_what_was_not_touched(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, "s")
        await until_shown(pilot, "Lena Farrow")
        await open_form(pilot, "enter")
        await fill_in(pilot, organisation="Fenmark Hospitals", forms="Dr Farrow; Farrow, Lena")
        await until_shown(pilot, "Fenmark Hosp")
        farrow = next(p for p in people(board).values() if p.initials == "LF")
        assert farrow.forms == ("Dr Farrow", "Farrow, Lena")
        assert farrow.post == "Medical director"
        assert organisations(board)[farrow.organisation or ""].name == "Fenmark Hospitals"


async def test_a_new_person_is_the_current_row(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, "s")
        await open_form(pilot, "n")
        await fill_in(pilot, name="Zoe Abara", initials="lf")
        await until_shown(pilot, "5 people", "initials shared with Dr Lena Farrow · Zoe Abara")


async def test_whoever_has_a_seat_cannot_be_withdrawn(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, "s", "x")
        await until_shown(pilot, "Dr Lena Farrow has a seat: give it to somebody else first.")


async def test_somebody_no_record_names_is_withdrawn_with_a_reason(board: Book) -> None:
    async with people_of(board) as pilot:
        press(pilot, "s", "down", "x")
        await until_shown(pilot, "Why withdraw Hal Marsh?")
        press(pilot, *"entered twice", "enter")
        await until_shown(pilot, "3 people")
        assert "Hal Marsh" not in {person.name for person in people(board).values()}


async def test_history_says_who_had_the_seat(board: Book) -> None:
    async with people_of(board, size=(120, 40)) as pilot:
        press(pilot, "h")
        await until_shown(pilot, "History: The county", "holder, Cllr Anne Moss")


async def test_the_seats_are_those_of_the_body_whose_meeting_is_in_hand(board: Book) -> None:
    bodies = (*Settings().bodies, BodySettings("jcg", "Joint Commissioning Group", "JCG"))
    save_settings(board, replace(Settings(), bodies=bodies))
    seat_person(board, add_seat(board, "jcg", "The purse"), next(iter(people(board))))
    meeting = add_meeting(board, "jcg", TODAY, time(10))
    async with people_of(board, size=(120, 40), meeting=meeting) as pilot:
        assert "Joint Commissioning Group" in shown(pilot)
        assert "The purse" in shown(pilot)
        assert "The hospital" not in shown(pilot)
        press(pilot, "s", "end")
        await until_shown(pilot, "HWB: The county", "JCG: The purse")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_hostile_text_is_only_text(board: Book, size: tuple[int, int]) -> None:
    words = {"name": f"A{HOSTILE}", "initials": f"B{HOSTILE}", "post": f"P{HOSTILE}"}
    async with people_of(board, size=size) as pilot:
        await open_form(pilot, "n")
        await fill_in(
            pilot, represents=HOSTILE, categories=HOSTILE, holder=f"H{HOSTILE}", substitute=HOSTILE
        )
        await until_shown(pilot, "4 seats", visible(HOSTILE)[:14])
        press(pilot, "h")
        await until_shown(pilot, "History: [/] Cllr [Smith]")
        press(pilot, "escape")
        press(pilot, "s")
        await open_form(pilot, "n")
        await fill_in(pilot, **words, organisation=HOSTILE, forms=f"{HOSTILE};F{HOSTILE}")
        await until_shown(pilot, "7 people")
        press(pilot, "/", *"[@click=app")
        await until_shown(pilot, "3 of 7")
        press(pilot, "escape", "h")
        await until_shown(pilot, "History: ")
    seat = membership(board, "hwb").seats[3]
    assert (seat.represents, seat.categories) == (HOSTILE, (HOSTILE.casefold(),))
    assert sitting(board, 4) == f"H{HOSTILE}"
    assert sitting(board, 4, role="substitute") == HOSTILE
    person = list(people(board).values())[-1]
    assert {name: getattr(person, name) for name in words} == words
    assert person.forms == (HOSTILE, f"F{HOSTILE}")
    assert organisations(board)[person.organisation or ""].name == HOSTILE


def test_a_seat_that_never_sat_is_gone_and_one_that_did_stays_for_its_meetings(
    board: Book,
) -> None:
    has_met(board)
    county, hospital, _ = membership(board, "hwb").seats
    assert withdraw_seat(board, hospital.key, TODAY, "entered by mistake") is None
    last = withdraw_seat(board, county.key, TODAY, "the board is smaller now")
    assert last == date(2026, 11, 23)
    members = membership(board, "hwb")
    assert [s.represents for s in members.on(TODAY)] == ["The districts"]
    assert [s.represents for s in members.on(LAST_TIME.date())] == ["The county", "The districts"]
    assert sitting(board, 1, LAST_TIME.date()) == "Cllr Anne Moss"
    undo(board)
    assert sitting(board, 1) == "Cllr Anne Moss"


def test_whom_a_record_names_stays_in_the_book(board: Book) -> None:
    has_met(board)
    moss = next(iter(people(board)))
    seat_person(board, membership(board, "hwb").seats[0].key, None, from_day=TODAY)
    with pytest.raises(Refused, match="named in the records"):
        withdraw_person(board, moss, TODAY, "left the council")


def test_a_seat_moves_past_another_one_only_on_its_own_list(board: Book) -> None:
    first, _, last = membership(board, "hwb").seats
    move_seat(board, "hwb", last.key, first.key)
    assert membership(board, "hwb").seats[0].key == last.key
    with pytest.raises(Refused, match="no longer on the list"):
        move_seat(board, "hwb", last.key, "elsewhere")
