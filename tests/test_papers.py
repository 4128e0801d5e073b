"""The papers of a meeting, opened again as their readers open them."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from textwrap import dedent
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from board.paper import (
    AgendaPaper,
    Attendee,
    MinutesPaper,
    PrintedAction,
    PrintedItem,
    PrintedMinute,
)
from board.text import visible
from documents.agenda_text import agenda_markdown, agenda_plain
from documents.agenda_word import agenda_docx
from documents.minutes_text import minutes_markdown, minutes_plain
from documents.minutes_word import minutes_docx
from documents.papers import PaperError, write_agenda, write_minutes

HOSTILE = (
    "[/] Cllr [Smith] [@click=app.quit]",
    "\x1b[31mred\x1b[0m",
    "=cmd()",
    "no\x00thing",
    "right \u202e left",
    "</w:t></w:r><w:fldSimple w:instr='QUIT'/>",
    "{ HYPERLINK http://evil.example }",
    "# not a heading",
    "1. not a list",
    "2) nor this",
    "- nor + this",
    "> no quotation",
    "*stars* _lines_ ~~struck~~ `code` $x$",
    "a | b | c",
    "<b>bold</b> <!-- gone -->",
    "&lt; &#65; Care & Health",
    "[link](http://evil.example) ![image](x.png)",
    "http://evil.example www.evil.example",
    "    indented code",
    "back\\slash\\",
    "👩🏽‍⚕️ 議事録 ישיבה محضر",
    "---",
    "===",
    "title #",
)

PAPER = MinutesPaper(
    council="Fenshire Council",
    body="Wellbeing Board",
    day=date(2026, 3, 12),
    venue="the Corn Hall, Fen Market",
    style="headed",
    draft=True,
    present=(
        Attendee("Cllr Ada Reeve", "Council Leader", "in the chair"),
        Attendee("Dr Idris Vaughan", "", "left at 2.30 pm after minute 8"),
    ),
    substitutes=(Attendee("Nina Shah", "Fen Trust", "substitute for Lou Park"),),
    in_attendance=(),
    apologies=(Attendee("Lou Park"),),
    minutes=(
        PrintedMinute(
            "8",
            "Winter plan",
            ("Nina Shah spoke to the plan.", "Members asked about beds."),
            "Resolved",
            ("To note the plan; and", "To ask for figures in June."),
            ("1.", "2."),
            (PrintedAction("A3", "bring the figures", "Nina Shah", "Thursday 11 June 2026"),),
            ("Dr Vaughan left the meeting at 2.30 pm.",),
        ),
        PrintedMinute("", "Any other business", ()),
    ),
    started="2.00 pm",
    ended="2.45 pm",
    quorum_note=("The quorum was lost at 2.30 pm.",),
    officer="Jo Bell, 01632 960001",
)
COLUMNS = replace(PAPER, style="columns")

AGENDA = AgendaPaper(
    council="Fenshire Council",
    body="Wellbeing Board",
    day=date(2026, 6, 11),
    starts="2.00 pm",
    venue="the Corn Hall",
    kind="public",
    style="headed",
    members=(Attendee("Cllr Ada Reeve", "Council Leader", "chair"), Attendee("Vacant", "Fen GPs")),
    non_voting=(),
    items=(
        PrintedItem("1", "Apologies"),
        PrintedItem(
            *("2", "Winter figures", "To consider the figures.", "Nina Shah", "Ed Fox"),
            *("Lou Park", "WB/26/7", "Pages 9 - 14"),
        ),
        PrintedItem("3", "Care plan", pages="To follow"),
    ),
    officer="Jo Bell, 01632 960001",
)


AGENDA_COLUMNS = replace(AGENDA, style="columns")


def opened(data: bytes) -> WordDocument:
    return Document(io.BytesIO(data))


def saying(*texts: str, style: str = "headed") -> MinutesPaper:
    """Minutes in which every field that takes text says one of `texts`."""
    first = texts[0]
    person = Attendee(first, first, first)
    minute = PrintedMinute(
        *(first, first, texts, first, texts, ("",) * len(texts)),
        *((PrintedAction(first, first, first, first),), texts),
    )
    people = ((person,),) * 4
    return MinutesPaper(
        *(first, first, PAPER.day, first, style, True, *people, (minute,)),
        *(first, first, texts, first),
    )


def all_paragraphs(document: WordDocument) -> list[str]:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for place in (document, *cells) for paragraph in place.paragraphs]


class Rendered(HTMLParser):
    """What a reader of Markdown sees: the text of each element, and which elements there are."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: set[str] = set()
        parser = MarkdownIt("gfm-like", {"linkify": False}).enable(["table", "strikethrough"])
        self.feed(parser.render(markdown).replace("<br />\n", "<br>"))

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data


# Word


@pytest.mark.parametrize("paper", [PAPER, COLUMNS])
def test_headings_in_word_are_real_headings(paper: MinutesPaper) -> None:
    document = opened(minutes_docx(paper))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert headings[:4] == ["Present", "Substitutes", "Apologies", "Quorum"]
    if paper.style == "headed":
        assert headings[4:] == ["8\tWinter plan", "Any other business"]
    else:
        subject = document.tables[0].cell(1, 1).paragraphs[0]
        assert (subject.text, subject.style and subject.style.name) == ("Winter plan", "Heading 2")


def test_headed_minutes_read_in_order_in_word() -> None:
    said = [paragraph.text for paragraph in opened(minutes_docx(PAPER)).paragraphs]
    assert said[said.index("8\tWinter plan") :] == [
        "8\tWinter plan",
        "Nina Shah spoke to the plan.",
        "Members asked about beds.",
        "Resolved",
        "1.\tTo note the plan; and",
        "2.\tTo ask for figures in June.",
        "Action A3: bring the figures — Nina Shah, by Thursday 11 June 2026",
        "Dr Vaughan left the meeting at 2.30 pm.",
        "Any other business",
        "(Duration of meeting: 2.00 pm to 2.45 pm)",
        "Officer: Jo Bell, 01632 960001",
        "Signed as a correct record:",
        "Chair \t  Date \t",
    ]


def test_columns_in_word_repeat_their_header_row_on_every_page() -> None:
    header, *rows = opened(minutes_docx(COLUMNS)).tables[0].rows
    assert [cell.text for cell in header.cells] == ["No.", "Subject", "Minute"]
    assert header._tr.trPr is not None
    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row.cells[0].text for row in rows] == ["8", ""]


def test_a_long_minute_may_split_across_pages_and_a_short_one_may_not() -> None:
    long = replace(PAPER.minutes[0], paragraphs=("Members spoke at length. " * 200,))
    paper = replace(COLUMNS, minutes=(long, PAPER.minutes[1]))
    _, first, second = opened(minutes_docx(paper)).tables[0].rows
    assert first._tr.find(f".//{qn('w:cantSplit')}") is None
    assert second._tr.find(f".//{qn('w:cantSplit')}") is not None


def test_paragraph_numbers_hang_in_the_margin() -> None:
    numbered = replace(PAPER.minutes[0], paragraph_numbers=("8.1", "8.2"))
    said = all_paragraphs(opened(minutes_docx(replace(PAPER, minutes=(numbered,)))))
    assert "8.2\tMembers asked about beds." in said


def test_every_page_has_its_number_an_initials_box_and_the_draft_marker() -> None:
    section = opened(minutes_docx(PAPER)).sections[0]
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert [instruction.strip() for instruction in fields] == ["PAGE", "NUMPAGES"]
    box, pages = section.footer.paragraphs
    assert box.text == "Initials of chair:"
    assert pages.text.startswith("Page ")
    assert section.header.paragraphs[0].text == "Wellbeing Board, Thursday 12 March 2026\tDRAFT"


def test_confirmed_minutes_carry_no_draft_marker() -> None:
    paper = replace(PAPER, draft=False)
    assert "DRAFT" not in opened(minutes_docx(paper)).sections[0].header.paragraphs[0].text
    assert "DRAFT" not in minutes_markdown(paper) + minutes_plain(paper)


@pytest.mark.parametrize("data", [minutes_docx(PAPER), agenda_docx(AGENDA_COLUMNS)])
def test_word_papers_are_in_british_english_everywhere(data: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in ("word/styles.xml", "word/document.xml", "word/settings.xml"):
        assert b"en-US" not in archive.read(name)
    styles = opened(data).styles.element
    languages = [language.get(qn("w:val")) for language in styles.iter(qn("w:lang"))]
    assert len(languages) > 15
    assert set(languages) == {"en-GB"}


def test_the_properties_of_a_word_file_hold_a_title_and_nobody_s_name() -> None:
    properties = opened(minutes_docx(replace(PAPER, venue="x\x00" * 300))).core_properties
    assert properties.title.startswith("Minutes of the Wellbeing Board meeting held on Thursday 12")
    assert len(properties.title) == 255
    assert properties.language == "en-GB"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_a_word_agenda_keeps_the_lines_of_an_item_together() -> None:
    document = opened(agenda_docx(AGENDA))
    said = {paragraph.text: paragraph for paragraph in document.paragraphs}
    assert said["2\tWinter figures (Pages 9 - 14)"].style.name == "Heading 2"  # type: ignore[union-attr]
    assert said["Report author: Lou Park"].paragraph_format.keep_with_next
    assert not said["Report: WB/26/7"].paragraph_format.keep_with_next
    assert "Cllr Ada Reeve\tCouncil Leader (chair)" in said
    assert not document.sections[0].footer._element.findall(f".//{qn('w:pBdr')}")


def test_an_agenda_in_columns_is_a_word_table_with_a_repeating_header_row() -> None:
    header, *rows = opened(agenda_docx(AGENDA_COLUMNS)).tables[0].rows
    assert [cell.text for cell in header.cells] == ["No.", "Subject", "Details"]
    assert header._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["1", "Apologies", ""],
        [
            "2",
            "Winter figures\nReport: WB/26/7\nPages 9 - 14",
            "To consider the figures.\nPresented by: Nina Shah\n"
            "Responsible Officer: Ed Fox\nReport author: Lou Park",
        ],
        ["3", "Care plan\nTo follow", ""],
    ]
    title = rows[1].cells[1].paragraphs[0]
    assert title.style is not None
    assert title.style.name == "Heading 2"


# Text from people


@pytest.mark.parametrize("style", ["headed", "columns"])
def test_hostile_text_comes_out_of_word_as_it_was_typed(style: str) -> None:
    document = opened(minutes_docx(saying(*HOSTILE, style=style)))
    said = all_paragraphs(document)
    for text in HOSTILE:
        assert said.count(visible(text, newlines=True)) >= 3, text
    for element in ("w:hyperlink", "w:instrText", "w:fldSimple"):
        assert not document.element.findall(f".//{qn(element)}")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=())), min_size=1), st.booleans())
def test_any_text_comes_out_of_word_unchanged_and_well_formed(
    texts: list[str], columns: bool
) -> None:
    data = minutes_docx(saying(*texts, style="columns" if columns else "headed"))
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            ElementTree.fromstring(archive.read(name))
    said = all_paragraphs(opened(data))
    for text in texts:
        assert visible(text, newlines=True) in said


@pytest.mark.parametrize("style", ["headed", "columns"])
def test_hostile_text_in_markdown_renders_as_it_was_typed(style: str) -> None:
    for text in HOSTILE:
        rendered = Rendered(minutes_markdown(saying(text, style=style)))
        assert rendered.text.count(visible(text)) >= 10, text
        table = {"table", "thead", "tbody", "tr", "th", "td", "br"} if style == "columns" else set()
        assert rendered.tags <= {"h1", "h2", "p", "strong", "em", "ul", "li"} | table, text


@settings(deadline=None)
@given(st.text("ab1. -+=*_#>|`~[]()<&;:!\\/\t\n\u2003$é"), st.booleans())
def test_any_text_in_markdown_renders_as_it_was_typed(text: str, columns: bool) -> None:
    minute = PrintedMinute("1", "Title", (f"a{text}", f"b{text}"), labels=("",), clauses=(text,))
    style = "columns" if columns else "headed"
    rendered = Rendered(minutes_markdown(replace(PAPER, style=style, minutes=(minute,))))
    lines = text.rstrip("\n")
    assert f"a{lines}" in rendered.text
    assert f"b{lines}" in rendered.text
    assert lines in rendered.text
    assert not rendered.tags & {"a", "img", "code", "pre", "ol", "blockquote", "hr", "s", "h3"}


@pytest.mark.parametrize("style", ["headed", "columns"])
def test_plain_text_shows_what_would_act_on_a_terminal(style: str) -> None:
    text = minutes_plain(saying(*HOSTILE, style=style))
    assert "\x1b" not in text
    assert "\x00" not in text
    for said in HOSTILE:
        assert visible(said) in text


@pytest.mark.parametrize("style", ["headed", "columns"])
def test_hostile_text_comes_out_of_an_agenda_as_it_was_typed(style: str) -> None:
    for text in HOSTILE:
        item = PrintedItem(*[text] * 8)
        people = (Attendee(text, text, text),)
        paper = replace(AGENDA, body=text, members=people, items=(item,), officer=text)
        paper = replace(paper, style=style)
        said = "\n".join(all_paragraphs(opened(agenda_docx(paper))))
        assert said.count(visible(text, newlines=True)) >= 10, text
        rendered = Rendered(agenda_markdown(paper))
        assert rendered.text.count(visible(text)) >= 10, text
        table = {"table", "thead", "tbody", "tr", "th", "td"} if style == "columns" else set()
        assert rendered.tags <= {"h1", "h2", "p", "strong", "ul", "li", "br"} | table, text
        assert agenda_plain(paper).count(visible(text)) >= 10, text


def test_a_megabyte_is_one_paragraph_still() -> None:
    text = "word " * 250_000
    paper = replace(PAPER, minutes=(PrintedMinute("1", "Paste", (text,)),))
    assert text in all_paragraphs(opened(minutes_docx(paper)))
    assert text in minutes_plain(paper)
    assert text.rstrip() in minutes_markdown(paper)


# Markdown and plain text


def test_headed_minutes_as_plain_text() -> None:
    assert minutes_plain(PAPER) == dedent(
        """\
        DRAFT: not yet confirmed as a correct record

        Fenshire Council

        Minutes of the Wellbeing Board meeting held on Thursday 12 March 2026 at the Corn Hall, Fen Market

        Present:

            Cllr Ada Reeve, Council Leader (in the chair)
            Dr Idris Vaughan (left at 2.30 pm after minute 8)

        Substitutes:

            Nina Shah, Fen Trust (substitute for Lou Park)

        Apologies:

            Lou Park

        Quorum:

            The quorum was lost at 2.30 pm.

        8 Winter plan

        Nina Shah spoke to the plan.

        Members asked about beds.

        Resolved

            1. To note the plan; and

            2. To ask for figures in June.

        Action A3: bring the figures — Nina Shah, by Thursday 11 June 2026

        Dr Vaughan left the meeting at 2.30 pm.

        Any other business

        (Duration of meeting: 2.00 pm to 2.45 pm)

        Officer: Jo Bell, 01632 960001
        """  # noqa: E501
    )


def test_columns_as_plain_text() -> None:
    long = PrintedMinute("9", "The plan for winter in the county", ("Members noted it.",))
    paper = replace(COLUMNS, minutes=(*PAPER.minutes, long))
    text = minutes_plain(paper)
    assert text[text.index("No.") :] == dedent(
        """\
        No.   Subject                     Minute

        8     Winter plan                 Nina Shah spoke to the plan.

                                          Members asked about beds.

                                          Resolved

                                              1. To note the plan; and

                                              2. To ask for figures in June.

                                          Action A3: bring the figures — Nina Shah, by Thursday 11 June 2026

                                          Dr Vaughan left the meeting at 2.30 pm.

              Any other business

        9     The plan for winter in the county
                                          Members noted it.

        (Duration of meeting: 2.00 pm to 2.45 pm)

        Officer: Jo Bell, 01632 960001
        """  # noqa: E501
    )


def test_headed_minutes_as_markdown() -> None:
    text = minutes_markdown(replace(PAPER, quorum_note=(), substitutes=(), apologies=()))
    assert text == dedent(
        """\
        **DRAFT: not yet confirmed as a correct record**

        Fenshire Council

        # Minutes of the Wellbeing Board meeting held on Thursday 12 March 2026 at the Corn Hall, Fen Market

        ## Present

        - Cllr Ada Reeve, Council Leader (in the chair)
        - Dr Idris Vaughan (left at 2.30 pm after minute 8)

        ## 8 Winter plan

        Nina Shah spoke to the plan.

        Members asked about beds.

        **Resolved**

        1\\. To note the plan; and

        2\\. To ask for figures in June.

        **Action A3:** bring the figures — Nina Shah, by Thursday 11 June 2026

        *Dr Vaughan left the meeting at 2.30 pm.*

        ## Any other business

        (Duration of meeting: 2.00 pm to 2.45 pm)

        Officer: Jo Bell, 01632 960001
        """  # noqa: E501
    )


def test_columns_as_markdown_are_a_table() -> None:
    minute = PrintedMinute("8", "Beds | wards", ("Noted.", "Two\nlines."), "Agreed", ("To wait.",))
    text = minutes_markdown(replace(COLUMNS, minutes=(minute,)))
    assert text[text.index("## Minutes") : text.index("(Duration")] == dedent(
        r"""
        ## Minutes

        | No. | Subject | Minute |
        | --- | --- | --- |
        | 8 | Beds \| wards | Noted.<br><br>Two<br>lines.<br><br>**Agreed**<br><br>To wait. |

        """
    ).removeprefix("\n")


def test_an_agenda_as_plain_text() -> None:
    assert agenda_plain(AGENDA) == dedent(
        """\
        Fenshire Council

        AGENDA

        Meeting: Wellbeing Board
        Date: Thursday 11 June 2026
        Time: 2.00 pm
        Place: the Corn Hall

        This meeting is open to the public.

        Voting membership:

            Cllr Ada Reeve, Council Leader (chair)
            Vacant, Fen GPs

        1 Apologies

        2 Winter figures (Pages 9 - 14)
            To consider the figures.
            Presented by: Nina Shah
            Responsible Officer: Ed Fox
            Report author: Lou Park
            Report: WB/26/7

        3 Care plan (To follow)

        Enquiries: Jo Bell, 01632 960001
        """
    )


def test_an_agenda_as_markdown() -> None:
    text = agenda_markdown(replace(AGENDA, kind="private", items=AGENDA.items[1:2]))
    assert text == dedent(
        """\
        Fenshire Council

        # Agenda

        **Meeting:** Wellbeing Board\\
        **Date:** Thursday 11 June 2026\\
        **Time:** 2.00 pm\\
        **Place:** the Corn Hall

        This meeting is not open to the public.

        ## Voting membership

        - Cllr Ada Reeve, Council Leader (chair)
        - Vacant, Fen GPs

        ## 2 Winter figures (Pages 9 - 14)

        To consider the figures.

        **Presented by:** Nina Shah

        **Responsible Officer:** Ed Fox

        **Report author:** Lou Park

        **Report:** WB/26/7

        **Enquiries:** Jo Bell, 01632 960001
        """
    )


def test_an_agenda_in_columns_as_plain_text() -> None:
    long = PrintedItem(
        *("4", "The plan for winter in the county", "To agree:\n\n1. the plan"),
        *("", "", "Lou Park", "WB/26/8", "Page 15"),
    )
    full = PrintedItem("5", "Minutes of the last meeting", "To confirm them.")
    text = agenda_plain(replace(AGENDA_COLUMNS, items=(*AGENDA.items, long, full)))
    assert text[text.index("No.") :] == dedent(
        """\
        No.   Subject                     Details

        1     Apologies

        2     Winter figures              To consider the figures.
              Report: WB/26/7             Presented by: Nina Shah
              Pages 9 - 14                Responsible Officer: Ed Fox
                                          Report author: Lou Park

        3     Care plan
              To follow

        4     The plan for winter in the county
              Report: WB/26/8             To agree:
              Page 15
                                          1. the plan
                                          Report author: Lou Park

        5     Minutes of the last meeting
                                          To confirm them.

        Enquiries: Jo Bell, 01632 960001
        """
    )


def test_an_agenda_in_columns_as_markdown_is_a_table() -> None:
    split = PrintedItem("4", "Beds | wards", "To agree:\nthe plan", pages="Page 15")
    text = agenda_markdown(replace(AGENDA_COLUMNS, items=(*AGENDA.items[:2], split)))
    people = "**Responsible Officer:** Ed Fox<br>**Report author:** Lou Park"
    assert text[text.index("## Items") : text.index("**Enq")].rstrip().split("\n") == [
        "## Items of business",
        "",
        "| No. | Subject | Details |",
        "| --- | --- | --- |",
        "| 1 | Apologies |  |",
        "| 2 | Winter figures<br>**Report:** WB/26/7<br>Pages 9 - 14 "
        f"| To consider the figures.<br>**Presented by:** Nina Shah<br>{people} |",
        "| 4 | Beds \\| wards<br>Page 15 | To agree:<br>the plan |",
    ]


@pytest.mark.parametrize(
    ("started", "ended", "line"),
    [
        ("2.00 pm", "", "(The meeting began at 2.00 pm)"),
        ("", "3.00 pm", "(The meeting ended at 3.00 pm)"),
    ],
)
def test_a_time_that_was_not_stamped_is_not_printed(started: str, ended: str, line: str) -> None:
    assert line in minutes_plain(replace(PAPER, started=started, ended=ended))


def test_minutes_of_an_empty_room_say_so_and_leave_blanks_out() -> None:
    empty = MinutesPaper("", "Board", PAPER.day, "", "headed", False, (), (), (), (), (), "", "")
    assert minutes_plain(empty) == (
        "Minutes of the Board meeting held on Thursday 12 March 2026\n\n"
        "Present:\n\n    Nobody is recorded as present.\n"
    )
    assert "Nobody is recorded as present." in minutes_markdown(empty)
    assert "Nobody is recorded as present." in all_paragraphs(opened(minutes_docx(empty)))


# The door


@pytest.mark.parametrize("name", ["paper.docx", "paper.md", "paper.txt", "PAPER.TXT"])
def test_a_paper_is_written_for_its_owner_alone_and_leaves_nothing_beside_it(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("last week's export")
    path.chmod(0o644)
    write_minutes(PAPER, path)
    minutes = path.read_bytes()
    write_agenda(AGENDA, path)
    assert minutes != path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("name", ["minutes.pdf", "minutes", "bad\x1b[2J\n.exe"])
def test_an_unknown_format_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(PaperError) as refusal:
        write_minutes(PAPER, tmp_path / name)
    assert str(refusal.value).endswith("end its name in .docx, .md or .txt.")
    assert str(refusal.value).isprintable()
    assert not os.listdir(tmp_path)


def test_a_place_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(
        PaperError, match=r"Cannot write .*agenda\.txt: No such file or directory\."
    ):
        write_agenda(AGENDA, tmp_path / "missing" / "agenda.txt")


def test_a_name_no_file_can_have_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match=r"a␀b\.txt: No file can have that name\."):
        write_minutes(PAPER, tmp_path / "a\0b.txt")
    assert not os.listdir(tmp_path)


def test_a_refused_paper_leaves_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "minutes.md"
    (folder / "kept").mkdir(parents=True)
    with pytest.raises(PaperError):
        write_minutes(PAPER, folder)
    assert os.listdir(tmp_path) == ["minutes.md"]
