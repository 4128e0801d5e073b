"""The command line: what an officer types in a shell, and what comes back."""

from __future__ import annotations

import csv
import json
import os
import pty
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage.book import Book
from storage.meetings import add_meeting, meeting_record, meetings
from storage.people import add_person, membership, people
from storage.settings import read_settings
from tests.conftest import SAMPLE_DAY, Hwb

ROOT = Path(__file__).parent.parent
ON_THE_DAY = ("--today", SAMPLE_DAY.isoformat())

MEMBERS = """name,represents,voting,office,categories,substitute,initials,organisation
Cllr Ann Moss,Leader,yes,chair,elected,Cllr Bo Lane,AM,Moorshire Council
Vacant,General practice,yes,,icb,,,
Dr Cy Reed,Hospital trust,no,,,,CR,Moor Hospital
"""


def in_a_shell(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    """``hwb`` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tui", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


# The status


def test_status_tells_the_next_meeting_what_is_overdue_and_the_flags(
    hwb: Hwb, sample: Path
) -> None:
    code, out, err = hwb("status", "--book", sample, *ON_THE_DAY)
    assert (code, err) == (0, "")
    assert "Tuesday 24 November 2026, 2.00 pm (today)" in out
    assert "13 items" in out
    assert "19, 13 overdue" in out
    assert "HM could be Dr Helen Marsh or Hugh Mallory" in out


def test_overdue_is_judged_by_the_day_that_is_given_before_or_after_the_command(
    hwb: Hwb, sample: Path
) -> None:
    before = hwb("--today", "2026-08-25", "status", "--book", sample)
    after = hwb("status", "--book", sample, "--today", "25/8/2026")
    assert before == after
    assert "(today)" not in before[1]
    assert "19, 4 overdue" in before[1]


def test_without_a_terminal_hwb_prints_the_status(hwb: Hwb, sample: Path) -> None:
    assert hwb("--book", sample, *ON_THE_DAY) == hwb("status", "--book", sample, *ON_THE_DAY)


@pytest.mark.parametrize("term", ["dumb", ""])
def test_on_a_poor_terminal_hwb_prints_the_status(sample: Path, term: str) -> None:
    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--book", str(sample)],
        cwd=ROOT,
        env={**os.environ, "TERM": term},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    said = os.read(master, 100_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert said.startswith("Aldershire Health and Wellbeing Board")


@pytest.mark.parametrize("command", ["status", "actions"])
def test_a_look_up_loads_no_heavy_library(sample: Path, command: str) -> None:
    script = (
        "import sys; from tui.__main__ import main; sys.argv = sys.argv[1:]; main();"
        "heavy = {'textual', 'pydantic', 'sqlite_utils', 'rich', 'holidays', 'docx'};"
        "sys.exit(' '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "hwb", command, "--book", str(sample), *ON_THE_DAY],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


# Which book


def test_the_book_is_the_one_named_or_the_environments_or_the_last(
    hwb: Hwb, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hwb("new", tmp_path / "mine.hwb")[0] == 0
    assert str(tmp_path / "mine.hwb") in hwb("status")[1]
    monkeypatch.setenv("HWB_BOOK", str(sample))
    assert str(sample) in hwb("status")[1]
    assert str(tmp_path / "mine.hwb") in hwb("status", "--book", tmp_path / "mine.hwb")[1]


def test_with_no_book_at_all_hwb_says_how_to_make_one(hwb: Hwb) -> None:
    code, out, err = hwb()
    assert (code, out) == (3, "")
    assert err == "hwb: no book is named; hwb demo makes a sample, hwb new PATH an empty one\n"


def test_the_demo_makes_the_sample_once_and_then_opens_it(
    hwb: Hwb, home: Path, tmp_path: Path
) -> None:
    code, out, _ = hwb("demo")
    made = home / "data" / "hwb" / "demo.hwb"
    assert code == 0
    assert str(made) in out
    assert "(today)" in out
    known = made.read_bytes()
    assert hwb("demo")[0] == 0
    assert made.read_bytes() == known
    assert hwb("demo", tmp_path / "a folder" / "other.hwb")[0] == 0


def test_a_file_that_is_no_book_is_refused_and_left_alone(hwb: Hwb, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Chair")
    for words in (("status", "--book", path), ("demo", path), ("new", path), ("verify",)):
        code, out, err = hwb(*words, "--book", path)
        assert (code, out, err.count("\n")) == (3, "", 1)
    assert path.read_text() == "Dear Chair"


def test_a_book_that_is_not_there_is_said_plainly(hwb: Hwb, tmp_path: Path) -> None:
    code, _, err = hwb("actions", "--book", tmp_path / "gone.hwb")
    assert code == 3
    assert "there is no book at" in err


# Bad usage


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("minutes",),
        ("minutes", "99"),
        ("minutes", "2020-01-01"),
        ("history", "A99"),
        ("history", "9999"),
        ("status", "--today", "soon"),
        ("export", "minutes", "--to", "minutes.pdf"),
        ("export", "attendance", "--to", "matrix.docx"),
        ("import", "members", "no-such-file.csv"),
        ("new", "x.hwb", "--settings", "no-such-file.toml"),
        ("actions", "--jso"),
    ],
)
def test_bad_usage_is_one_line_and_two(
    hwb: Hwb, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HWB_BOOK", str(sample))
    code, out, err = hwb(*words)
    assert (code, out) == (2, "")
    assert err.startswith("hwb: ")
    assert err.count("\n") == 1


def test_an_error_that_nobody_foresaw_is_one_line_and_kept_in_a_file(
    hwb: Hwb, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> int:
        raise ZeroDivisionError("by\x1b nought")

    monkeypatch.setattr("tui.cli_reports.status_command", broken)
    code, _, err = hwb("status")
    assert code == 1
    assert err.count("\n") == 1
    assert "ZeroDivisionError: by␛ nought" in err
    kept = home / "state" / "hwb" / "error.log"
    assert "Traceback" in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_reader_that_has_seen_enough_is_no_error(sample: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m tui minutes last --book {sample} | head -n 1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("DRAFT: not yet confirmed as a correct record\n", "")


def test_an_output_that_is_full_is_one_line(sample: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui", "people", "--book", str(sample)],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, done.stderr) == (1, "hwb: the output: No space left on device\n")


def test_ctrl_c_ends_quietly(hwb: Hwb, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli_reports.status_command", stopped)
    assert hwb("status") == (130, "", "")


# Lists


def test_actions_can_be_asked_for_by_words_lead_and_overdue(hwb: Hwb, sample: Path) -> None:
    def refs(*query: str) -> list[str]:
        out = hwb("actions", *query, "--book", sample, *ON_THE_DAY)[1]
        return [line.split()[0] for line in out.splitlines()]

    assert len(refs()) == 19
    assert refs("dementia") == ["A16"]
    assert refs("@HM") == ["A6", "A15", "A17"]
    assert refs("@HM", "is:overdue") == ["A6", "A15"]
    assert hwb("actions", "unicorns", "--book", sample)[1] == "No actions are like that.\n"


def test_people_lists_the_seats_in_order_with_the_vacancy_and_the_substitutes(
    hwb: Hwb, sample: Path
) -> None:
    lines = hwb("people", "--book", sample)[1].splitlines()
    assert lines[2].split()[:3] == ["Cllr", "Marian", "Thwaite"]
    assert "substitute Cllr Oliver Penhale" in lines[2]
    assert any(line.startswith("Vacant") for line in lines)


def test_meetings_are_listed_by_number_and_day(hwb: Hwb, sample: Path) -> None:
    lines = hwb("meetings", "--book", sample)[1].splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert "24 November 2026" in lines[2]


@pytest.mark.parametrize("meeting", ["2", "last", "2026-08-25"])
def test_minutes_are_printed_for_a_number_a_day_or_the_last(
    hwb: Hwb, sample: Path, meeting: str
) -> None:
    out = hwb("minutes", meeting, "--book", sample, *ON_THE_DAY)[1]
    assert "234 Living well with dementia" in out
    assert "239 Date of next meeting" in out


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("A6", "Agree a rate for voluntary groups"),
        ("234", "Living well with dementia"),
        ("M2", "new meeting"),
        ("2026-08-25", "new meeting"),
    ],
)
def test_history_is_told_of_an_action_a_minute_and_a_meeting(
    hwb: Hwb, sample: Path, ref: str, words: str
) -> None:
    code, out, _ = hwb("history", ref, "--book", sample)
    assert code == 0
    assert "Sample board: " in out
    assert words in out


@pytest.mark.parametrize("command", ["people", "meetings", "status"])
def test_text_from_people_never_acts_on_the_terminal(hwb: Hwb, book: Book, command: str) -> None:
    trick = "Cllr \x1b]0;owned\x07 [Smith]\x9b2J ‮"
    add_person(book, trick)
    from datetime import date, time

    add_meeting(book, "hwb", date(2026, 4, 14), time(14), venue=trick)
    out = hwb(command, "--book", book.path, "--today", "2026-04-01")[1]
    assert not set(out) & set("\x1b\x07\x9b‮")
    assert "Cllr ␛]0;owned␇ [Smith]" in out


def test_no_colour_is_used_where_there_is_no_terminal(hwb: Hwb, sample: Path) -> None:
    out = hwb("actions", "--book", sample, *ON_THE_DAY)[1]
    assert "OVERDUE" in out
    assert "\x1b" not in out


# Papers in


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS)
    return path


def test_a_list_of_members_comes_in_as_seats_holders_and_substitutes(
    hwb: Hwb, book: Book, members: Path
) -> None:
    code, out, err = hwb("import", "members", members, "--book", book.path)
    assert (code, err) == (0, "")
    assert "3 new seats, 3 new people" in out
    seated = membership(book, "hwb")
    names = {key: person.name for key, person in people(book).items()}
    leader, practice, hospital = seated.on(SAMPLE_DAY)
    assert names[seated.holder(leader.key, SAMPLE_DAY) or ""] == "Cllr Ann Moss"
    assert names[seated.substitute(leader.key, SAMPLE_DAY) or ""] == "Cllr Bo Lane"
    assert (leader.office, leader.categories) == ("chair", ("elected",))
    assert seated.holder(practice.key, SAMPLE_DAY) is None
    assert not hospital.voting


def test_the_same_list_again_changes_nothing(hwb: Hwb, book: Book, members: Path) -> None:
    hwb("import", "members", members, "--book", book.path)
    known = (membership(book, "hwb"), people(book))
    assert "0 new seats, 0 new people" in hwb("import", "members", members, "--book", book.path)[1]
    assert (membership(book, "hwb"), people(book)) == known


def test_a_new_holder_takes_over_the_seat(hwb: Hwb, book: Book, members: Path) -> None:
    hwb("import", "members", members, "--book", book.path)
    members.write_text(MEMBERS.replace("Vacant", "Dr Di Poole"))
    assert "0 new seats, 1 new people" in hwb("import", "members", members, "--book", book.path)[1]


def test_one_wrong_row_and_nothing_comes_in(hwb: Hwb, book: Book, members: Path) -> None:
    members.write_text(MEMBERS + "Cllr Ed Marsh,Opposition,perhaps,,,,,\n")
    code, out, _ = hwb("import", "members", members, "--book", book.path)
    assert code == 1
    assert "line 5" in out
    assert people(book) == {}
    code, out, _ = hwb("import", "members", members, "--book", book.path, "--skip-bad")
    assert code == 1
    assert len(membership(book, "hwb").seats) == 3


def test_a_dry_run_shows_what_would_come_and_takes_in_nothing(
    hwb: Hwb, book: Book, members: Path
) -> None:
    code, out, _ = hwb("import", "members", members, "--book", book.path, "--dry-run")
    assert code == 0
    assert "Cllr Ann Moss | Leader | votes | chair | elected | substitute Cllr Bo Lane" in out
    assert people(book) == {}


def test_an_agenda_comes_in_for_the_next_meeting_and_fills_in_what_is_there(
    hwb: Hwb, sample: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "agenda.csv"
    paper.write_text(
        "title,purpose,presenter,pages\n"
        "Work programme,To agree it.,Priya Nair,\n"
        "An urgent matter,To decide.,Dr Marsh,To follow\n"
    )
    code, out, _ = hwb("import", "agenda", paper, "--book", sample, *ON_THE_DAY)
    assert (code, out) == (0, "1 items added to meeting 3, 1 filled in\n")
    book = Book.open(sample, "")
    items = meeting_record(book, meetings(book)[2].key).items
    assert (items[-1].title, items[-1].to_follow) == ("An urgent matter", True)
    programme = next(item for item in items if item.title == "Work programme")
    assert (programme.presenter, programme.pages) == ("Priya Nair", "107 - 110")


# Papers out


@pytest.mark.parametrize("kind", ["minutes", "agenda"])
@pytest.mark.parametrize("ending", ["docx", "md", "txt"])
def test_a_paper_is_written_for_its_owner_alone(
    hwb: Hwb, sample: Path, tmp_path: Path, kind: str, ending: str
) -> None:
    path = tmp_path / f"paper.{ending}"
    code, _, err = hwb("export", kind, "--to", path, "--book", sample, *ON_THE_DAY)
    assert (code, err) == (0, "")
    assert path.stat().st_size > 1000
    assert path.stat().st_mode & 0o077 == 0


def test_attendance_is_written_with_every_name_as_it_is(
    hwb: Hwb, sample: Path, tmp_path: Path
) -> None:
    book = Book.open(sample, "Ann Moss")
    with book.writing():
        chair = next(iter(people(book)))
        book.update("person", chair, {"name": '=cmd("x"), Chair'})
    path = tmp_path / "matrix.csv"
    assert hwb("export", "attendance", "--to", path, "--book", sample)[0] == 0
    with path.open(newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:3] == ["Name", "Represents", "2026-05-26"]
    assert rows[1] == [
        '=cmd("x"), Chair', "County Council, Leader", "present", "substitute", "1", "2", "50"
    ]  # fmt: skip
    for ending in ("md", "txt"):
        assert (
            hwb("export", "attendance", "--to", tmp_path / f"m.{ending}", "--book", sample)[0] == 0
        )


# Settings, backup, verify


def test_settings_are_printed_so_that_they_can_be_read_in_again(
    hwb: Hwb, sample: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(hwb("settings", "--book", sample)[1])
    assert hwb("new", tmp_path / "new.hwb", "--settings", path)[0] == 0
    made, known = Book.open(tmp_path / "new.hwb", ""), Book.open(sample, "")
    assert read_settings(made) == read_settings(known)


def editor(folder: Path, script: str) -> str:
    """An editor that changes the file it is given by one Python statement on `text`."""
    path = folder / "an editor.py"
    path.write_text(
        "import sys; from pathlib import Path\n"
        f"text = Path(sys.argv[1]).read_text(); {script}; Path(sys.argv[1]).write_text(text)\n"
    )
    return f'{sys.executable} "{path}"'


def test_settings_are_edited_in_the_officers_editor(
    hwb: Hwb, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "EDITOR", editor(tmp_path, "text = text.replace('clear_days = 5', 'clear_days = 3')")
    )
    assert hwb("settings", "--edit", "--book", sample)[:2] == (0, "The settings are saved.\n")
    assert read_settings(Book.open(sample, "")).notice.clear_days == 3
    monkeypatch.setenv("VISUAL", editor(tmp_path, "pass"))
    assert hwb("settings", "--edit", "--book", sample)[1] == "The settings are unchanged.\n"


def test_wrong_settings_are_not_saved_and_the_text_is_kept(
    hwb: Hwb, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(tmp_path, "text = text.replace('style = ', 'stile = ')"))
    code, out, err = hwb("settings", "--edit", "--book", sample)
    assert code == 2
    assert "minutes.stile" in out
    kept = Path(err.strip().rpartition(" ")[2])
    assert "stile = " in kept.read_text()
    kept.unlink()
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert hwb("settings", "--edit", "--book", sample)[0] == 2


def test_a_backup_is_a_whole_book(hwb: Hwb, sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.hwb"
    assert hwb("backup", "--to", copy, "--book", sample)[0] == 0
    assert hwb("verify", "--book", copy)[0] == 0
    assert hwb("backup", "--to", copy, "--book", sample)[0] == 3
    assert hwb("backup", "--book", sample)[0] == 0
    assert len(list(sample.parent.glob("sample-backup-*.hwb"))) == 1


def test_verify_finds_what_the_change_log_does_not_tell(hwb: Hwb, sample: Path) -> None:
    code, out, _ = hwb("verify", "--book", sample)
    assert code == 0
    assert "is whole" in out
    by_hand = sqlite3.connect(sample, isolation_level=None)
    by_hand.execute("DROP TRIGGER person_updated")
    by_hand.execute("UPDATE person SET name = 'Somebody Else' WHERE initials = 'MT'")
    by_hand.close()
    code, out, _ = hwb("verify", "--book", sample)
    assert code == 1
    assert "its name is not what the change log says" in out


# The person's own choices


def test_a_broken_file_of_choices_is_said_once_and_not_overwritten(home: Path) -> None:
    from tui.person import read_preferences, save_preferences

    path = home / "config" / "hwb" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('theme = "dark')
    assert str(path) in read_preferences().problem
    assert save_preferences(theme="light")
    assert path.read_text() == 'theme = "dark'
    path.write_text("keys = 3")
    assert "keys is of the wrong kind" in read_preferences().problem


def test_choices_are_kept_and_read_again(home: Path) -> None:
    from tui.person import read_preferences, save_preferences

    assert read_preferences().name
    assert save_preferences(name="Priya Nair", keys={"minutes.next_item": "f6"}) == ""
    assert save_preferences(theme="light") == ""
    chosen = read_preferences()
    assert (chosen.name, chosen.theme, chosen.problem) == ("Priya Nair", "light", "")
    assert chosen.keys == {"minutes.next_item": "f6"}


def test_a_look_up_in_a_shell_is_the_same_as_in_a_test(sample: Path) -> None:
    done = in_a_shell("meetings", "--json", HWB_BOOK=str(sample))
    assert done.returncode == 0
    assert [meeting["number"] for meeting in json.loads(done.stdout)] == [1, 2, 3]


def test_a_board_can_take_one_of_the_matrices_boards_start_from(hwb: Hwb, sample: Path) -> None:
    code, said, _ = hwb("settings", "--matrix", "4x4", "--book", sample)
    assert (code, said.startswith("The matrix is 4x4 now.")) == (0, True)
    assert len(read_settings(Book.open(sample, "")).risk.impact_levels) == 4
    code, _, complaint = hwb("settings", "--matrix", "7x7", "--book", sample)
    assert code == 2
    assert "there is no matrix 7x7; there are: npsa 5x5, 4x4, 5x5 three colours" in complaint
