from __future__ import annotations

from dataclasses import replace

from boards import ITEMS, Ledger, board_of, membership, minute, record, seat

from board.actions import Action, Leads
from board.checklist import missing
from board.dates import PartialDate
from board.settings import QuorumCondition, QuorumRule, Settings


def found(ledger=None, **more):
    return [(flag.code, flag.place) for flag in missing(record(ledger, **more))]


def sentence(code, ledger=None, **more):
    [flag] = [flag for flag in missing(record(ledger, **more)) if flag.code == code]
    return flag.sentence


def test_a_complete_meeting_has_nothing_missing():
    assert found() == []


def test_an_item_is_missed_when_it_has_no_minute_or_an_empty_one():
    minutes = (minute(57), minute(58, " \n"), minute(60, "", "To note it."))
    assert found(minutes=minutes) == [("not-minuted", "item 2"), ("not-minuted", "item 3")]
    items = (replace(ITEMS[0], title="The [/] item"),)
    assert sentence("not-minuted", items=items, minutes=()) == (
        "“The [/] item” has not been minuted."
    )


def test_nobody_present_is_said_once_and_not_as_a_want_of_quorum():
    codes = [code for code, _ in found(Ledger())]
    assert codes == ["nobody-present", "chair-not-present", *["no-mark"] * 5]


def test_apologies_alone_are_nobody_present():
    ledger = Ledger()
    for place in range(1, 6):
        ledger.add("apologies", f"p{place}")
    assert ("nobody-present", "attendance") in found(ledger)


def test_a_meeting_needs_someone_in_the_chair():
    meeting = replace(record().meeting, presiding=None)
    assert found(meeting=meeting) == [("no-chair", "attendance")]


def test_whoever_was_in_the_chair_was_present():
    meeting = replace(record().meeting, presiding="guest")
    assert sentence("chair-not-present", meeting=meeting) == (
        "Tom Reeve is recorded in the chair, but not as present."
    )


def test_a_member_with_no_mark_is_named_and_a_vacant_seat_is_not():
    board = membership([seat(1), seat(2), seat(3)], vacant=[3])
    assert found(Ledger().present(1), membership=board, settings=Settings()) == [
        ("no-mark", "Place 2")
    ]
    assert sentence("no-mark", Ledger().present(1, 2, 3, 4)) == (
        "Nothing is recorded for Dr Lena Farrow: present, apologies or a substitute."
    )


def test_a_substitute_is_a_mark_for_the_seat():
    assert found(Ledger().present(1, 2, 3, 5).add("substitute", "q4")) == []


CCG = Settings(quorum=QuorumRule(minimum=2, conditions=(QuorumCondition("ccg"),)))


def test_a_quorum_that_was_never_there_is_flagged_with_the_reason():
    ledger = Ledger().present(1, 2, 3).add("apologies", "p4").add("apologies", "p5")
    assert found(ledger, settings=CCG) == [("quorum-never-met", "attendance")]
    assert sentence("quorum-never-met", ledger, settings=CCG) == (
        "There was never a quorum: no member in the category ccg was present."
    )


def test_a_quorum_that_was_lost_is_flagged_with_its_times():
    ledger = Ledger().present(1, 2, 3, 4).add("apologies", "p5").add("left", "p4", 70)
    assert sentence("quorum-lost", ledger, settings=CCG) == (
        "The quorum was lost at 3.10 pm and not regained."
    )
    assert sentence("quorum-lost", ledger.add("returned", "p4", 85), settings=CCG) == (
        "The quorum was lost at 3.10 pm and regained at 3.25 pm."
    )


def test_an_action_needs_a_lead_and_a_date_but_a_vague_date_is_one():
    def action(number, leads, due):
        return Action(f"a{number}", number, "Report back", Leads(leads), PartialDate(due))

    actions = (action(3, " ", ""), action(2, "All", "To be defined"))
    assert found(actions=actions) == [
        ("action-without-lead", "A3"),
        ("action-without-date", "A3"),
    ]


def test_a_meeting_has_a_start_and_an_end():
    meeting = replace(record().meeting, started_at=None, ended_at=None)
    assert found(meeting=meeting) == [("no-start", "meeting"), ("no-end", "meeting")]


def test_the_check_list_reads_the_membership_of_the_day():
    assert found(Ledger().present(1, 2), membership=board_of(2)) == []
