"""Risks from the shell: listed, flagged, taken in, written out, told in the status."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from board.risk_flags import CODES
from storage.assessments import assess
from storage.book import Book
from storage.changes import latest_rev
from storage.reviews import freeze_review, reviews
from storage.risks import add_risk, risks
from storage.verify import verify
from tests.conftest import SAMPLE_DAY, Hwb
from tui.shapes import FlagShape, RiskShape, StatusShape

ROOT = Path(__file__).parent.parent
ON_THE_DAY = ("--today", SAMPLE_DAY.isoformat())

LOG = """Moorshire risk log,,,,,,,,,,
,,,Original Risk Score,,,Current Risk Score (as at 01/04/2026),,,,
Ref,Risk description,Owner,I,L,Score,I,L,Score,Response,Hue
M1,The flood store is hard to reach,KO/TB,4,4,16,4,2,8,Treat,mauve
M2 CLOSED,Bells ring at night,,2,2,4,1,1,1,Tolerate,
M3,Nobody can say how bad,KO,,,0,,,,,"=cmd(""x"")"
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    return path


def told(hwb: Hwb, *words: object) -> Any:
    code, out, err = hwb(*words, "--json", *ON_THE_DAY)
    assert (code, err) == (0, "")
    return json.loads(out)


# The list


def test_risks_are_listed_with_their_path_response_owner_and_flags(hwb: Hwb, sample: Path) -> None:
    lines = hwb("risks", "--book", sample, *ON_THE_DAY)[1].splitlines()
    assert len(lines) == 24
    first = " ".join(lines[0].split())
    assert first.startswith("R1 BCF1 20 extreme → 12 high → 8 high treat GS/GO Reablement workers")
    assert "closed, " in lines[8]
    assert "no owner" in lines[21]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (("pharmacy",), ["R23"]),
        (("@EL", "band:high"), ["R4", "R6", "R20"]),
        (("is:closed",), ["R9", "R12", "R16"]),
        (("area:urgent care", "is:open"), ["R11"]),
        (("urgent care", "is:open"), ["R11"]),
        (('area:"urgent care"', "is:open"), ["R11"]),
        (("unicorns",), ["No"]),
    ],
)
def test_risks_can_be_asked_for(
    hwb: Hwb, sample: Path, query: tuple[str, ...], numbers: list[str]
) -> None:
    out = hwb("risks", *query, "--book", sample, *ON_THE_DAY)[1]
    found = [line.split()[0] for line in out.splitlines()]
    assert found == numbers


def test_a_query_that_is_not_understood_is_said_and_not_guessed(hwb: Hwb, sample: Path) -> None:
    code, out, err = hwb("risks", "score:lots", "--book", sample)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "score: needs a number" in err


def test_the_json_of_risks_has_the_shape_that_was_promised(hwb: Hwb, sample: Path) -> None:
    value = told(hwb, "risks", "--book", sample)
    assert TypeAdapter(list[RiskShape]).validate_python(value, strict=True, extra="forbid") == value
    first = value[0]
    assert [each["stage"] for each in first["stages"]] == [
        "original", "current", "target", "Q3 25/26", "Q4 25/26", "Q1 26/27", "Q2 26/27",
    ]  # fmt: skip
    assert (first["stages"][1]["score"], first["stages"][1]["band"]) == (12, "high")
    assert first["actions"] == [5]
    assert first["minutes"] == ["220"]


def test_an_empty_book_has_no_risks_and_no_flags(hwb: Hwb, book: Book) -> None:
    assert hwb("risks", "--book", book.path)[1] == "No risks.\n"
    assert hwb("flags", "--book", book.path, "--strict") == (0, "Nothing is flagged.\n", "")
    assert told(hwb, "risks", "--book", book.path) == []


@pytest.mark.parametrize("command", ["risks", "status", "flags"])
def test_a_look_up_of_risks_loads_no_heavy_library(sample: Path, command: str) -> None:
    script = (
        "import sys; from tui.__main__ import main; sys.argv = sys.argv[1:]; main();"
        "heavy = {'textual', 'pydantic', 'sqlite_utils', 'rich', 'holidays', 'docx', 'openpyxl'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "hwb", command, "--book", str(sample), *ON_THE_DAY],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["risks", "flags", "status"])
def test_the_words_of_a_risk_never_act_on_the_terminal(hwb: Hwb, book: Book, command: str) -> None:
    trick = "\x1b]0;owned\x07 [red]\x9b2J ‮"
    add_risk(book, trick, ref=trick, ref_text=trick, action_complete=trick)
    out = hwb(command, "--book", book.path)[1]
    assert not set(out) & set("\x1b\x07\x9b‮")


# Flags, status, history


def test_flags_are_listed_by_record_and_strict_says_that_there_are_some(
    hwb: Hwb, sample: Path
) -> None:
    code, out, _ = hwb("flags", "--book", sample, *ON_THE_DAY)
    assert code == 0
    assert hwb("flags", "--strict", "--book", sample, *ON_THE_DAY) == (1, out, "")
    value = told(hwb, "flags", "--book", sample)
    TypeAdapter(list[FlagShape]).validate_python(value, strict=True)
    assert len(value) == len(out.splitlines())
    assert {each["place"].split()[0][0] for each in value} == {"M", "A", "R"}
    codes = {each["code"] for each in value if each["place"].startswith("R")}
    assert codes >= set(CODES) - {
        "not-rated", "rating-out-of-range", "unknown-response", "ambiguous-name",
    }  # fmt: skip


def test_status_tells_open_risks_by_band_and_what_moved(hwb: Hwb, sample: Path) -> None:
    out = hwb("status", "--book", sample, *ON_THE_DAY)[1]
    assert "Risks         21 open (1 not rated, 5 extreme, 11 high, 3 moderate, 1 low)" in out
    assert "since Q2 26/27: 1 new, 1 closed, 1 up, 4 down" in out
    value = told(hwb, "status", "--book", sample)
    TypeAdapter(StatusShape).validate_python(value, strict=True)
    assert sum(value["risks"]["by_band"].values()) == value["risks"]["open"] == 21


def test_status_says_that_nothing_has_moved(hwb: Hwb, book: Book) -> None:
    assess(book, add_risk(book, "Flooding"), "current", 2, 2)
    assert told(hwb, "status", "--book", book.path)["risks"]["moved"] is None
    freeze_review(book, "Q2 26/27", date(2026, 9, 30))
    assert "since Q2 26/27: nothing has moved" in hwb("status", "--book", book.path)[1]


def test_the_history_of_a_risk_tells_its_ratings_too(hwb: Hwb, sample: Path) -> None:
    code, out, _ = hwb("history", "R7", "--book", sample)
    assert code == 0
    assert "Health advice for education" in out
    assert "current, 4, 5" in out
    assert "Q2 26/27" in out


# Taken in


def test_a_log_comes_in_and_says_what_each_column_became(hwb: Hwb, book: Book, log: Path) -> None:
    code, out, err = hwb("import", "risks", log, "--book", book.path)
    assert (code, err) == (0, "")
    said = [line.split() for line in out.splitlines()]
    assert ["Original", "Risk", "Score", "/", "I", "original", "impact"] in said
    assert ["Hue", "kept", "as", "a", "note"] in [line[-5:] for line in said]
    assert said[-1] == ["3", "new,", "0", "changed,", "0", "as", "they", "were"]
    first, second, third = risks(book)
    assert [each.product for each in first.assessments] == [16, 8]
    assert (second.ref, second.ref_text, second.status) == ("M2", "M2 CLOSED", "closed")
    assert third.notes[0].text == '=cmd("x")'


def test_the_same_log_again_changes_nothing(hwb: Hwb, book: Book, log: Path) -> None:
    hwb("import", "risks", log, "--book", book.path)
    rev = latest_rev(book)
    out = hwb("import", "risks", log, "--book", book.path)[1]
    assert "0 new, 0 changed, 3 as they were" in out
    assert latest_rev(book) == rev


def test_a_newer_version_of_the_log_says_what_changed(hwb: Hwb, book: Book, log: Path) -> None:
    hwb("import", "risks", log, "--book", book.path)
    log.write_text(LOG.replace("KO/TB,4,4,16,4,2,8", "KO,4,4,16,4,3,12"))
    out = hwb("import", "risks", log, "--book", book.path)[1]
    assert "M1: owners “KO/TB” became “KO”; current 8 (4 by 2) became 12 (4 by 3)" in out
    assert "0 new, 1 changed, 2 as they were" in out


def test_a_dry_run_says_all_that_and_takes_in_nothing(hwb: Hwb, book: Book, log: Path) -> None:
    rev = latest_rev(book)
    code, out, _ = hwb("import", "risks", log, "--book", book.path, "--dry-run")
    assert code == 0
    assert "3 new, 0 changed, 0 as they were" in out
    assert (risks(book), latest_rev(book)) == ((), rev)


def test_a_mapping_is_followed_and_remembered(hwb: Hwb, book: Book, log: Path) -> None:
    hwb("import", "risks", log, "--book", book.path, "--map", "Hue=area")
    assert risks(book)[0].area == "mauve"
    log.write_text(LOG.replace("mauve", "puce"))
    out = hwb("import", "risks", log, "--book", book.path)[1]
    assert "M1: area “mauve” became “puce”" in out


@pytest.mark.parametrize("mapping", ["Hue", "=area", "Hue=", "Hue=weather"])
def test_a_mapping_that_says_nothing_is_refused(
    hwb: Hwb, book: Book, log: Path, mapping: str
) -> None:
    code, out, err = hwb("import", "risks", log, "--book", book.path, "--map", mapping)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert risks(book) == ()


def test_one_wrong_row_and_nothing_comes_in_unless_told_to_skip_it(
    hwb: Hwb, book: Book, log: Path
) -> None:
    log.write_text(LOG + ",,KO,4,4,16,,,,,\n")
    assert hwb("import", "risks", log, "--book", book.path)[0] == 1
    assert risks(book) == ()
    code, out, _ = hwb("import", "risks", log, "--book", book.path, "--skip-bad")
    assert code == 1
    assert "line 7" in out
    assert len(risks(book)) == 3


# Written out


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "md", "json"])
def test_the_log_is_written_for_its_owner_alone(
    hwb: Hwb, sample: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"risks.{ending}"
    code, _, err = hwb("export", "risks", "--to", path, "--book", sample, *ON_THE_DAY)
    assert (code, err) == (0, "")
    assert path.stat().st_size > 1000
    assert path.stat().st_mode & 0o077 == 0


def test_the_json_file_is_what_json_prints(hwb: Hwb, sample: Path, tmp_path: Path) -> None:
    path = tmp_path / "risks.json"
    hwb("export", "risks", "--to", path, "--book", sample, *ON_THE_DAY)
    assert json.loads(path.read_text()) == told(hwb, "risks", "--book", sample)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_sheet_written_out_and_taken_into_an_empty_book_is_the_same_log(
    hwb: Hwb, book: Book, log: Path, tmp_path: Path, ending: str
) -> None:
    hwb("import", "risks", log, "--book", book.path)
    sheet, empty = tmp_path / f"again.{ending}", tmp_path / "empty.hwb"
    hwb("export", "risks", "--to", sheet, "--book", book.path)
    rev = latest_rev(book)
    hwb("new", empty)
    assert hwb("import", "risks", sheet, "--book", empty)[0] == 0
    assert told(hwb, "risks", "--book", empty) == told(hwb, "risks", "--book", book.path)
    hwb("import", "risks", sheet, "--book", book.path)
    assert risks(book)[0].assessments[1:] != ()
    assert latest_rev(book) >= rev


# The sample


def test_the_sample_log_has_four_quarters_and_is_tied_to_the_boards_business(
    sample: Path,
) -> None:
    book = Book.open(sample, "")
    assert [(each.name, each.day) for each in reviews(book)] == [
        ("Q3 25/26", date(2025, 12, 31)),
        ("Q4 25/26", date(2026, 3, 31)),
        ("Q1 26/27", date(2026, 6, 30)),
        ("Q2 26/27", date(2026, 9, 30)),
    ]
    log = risks(book)
    assert len(log) == 24
    assert sum(not each.is_open for each in log) == 3
    assert sum(bool(each.actions) for each in log) >= 10
    assert sum(bool(each.minutes) for each in log) >= 10
    assert verify(sample) == []
