"""Sheets in: what a person sees in a file, cell by cell, and the files that are refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from board.dates import read_partial
from documents import grid
from documents.day_formats import format_of, shown_day
from documents.grid import Grid, read_grids
from documents.headings import find_header
from documents.reading import ReadingError


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    def make(*rows: list[Any], merge: tuple[str, ...] = (), name: str = "a.xlsx") -> Path:
        book = Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(row)
        for cells in merge:
            page.merge_cells(cells)
        path = tmp_path / name
        book.save(path)
        return path

    return make


def shown(path: Path) -> list[list[str]]:
    return [row.cells for row in read_grids(path)[0].rows]


def test_numbers_and_days_are_read_as_they_are_seen(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    seen = [
        (8, "General", "8"),
        (1.5, "General", "1.5"),
        (1.1, "0.00", "1.10"),
        (0.25, "0%", "25%"),
        (datetime(2017, 9, 1), "mmm-yy", "Sep-17"),
        (datetime(2026, 4, 3), "dd/mm/yyyy", "03/04/2026"),
        (datetime(2026, 4, 3), "mm-dd-yy", "03/04/2026"),
        (datetime(2026, 4, 3), "[$-809]d mmmm yyyy;@", "3 April 2026"),
        (datetime(2026, 4, 3, 14, 5), "d/m/yy h:mm", "03/04/2026 14:05"),
        (True, "General", "TRUE"),
        ("  text ", "General", "text"),
        ("_x001B_[2J", "General", "\x1b[2J"),
        ("#REF!", "General", "#REF!"),
        ("=1+1", "General", "=1+1"),
    ]
    for at, (value, layout, _) in enumerate(seen, start=1):
        page.cell(1, at, value).number_format = layout
    book.save(tmp_path / "a.xlsx")
    assert shown(tmp_path / "a.xlsx") == [[text for *_, text in seen]]
    assert read_grids(tmp_path / "a.xlsx")[0].formulas == {(1, len(seen) - 1)}


def test_hidden_and_empty_sheets_are_not_read(tmp_path: Path) -> None:
    book = Workbook()
    for title, state in (("Secret", "hidden"), ("Blank", "visible"), ("Log", "visible")):
        page = book.create_sheet(title)
        page.sheet_state = state
        if title != "Blank":
            page.append(["Ref", "Risk"])
    book.save(tmp_path / "a.xlsx")
    assert [each.title for each in read_grids(tmp_path / "a.xlsx")] == ["Log"]


def test_a_text_file_is_tried_with_each_separator(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Ref;Risk\nM1;Bells\n")
    assert [each.rows[0].cells for each in read_grids(path)][2] == ["Ref", "Risk"]


def test_a_workbook_is_known_by_what_is_in_it(sheet: Callable[..., Path]) -> None:
    assert shown(sheet(["Ref"], name="log.csv")) == [["Ref"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "has a password or is an old Excel file"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not a text file"),
        (b"a,b\n" * 10_001, "more than 10,000 rows"),
        (b"a," * 401 + b"b", "more than 400 columns"),
        (b"a,b\nc," + b"x" * 1_000_000, "line 2: a cell has 1,000,000 characters"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_one_line(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=said) as refusal:
        read_grids(path)
    assert str(refusal.value).startswith("log.csv")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("limit", "most", "said"),
    [
        ("MOST_ROWS", 20, "20 rows"),
        ("MOST_COLUMNS", 1, "1 columns"),
        ("_MOST_UNPACKED", 100, "too large for a log"),
        ("_LARGEST_WORKBOOK", 100, "too large for a log"),
    ],
)
def test_a_workbook_that_is_too_much_is_refused(
    sheet: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, limit: str, most: int, said: str
) -> None:
    path = sheet(*[["a", "b"]] * 30)
    monkeypatch.setattr(grid, limit, most)
    with pytest.raises(ReadingError, match=said):
        read_grids(path)


def test_a_word_file_and_a_broken_workbook_are_refused(
    tmp_path: Path, sheet: Callable[..., Path]
) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("word/document.xml", "<w/>")
    with pytest.raises(ReadingError, match="a Word, OpenDocument or zip file"):
        read_grids(path)
    good = sheet(["Ref"])
    with zipfile.ZipFile(good) as parts:
        kept = {each: parts.read(each) for each in parts.namelist()}
    with zipfile.ZipFile(good, "w") as parts:
        for name, content in kept.items():
            parts.writestr(name, b"<nonsense" if "sheet1" in name else content)
    with pytest.raises(ReadingError, match="damaged Excel file"):
        read_grids(good)


def test_an_empty_workbook_is_refused(sheet: Callable[..., Path]) -> None:
    with pytest.raises(ReadingError, match="is empty"):
        read_grids(sheet())


# The header


def header(page: Grid) -> tuple[tuple[str, ...], ...]:
    known = {"Ref", "Risk", "I", "L", "Score", "Owner", "Old", "New"}
    found = find_header(page, lambda text: text in known, lambda text: text in ("Old", "New"))
    return found.headings if found else ()


TWO_ROWS = (("Ref",), ("Old", "I"), ("Old", "L"), ("New", "I"), ("New", "L"), ("Owner",))


@pytest.mark.parametrize(
    "text",
    [
        "Ref,Old,,New,,Owner\n,I,L,I,L,\n",
        "The log of our risks\n\nRef,Old,,New,,Owner\n,I,L,I,L,\n1,2,3,2,3,Ada\n",
        ",Old,,New,,Owner\nRef,I,L,I,L,\n",
    ],
)
def test_groups_span_the_columns_below_them(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    found = [each if each[0] else each[1:] for each in header(read_grids(path)[0])]
    assert tuple(found) == TWO_ROWS


def test_merged_cells_say_how_far_a_group_goes(sheet: Callable[..., Path]) -> None:
    path = sheet(
        ["Ref", "Old", None, None, "Owner"],
        [None, "I", "L", "Score", None],
        merge=("B1:C1", "A1:A2", "E1:E2"),
    )
    found = header(read_grids(path)[0])
    assert found == (("Ref",), ("Old", "I"), ("Old", "L"), ("", "Score"), ("Owner",))


def test_data_below_one_row_of_headings_is_no_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Ref,Risk,I,L,Owner\nM1,Bells,2,3,Ada\n")
    assert header(read_grids(path)[0]) == (("Ref",), ("Risk",), ("I",), ("L",), ("Owner",))


# Days


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_a_text_is_a_real_day_only_where_the_sheet_shows_that_text(day: date) -> None:
    for text in (f"{day:%d/%m/%Y}", day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        layout = format_of(text, day)
        assert layout is not None
        assert shown_day(day, layout) == text
        assert read_partial(text).earliest == day
    assert format_of("the third", day) is None
