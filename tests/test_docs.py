"""The documentation says what is so: its keys, its commands, its links, its pictures, and the
first ten minutes as the README tells them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document

from docs import keys, pictures
from storage.book import Book
from storage.meetings import meeting_record, meetings
from tests.terminal import ROOT, Terminal, run_hwb
from tui.cli import COMMANDS

README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")))
GUIDES = (README, ROOT / "docs" / "tour.md")
"""The pages that tell a person what to press."""

_KEY = re.compile(r"`((?:Ctrl\+)?(?:[A-Z]|F\d+|[a-z<>/:?]))`")


def named(paths):
    return pytest.mark.parametrize("page", paths, ids=lambda path: path.stem)


@named(PAGES)
def test_a_link_leads_to_a_file_that_is_there(page):
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
    gone = [to for to in targets if "://" not in to and not (page.parent / to).exists()]
    assert not gone


@named(GUIDES)
def test_a_guide_names_only_keys_that_the_program_has(page):
    text = page.read_text("utf-8")
    known = set(re.findall(r"`([^`\n]+)`", keys.page())) | {"m", "t", "b", "Shift+P"}
    told = {f"Shift+{key}" if re.fullmatch("[A-Z]", key) else key for key in _KEY.findall(text)}
    assert told
    assert not told - known - {"F5", "F6", "F8"}  # kept for screens to come


@named(PAGES)
def test_a_page_names_only_commands_that_the_program_has(page):
    blocks = re.findall(r"`+(?:\w+=\S+ )*hwb(?: --book \S+)? ([a-z]+)", page.read_text("utf-8"))
    assert set(blocks) <= set(COMMANDS)


def test_the_readme_lists_every_command():
    assert not [name for name in COMMANDS if f"hwb {name}" not in README.read_text("utf-8")]


def test_the_page_of_keys_is_what_the_commands_say():
    assert not keys.missing()
    assert keys.PAGE.read_text("utf-8") == keys.page(), "python -m docs.keys writes it again"


def test_every_picture_can_be_drawn_and_shows_what_it_should(tmp_path):
    drawn = pictures.draw(tmp_path)
    assert [path.name for path in drawn] == [path.name for path in _pictures()]


def test_the_pictures_of_the_documentation_show_what_they_should():
    for shot in (*pictures.BEFORE, *pictures.DURING):
        for path in _pictures():
            if path.stem.split("-")[0] == shot.name:
                text = path.read_text("utf-8")
                assert not [each for each in shot.words if each not in pictures.words_of(text)]
                assert "url(" not in text.replace("url(#", ""), "a picture fetches nothing"


def _pictures() -> list[Path]:
    """The files of the pictures, in the order they are drawn."""
    wide, narrow = "", "-80x24"
    return [
        pictures.FOLDER / f"{shot.name}{suffix}.svg"
        for shots in (pictures.BEFORE, pictures.DURING)
        for suffix in (wide, narrow)
        for shot in shots
    ]


# The first ten minutes


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """The list of members that the README gives."""
    path = tmp_path / "members.csv"
    path.write_text(re.findall("```csv\n(.*?)```", README.read_text("utf-8"), re.DOTALL)[0])
    return path


def test_the_first_ten_minutes_go_as_the_readme_tells_them(tmp_path, hwb, members):
    book = tmp_path / "board.hwb"
    assert hwb("new", book)[0] == 0
    assert hwb("import", "members", members, "--dry-run")[1].endswith("0 are wrong\n")
    assert hwb("import", "members", members)[0] == 0
    with run_hwb(book) as at:
        _make_a_meeting(at)
        _call_the_roll(at)
        _minute(at)
        _close(at)
        at.press("ctrl+q")
        assert at.ended() == 0
    opened = Book.open(book, "Reader")
    record = meeting_record(opened, meetings(opened)[0].key)
    opened.close()
    (draft,) = (tmp_path / "home").glob("*.docx")
    words = "\n".join(paragraph.text for paragraph in Document(str(draft)).paragraphs)
    assert [item.title for item in record.items][1] == "Winter plan"
    assert "Ruth Bell will lead." in words
    assert "To ask for a winter plan." in words
    assert "Dr Ravi Sen" in words
    assert [event.event for event in record.events][-1] == "left"
    assert "A1: write the winter plan" in words
    assert record.actions[0].leads.people
    assert record.actions[0].due.latest is not None


def _make_a_meeting(at: Terminal) -> None:
    at.wait_for("No meetings yet")
    at.press("n")
    at.wait_for("Standing items")
    at.press("f10")
    at.wait_for("Day is needed.")
    at.type("today")
    at.press(*["enter"] * 5)
    at.wait_for("Enter opens its agenda")
    at.press("enter")
    at.wait_for("Urgent items")
    at.press("n")
    at.wait_for("New item:")
    at.type("Winter plan")
    at.press("enter")
    at.wait_for("2 Winter plan")


def _call_the_roll(at: Terminal) -> None:
    at.press("f4")
    at.wait_for("Cllr Ann Moss")
    at.press("p", "p", "a", "p")
    at.wait_for("3 in the room")


def _minute(at: Terminal) -> None:
    at.press("f3")
    at.wait_for("Ctrl+N opens")
    at.press("ctrl+n")
    at.wait_for("Open the meeting at:")
    at.press("enter")
    at.wait_for("Discussion: what was said.")
    at.type("Ruth Bell will lead.")
    at.press("ctrl+r")
    at.type("To ask for a winter plan.")
    at.press("ctrl+o")
    at.wait_for("Dr Ravi Sen")
    at.press("down", "l")
    at.wait_for("2 in the room")
    at.press("escape")
    at.wait_for("Agenda")
    at.press("ctrl+t")
    at.wait_for("Action:")
    at.type("write the winter plan @RB by 14 dec")
    at.wait_for("Ruth Bell · ")
    at.press("enter")
    at.wait_for("A1 taken")
    at.press("ctrl+n")
    at.wait_for("▶  2 Winter plan")


def _close(at: Terminal) -> None:
    at.press("f9")
    at.wait_for("to look at")
    at.press("enter")
    at.wait_for("Close the meeting at:")
    at.press("enter")
    at.wait_for("Write the minutes to:")
    at.press("enter")
    at.wait_for("Written:")
