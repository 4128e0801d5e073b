from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from boards import DAY, ITEMS, PEOPLE, START, Ledger, at, membership, minute, record, seat
from hypothesis import given
from hypothesis import strategies as st

from board.actions import Action, Leads
from board.clock import long_day, spoken
from board.compose import agenda_paper, minutes_paper
from board.dates import PartialDate
from board.meetings import STATES
from board.paper import PrintedAction
from board.plain import to_plain
from board.settings import (
    BodySettings,
    MinutesSettings,
    QuorumCondition,
    QuorumRule,
    SeriesSettings,
    Settings,
)

HOSTILE = "{board} {0} {name!r} [/] Cllr [Smith] [@click=app.quit] =cmd() \x1b[31m \u202e 健康"


def paper(ledger=None, **more):
    return minutes_paper(record(ledger, **more))


def notes(attendees):
    return {attendee.name: attendee.note for attendee in attendees}


def of_minute(printed, number):
    return next(each for each in printed.minutes if each.number == str(number))


def test_the_head_of_the_minutes_is_the_meeting_as_it_was():
    printed = paper()
    assert (printed.body, printed.day, printed.venue) == (
        "Fenmark Health and Wellbeing Board",
        DAY,
        "Old Library",
    )
    assert (printed.started, printed.ended) == ("2.00 pm", "4.00 pm")
    assert printed.quorum_note == ()


def test_times_that_were_not_stamped_stay_blank():
    meeting = replace(record().meeting, started_at=None, ended_at=None)
    printed = paper(meeting=meeting)
    assert (printed.started, printed.ended) == ("", "")


@pytest.mark.parametrize("state", STATES)
def test_minutes_are_a_draft_until_a_later_meeting_confirms_them(state):
    meeting = replace(record().meeting, state=state)
    assert paper(meeting=meeting).draft == (state not in ("confirmed", "signed"))


def test_members_are_listed_in_seat_order_with_the_chair_marked():
    printed = paper(Ledger().present(3, 1, 2))
    assert notes(printed.present) == {
        "Cllr Anne Moss": "in the chair",
        "Cllr Ben Oduya": "",
        "Cllr Carys Lewin": "",
    }
    assert printed.present[0].role == "Place 1"


def test_a_note_says_when_a_member_came_and_went():
    ledger = Ledger().present(1).add("remote", "p3").add("arrived", "p2", 40, minute="m58")
    ledger.add("left", "p3", 70, minute="m57").add("left", "p1", 75).add("returned", "p1", 85)
    assert notes(paper(ledger).present) == {
        "Cllr Anne Moss": "in the chair, left at 3.15 pm, returned at 3.25 pm",
        "Cllr Ben Oduya": "from 2.40 pm",
        "Cllr Carys Lewin": "joined remotely, left at 3.10 pm after minute 57",
    }


def test_a_member_who_arrived_before_the_start_was_simply_present():
    assert notes(paper(Ledger().add("arrived", "p2", 0.5)).present) == {"Cllr Ben Oduya": ""}


def test_going_home_at_the_end_is_no_departure():
    assert notes(paper(Ledger().present(2).add("left", "p2", 120)).present) == {
        "Cllr Ben Oduya": ""
    }


def test_a_withdrawal_names_its_minute_and_the_return_goes_without_saying():
    ledger = Ledger().present(2).add("withdrew", "p2", 30, item="i2").add("returned", "p2", 40)
    assert notes(paper(ledger).present) == {"Cllr Ben Oduya": "withdrew for minute 58"}
    unminuted = paper(ledger, minutes=()).present
    assert notes(unminuted) == {"Cllr Ben Oduya": "withdrew for item 2"}


def test_a_substitute_is_listed_for_the_member_they_stand_in_for():
    printed = paper(Ledger().present(1).add("apologies", "p4").add("substitute", "q4"))
    assert notes(printed.substitutes) == {"Mina Hartley": "substitute for Dr Kofi Osei"}
    assert [attendee.name for attendee in printed.apologies] == ["Dr Kofi Osei"]
    assert "Dr Kofi Osei" not in notes(printed.present)


def test_a_substitute_stays_in_the_record_when_the_member_comes_after_all():
    ledger = Ledger().add("apologies", "p4").add("substitute", "q4")
    printed = paper(ledger.add("arrived", "p4", 30, minute="m58"))
    assert notes(printed.substitutes) == {
        "Mina Hartley": "substitute for Dr Kofi Osei, until 2.30 pm"
    }
    assert notes(printed.present) == {"Dr Kofi Osei": "from 2.30 pm"}
    assert printed.apologies == ()


def test_a_substitute_may_stand_in_for_a_vacant_seat():
    board = membership([seat(4)], vacant=[4])
    printed = paper(Ledger().add("substitute", "q4"), membership=board)
    assert notes(printed.substitutes) == {"Mina Hartley": "substitute for a vacant seat"}


def test_apologies_are_in_seat_order_and_others_come_last():
    ledger = Ledger().add("apologies", "guest").add("apologies", "p5").add("apologies", "p2")
    assert [attendee.name for attendee in paper(ledger).apologies] == [
        "Cllr Ben Oduya",
        "Dr Lena Farrow",
        "Tom Reeve",
    ]


def test_somebody_in_attendance_is_named_with_their_post_and_items():
    ledger = Ledger().add("in attendance", "guest", item="i4").add("in attendance", "guest", 5)
    [guest] = paper(ledger).in_attendance
    assert (guest.name, guest.role, guest.note) == ("Tom Reeve", "Head of Libraries", "")
    ledger.events.pop()
    assert notes(paper(ledger).in_attendance) == {"Tom Reeve": "for minute 60"}
    ledger.add("in attendance", "guest", 5, item="i2")
    assert notes(paper(ledger).in_attendance) == {"Tom Reeve": "for minutes 60 and 58"}


def test_a_member_with_two_seats_is_named_once():
    ledger = Ledger().present(1).add("present", "p1", seat="s2")
    assert [attendee.name for attendee in paper(ledger).present] == ["Cllr Anne Moss"]


def test_comings_and_goings_are_recorded_in_the_minute_that_was_open():
    ledger = Ledger().present(1, 2, 4).add("in attendance", "guest")
    ledger.add("arrived", "p3", 20, minute="m57").add("left", "guest", 21, minute="m57")
    ledger.add("withdrew", "p1", 30, minute="m58", item="i2")
    ledger.add("returned", "p1", 40, minute="m58")
    ledger.add("left", "p4", 70, minute="m59").add("substitute", "q4", 71, minute="m59")
    printed = paper(ledger)
    assert of_minute(printed, 57).room == ("Cllr Carys Lewin joined the meeting at 2.20 pm.",)
    assert of_minute(printed, 58).room == (
        "Cllr Anne Moss withdrew from the meeting at 2.30 pm for an interest.",
        "Cllr Anne Moss returned to the meeting at 2.40 pm.",
    )
    assert of_minute(printed, 59).room == (
        "Dr Kofi Osei left the meeting at 3.10 pm.",
        "Mina Hartley joined the meeting as a substitute at 3.11 pm.",
    )
    assert of_minute(printed, 60).room == ()


def test_calling_the_roll_in_the_first_minute_is_no_arrival():
    ledger = Ledger().add("present", "p1", 1, minute="m57").add("substitute", "q4", 1, minute="m57")
    assert of_minute(paper(ledger), 57).room == ()


CCG = Settings(quorum=QuorumRule(minimum=2, conditions=(QuorumCondition("ccg"),)))


def test_the_minutes_say_when_the_quorum_was_lost_and_why():
    ledger = Ledger().present(1, 2, 4).add("left", "p4", 70).add("returned", "p4", 85)
    assert paper(ledger, settings=CCG).quorum_note == (
        "The meeting was inquorate from 3.10 pm to 3.25 pm: "
        "no member in the category ccg was present.",
    )


def test_the_minutes_say_when_the_quorum_was_never_regained():
    ledger = Ledger().present(1, 4).add("left", "p1", 70)
    assert paper(ledger, settings=CCG).quorum_note == (
        "The meeting was inquorate from 3.10 pm: "
        "1 member who counted to the quorum was present (2 needed).",
    )


def test_the_minutes_say_when_the_quorum_came_late_or_never():
    ledger = Ledger().present(1, 2)
    assert paper(ledger, settings=CCG).quorum_note == ("The meeting was inquorate throughout.",)
    late = paper(ledger.add("arrived", "p4", 10), settings=CCG)
    assert late.quorum_note == ("The meeting was inquorate until 2.10 pm.",)


def test_a_roll_called_after_the_start_is_no_late_quorum():
    ledger = Ledger().add("present", "p1", 1).add("present", "p4", 2)
    assert paper(ledger, settings=CCG).quorum_note == ()


def test_a_gap_shorter_than_a_minute_is_not_printed():
    ledger = Ledger().present(1, 4).add("left", "p4", 70).add("substitute", "q4", 70.2)
    assert paper(ledger, settings=CCG).quorum_note == ()


def test_the_rule_kept_with_the_meeting_outlives_a_change_of_the_settings():
    kept = record(Ledger().present(1, 2), settings=CCG)
    then = replace(kept.meeting, quorum_rule='{"minimum": 2, "conditions": []}')
    assert replace(kept, meeting=then).quorum.met
    assert not kept.quorum.met
    assert to_plain(replace(kept, meeting=then).quorum_rule)["minimum"] == 2


def test_only_items_with_a_minute_are_printed_in_agenda_order():
    printed = paper(minutes=(minute(59), minute(57)))
    assert [(each.number, each.title) for each in printed.minutes] == [
        ("57", "Welcome"),
        ("59", "Winter plan"),
    ]


def test_discussion_becomes_paragraphs_and_loses_only_blank_lines():
    [printed] = paper(minutes=(minute(57, "  First. \n\n \nSecond,\ttabbed.\n"),)).minutes
    assert printed.paragraphs == ("  First. ", "Second,\ttabbed.")


def test_clauses_stand_under_the_boards_own_wording_with_its_labels():
    style = MinutesSettings(clauses="letters", resolution="RESOLVED that the {board}:")
    [printed] = paper(
        settings=Settings(minutes=style),
        minutes=(minute(57, "", "noted the plan; and", "", "thanked its authors."),),
    ).minutes
    assert printed.resolution == "RESOLVED that the Fenmark Health and Wellbeing Board:"
    assert printed.clauses == ("noted the plan; and", "thanked its authors.")
    assert printed.labels == ("a)", "b)")


def test_a_minute_without_a_resolution_has_no_wording_for_one():
    [printed] = paper(minutes=(minute(57),)).minutes
    assert (printed.resolution, printed.clauses, printed.labels) == ("", (), ())


def test_a_single_clause_has_no_label():
    [printed] = paper(minutes=(minute(57, "", "To note it."),)).minutes
    assert printed.labels == ("",)


def test_paragraphs_are_numbered_where_the_series_does_so():
    settings = Settings(
        bodies=(BodySettings("hwb", "Board", series="paras"),),
        minutes=MinutesSettings(
            series=(SeriesSettings(), SeriesSettings("paras", format="{n}.{para}"))
        ),
    )
    [printed] = paper(settings=settings, minutes=(minute(57, "One.\nTwo."),)).minutes
    assert printed.paragraph_numbers == ("57.1", "57.2")
    assert paper(minutes=(minute(57, "One."),)).minutes[0].paragraph_numbers == ()


def test_actions_are_printed_under_their_minute_in_order():
    def action(number, of):
        leads, due = Leads("AM/TW"), PartialDate("October meeting")
        return Action(f"a{number}", number, "Bring the plan back", leads, due, minute=of)

    printed = paper(actions=(action(12, "m57"), action(9, "m57"), action(10, "m58")))
    assert of_minute(printed, 57).actions == tuple(
        PrintedAction(ref, "Bring the plan back", "AM/TW (Cllr Anne Moss, TW)", "October meeting")
        for ref in ("A9", "A12")
    )


@given(st.text())
def test_what_people_typed_is_printed_unchanged(text):
    typed = text.replace("\n", " ") + HOSTILE
    [printed] = paper(
        minutes=(replace(minute(57, typed, typed), title=typed),),
        people=PEOPLE | {"p1": replace(PEOPLE["p1"], name=typed)},
    ).minutes
    assert (printed.title, printed.paragraphs, printed.clauses) == (typed, (typed,), (typed,))


def test_braces_in_the_resolution_wording_are_only_words():
    style = MinutesSettings(resolution="{board} {0} {")
    [printed] = paper(
        settings=Settings(minutes=style), minutes=(minute(57, "", "To note it."),)
    ).minutes
    assert printed.resolution == "Fenmark Health and Wellbeing Board {0} {"


def test_the_agenda_lists_the_members_of_the_day_and_the_vacancies():
    board = membership(
        [seat(1, office="chair"), seat(2), seat(3, voting=False), seat(4, to_day=date(2020, 1, 1))],
        vacant=[2],
    )
    printed = agenda_paper(record(membership=board))
    assert [(each.name, each.note) for each in printed.members] == [
        ("Cllr Anne Moss", "chair"),
        ("Vacant", ""),
    ]
    assert [each.name for each in printed.non_voting] == ["Cllr Carys Lewin"]
    assert (printed.starts, printed.kind) == ("2.00 pm", "public")


@pytest.mark.parametrize(
    ("pages", "to_follow", "expected"),
    [
        ("9 - 14", False, "Pages 9 - 14"),
        ("9", False, "Page 9"),
        ("Pages 9 - 14", False, "Pages 9 - 14"),
        ("", False, ""),
        ("9 - 14", True, "To follow"),
    ],
)
def test_an_item_says_where_its_report_is(pages, to_follow, expected):
    item = replace(ITEMS[0], pages=pages, to_follow=to_follow)
    assert agenda_paper(record(items=(item,))).items[0].pages == expected


@pytest.mark.parametrize("style", ["headed", "columns"])
def test_the_agenda_is_in_the_house_style_of_the_minutes(style):
    settings = Settings(minutes=MinutesSettings(style=style))
    assert agenda_paper(record(settings=settings)).style == style


def test_an_item_is_numbered_as_printed_or_by_its_place():
    items = (ITEMS[0], replace(ITEMS[1], number="2a"), replace(ITEMS[2], position=9))
    numbers = [item.number for item in agenda_paper(record(items=items)).items]
    assert numbers == ["1", "2a", "3"]


def test_a_person_nobody_knows_is_named_by_their_key():
    assert notes(paper(Ledger().add("in attendance", "who")).in_attendance) == {"who": ""}


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(0, 5), "12.05 am"),
        (time(9), "9.00 am"),
        (time(12), "12.00 pm"),
        (at(70.9), "3.10 pm"),
    ],
)
def test_a_time_is_printed_as_minutes_print_it(moment, words):
    assert spoken(moment) == words


def test_a_day_is_printed_in_full():
    assert long_day(date(2018, 7, 12)) == "Thursday 12 July 2018"
    assert long_day(START) == "Tuesday 14 April 2026"
