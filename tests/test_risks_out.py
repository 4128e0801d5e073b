"""The risk log on paper: sheets that come in again the same, and an appendix a board can read."""

from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from board.dates import read_partial
from board.names import understand
from board.risk_paper import RisksPaper, risks_paper
from board.risk_rows import ColumnUse, RiskRow
from board.risks import RESPONSES, Assessment, Comment, Note, Risk
from board.settings import BoardSettings, RiskSettings, Settings
from documents.papers import PaperError, write_risks
from documents.risks_in import UNSIGNED, RisksReading, read_risks
from documents.risks_text import risks_csv

LOG = (
    "Risk Ref\tRisk Description\tOriginal Risk Score\t\t\tRisk Action Treat / Tolerate\t"
    "Current Risk Score (as at 01/04/2026)\t\t\tRisk Owner\tHue\t"
    "Q2 26/27 Risk Score\t\t\tQ2 Comments\n"
    "\t\tI\tL\tRisk Score\t\tI\tL\tRisk Score\t\t\tI\tL\tRisk Score\t\n"
    "M1\tFloods\t4\t4\t16\tTreat\t4\t2\t8\tKO/ TB\t\t4\t2\t8\tA lorry.\n"
    "M2 CLOSED\tBells\t2\t2\t5\tAccept\t1\t1\t1\tThe verger\tblue\t\t\t0\t\n"
)
DAY = date(2026, 11, 24)
MATRIX = RiskSettings()
BOARD = Settings(board=BoardSettings("Wellbeing Board", "Fenshire Council", "Ada Reeve, clerk"))
HOSTILE = (
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "{=A1}",
    "<r><t>not markup</t></r>",
    "http://evil.example",
    "mailto:a@b.example",
    "internal:Sheet1!A1",
    "a\x00b\x1bc\x07d",
    "\ufffe \uffff",
    "one\r\ntwo\rthree\nfour\ttab",
    "right \u202e left",
    "[/] [red] [@click=app.quit]",
    "</w:t><w:fldSimple/>",
    'she said "no", twice; then | left',
    "007",
    "1e9",
    "TRUE",
    "3/4",
    "#REF!",
    "_x0041_",
    "👩🏽‍⚕️ 議事録 ישיבה",
    "*stars* <b>bold</b> &lt; # not a heading",
)


def risk(number: int = 1, **said: object) -> Risk:
    return Risk(**{"key": f"r{number}", "number": number, "description": "Staff leave", **said})  # type: ignore[arg-type]


def paper(*risks: Risk, layout: Sequence[ColumnUse] = (), board: Settings = BOARD) -> RisksPaper:
    return risks_paper(risks, board, DAY, layout=layout)


def as_risk(row: RiskRow, number: int) -> Risk:
    said = {each.name: getattr(row, each.name) for each in fields(row) if each.name != "line"}
    return risk(number, **said)


def there_and_back(path: Path, out: RisksPaper) -> RisksReading:
    write_risks(out, path)
    return read_risks(path, out.matrix)


def shape(log: Sequence[Risk]) -> list[object]:
    """What can be told of the log: stages in order of their names, scores worked out."""
    return [
        replace(
            each,
            ref_text=each.ref_text or each.ref,
            notes=tuple(sorted(each.notes, key=lambda note: note.heading)),
            assessments=tuple(
                replace(
                    one,
                    order=0,
                    score=one.product if one.score is None else one.score,
                )
                for one in sorted(each.assessments, key=lambda one: (one.stage, one.name))
            ),
        )
        for each in log
    ]


def tidy(text: str) -> str:
    return text.strip(" \t\r\n\u00a0")


# Words of a spreadsheet, without what only stands for something else there: a stamp of a
# comment, and the escapes that the reading library undoes by itself.
words = (
    st.one_of(
        st.sampled_from(HOSTILE),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    )
    .map(tidy)
    .filter(lambda text: "_x00" not in text and "x005F_" not in text and "[" not in text)
)
letters = st.characters(categories=["L", "Nd"])
names = st.text(letters, min_size=1, max_size=12).filter(lambda name: name != UNSIGNED)
dated = ["Sep-17", "3/4/2026", "2026-04-03", "3 April 2026", "03/04/2026", "tbc", "Q3 16/17"]
dates = st.one_of(words, st.sampled_from(dated)).map(read_partial)
headings = st.lists(st.sampled_from(["Cost", "Owner", "Weather"]), unique=True)
levels = st.one_of(st.none(), st.integers(1, 5))
ratings = words.filter(lambda text: not any(mark.isdigit() for mark in text) and ";" not in text)


@st.composite
def assessments(draw: st.DrawFn, stage: str, name: str = "") -> Assessment:
    impact, likelihood = draw(levels), draw(levels)
    score = draw(st.one_of(st.none(), st.integers(0, 30)))
    response = draw(st.one_of(st.none(), st.sampled_from(RESPONSES)))
    typed = response.capitalize() if response else draw(st.sampled_from(["", "Accept", "Treat?"]))
    scored = score is not None or None not in (impact, likelihood)
    return Assessment(
        key="",
        stage=stage,
        name=name,
        as_at=draw(dates),
        impact=impact,
        likelihood=likelihood,
        score=score,
        rated=""
        if scored
        else draw(ratings.filter(lambda text: text.casefold() not in BANDS and text[:1] != "=")),
        response=response,
        response_text=typed,
        reason=draw(words),
    )


BANDS = {band.name for band in MATRIX.bands}
STAGES = [("original", ""), ("current", ""), ("target", ""), ("review", "Q3 16/17"),
          ("review", "Board awayday")]  # fmt: skip


@st.composite
def risks(draw: st.DrawFn) -> list[Risk]:
    return [draw(one_risk(number)) for number in range(1, draw(st.integers(1, 3)) + 1)]


@st.composite
def one_risk(draw: st.DrawFn, number: int) -> Risk:
    stages = draw(st.lists(st.sampled_from(STAGES), unique=True))
    made = [draw(assessments(*stage)) for stage in stages]
    return risk(
        number,
        description=draw(words.filter(bool)),
        ref=(ref := draw(words.filter(lambda text: "closed" not in text.casefold()))),
        ref_text=ref,
        area=draw(words),
        consequence=draw(words),
        owners=understand(draw(words), ()),
        controls=draw(words),
        further_action=draw(words),
        action_owner=understand(draw(words), ()),
        action_due=draw(dates),
        action_complete=draw(words),
        proximity=draw(words),
        review_due=draw(dates),
        status=draw(st.sampled_from(["open", "closed"])),
        closed_on=draw(st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2090, 1, 1)))),
        closed_why=draw(words),
        assessments=tuple(
            one for one in made if one != Assessment("", one.stage, one.name)
        ),
        comments=tuple(
            draw(st.lists(st.builds(
                Comment, st.just(""), words.filter(bool),
                st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2090, 1, 1))), names,
            ), max_size=3))
        ),
        notes=tuple(
            Note(heading, draw(words.filter(bool)))
            for heading in draw(headings)
        ),
    )  # fmt: skip


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
@settings(max_examples=40, deadline=None)
@given(log=risks())
def test_a_log_written_out_and_taken_in_again_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, log: list[Risk]
) -> None:
    path = tmp_path_factory.mktemp("out") / f"log{suffix}"
    back = there_and_back(path, paper(*log))
    assert not back.problems
    again = [as_risk(row, number) for number, row in enumerate(back.rows, start=1)]
    assert shape(again) == shape(log)


def test_the_log_keeps_the_columns_it_came_in_with(tmp_path: Path) -> None:
    path = tmp_path / "in.tsv"
    path.write_text(LOG)
    came = read_risks(path, MATRIX)
    log = [as_risk(row, number) for number, row in enumerate(came.rows, start=1)]
    for suffix in (".xlsx", ".csv"):
        back = there_and_back(tmp_path / f"out{suffix}", paper(*log, layout=came.layout))
        assert [as_risk(row, number) for number, row in enumerate(back.rows, start=1)] == log
        assert [use for use in back.layout if use.field != "band"] == list(came.layout)
        assert [use.headings[0] for use in back.layout if use.field == "band"] == [
            "Original Risk Score",
            "Current Risk Score (as at 01/04/2026)",
            "Q2 26/27 Risk Score",
        ]


def test_what_the_columns_cannot_hold_has_columns_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "in.tsv"
    path.write_text(LOG)
    came = read_risks(path, MATRIX)
    first, second = (as_risk(row, number) for number, row in enumerate(came.rows, start=1))
    later = Assessment("", "current", "", read_partial("1/9/2026"), 1, 1, response="treat", order=9,
                       reason="A lorry came")  # fmt: skip
    quarter = Assessment("", "review", "Q3 26/27", impact=1, likelihood=1, order=10)
    first = replace(
        first,
        status="closed",
        closed_on=date(2026, 9, 2),
        proximity="soon",
        assessments=(*first.assessments, later, quarter),
        comments=(*first.comments, Comment("", "Moved", date(2026, 9, 3), "Kit Oram")),
        notes=(Note("Hue", "mauve"),),
    )
    back = there_and_back(tmp_path / "out.xlsx", paper(first, second, layout=came.layout))
    row, other = back.rows
    assert (row.status, row.closed_on, row.proximity) == ("closed", date(2026, 9, 2), "soon")
    current = as_risk(row, 1).latest("current")
    assert current
    assert (current.as_at.text, current.reason, current.impact) == ("1/9/2026", "A lorry came", 1)
    assert as_risk(row, 1).review("Q3 26/27")
    assert row.comments == first.comments
    assert row.notes == first.notes
    assert as_risk(other, 2).latest("current") == second.latest("current")
    headings = [use.headings for use in back.layout if use.stage == "current"]
    assert headings[:4] == [
        ("Current Risk Score", "I"),
        ("Current Risk Score", "L"),
        ("Current Risk Score", "Risk Score"),
        ("Current Risk Score", "Band"),
    ]


def test_a_sheet_can_be_filtered_checked_and_read_without_colour(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    rated = Assessment("", "current", impact=5, likelihood=4, response="treat")
    write_risks(paper(risk(assessments=(rated,), action_due=read_partial("3/4/2026"))), path)
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    book = load_workbook(path)
    sheet = book["Risks"]
    cells = {
        str(sheet.cell(1, at).value): sheet.cell(2, at) for at in range(1, sheet.max_column + 1)
    }
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert (cells["Current score"].value, cells["Current band"].value) == (20, "extreme")
    assert cells["Current band"].fill.fgColor.rgb == "FFF5ABA3"
    assert cells["Action target date"].is_date
    assert {rule.type for rule in sheet.data_validations.dataValidation} == {"whole", "list"}
    assert [cell.value for cell in book["Legend"]["A"]][:5] == [
        "Bands", "low", "moderate", "high", "extreme",
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_sheet_ever_acts(tmp_path: Path, text: str) -> None:
    path = tmp_path / "log.xlsx"
    write_risks(paper(risk(description=text, ref=text)), path)
    sheet = load_workbook(path)["Risks"]
    assert not list(sheet._hyperlinks)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_text_too_long_for_excel_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "log.xlsx"
    with pytest.raises(PaperError, match="R1 has 40,000 characters under Risk description"):
        write_risks(paper(risk(description="x" * 40_000)), path)
    assert not path.exists()


def test_csv_keeps_every_character(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(risks_csv(paper(*(
        risk(number, controls=text) for number, text in enumerate(HOSTILE, start=1)
    ))), newline="")))  # fmt: skip
    assert [dict(zip(rows[0], row, strict=True))["Controls in place"] for row in rows[1:]] == list(
        HOSTILE
    )


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match=r"end its name in \.docx, \.xlsx, \.csv or \.md"):
        write_risks(paper(), tmp_path / "log.pdf")
