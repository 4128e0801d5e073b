"""The risk log as an appendix: words, matrix and movement that a board can read."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from board.dates import read_partial
from board.flags import Flag
from board.movement import movement
from board.names import understand
from board.risk_paper import RisksPaper, risks_paper
from board.risks import Assessment, Comment, Note, Review
from documents.papers import write_risks
from documents.risks_in import read_risks
from documents.risks_sheet import risks_xlsx
from documents.risks_text import risks_csv, risks_markdown
from documents.risks_word import risks_docx
from tests.test_risks_out import BOARD, DAY, HOSTILE, MATRIX, paper, risk


def stage(name: str, impact: int, likelihood: int, order: int, **said: str) -> Assessment:
    quarter = name if name.startswith("Q") else ""
    return Assessment("", "review" if quarter else name, quarter, read_partial(said.pop("day", "")),
                      impact, likelihood, order=order, **said)  # type: ignore[arg-type]  # fmt: skip


FLOODS = risk(
    1,
    ref="M1",
    area="Floods",
    description="The store is hard to reach",
    consequence="No pumps on the day",
    owners=understand("KO/TB", ()),
    controls="A spare key",
    further_action="Move the pumps",
    action_owner=understand("KO", ()),
    action_due=read_partial("Sep-26"),
    action_complete="No",
    assessments=(
        stage("original", 4, 4, 1, response_text="Treat"),
        stage("Q1 26/27", 4, 4, 2),
        stage("current", 4, 2, 3, day="Tuesday 1 September 2026", reason="A lorry came."),
        stage("target", 2, 2, 4),
    ),
    comments=(Comment("", "Muffled", date(2026, 9, 3), "Kit Oram"),),
    notes=(Note("Hue", "mauve"),),
)
BELLS = risk(2, ref="M2", description="Bells ring", status="closed", closed_why="Sold")
OWLS = risk(3, description="Owls", assessments=(Assessment("", "current", rated="Dire"),))
Q1 = Review("q1", "Q1 26/27", date(2026, 6, 30), MATRIX)


@pytest.fixture(scope="module")
def appendix() -> RisksPaper:
    log = (FLOODS, BELLS, OWLS)
    unowned = Flag("no-owner", "Nobody owns this risk.")
    unknown = Flag("unknown-initials", "Nobody in this book has the initials KO.")
    flags = {"r1": (unowned, unknown)}
    moved = movement(log, Q1, None, MATRIX)
    return risks_paper(log, BOARD, DAY, flags=flags, movement=moved)


def test_the_paper_says_where_the_risks_stand_and_how_they_moved(appendix: RisksPaper) -> None:
    assert appendix.summary == "2 open risks: 1 high, 1 not rated; 1 closed."
    assert [(cell.impact, cell.likelihood) for cell in appendix.cells if cell.refs] == [(4, 2)]
    assert appendix.moved_title == "Movement since Q1 26/27 (Tuesday 30 June 2026)"
    assert [(each.heading, each.sentences) for each in appendix.moved] == [
        ("New (1)", ("R3, Dire.",)),
        ("Down (1)", ("M1, 16 extreme to 8 high. A lorry came.",)),
    ]
    first, second, third = appendix.rows
    assert first.path == "16 extreme → 8 high → 4 moderate"
    assert first.action == "KO; by Sep-26; complete: No"
    assert first.flags == ("Nobody owns this risk.",)
    assert second.status == "Closed: Sold"
    assert first.current
    assert first.current.as_at == "1/9/2026"
    assert (third.ref, third.path) == ("R3", "– → Dire → –")


def test_the_appendix_lies_on_its_side_and_repeats_its_headings(appendix: RisksPaper) -> None:
    document = Document(io.BytesIO(risks_docx(appendix)))
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"] == [
        "Where the open risks stand now",
        "Legend",
        "Movement since Q1 26/27 (Tuesday 30 June 2026)",
        "The risk log",
    ]
    for table in document.tables:
        assert len(table._tbl.findall(f".//{qn('w:tblHeader')}")) == 1
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None
    assert document.core_properties.language == "en-GB"


def test_no_colour_of_the_appendix_is_without_its_word(appendix: RisksPaper) -> None:
    document = Document(io.BytesIO(risks_docx(appendix)))
    names = {band.name for band in MATRIX.bands}
    fills = {"C6E5C3", "FFF0A6", "FBCF9D", "F5ABA3"}
    coloured = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if (shade := cell._tc.find(f".//{qn('w:shd')}")) is not None
        if shade.get(qn("w:fill")) in fills
    ]
    assert len(coloured) == 25 + 4
    assert all(any(name in text for name in names) for text in coloured)


EVERYTHING = {
    "The store is hard to reach", "No pumps on the day", "KO/TB", "A spare key", "Floods",
    "Move the pumps", "KO; by Sep-26; complete: No", "16 extreme", "8 high", "4 moderate",
    "4x2", "Treat", "at 1/9/2026", "Muffled", "Hue: mauve", "Nobody owns this risk.",
    "Closed: Sold", "Dire", "Ada Reeve, clerk",
}  # fmt: skip


def test_nothing_of_the_log_is_left_out_of_the_appendix(appendix: RisksPaper) -> None:
    text = "\n".join(
        node.text or ""
        for node in Document(io.BytesIO(risks_docx(appendix))).element.iter(qn("w:t"))
    )
    shown = MarkdownIt("commonmark").enable("table").render(risks_markdown(appendix))
    for words in EVERYTHING:
        assert words in text
        assert words in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words_in_the_appendix(text: str) -> None:
    out = paper(risk(description=text, controls=text, area=text))
    document = Document(io.BytesIO(risks_docx(out)))
    assert not document.element.findall(f".//{qn('w:hyperlink')}")
    shown = MarkdownIt("commonmark").enable("table").render(risks_markdown(out))
    assert "<b>" not in shown.replace("<strong>", "")
    assert "<a " not in shown


def test_an_empty_log_is_a_paper_and_a_sheet_too(tmp_path: Path) -> None:
    assert "There are no risks in the log." in risks_markdown(paper())
    assert risks_docx(paper())
    write_risks(paper(), tmp_path / "log.xlsx")
    assert read_risks(tmp_path / "log.xlsx", MATRIX).rows == ()


def test_a_matrix_of_another_size_and_order_is_the_boards() -> None:
    matrix = replace(
        MATRIX, impact="Harm", first="likelihood", impact_levels=("slight", "some", "grave")
    )
    out = paper(
        risk(assessments=(Assessment("", "current", impact=3, likelihood=2),)),
        board=replace(BOARD, risk=matrix),
    )
    assert [key.heading for key in out.legend] == ["Bands", "Likelihood", "Harm", "Score"]
    assert out.rows[0].current
    assert out.rows[0].current.rating == "2x3"
    assert len(out.cells) == 15
    assert risks_docx(out)
    assert "Current harm" in risks_csv(out)
    assert risks_xlsx(out)
