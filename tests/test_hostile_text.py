"""Text that would act, in every field that takes text: shown on every screen, out of every export.

Markup, escape sequences, formulas, overrides of writing direction and scripts of
all kinds go in, come back the same, and never act.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from book_helpers import DAY, START, by_hand
from conftest import Hwb
from docx import Document
from markdown_it import MarkdownIt
from terminal import Terminal, run_hwb

from board.actions import Leads
from board.dates import PartialDate
from board.settings import (
    BoardSettings,
    BodySettings,
    MeetingSettings,
    MinutesSettings,
    Phrase,
    QuorumCondition,
    QuorumRule,
    Settings,
)
from board.text import visible
from storage.actions import take_action
from storage.agenda import add_item
from storage.book import Book
from storage.meetings import add_meeting, change_meeting, open_meeting
from storage.minutes import open_item, save_discussion, save_resolved
from storage.people import add_person, add_seat, organisation_named, seat_person
from storage.room import record_event
from storage.settings import save_settings

WIDE = (220, 50)


def hostile(field: str) -> str:
    """A text for one field, whose name it begins with, so that it can be told from the others."""
    return (
        f"=cmd('{field}') [/] Cllr [Smith] [@click=app.quit] \x1b]0;owned\x07\x1b[31;44m\x1b[6n "
        "\x9b5n <b>&amp; \\ *a* | שלום مجلس الصحة 健康委员会 \u202egnol"
    )


ON_BOTH = ("council", "body", "officer", "venue", "title", "member", "represents")
FIELDS = {
    "minutes": (*ON_BOTH, "said", "clause", "second clause", "guest", "action", "leads", "due"),
    "agenda": (*ON_BOTH, "purpose", "presenter", "author", "responsible", "report", "pages"),
    "attendance": ("member", "represents"),
}
"""What is in each paper of the meeting."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with such text in all its fields."""
    path = tmp_path_factory.mktemp("hostile") / "board.hwb"
    book = Book.create(path, hostile("actor"))
    save_settings(
        book,
        Settings(
            board=BoardSettings("Board", hostile("council"), hostile("officer")),
            bodies=(BodySettings("hwb", hostile("body"), hostile("short")),),
            meeting=MeetingSettings(venue=hostile("usual venue")),
            quorum=QuorumRule(minimum=1, conditions=(QuorumCondition(hostile("category")),)),
            minutes=MinutesSettings(resolution=hostile("resolution")),
            phrases=(Phrase(hostile("phrase"), hostile("phrase text")),),
        ),
    )
    member = add_person(
        book,
        hostile("member"),
        initials=hostile("initials"),
        organisation=organisation_named(book, hostile("organisation")),
        post=hostile("post"),
        forms=[hostile("form")],
    )
    guest = add_person(book, hostile("guest"))
    seat = add_seat(
        book, "hwb", hostile("represents"), categories=[hostile("category").replace(";", ",")]
    )
    seat_person(book, seat, member)
    fields = ("purpose", "presenter", "responsible", "author", "report", "pages", "number")
    meeting = add_meeting(book, "hwb", DAY, START.time(), hostile("venue"))
    item = add_item(book, meeting, hostile("title"), **{field: hostile(field) for field in fields})
    record_event(book, meeting, "present", member, START, seat=seat)
    record_event(book, meeting, "in attendance", guest, START, note=hostile("note"))
    change_meeting(book, meeting, presiding=member)
    open_meeting(book, meeting, START)
    minute = open_item(book, item, START)
    save_discussion(book, minute, hostile("said"), "", "burst")
    save_resolved(book, minute, f"{hostile('clause')}\n{hostile('second clause')}", "", "burst")
    take_action(
        book,
        hostile("action"),
        Leads(hostile("leads")),
        PartialDate(hostile("due")),
        meeting=meeting,
        minute=minute,
    )
    book.close()
    return path


class Reader(HTMLParser):
    """The words of a page as somebody reads them in a browser."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.words += data


def words_in_word(path: Path) -> str:
    document = Document(str(path))
    sections = [part for section in document.sections for part in (section.header, section.footer)]
    paragraphs = [p.text for part in (document, *sections) for p in part.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(paragraphs + cells)


def test_every_paper_comes_out_with_the_text_unchanged(
    made: Path, tmp_path: Path, hwb: Hwb
) -> None:
    for kind, fields in FIELDS.items():
        for ending in (".docx", ".md", ".txt", ".csv"):
            path = tmp_path / f"{kind}{ending}"
            if (kind == "attendance") is (ending == ".docx") or ending == ".csv" != kind:
                continue
            code, _, complaint = hwb(
                "--book", made, "export", kind, "--to", path, "--meeting", DAY.isoformat()
            )
            assert (code, complaint) == (0, "")
            if ending == ".docx":
                text, shown = words_in_word(path), visible
            elif ending == ".md":
                page = MarkdownIt("commonmark").enable("table").render(path.read_text("utf-8"))
                text, shown = Reader(page).words, visible
            else:
                text, shown = path.read_bytes().decode(), visible
            missing = [field for field in fields if shown(hostile(field)) not in text]
            assert not missing, f"{missing} in {path.name}"


def test_json_has_the_text_unchanged_and_nothing_that_acts(made: Path, hwb: Hwb) -> None:
    for command, fields in {
        "meetings": ("venue", "body", "title", "said", "clause", "member", "represents"),
        "people": ("member", "guest", "initials", "organisation", "represents", "body"),
        "actions": ("action", "leads", "due"),
        "status": (),
    }.items():
        code, printed, _ = hwb("--book", made, "--today", DAY, command, "--json")
        assert code == 0
        assert printed.isprintable() or "\x1b" not in printed
        texts = list(strings(json.loads(printed)))
        missing = [field for field in fields if not any(hostile(field) in text for text in texts)]
        assert not missing, f"{missing} in {command} --json"


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in strings(each))


@pytest.mark.parametrize(
    "words",
    ["meetings", "people", "actions", "status", "minutes last", "history A1", "history m1"],
)
def test_what_the_shell_prints_shows_marks_for_what_would_act(
    made: Path, hwb: Hwb, words: str
) -> None:
    code, printed, _ = hwb("--book", made, "--today", DAY, *words.split())
    assert code == 0
    assert "[/] Cllr [Smith] [@click=app.quit]" in printed
    assert not set("\x1b\x07\x9b\u202e") & set(printed)


def nothing_acted(terminal: Terminal) -> None:
    """No character of the texts that would act has reached the terminal."""
    sent = terminal.sent.decode()
    for would_act in ("owned\x07", "\x1b]0;owned", "\x1b[31;44m", "\x1b[6n", "\x9b", "\u202e"):
        assert would_act not in sent
    assert terminal.status is None, "it has ended"


def test_every_screen_shows_it_and_nothing_acts(made: Path) -> None:
    with run_hwb(made, "--today", DAY.isoformat(), size=WIDE) as terminal:

        def see(*fields: str) -> None:
            for field in fields:
                terminal.wait_for(f"=cmd('{field}')")
            nothing_acted(terminal)

        def look(*keys: str, sees: tuple[str, ...] = ()) -> None:
            terminal.press(*keys)
            see(*sees)

        see("short", "body", "venue")
        look("h", sees=("actor",))
        look("escape", "e", sees=("venue",))
        terminal.wait_for("F10 saves")
        look("escape", "f3", sees=("title", "said", "clause", "second clause", "action"))
        assert "[/] Cllr [Smith] [@click=app.quit] ␛]0;owned␇" in terminal.line_with("'said'")
        look("ctrl+g", sees=("phrase",))
        look("escape", "ctrl+o", sees=("member", "guest"))
        look("escape", "escape", "h", sees=("actor", "said"))
        look("escape", "e", sees=("purpose", "author", "report", "pages", "number"))
        look("escape", "f4", sees=("member", "represents", "guest"))
        look("y")
        terminal.wait_for("Came")
        see("member")
        look("y", "f7", sees=("member", "represents"))
        look("e", sees=("represents", "category"))
        look("escape", "s", sees=("member", "guest"))
        look("end", "e")
        terminal.wait_for("Also printed as")
        look("escape", "h")
        terminal.wait_for("History")
        look("escape", "f1")
        terminal.wait_for("Keys: People")
        look("escape", "ctrl+p", "escape", "f2", sees=("venue",))
        # A mouse finds no link in it either.
        for y, line in enumerate(terminal.lines, 1):
            if "@click" in line:
                at = f"{line.index('@click') + 3};{y}"
                terminal.send(f"\x1b[<0;{at}M\x1b[<0;{at}m")
        look("f3", sees=("said",))


def test_it_can_be_typed_and_pasted_at_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "board.hwb"
    book = Book.create(path, "Ann Moss")
    save_settings(book, Settings())
    meeting = add_meeting(book, "hwb", DAY, START.time())
    add_item(book, meeting, "Welcome")
    book.close()
    with run_hwb(path, "--today", DAY.isoformat(), size=WIDE) as terminal:

        def answer(question: str, field: str, *keys: str) -> None:
            terminal.wait_for(question)
            terminal.paste(hostile(field))
            terminal.wait_for(f"=cmd('{field}')")
            terminal.press(*keys or ("enter",))

        terminal.wait_for("m1")
        terminal.press("e", "down", "down")
        answer("F10 saves", "venue", "f10")
        terminal.wait_for(lambda: "F10 saves" not in terminal.text)
        terminal.press("f3", "n")
        answer("New item:", "item")
        terminal.press("f4", "i")
        answer("In attendance", "guest")
        terminal.press("f3", "f9", "enter")
        terminal.wait_for("Elected to the chair")
        terminal.press("escape", "home", "enter")
        terminal.wait_for("Discussion: what was said.")
        answer("Discussion", "said", "ctrl+r")
        answer("Resolved", "clause", "ctrl+t")
        answer("Action:", "action")
        terminal.wait_for("A1 taken")
        nothing_acted(terminal)
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    with closing(by_hand(path)) as hand:
        for table, field, value in (
            ("meeting", "venue", "venue"),
            ("agenda_item", "title", "item"),
            ("person", "name", "guest"),
            ("minute", "discussion", "said"),
            ("clause", "text", "clause"),
            ("action", "title", "action"),
        ):
            held = [text for (text,) in hand.execute(f"SELECT {field} FROM {table}")]
            assert hostile(value) in held, f"{table}.{field}"


def test_a_megabyte_can_be_pasted_and_typed_on_after_and_comes_out_whole(
    tmp_path: Path, hwb: Hwb
) -> None:
    path = tmp_path / "board.hwb"
    book = Book.create(path, "Ann Moss")
    save_settings(book, Settings())
    meeting = add_meeting(book, "hwb", DAY, START.time())
    item = add_item(book, meeting, "Welcome")
    open_meeting(book, meeting, START)
    open_item(book, item, START)
    book.close()
    paragraph = hostile("long") * 7
    text = "\n".join([paragraph] * (1_000_000 // len(paragraph)))
    with run_hwb(path, "--today", DAY.isoformat(), size=WIDE) as terminal:
        terminal.wait_for("m1")
        terminal.press("f3")
        terminal.wait_for("Discussion: what was said.")
        terminal.paste(text)
        terminal.type(" Noted.")
        terminal.wait_for("Noted.")
        terminal.press("ctrl+t")
        terminal.wait_for("Action:")
        terminal.paste(text)
        terminal.press("enter")
        terminal.wait_for("A1 taken")
        nothing_acted(terminal)
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    with closing(by_hand(path)) as hand:
        ((said,),) = hand.execute("SELECT discussion FROM minute")
        ((action,),) = hand.execute("SELECT title FROM action")
    assert said == f"{text} Noted."
    assert action == text.replace("\n", " ")
    code, _, _ = hwb("--book", path, "export", "minutes", "--to", tmp_path / "long.txt")
    assert code == 0
    assert visible(paragraph) in (tmp_path / "long.txt").read_text("utf-8")
