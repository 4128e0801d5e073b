"""Lists in: the file, its encoding, its header, and its rows by line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from documents import table
from documents.agenda_rows import AGENDA_COLUMNS
from documents.members_in import MEMBER_COLUMNS
from documents.reading import Problem, Reading, ReadingError, printable
from documents.table import Cells, heading_key, is_table, read_paper, read_table

COLUMNS = {
    "dish": ("dish", "item", "pudding"),
    "number": ("number", "no", "item"),
    "cook": ("cook", "cook name"),
}


def read(path: Path, content: str | bytes) -> Reading[Cells]:
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(raw)
    return read_table(read_paper(path), COLUMNS, need=("dish",))


def cells(reading: Reading[Cells]) -> list[tuple[int, str, str]]:
    return [(row.line, row["dish"], row["cook"]) for row in reading.rows]


@pytest.fixture
def csv_file(tmp_path: Path) -> Path:
    return tmp_path / "supper.csv"


def test_columns_stand_in_any_order_under_their_usual_names(csv_file: Path) -> None:
    reading = read(csv_file, "COOK name (first),Pudding:\nAda,Trifle\n")
    assert cells(reading) == [(2, "Trifle", "Ada")]
    assert not reading.problems
    assert not reading.notes


@pytest.mark.parametrize("columns", [MEMBER_COLUMNS, AGENDA_COLUMNS])
def test_every_usual_name_can_be_met(columns: table.Columns) -> None:
    assert all(heading_key(name) == name for names in columns.values() for name in names)


def test_item_means_what_no_plainer_heading_means(csv_file: Path) -> None:
    both = read(csv_file, "Item,Dish\n7,Trifle\n")
    assert (both.rows[0]["number"], both.rows[0]["dish"]) == ("7", "Trifle")
    numbered = read(csv_file, "No.,Item\n7,Trifle\n")
    assert (numbered.rows[0]["number"], numbered.rows[0]["dish"]) == ("7", "Trifle")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_excel_saves_are_read(csv_file: Path, encoding: str) -> None:
    reading = read(csv_file, "dish,cook\nCrème brûlée,Zoë 陈\n".encode(encoding))
    assert cells(reading) == [(2, "Crème brûlée", "Zoë 陈")]
    assert not reading.notes


def test_an_old_windows_file_is_read_and_said_to_be_one(csv_file: Path) -> None:
    reading = read(csv_file, "dish,cook\nCrème – £3,Zoë\n".encode("cp1252"))
    assert cells(reading) == [(2, "Crème – £3", "Zoë")]
    assert "Windows" in reading.notes[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "dish;cook\nFool;Ada\n"),
        ("a.csv", "dish\tcook\nFool\tAda\n"),
        ("a.tsv", "dish,cook\nFool,Ada\n"),
        ("a.tsv", "dish\tcook\r\nFool\tAda\r\n"),
        ("a.txt", 'dish, cook\rFool, "Ada"\r'),
    ],
)
def test_the_separator_is_the_one_that_makes_a_header(
    tmp_path: Path, name: str, content: str
) -> None:
    assert cells(read(tmp_path / name, content)) == [(2, "Fool", "Ada")]


def test_titles_above_the_header_are_noted_and_lines_count_from_the_top(csv_file: Path) -> None:
    reading = read(csv_file, "Suppers of the year,\n\ndish,cook\n\nFool,Ada\n")
    assert cells(reading) == [(5, "Fool", "Ada")]
    assert reading.notes == ('Line 1, above the header, was left out: "Suppers of the year".',)


def test_a_quoted_cell_keeps_its_lines_and_the_next_row_its_number(csv_file: Path) -> None:
    reading = read(csv_file, 'dish,cook\n"Fool,\r\nof ""plum""",Ada\nTart,Bo\n')
    assert cells(reading) == [(2, 'Fool,\r\nof "plum"', "Ada"), (4, "Tart", "Bo")]


def test_marks_of_speech_in_a_tsv_are_text(tmp_path: Path) -> None:
    reading = read(tmp_path / "a.tsv", 'dish\tcook\n"Fool" of plum\tAda\nTart\t"Bo\n')
    assert cells(reading) == [(2, '"Fool" of plum', "Ada"), (3, "Tart", '"Bo')]


def test_a_broken_quotation_is_a_problem_of_its_line(csv_file: Path) -> None:
    reading = read(csv_file, 'dish,cook\n"Fool" of plum,Ada\nTart,Bo\n"Jelly,Cy\nSyllabub,Di\n')
    assert cells(reading) == [(3, "Tart", "Bo")]
    assert [problem.line for problem in reading.problems] == [2, 4]
    assert "never closes" in reading.problems[1].reason


def test_a_cell_beyond_the_header_is_a_problem_and_never_dropped(csv_file: Path) -> None:
    reading = read(csv_file, "dish,cook,\nFool,Ada,,\nTart,Bo,cream\nJelly,Cy,,ice\n")
    assert cells(reading) == [(2, "Fool", "Ada")]
    assert [problem.line for problem in reading.problems] == [3, 4]
    assert str(reading.problems[0]).startswith('line 3: "cream" is in column 3')


def test_a_short_row_has_blanks(csv_file: Path) -> None:
    assert cells(read(csv_file, "dish,cook\nFool\n")) == [(2, "Fool", "")]


def test_unknown_columns_are_listed(csv_file: Path) -> None:
    reading = read(csv_file, "dish,Wine,cook,Mood\nFool,red,Ada,gay\n")
    assert reading.notes == ('Columns not understood and left out: "Wine", "Mood".',)


@pytest.mark.parametrize("text", ["=cmd()", "+1", "[/] [red]", "a\0b", "\x1b[2J", "\x1fx", "א‮ב"])
def test_text_is_data(csv_file: Path, text: str) -> None:
    assert cells(read(csv_file, f"dish,cook\n{text},a cook of note\n"))[0][1] == text


def test_large_lists_and_large_cells_are_read(csv_file: Path) -> None:
    many = read(csv_file, "dish,cook\n" + "Fool,Ada\n" * 100_000)
    assert len(many.rows) == 100_000
    assert many.rows[-1].line == 100_001
    one = read(csv_file, f"dish,cook\n{'x' * 1_000_000},Ada\n")
    assert len(one.rows[0]["dish"]) == 1_000_000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"PK\x03\x04rest", "an Excel, Word"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (b"SQLite format 3\0" + bytes(100), "not a text file"),
        (b"caf\x81", "not a text file"),
        (b"\xff\xfed", "not a text file"),
        (b"a,b\n1,2\n", "no header line"),
        (b"cook,wine\nAda,red\n", "no column is called dish"),
        (b"dish,cook,Pudding\nFool,Ada,x\n", '"dish" and "Pudding" both mean dish'),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_line(
    csv_file: Path, content: bytes, said: str
) -> None:
    with pytest.raises(ReadingError) as refusal:
        read(csv_file, content)
    assert said in str(refusal.value)
    assert "supper.csv" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_a_folder_a_pipe_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    refusals = {"gone.csv": "no file", ".": "folder", "pipe": "ordinary file", "a\0b": "read"}
    for name, said in refusals.items():
        with pytest.raises(ReadingError, match=said) as refusal:
            read_paper(tmp_path / name)
        assert "\0" not in str(refusal.value)


def test_a_closed_file_is_refused(csv_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise PermissionError

    csv_file.write_text("dish\nFool\n")
    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(ReadingError, match="may not be read by you"):
        read_paper(csv_file)


def test_a_huge_file_is_refused(csv_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LARGEST", 10)
    with pytest.raises(ReadingError, match="larger than"):
        read(csv_file, "dish,cook\nFool,Ada\n")


def test_a_text_is_a_list_only_if_it_begins_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for content, known in [
        ("\ndish\tcook\nFool\tAda\n", True),
        ("Our supper\ndish\tcook\n1\tFool\n", False),
        ("dish\n", False),
    ]:
        path.write_text(content)
        assert is_table(read_paper(path), COLUMNS) is known


def test_messages_show_text_on_one_harmless_line() -> None:
    assert printable("a\nb\x1b[2J\u202e") == "a b\\x1b[2J\\u202e"
    assert len(printable("x" * 1_000_000)) == 60
    assert str(Problem(4, "why")) == "line 4: why"
