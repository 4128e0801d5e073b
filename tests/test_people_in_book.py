from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from book_helpers import START, sitting

from board.people import Organisation, Person
from board.seats import Membership
from board.settings import BodySettings, Settings
from storage.book import Book
from storage.meetings import bodies
from storage.minutes import open_item
from storage.people import (
    add_person,
    add_seat,
    change_person,
    change_seat,
    membership,
    organisation_named,
    organisations,
    people,
    seat_person,
)
from storage.room import ledger, record_event, retime_event, withdraw_event
from storage.settings import read_settings, save_settings


@pytest.fixture
def seat(book: Book) -> str:
    return add_seat(book, "hwb", "County Council", categories=["elected", "county"])


def holders(book: Book, seat: str, *days: date, role: str = "holder") -> list[str | None]:
    board: Membership = membership(book, "hwb")
    names = people(book)
    found = [getattr(board, role)(seat, day) for day in days]
    return [names[key].name if key else None for key in found]


def test_people_may_share_a_name_and_initials(book: Book) -> None:
    keys = [add_person(book, "Ann Moss", initials="AM", forms=["Moss, Ann"]) for _ in range(2)]
    assert people(book) == {
        key: Person(key, "Ann Moss", "AM", forms=("Moss, Ann",)) for key in keys
    }


def test_the_forms_of_a_name_are_replaced_together(book: Book) -> None:
    person = add_person(book, "Cllr Priya Shah", forms=["Cllr Shah", "Shah, P", "Cllr Shah"])
    assert people(book)[person].forms == ("Cllr Shah", "Shah, P")
    change_person(book, person, forms=iter(["Shah, P", "P Shah", "P Shah"]), post="Leader")
    assert people(book)[person].forms == ("Shah, P", "P Shah")
    assert people(book)[person].post == "Leader"
    change_person(book, person, name="Priya Shah")
    assert people(book)[person].forms == ("Shah, P", "P Shah")
    change_person(book, person, forms=[])
    assert people(book)[person].forms == ()


def test_an_organisation_is_found_by_its_name_or_short_name(book: Book) -> None:
    trust = organisation_named(book, "Fenshire Trust")
    with book.writing():
        book.update("organisation", trust, {"short": "FT"})
    assert organisation_named(book, "FT") == organisation_named(book, "Fenshire Trust") == trust
    council = organisation_named(book, "Fenshire Council")
    assert organisations(book) == {
        trust: Organisation(trust, "Fenshire Trust", "FT"),
        council: Organisation(council, "Fenshire Council"),
    }
    assert organisation_named(book, "") not in (trust, council)


def test_seats_keep_their_order_and_what_they_stand_for(book: Book, seat: str) -> None:
    trusts = [organisation_named(book, name) for name in ("East Trust", "West Trust")]
    second = add_seat(
        book,
        "hwb",
        "Both trusts",
        voting=False,
        office="vice-chair",
        organisations=trusts,
        from_day=date(2026, 1, 1),
        to_day=date(2026, 12, 31),
    )
    first, other = membership(book, "hwb").seats
    assert (first.key, first.position, first.categories) == (seat, 1, ("elected", "county"))
    assert (other.key, other.position, other.organisations) == (second, 2, tuple(trusts))
    assert (other.voting, other.office) == (False, "vice-chair")
    assert (other.from_day, other.to_day) == (date(2026, 1, 1), date(2026, 12, 31))
    change_seat(book, seat, categories=(), represents="District Council")
    assert membership(book, "hwb").seats[0].categories == ()


def test_a_seat_nobody_was_put_in_is_vacant(book: Book, seat: str) -> None:
    assert holders(book, seat, date(2026, 4, 14)) == [None]


def test_a_new_holder_begins_the_day_after_the_old_one_stops(book: Book, seat: str) -> None:
    change = date(2026, 5, 21)
    seat_person(book, seat, add_person(book, "Old"), from_day=date(2021, 5, 6))
    seat_person(book, seat, add_person(book, "New"), from_day=change)
    assert holders(book, seat, date(2021, 5, 5), change - timedelta(1), change) == [
        None,
        "Old",
        "New",
    ]
    seat_person(book, seat, None, from_day=date(2026, 9, 1))
    assert holders(book, seat, date(2026, 8, 31), date(2026, 9, 1)) == ["New", None]


def test_a_holding_that_was_still_to_begin_gives_way(book: Book, seat: str) -> None:
    seat_person(book, seat, add_person(book, "Later"), from_day=date(2026, 9, 1))
    seat_person(book, seat, add_person(book, "Now"), from_day=date(2026, 6, 1))
    days = date(2026, 5, 31), date(2026, 6, 1), date(2026, 9, 1)
    assert holders(book, seat, *days) == [None, "Now", "Now"]
    assert all(
        holding.to_day is None or (holding.from_day or date.min) <= holding.to_day
        for holding in membership(book, "hwb").holdings
    )


def test_a_holder_without_a_day_takes_the_place_of_one_entered_in_error(
    book: Book, seat: str
) -> None:
    seat_person(book, seat, add_person(book, "Past"), to_day=date(2025, 12, 31))
    seat_person(book, seat, add_person(book, "Wrong"))
    seat_person(book, seat, add_person(book, "Right"))
    assert holders(book, seat, date(2025, 6, 1), date(2026, 6, 1)) == ["Past", "Right"]


def test_a_substitute_stands_beside_the_holder(book: Book, seat: str) -> None:
    seat_person(book, seat, add_person(book, "Holder"))
    seat_person(book, seat, add_person(book, "Stand-in"), role="substitute")
    day = date(2026, 4, 14)
    assert holders(book, seat, day) == ["Holder"]
    assert holders(book, seat, day, role="substitute") == ["Stand-in"]
    seat_person(book, seat, None, role="substitute")
    assert holders(book, seat, day, role="substitute") == [None]
    assert holders(book, seat, day) == ["Holder"]


def test_the_room_is_a_ledger_in_order_of_time(book: Book, seat: str) -> None:
    meeting, (item,) = sitting(book, "Winter pressures")
    person = add_person(book, "Cllr Priya Shah")
    record_event(book, meeting, "present", person, START, seat=seat)
    minute = open_item(book, item, START)
    left = record_event(book, meeting, "left", person, START + timedelta(minutes=30), note="[/]")
    record_event(book, meeting, "returned", person, START + timedelta(minutes=20), item=item)
    told = [(event.event, event.minute, event.order) for event in ledger(book, meeting)]
    assert told == [("present", None, 1), ("returned", minute, 3), ("left", minute, 2)]
    retime_event(book, left, START + timedelta(minutes=10))
    assert [event.event for event in ledger(book, meeting)] == ["present", "left", "returned"]
    withdraw_event(book, left, "it was somebody else")
    assert [event.event for event in ledger(book, meeting)] == ["present", "returned"]


def test_events_of_one_moment_stay_in_the_order_they_were_entered(book: Book) -> None:
    meeting, _ = sitting(book)
    names = [add_person(book, name) for name in "abc"]
    for person in names:
        record_event(book, meeting, "present", person, datetime(2026, 4, 14, 14, 0, 0, 999))
    assert [event.person for event in ledger(book, meeting)] == names


def test_an_event_no_room_knows_is_refused(book: Book) -> None:
    meeting, _ = sitting(book)
    with pytest.raises(ValueError, match="evaporated"):
        record_event(book, meeting, "evaporated", add_person(book, "Ann"), START)


def test_settings_come_back_as_they_were_saved(book: Book) -> None:
    assert read_settings(book) == Settings()
    changed = Settings(
        bodies=(BodySettings("exec", "Executive"), BodySettings("hwb", "Renamed", "R"))
    )
    save_settings(book, changed, "reorganised")
    assert read_settings(book) == changed
    assert [(body.key, body.name) for body in bodies(book)] == [
        ("exec", "Executive"),
        ("hwb", "Renamed"),
    ]


def test_saving_the_same_settings_changes_nothing(book: Book) -> None:
    before = book.rows("SELECT count(*) FROM change")[0][0]
    save_settings(book, read_settings(book))
    assert book.rows("SELECT count(*) FROM change")[0][0] == before
