from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from boards import PEOPLE
from hypothesis import given
from hypothesis import strategies as st
from risk_boards import MATRIX, TODAY, assessed, logs, risk, staged

from board.actions import Leads
from board.dates import PartialDate, read_partial
from board.query import Term, dated, holds, read_query, terms
from board.risk_flags import log_flags
from board.risk_query import entry, risk_query
from board.risks import Comment, Note

LOG = (
    risk(
        1, *staged((4, 4), (3, 4), (2, 2)), ref="FS1", area="Public Health",
        owners=Leads("AM/KO", ("p1", "p4")), action_due=read_partial("Sep-26"),
        further_action="Build a second road",
    ),
    risk(
        2, assessed("current", rated="high"), ref="FS2", ref_text="FS2 CLOSED", status="closed",
        owners=Leads("Mr Amble"), notes=(Note("Lever", "a [crane] is needed"),),
        area="Environmental Health", review_due=read_partial("Sep-26"),
    ),
    risk(
        3, assessed("current", 4, 3, response="treat"), ref="C15", owners=Leads("Board of K&O"),
        action_owner=Leads("LF", ("p5",)), action_complete="Yes",
        action_due=read_partial("Dec 2026"), review_due=read_partial("30/09/2026"),
        comments=(Comment("c1", "Straße reopened"),),
    ),
    risk(4, assessed("current", rated="high"), ref="C16", description="Wells run dry"),
)  # fmt: skip


def entries(log=LOG, matrix=MATRIX):
    found = log_flags(log, matrix, TODAY)
    return [entry(each, found[each.key], matrix, PEOPLE) for each in log]


def asked(text, matrix=MATRIX):
    query = risk_query(text, matrix, TODAY)
    assert query.problem == ""
    return [each.risk.number for each in entries(matrix=matrix) if query(each)]


def problem(text):
    return risk_query(text, MATRIX, TODAY).problem


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("road", [1]),
        ("FLOOD store", [1, 2, 3]),
        ("r3", [3]),
        ("fs2 closed", [2]),
        ('"second road"', [1]),
        ('"road second"', []),
        ("[crane]", [2]),
        ("STRASSE", [3]),
        ("@AM", [1, 2]),
        ("@am/ko", [1]),
        ('@"Anne Moss"', [1]),
        ("@moss", [1]),
        ("@KO", [1, 4]),
        ("@LF", [3]),
        ("@farr", [3]),
        ("owner:lf", []),
        ("owner:moss", [1]),
        ("status:open", [1, 3, 4]),
        ("status:c", [2]),
        ("band:high", [1, 3]),
        ('band:"not rated"', [2, 4]),
        ('area:"public health"', [1]),
        ("area:health", [1, 2]),
        ("ref:c", [3, 4]),
        ("response:treat", [3]),
        ("score:12", [1, 3]),
        ("score:<12", []),
        ("score:>=12 road", [1]),
        ("cell:3x4", [1]),
        ("cell:9x9", []),
        ("due:2026-09", [1]),
        ("due:<2026-12", [1]),
        ("due:>=dec-26", [3]),
        ("review:<=30/9/2026", [2, 3]),
        ('review:>"1 October 2026"', []),
        ("is:open", [1, 3, 4]),
        ("is:closed", [2]),
        ("is:overdue", [1, 3]),
        ("is:past-review", [3]),
        ("is:unscored", [4]),
        ("is:flagged status:open @lf", [3]),
        ("road unicorn", []),
    ],
)
def test_a_query_finds_the_risks_it_asks_for(text, numbers):
    assert asked(text) == numbers


def test_a_cell_is_asked_for_in_the_boards_order():
    assert asked("cell:3x4", replace(MATRIX, first="likelihood")) == [3]


@pytest.mark.parametrize("text", ["", "  ", '"', '""', "@", "band:", 'area:"', "due:<", "@/"])
def test_a_query_that_says_nothing_yet_asks_for_every_risk(text):
    assert asked(text) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("bnad:high", "bnad:high is not understood here; use @, owner:, status:, "),
        ("is:overdew", "is:overdew is not understood here; use is:open, is:closed, "),
        ("due:soon", "due: needs a date, like due:<2018-12."),
        ("score:many", "score: needs a number, like score:>=12."),
        ("cell:12", "cell: needs a rating, like cell:3x4."),
        ("bnad:high due:soon", "bnad:high is not"),
    ],
)
def test_a_part_nobody_understands_is_named_in_a_sentence_and_left_out(text, says):
    assert problem(text).startswith(says)
    assert problem(text).endswith(".")
    query = risk_query(f"{text} road", MATRIX, TODAY)
    assert [each.risk.number for each in entries() if query(each)] == [1]


def test_a_filter_in_quotes_is_a_word():
    assert problem('"bnad:high"') == ""
    assert asked('"note:high"') == []


def test_a_time_is_a_word_and_no_filter():
    assert terms("10:30 a-b") == (Term("", "10:30"), Term("", "a-b"))


def test_a_query_is_taken_apart_at_its_spaces():
    assert terms('  Words @TW @"Ann Lee" plan:CQC due:<=2018-12 area:"public health" x:"<2"') == (
        Term("", "words"),
        Term("@", "tw"),
        Term("@", "ann lee"),
        Term("plan", "cqc"),
        Term("due", "2018-12", "<="),
        Term("area", "public health"),
        Term("x", "<2"),
    )


@given(logs())
def test_a_query_of_no_words_asks_for_every_risk(log):
    assert all(map(risk_query(" ", MATRIX, TODAY), entries(log)))


@given(logs())
def test_every_risk_is_either_open_or_closed(log):
    queries = [risk_query(f"is:{word}", MATRIX, TODAY) for word in ("open", "closed")]
    assert all([query(each) for query in queries].count(True) == 1 for each in entries(log))


@given(st.text(), st.text())
def test_one_more_part_never_finds_more(first, second):
    one, both = (risk_query(text, MATRIX, TODAY) for text in (first, f"{first}\n{second}"))
    if first.count('"') % 2 == 0:
        assert all(one(each) for each in entries() if both(each))


@given(
    st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31))
)
def test_a_date_is_before_a_day_or_else_from_it_on(due, edge):
    def holds(compare):
        filters = {"due": dated(lambda day: day)}
        return read_query(f"due:{compare}{edge}", filters)(PartialDate("x", due, due))

    assert holds("<") != holds(">=")
    assert holds(">") != holds("<=")
    assert holds("") == (holds("<=") and holds(">="))


def test_a_list_says_itself_what_its_queries_can_ask():
    query = read_query("deep @ko plan:b", {"": holds(str.casefold), "plan": holds(str.casefold)})
    assert query("Plan B: deep water")
    assert not query("Plan C: deep water")
    assert query.problem == '@ko is not understood here; use plan: or put it in "quotes".'
