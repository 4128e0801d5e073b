"""Risks in the book: kept whole, assessed anew, answered, closed, linked, taken in from files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from book_helpers import records, replayed, sitting
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.actions import Leads
from board.dates import PartialDate, read_partial
from board.risk_rows import ColumnUse, RiskRow
from board.risks import Assessment, Comment, Note
from storage.actions import take_action
from storage.assessments import assess, respond
from storage.book import Book
from storage.changes import latest_rev, undo
from storage.errors import Refused
from storage.imports import ImportOutcome, read_layout, read_mapping, save_imported
from storage.keys import new_key
from storage.minutes import open_item
from storage.people import add_person, refuse_if_named
from storage.reviews import freeze_review, reviews
from storage.risks import (
    add_risk,
    change_risk,
    close_risk,
    comment,
    link,
    reopen_risk,
    risk,
    risk_number,
    risk_rows,
    risks,
    risks_changed,
    risks_linked,
    set_review_due,
    unlink,
)

DAY = date(2026, 4, 14)


@pytest.fixture
def flood(book: Book) -> str:
    return add_risk(book, "The flood store is hard to reach", ref="FS1", ref_text="FS1")


# The record


def test_a_risk_is_kept_as_it_was_typed(book: Book) -> None:
    person = add_person(book, "Kit Orme", initials="KO")
    told = {
        "ref": "FS1",
        "ref_text": "FS1 (draft)",
        "area": "Emergencies",
        "consequence": "=HYPERLINK(1)\x1b[31m[red]",
        "controls": "A key in each depot\nand one at home",
        "further_action": "Cut a key",
        "action_complete": "Partly",
        "proximity": "Within 3 months",
        "owners": Leads("KO/XX", (person,)),
        "action_owner": Leads("KO", (person,)),
        "action_due": read_partial("Sep-26"),
        "review_due": PartialDate("when dry"),
    }
    kept = risk(book, add_risk(book, "Cause, event, effect", **told))
    assert (kept.number, kept.status, kept.description) == (1, "open", "Cause, event, effect")
    for name, value in told.items():
        assert getattr(kept, name) == value or name == "owners"
    assert (kept.owners.text, kept.owners.people) == ("KO/XX", (person,))
    assert [flag.code for flag in kept.owners.flags] == ["unknown-initials"]


def test_numbers_run_on_and_find_their_risk(book: Book, flood: str) -> None:
    assert risk_number(book, 1) == risk(book, flood)
    assert risk(book, add_risk(book, "Another")).number == 2
    assert risk_number(book, 3) is None


def test_a_risk_that_is_not_there_is_refused(book: Book) -> None:
    with pytest.raises(Refused):
        risk(book, "nothing")


def test_whoever_owns_a_risk_stays_in_the_book(book: Book, flood: str) -> None:
    person = add_person(book, "Kit Orme", initials="KO")
    change_risk(book, flood, owners=Leads("KO", (person,)))
    with pytest.raises(Refused):
        refuse_if_named(book, person, DAY)
    change_risk(book, flood, owners=Leads("nobody"))
    assert risk(book, flood).owners == Leads("nobody")


def test_comments_are_dated_and_signed(book: Book, flood: str) -> None:
    comment(book, flood, "A second key is cut.", DAY, "Ann Moss")
    (said,) = risk(book, flood).comments
    assert (said.text, said.day, said.by) == ("A second key is cut.", DAY, "Ann Moss")


# Assessing


def test_a_new_rating_keeps_the_one_before_it_and_its_response(book: Book, flood: str) -> None:
    assess(book, flood, "current", 4, 4, "The road floods")
    respond(book, flood, "treat")
    assess(book, flood, "current", 4, 2, "The road is raised", as_at=read_partial("14/4/2026"))
    first, last = risk(book, flood).assessments
    assert (first.product, first.reason) == (16, "The road floods")
    assert (last.product, last.response, last.response_text) == (8, "treat", "Treat")
    assert last.as_at.latest == DAY
    assert risk(book, flood).latest("current") == last


def test_a_rating_in_words_is_kept_and_is_not_rated(book: Book, flood: str) -> None:
    assess(book, flood, "current", None, None, rated="Red, to be discussed")
    current = risk(book, flood).latest("current")
    assert current is not None
    assert (current.rated, current.product) == ("Red, to be discussed", None)


@pytest.mark.parametrize(("impact", "likelihood"), [(6, 1), (1, 6), (0, 1), (-1, 2)])
def test_the_matrix_has_no_cell_outside_it(
    book: Book, flood: str, impact: int, likelihood: int
) -> None:
    with pytest.raises(Refused, match="impact 5 and likelihood 5"):
        assess(book, flood, "current", impact, likelihood)
    assert risk(book, flood).assessments == ()


def test_a_response_can_be_given_before_any_rating_and_taken_away(book: Book, flood: str) -> None:
    respond(book, flood, "tolerate", "target", "Live with it")
    (target,) = risk(book, flood).assessments
    assert (target.stage, target.response, target.response_text) == (
        "target", "tolerate", "Live with it",
    )  # fmt: skip
    respond(book, flood, None, "target")
    (target,) = risk(book, flood).assessments
    assert (target.response, target.response_text) == (None, "")
    with pytest.raises(Refused):
        respond(book, flood, "hope")


def test_a_frozen_review_is_not_assessed_again(book: Book, flood: str) -> None:
    with pytest.raises(Refused):
        assess(book, flood, "review", 1, 1)
    with pytest.raises(Refused):
        respond(book, flood, "treat", "review")


# Closing, reviewing, linking


def test_a_risk_is_closed_with_a_reason_and_can_be_opened_again(book: Book, flood: str) -> None:
    with pytest.raises(Refused):
        close_risk(book, flood, "  ", DAY)
    close_risk(book, flood, "The store has moved", DAY)
    closed = risk(book, flood)
    assert (closed.status, closed.closed_on, closed.closed_why) == (
        "closed", DAY, "The store has moved",
    )  # fmt: skip
    assert risks(book, open_only=True) == ()
    reopen_risk(book, flood, "It moved back")
    again = risk(book, flood)
    assert (again.is_open, again.closed_on, again.closed_why) == (True, None, "")


def test_the_review_date_is_set(book: Book, flood: str) -> None:
    set_review_due(book, flood, read_partial("Sep-26"))
    assert risk(book, flood).review_due == read_partial("Sep-26")


def test_risk_action_and_minute_are_reached_from_each_other(book: Book, flood: str) -> None:
    meeting, items = sitting(book, "Flooding")
    from book_helpers import START

    minute = open_item(book, items[0], START)
    take_action(book, "Cut a key", Leads("KO"), read_partial("May 2026"), meeting=meeting)
    action = book.rows("SELECT id FROM action")[0]["id"]
    for _ in range(2):
        link(book, flood, action=action)
        link(book, flood, minute=minute)
    tied = risk(book, flood)
    assert (tied.actions, tied.minutes) == ((action,), (minute,))
    assert risks_linked(book, action) == risks_linked(book, minute) == (tied,)
    unlink(book, flood, action=action)
    assert risks_linked(book, action) == ()
    assert risk(book, flood).minutes == (minute,)


def test_undo_takes_back_a_rating_and_a_closing(book: Book, flood: str) -> None:
    assess(book, flood, "current", 4, 4)
    close_risk(book, flood, "Done", DAY)
    undo(book)
    assert risk(book, flood).is_open
    undo(book)
    assert risk(book, flood).assessments == ()


# The list


def test_the_list_shows_how_each_risk_stands_and_no_older_rating(book: Book, flood: str) -> None:
    for level in (5, 4, 3):
        assess(book, flood, "current", level, level)
    for name in ("Q1", "Q2", "Q3", "Q4"):
        freeze_review(book, name, DAY)
    (row,), (whole,) = risk_rows(book), risks(book)
    assert [each.product for each in whole.assessments] == [25, 16, 9, 9, 9, 9, 9]
    assert [each.label for each in row.assessments] == ["current", "Q2", "Q3", "Q4"]
    assert row.latest("current") == whole.latest("current")
    assert row.present == whole.present
    assert replace(row, assessments=whole.assessments) == whole


def test_only_the_risks_that_changed_are_read_again(book: Book, flood: str) -> None:
    other = add_risk(book, "Another")
    rev = latest_rev(book)
    assert risks_changed(book, rev) == set()
    assess(book, flood, "current", 2, 2)
    assert risks_changed(book, rev) == {flood}
    comment(book, other, "Heard", None, "")
    assert risks_changed(book, rev) == {flood, other}
    assert [each.key for each in risk_rows(book, {other})] == [other]
    assert risk_rows(book, ()) == ()


# Files


def stage(name: str, impact: int | None, likelihood: int | None, **more: object) -> Assessment:
    """As a file has it; any other word than current and target is a review."""
    kind = name if name in ("current", "target") else "review"
    called = "" if kind == name else name
    return Assessment("", kind, called, impact=impact, likelihood=likelihood, **more)  # type: ignore[arg-type]


LAYOUT = (
    ColumnUse(("Ref",), "ref"),
    ColumnUse(("Risk",), "description"),
    ColumnUse(("Owner",), "owners"),
    ColumnUse(("Now", "I"), "impact", "current"),
    ColumnUse(("Now", "L"), "likelihood", "current"),
    ColumnUse(("Q3 16/17", "I"), "impact", "review", "Q3 16/17"),
    ColumnUse(("Q3 16/17", "L"), "likelihood", "review", "Q3 16/17"),
    ColumnUse(("Q3 Comments",), "comment", name="Q3 Comments"),
    ColumnUse(("Colour",), "note", name="Colour"),
)


def row(ref: str, description: str, *assessments: Assessment, **more: object) -> RiskRow:
    return RiskRow(1, description, ref, ref, assessments=assessments, **more)  # type: ignore[arg-type]


def come_in(book: Book, *rows: RiskRow) -> ImportOutcome:
    return save_imported(book, rows, LAYOUT, DAY)


FILE = (
    row("FS1", "The store floods", stage("current", 3, 3), stage("Q3 16/17", 3, 2),
        owners=Leads("KO"), comments=(Comment("", "Key lost", by="Q3 Comments"),),
        notes=(Note("Colour", "Mauve"),)),
    row("1.8", "One of two"),
    row("1.8", "The other of two", status="closed"),
    row("", "A risk without a ref"),
)  # fmt: skip


def test_the_same_file_twice_changes_nothing_at_all(book: Book) -> None:
    assert come_in(book, *FILE) == ImportOutcome(4, (), 0)
    rev, known = latest_rev(book), risks(book)
    assert come_in(book, *FILE) == ImportOutcome(0, (), 4)
    assert (latest_rev(book), risks(book)) == (rev, known)
    assert read_layout(book) == LAYOUT


def test_a_review_in_a_file_is_a_review_of_the_book_on_its_own_day(book: Book) -> None:
    come_in(book, *FILE)
    (review,) = reviews(book)
    assert (review.name, review.day) == ("Q3 16/17", date(2016, 12, 31))
    frozen = risks(book)[0].review("Q3 16/17")
    assert frozen is not None
    assert frozen.product == 6


def test_a_newer_version_says_what_changed_and_keeps_the_rating_before(book: Book) -> None:
    come_in(book, *FILE)
    newer = row(
        "FS1", "The store floods each spring", stage("current", 3, 1), stage("Q3 16/17", 3, 2),
        owners=Leads("KO/TB"), comments=(Comment("", "Key found", by="Q3 Comments"),),
        notes=(Note("Colour", "Puce"),),
    )  # fmt: skip
    (said,) = come_in(book, newer).changed
    assert said == (
        "FS1: description is reworded; owners “KO” became “KO/TB”; "
        "current 9 (3 by 3) became 3 (3 by 1); “Q3 Comments” says something else; "
        "“Colour” says something else"
    )
    kept = risks(book)[0]
    assert [each.product for each in kept.assessments if each.stage == "current"] == [9, 3]
    assert [each.text for each in kept.comments] == ["Key found"]
    assert kept.notes == (Note("Colour", "Puce"),)


def test_what_the_file_has_no_column_for_stays(book: Book) -> None:
    come_in(book, *FILE)
    key = risks(book)[0].key
    change_risk(book, key, controls="Sandbags", review_due=read_partial("May 2026"))
    respond(book, key, "transfer")
    close_risk(book, key, "Moved", DAY)
    assert come_in(book, *FILE).changed == ()
    assert risk(book, key).controls == "Sandbags"
    assert risk(book, key).status == "closed"


def test_two_risks_of_one_ref_are_told_apart_by_their_descriptions(book: Book) -> None:
    come_in(book, *FILE)
    first, second = (each.key for each in risks(book)[1:3])
    turned = (row("1.8", "The other of two"), row("1.8", "One of two, reworded"))
    assert len(come_in(book, *turned).changed) == 1
    assert risk(book, first).description == "One of two, reworded"
    assert risk(book, second).description == "The other of two"


def test_a_risk_without_a_ref_that_is_reworded_is_another_risk(book: Book) -> None:
    come_in(book, *FILE)
    assert come_in(book, row("", "Quite another thing")).added == 1


def test_a_closed_risk_in_a_newer_file_is_said(book: Book) -> None:
    come_in(book, *FILE)
    closed = replace(FILE[1], ref_text="1.8 CLOSED", status="closed")
    assert come_in(book, closed).changed == ("1.8: is now closed",)


def test_mappings_are_remembered_and_added_to(book: Book) -> None:
    save_imported(book, (), LAYOUT, DAY, {"Boss": "owners"})
    save_imported(book, (), LAYOUT, DAY, {"Hue": "note"})
    assert read_mapping(book) == {"Boss": "owners", "Hue": "note"}


def test_a_file_that_fails_half_way_leaves_the_book_untouched(book: Book) -> None:
    broken = row("X", "Bad", Assessment("", "current", impact="four"))  # type: ignore[arg-type]
    rev = latest_rev(book)
    with pytest.raises(Exception, match="TEXT"):
        come_in(book, FILE[0], broken)
    assert latest_rev(book) == rev
    assert risks(book) == ()


words = st.text(max_size=8)
levels = st.none() | st.integers(-1, 9)
rows = st.builds(
    row,
    st.sampled_from(["", "A", "a ", "B", "1.8"]),
    words,
    st.builds(stage, st.just("current"), levels, levels, rated=words, score=levels),
    st.builds(stage, st.sampled_from(["Q1", "q1", "Q2 16/17"]), levels, levels),
    owners=st.builds(Leads, words),
    status=st.sampled_from(["open", "closed"]),
    comments=st.lists(st.builds(Comment, st.just(""), words, by=words), max_size=2).map(tuple),
    notes=st.lists(st.builds(Note, words, words), max_size=2).map(tuple),
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(file=st.lists(rows, max_size=5))
def test_whatever_a_file_holds_it_comes_in_once(tmp_path: Path, file: list[RiskRow]) -> None:
    path = tmp_path / f"{new_key()}.hwb"
    made = Book.create(path, "Ann Moss")
    made._connection.execute("PRAGMA synchronous = OFF")
    assert come_in(made, *file).added == len(file)
    rev = latest_rev(made)
    assert come_in(made, *file) == ImportOutcome(0, (), len(file))
    assert latest_rev(made) == rev
    made.close()
    assert replayed(path) == records(path)
    path.unlink()
