"""Risk logs in: what the columns are called, what the cells mean, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from board.people import Person
from board.risks import Assessment, Note
from board.settings import RiskSettings
from documents.reading import ReadingError
from documents.risks_in import RisksReading, read_risks

MATRIX = RiskSettings()

LOG = (
    "Moorshire risk log\n"
    "\n"
    "Risk Ref\tLink to Plan Area\tRisk Description\tConsequences / Impact\tRisk Owner\t"
    "Original Risk Score\t\t\tRisk Action Tolerate / Treat / Transfer / Terminate\t"
    "List of Current Controls\tCurrent Risk Score (as at 01/04/2026)\t\t\t"
    "Risk Action Tolerate / Treat / Transfer / Terminate\tFurther Action / Additional Controls\t"
    "Action Owner\tAction Target Date\tTarget Risk Score\t\t\tAction Complete (Yes or No)\t"
    "Q2 26/27 Risk Score\t\t\tQ2 Comments\n"
    "\t\t\t\t\tI\tL\tRisk Score\t\t\tI\tL\tRisk Score\t\t\t\t\t"
    "I\tL\tRisk Score\t\tI\tL\tRisk Score\t\n"
    "M1\tFloods\tThe store is hard to reach\tNo pumps\tKO/ TB\t4\t4\t16\tTreat\tA spare key\t"
    "4\t2\t8\tTolerate\tMove the pumps\tKO\tSep-26\t2\t2\t4\tNo\t4\t2\t8\tA lorry is found.\n"
    "M2 CLOSED\tBells\tBells ring at night\tNo sleep\tThe verger\t2\t2\t4\tTreat\tA cloth\t"
    "1\t1\t1\tTolerate\t\tPMCT\tDec-25\t1\t1\t1\tYes\t\t\t0\tClosed on the 4th.\n"
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., RisksReading]:
    def reading(
        text: str,
        suffix: str = ".csv",
        mapping: Mapping[str, str] | None = None,
        matrix: RiskSettings = MATRIX,
        people: tuple[Person, ...] = (),
    ) -> RisksReading:
        path = tmp_path / f"log{suffix}"
        path.write_text(text)
        return read_risks(path, matrix, mapping, people)

    return reading


Read = Callable[..., RisksReading]


def uses(reading: RisksReading) -> list[str]:
    return [" ".join(filter(None, (use.stage, use.name, use.field))) for use in reading.layout]


def scores(assessments: tuple[Assessment, ...]) -> list[tuple[object, ...]]:
    return [(each.stage, each.impact, each.likelihood, each.score) for each in assessments]


def test_a_log_of_twenty_five_columns_comes_in_whole(read: Read) -> None:
    reading = read(LOG, ".tsv")
    assert not reading.problems
    assert reading.notes == ('Line 1, above the header, was left out: "Moorshire risk log".',)
    assert len(reading.layout) == 25
    assert not any(use.field == "note" for use in reading.layout)
    first, second = reading.rows
    assert (first.line, first.ref, first.area, first.owners.text) == (5, "M1", "Floods", "KO/ TB")
    assert scores(first.assessments) == [
        ("original", 4, 4, 16), ("current", 4, 2, 8), ("target", 2, 2, 4), ("review", 4, 2, 8),
    ]  # fmt: skip
    assert [each.response for each in first.assessments] == ["treat", "tolerate", None, None]
    assert first.assessments[1].as_at.earliest == date(2026, 4, 1)
    assert first.assessments[3].name == "Q2 26/27"
    assert first.action_due.latest == date(2026, 9, 30)
    assert (first.comments[0].text, first.comments[0].by) == ("A lorry is found.", "Q2 Comments")
    assert (second.ref, second.ref_text, second.status) == ("M2", "M2 CLOSED", "closed")
    assert scores(second.assessments)[3] == ("review", None, None, 0)
    assert second.action_owner.text == "PMCT"


@pytest.mark.parametrize(
    ("printed", "ref", "status"),
    [
        ("M3 CLOSED", "M3", "closed"),
        ("CLOSED M3", "M3", "closed"),
        ("M3 (closed)", "M3", "closed"),
        ("M3 - Closed", "M3", "closed"),
        ("C15 (LCC DMT)", "C15 (LCC DMT)", "open"),
        ("ENCLOSED 3", "ENCLOSED 3", "open"),
    ],
)
def test_the_status_may_stand_in_the_ref(read: Read, printed: str, ref: str, status: str) -> None:
    (row,) = read(f"Ref,Risk\n{printed},Bells\n").rows
    assert (row.ref, row.ref_text, row.status) == (ref, printed, status)


def test_a_status_column_says_more_than_the_ref(read: Read) -> None:
    reading = read("Ref,Risk,Status,Date closed\nA,B,Closed,3/4/2026\nC,D,Live,\nE,F,soon,spring\n")
    first, second, third = reading.rows
    assert (first.status, first.closed_on, first.notes) == ("closed", date(2026, 4, 3), ())
    assert (second.status, second.notes) == ("open", (Note("Status", "Live"),))
    assert third.notes == (Note("Status", "soon"), Note("Date closed", "spring"))


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Inherent Likelihood", "original likelihood"),
        ("Gross severity", "original impact"),
        ("Residual Risk Rating", "current score"),
        ("Current Risk Level", "current band"),
        ("Residual response", "current response"),
        ("Target", "target score"),
        ("Target date", "action_due"),
        ("Current controls", "controls"),
        ("Quarter 2 2026/27 score", "review Quarter 2 2026/27 score"),
        ("March 2026 Risk Score", "review March 2026 score"),
        ("Q1 review: impact", "review Q1 impact"),
        ("Likelihood", "current likelihood"),
        ("4Ts", "current response"),
        ("Q1 Comments", "Q1 Comments comment"),
        ("Lead Officer(s)", "owners"),
        ("Additional mitigation required", "further_action"),
        ("By whom", "action_owner"),
        ("Next review", "review_due"),
        ("Proximity", "proximity"),
        ("Hue", "Hue note"),
        ("Note: Owner", "Owner note"),
    ],
)
def test_columns_are_known_by_their_usual_names(read: Read, heading: str, meant: str) -> None:
    assert uses(read(f"Ref,Risk,{heading}\nM1,Bells,1\n"))[2] == meant


def test_impact_is_a_level_beside_a_likelihood_and_else_a_consequence(read: Read) -> None:
    levels = read("Ref,Risk,Impact,Likelihood\nM1,Bells,4,2\nM2,Owls,3,1\n")
    assert scores(levels.rows[0].assessments) == [("current", 4, 2, None)]
    assert read("Ref,Risk,Impact\nM1,Bells,No sleep\n").rows[0].consequence == "No sleep"


def test_figures_beside_current_ones_are_the_original(read: Read) -> None:
    reading = read(
        "Ref,Risk,Likelihood,Severity,Residual likelihood,Residual severity\nM,B,1,2,3,4\n"
    )
    assert scores(reading.rows[0].assessments) == [
        ("original", 2, 1, None),
        ("current", 4, 3, None),
    ]


@pytest.mark.parametrize(
    ("cell", "rated"),
    [
        ("3x4", (3, 4, None, "")),
        ("3 x 4", (3, 4, None, "")),
        ("3 × 4 = 12", (3, 4, 12, "")),
        ("12", (None, None, 12, "")),
        ("high", (None, None, None, "high")),
        ("to be discussed", (None, None, None, "to be discussed")),
    ],
)
def test_a_rating_may_stand_in_one_cell(read: Read, cell: str, rated: tuple[object, ...]) -> None:
    (row,) = read(f"Ref,Risk,Current score\nM1,Bells,{cell}\nM2,Owls,1x1\n").rows[:1]
    (found,) = row.assessments
    assert (found.impact, found.likelihood, found.score, found.rated) == rated


def test_the_first_axis_is_the_boards(read: Read) -> None:
    matrix = RiskSettings(first="likelihood")
    (row,) = read("Ref,Risk,Current score\nM1,Bells,3x4\n", matrix=matrix).rows
    assert (row.assessments[0].impact, row.assessments[0].likelihood) == (4, 3)


def test_a_level_may_be_named_and_a_word_that_is_none_is_kept(read: Read) -> None:
    reading = read("Ref,Risk,Current I,Current L\nA,B,4 - Major,rare\nC,D,Dire,2\n")
    first, second = (row.assessments[0] for row in reading.rows)
    assert (first.impact, first.likelihood, first.rated) == (4, 1, "")
    assert (second.impact, second.likelihood, second.rated) == (None, 2, "Impact Dire")


def test_a_band_is_only_kept_where_it_says_something_else(read: Read) -> None:
    head = "Ref,Risk,Current I,Current L,Current RAG\n"
    reading = read(head + "A,B,4,2,High\nC,D,4,2,Amber\nE,F,,,red\n")
    assert [row.assessments[0].rated for row in reading.rows] == ["", "Amber", "red"]


def test_what_nobody_recognises_is_kept_under_its_heading(read: Read) -> None:
    reading = read("Ref,Risk,Owner,Lead,,Hue\nM1,Bells,KO,TB,and more,mauve\n")
    (row,) = reading.rows
    assert row.owners.text == "KO"
    assert row.notes == (Note("Lead", "TB"), Note("Column 5", "and more"), Note("Hue", "mauve"))


def test_a_mapping_wins_over_the_usual_names(read: Read) -> None:
    mapping = {
        "Hue": "current score",
        "Keeper": "owners",
        "Owner": "note",
        "Then": "review Q1 score",
    }
    reading = read("Ref,Risk,Hue,Keeper,Owner,Then\nM1,Bells,8,KO,TB,4\n", mapping=mapping)
    assert uses(reading)[2:] == ["current score", "owners", "Owner note", "review Q1 score"]
    with pytest.raises(ReadingError, match='"colour", which no column can hold'):
        read("Ref,Risk,Hue\nM1,Bells,8\n", mapping={"Hue": "colour"})


def test_rows_that_are_no_risks_are_left_out_and_said_to_be(read: Read) -> None:
    head = "Ref,Risk,Owner\n"
    reading = read(f"{head}M1,Bells,KO\n\n{head}Page 2 of 3,,\nFloods,,\n,Only a risk,\nM2,Owls,\n")
    assert [row.line for row in reading.rows] == [2, 7, 8]
    assert list(reading.notes) == [
        "Line 4 was left out: it repeats the header.",
        'Line 5 was left out: it holds only "Page 2 of 3".',
        'Line 6 was left out: it holds only "Floods".',
    ]


def test_a_row_without_ref_and_description_is_a_problem(read: Read) -> None:
    reading = read('Ref,Risk,Owner,Area\nM1,Bells,KO,\n,,TB,Floods\nM2,"Owls" hoot,,\nM3,a,b,c,d\n')
    assert [problem.line for problem in reading.problems] == [3, 4, 5]
    assert "no ref and no description" in reading.problems[0].reason
    assert "beyond the last heading" in reading.problems[2].reason


def test_owners_are_understood_from_the_people_of_the_book(read: Read) -> None:
    keeper = Person("p1", "Kit Oram", "KO")
    (row,) = read("Ref,Risk,Owner\nM1,Bells,KO\n", people=(keeper,)).rows
    assert row.owners.people == ("p1",)
    assert not row.owners.flags


def test_comments_are_dated_and_signed_within_their_cell(read: Read) -> None:
    said = "As before.\n\n[03/04/2026, Kit Oram] Muffled.\n[unsigned] Loud."
    (row,) = read(f'Ref,Risk,Comments\nM1,Bells,"{said}"\n').rows
    assert [(each.text, each.day, each.by) for each in row.comments] == [
        ("As before.", None, "Comments"),
        ("Muffled.", date(2026, 4, 3), "Kit Oram"),
        ("Loud.", None, ""),
    ]


def test_a_formula_is_never_worked_out(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Ref", "Risk", "Current I", "Current L", "Current score", "Hue"])
    page.append(["M1", "Bells", 4, 2, "=C2*D2", '=HYPERLINK("x")'])
    other = book.create_sheet("Old log")
    other.append(["Ref", "Risk"])
    book.save(tmp_path / "log.xlsx")
    reading = read_risks(tmp_path / "log.xlsx", MATRIX)
    (row,) = reading.rows
    assert scores(row.assessments) == [("current", 4, 2, None)]
    assert row.assessments[0].rated == ""
    assert row.notes == (Note("Hue", '=HYPERLINK("x")'),)
    assert reading.notes == (
        'Only the sheet "Sheet" was read, not "Old log".',
        'Line 2: "=C2*D2" is a formula, which hwb works out itself.',
        'Line 2: "=HYPERLINK("x")" is a formula, and was kept as text.',
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("one,two\n3,4\n", "no header line of a risk log"),
        ("Ref,Owner\nM1,KO\n", "no column is called description"),
        ("Ref,Ris", "no header line of a risk log"),
    ],
)
def test_a_file_that_is_no_log_is_refused_in_one_line(read: Read, text: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said) as refusal:
        read(text)
    assert "\n" not in str(refusal.value)


def test_a_log_saved_in_an_old_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes("Ref,Risk\nM1,Café – £3\n".encode("cp1252"))
    reading = read_risks(path, MATRIX)
    assert reading.rows[0].description == "Café – £3"
    assert "Windows text" in reading.notes[0]
