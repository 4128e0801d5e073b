from __future__ import annotations

import pytest
from boards import DAY, Ledger, at, board_of, membership, seat
from hypothesis import given
from hypothesis import strategies as st

from board.room import EVENTS, SEATED, room_at, rooms, voters


def marks(ledger, minutes=None):
    room = room_at(ledger.events, None if minutes is None else at(minutes))
    return {standing.person: standing.mark for standing in room.standings}


def voting(ledger, board=None, **more):
    found = voters(room_at(ledger.events), board or board_of(), DAY, **more)
    return [standing.person for standing in found]


def test_nobody_is_in_a_room_without_a_ledger():
    assert room_at([]).standings == ()
    assert room_at([]).of_seat("s1") is None


def test_the_room_is_as_it_was_at_the_time_asked_for():
    ledger = Ledger().present(1).add("left", "p1", 10).add("returned", "p1", 20)
    assert marks(ledger, 9) == {"p1": "present"}
    assert marks(ledger, 10) == {"p1": "left"}
    assert marks(ledger) == {"p1": "present"}


def test_events_at_one_time_settle_in_the_order_recorded():
    ledger = Ledger().add("left", "p1", 10).add("returned", "p1", 10)
    assert marks(ledger) == {"p1": "present"}
    assert marks_reversed(ledger) == {"p1": "present"}


def marks_reversed(ledger):
    ledger.events.reverse()
    return marks(ledger)


def test_a_corrected_time_moves_an_event_to_its_place():
    ledger = Ledger().add("returned", "p1", 30).add("present", "p1", 0).add("left", "p1", 20)
    assert marks(ledger, 25) == {"p1": "left"}
    assert marks(ledger) == {"p1": "present"}


@pytest.mark.parametrize("joined", ["present", "remote", "in attendance"])
@pytest.mark.parametrize("gone", ["left", "withdrew"])
def test_whoever_returns_is_what_they_were_before(joined, gone):
    ledger = Ledger().add(joined, "p1").add(gone, "p1", 10)
    assert marks(ledger) == {"p1": gone}
    assert marks(ledger.add("returned", "p1", 20)) == {"p1": joined}


def test_a_substitute_who_returns_is_still_a_substitute():
    ledger = Ledger().add("substitute", "q4").add("left", "q4", 10).add("returned", "q4", 20)
    standing = room_at(ledger.events).of_seat("s4")
    assert (standing.person, standing.mark, standing.substitute) == ("q4", "present", True)


def test_a_substitute_may_join_remotely():
    standing = room_at(Ledger().add("substitute", "q4").add("remote", "q4").events).of_seat("s4")
    assert (standing.mark, standing.substitute) == ("remote", True)


def test_a_substitute_speaks_for_the_seat_of_a_member_who_sent_apologies():
    ledger = Ledger().add("apologies", "p4").add("substitute", "q4")
    assert room_at(ledger.events).of_seat("s4").person == "q4"
    assert voting(ledger) == ["q4"]


def test_apologies_recorded_after_the_substitute_do_not_send_the_substitute_home():
    assert voting(Ledger().add("substitute", "q4").add("apologies", "p4")) == ["q4"]


def test_a_holder_who_arrives_takes_the_seat_back():
    ledger = Ledger().add("apologies", "p4").add("substitute", "q4").add("arrived", "p4", 30)
    assert voting(ledger) == ["p4"]
    assert marks(ledger) == {"p4": "present", "q4": "stood down"}


def test_a_substitute_who_stood_down_does_not_take_the_seat_by_walking_back_in():
    ledger = Ledger().add("substitute", "q4").add("arrived", "p4", 30)
    assert voting(ledger.add("left", "q4", 40).add("returned", "q4", 50)) == ["p4"]


def test_a_holder_who_leaves_does_not_leave_the_seat_to_the_old_substitute():
    ledger = Ledger().add("substitute", "q4").add("arrived", "p4", 30).add("left", "p4", 40)
    assert voting(ledger) == []
    assert voting(ledger.add("substitute", "q4", 45)) == ["q4"]


def test_a_second_mark_on_the_roll_corrects_the_first():
    assert marks(Ledger().present(4).add("substitute", "q4")) == {"q4": "present"}


def test_a_swap_during_a_minute_keeps_both_in_the_record():
    ledger = Ledger().present(4).add("substitute", "q4", 60, minute="m58")
    assert marks(ledger) == {"p4": "stood down", "q4": "present"}


def test_not_recorded_takes_a_mark_back():
    ledger = Ledger().present(1, 2).add("not recorded", "p1", 1)
    assert marks(ledger) == {"p2": "present"}
    assert marks(ledger.add("present", "p1", 2)) == {"p1": "present", "p2": "present"}


def test_taking_back_a_substitute_recorded_by_mistake_gives_the_holder_the_seat_again():
    ledger = Ledger().present(4).add("substitute", "q4").add("not recorded", "q4", 1)
    assert voting(ledger) == ["p4"]


def test_a_seat_is_cleared_by_a_person_with_nothing_recorded_in_it():
    assert marks(Ledger().add("substitute", "q4").add("not recorded", "p4", 1)) == {}


def test_somebody_who_withdrew_does_not_vote_until_they_return():
    ledger = Ledger().present(1, 2).add("withdrew", "p1", 10, item="i3")
    assert voting(ledger) == ["p2"]
    assert voting(ledger.add("returned", "p1", 20)) == ["p1", "p2"]


def test_an_interest_lasts_for_its_item_even_if_the_item_is_reopened():
    ledger = Ledger().present(1, 2).add("withdrew", "p1", 10, item="i3").add("returned", "p1", 20)
    assert voting(ledger, item="i3") == ["p2"]
    assert voting(ledger, item="i4") == ["p1", "p2"]


def test_a_departure_noted_without_a_seat_is_a_departure_from_every_seat():
    ledger = Ledger().present(1).add("substitute", "p1", seat="s2").add("left", "p1", 10, seat=None)
    assert voting(ledger) == []


def test_somebody_with_two_seats_votes_once_from_the_seat_they_hold():
    ledger = Ledger().add("substitute", "p2", seat="s1").present(2)
    found = voters(room_at(ledger.events), board_of(), DAY)
    assert [(standing.person, standing.seat) for standing in found] == [("p2", "s2")]


def test_an_associate_may_stand_in_for_a_voting_member():
    board = membership([seat(1), seat(2, voting=False)])
    assert voting(Ledger().present(2).add("substitute", "p2", seat="s1"), board) == ["p2"]


def test_only_voting_seats_of_the_day_vote_and_in_seat_order():
    board = membership(
        [seat(1), seat(2, voting=False), seat(3, voting_to=DAY), seat(4, to_day=DAY)]
    )
    assert voting(Ledger().present(4, 3, 2, 1), board) == ["p1", "p3", "p4"]


def test_a_member_who_joins_remotely_votes_only_where_the_rule_lets_them():
    ledger = Ledger().present(1).add("remote", "p2")
    assert voting(ledger) == ["p1"]
    assert voting(ledger, remote=True) == ["p1", "p2"]


def test_somebody_in_attendance_is_in_the_room_and_has_no_vote():
    ledger = Ledger().present(1).add("in attendance", "guest", item="i3")
    assert voting(ledger) == ["p1"]
    assert [each.person for each in room_at(ledger.events).in_room()] == ["p1", "guest"]
    assert room_at(ledger.events).of_person("guest").item == "i3"


def test_a_departure_of_somebody_nobody_had_marked_says_they_were_there():
    assert marks(Ledger().add("left", "p1", 10)) == {"p1": "left"}
    assert marks(Ledger().add("left", "p1", 10).add("returned", "p1", 11)) == {"p1": "present"}


def test_a_seat_is_spoken_for_by_whoever_sits_in_it_else_by_the_latest_mark():
    ledger = Ledger().add("substitute", "q4", 0).add("apologies", "p4", 1)
    assert room_at(ledger.events).of_seat("s4").person == "q4"
    ledger.add("arrived", "p4", 10).add("left", "p4", 20)
    assert room_at(ledger.events).of_seat("s4").mark == "left"


def test_a_seat_that_was_handed_over_is_not_spoken_for_by_whoever_stood_down():
    ledger = Ledger().add("apologies", "p4").add("substitute", "q4")
    ledger.add("arrived", "p4", 30).add("left", "p4", 30)
    assert room_at(ledger.events).of_seat("s4").person == "p4"


def test_a_person_stands_where_they_are_in_the_room():
    ledger = Ledger().add("in attendance", "p4", 0, seat=None).add("apologies", "p4", 5)
    assert room_at(ledger.events).of_person("p4").mark == "in attendance"


def test_a_substitute_who_sent_apologies_and_comes_is_a_substitute():
    ledger = Ledger().add("substitute", "q4").add("apologies", "q4", 0).add("returned", "q4", 10)
    assert room_at(ledger.events).of_seat("s4").substitute


def test_an_unknown_event_is_refused_by_name():
    with pytest.raises(ValueError, match='"dozed off"'):
        room_at(Ledger().add("dozed off", "p1").events)


people = st.sampled_from(["p1", "q1", "p2", "q2", "guest"])
ledgers = st.lists(
    st.tuples(st.sampled_from(EVENTS), people, st.integers(0, 9), st.sampled_from([None, "m58"])),
    max_size=14,
)


def written(lines):
    ledger = Ledger()
    for event, person, minutes, open_minute in lines:
        ledger.add(event, person, minutes, minute=open_minute)
    return ledger


@given(ledgers)
def test_a_seat_never_has_two_people(lines):
    for _, room in rooms(written(lines).events):
        seats = [each.seat for each in room.standings if each.mark in SEATED and each.seat]
        assert len(seats) == len(set(seats))


@given(ledgers, st.randoms())
def test_the_ledger_reads_the_same_in_whatever_order_it_is_kept(lines, random):
    ledger = written(lines)
    before = room_at(ledger.events)
    random.shuffle(ledger.events)
    assert room_at(ledger.events) == before


@given(ledgers, people)
def test_leaving_and_returning_changes_nothing_about_who_votes(lines, person):
    ledger = written(lines)
    votes = voting(ledger)
    if person in votes:
        assert voting(ledger.add("left", person, 10).add("returned", person, 11)) == votes


@given(ledgers, people)
def test_a_mark_taken_back_leaves_no_claim(lines, person):
    ledger = written([line for line in lines if line[1] == person])
    assert marks(ledger.add("not recorded", person, 10)) == {}
