"""A whole meeting in a real terminal, by keyboard alone: roll call, minutes, Word draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from pathlib import Path

import pytest
from docx import Document
from terminal import KEYS, Terminal, run_hwb

from board.compose import minutes_paper
from board.record import MeetingRecord
from board.settings import (
    BoardSettings,
    BodySettings,
    MinutesSettings,
    Phrase,
    QuorumCondition,
    QuorumRule,
    SeriesSettings,
    Settings,
)
from documents.papers import write_minutes
from storage.agenda import add_item
from storage.book import Book
from storage.meetings import add_meeting, meeting_record, meetings
from storage.people import add_person, add_seat, seat_person
from storage.settings import save_settings

DAY = date(2026, 7, 9)
F3, F4 = KEYS["f3"], KEYS["f4"]
RULE = QuorumRule(minimum=8, conditions=(QuorumCondition("elected"), QuorumCondition("icb")))
PHRASES = (
    Phrase("Apologies", "Apologies for absence were received from {apologies}."),
    Phrase("No interests", "There were no declarations of interest."),
    Phrase(
        "Minutes confirmed",
        "That the minutes of the meeting held on {last_meeting} be confirmed as a correct record.",
    ),
    Phrase("No questions", "No questions or statements had been received from the public."),
    Phrase("Points", "In discussion, members raised the following points:"),
    Phrase("Next meeting", "The next meeting of the {board} will be held on {next_meeting}."),
    Phrase("Not urgent", "There were no urgent items."),
)
MEMBERS = (
    # name, what the seat represents, office, category, whether they are away
    ("Cllr Ruth Aldgate", "Leader of the Council", "co-chair", "elected", "away"),
    ("Dr Samir Kohli", "Integrated Care Board, chair", "co-chair", "icb", "away"),
    ("Cllr Helen Marsh", "Cabinet member for children", "", "elected", ""),
    ("Cllr Joe Tredwell", "Cabinet member for public health", "", "elected", ""),
    ("Cllr Owen Pascoe", "Cabinet member for adult care", "", "elected", "away"),
    ("Cllr Tamsin Rowe", "Opposition group", "", "elected", "away"),
    ("Nuala Keane", "Integrated Care Board, chief officer", "", "icb", ""),
    ("Dr Peter Lund", "Integrated Care Board, clinical lead", "", "icb", "away"),
    ("Grace Odell", "Director of Adult Care", "", "", ""),
    ("Tom Varley", "Director of Children's Services", "", "", ""),
    ("Ines Duarte", "Director of Public Health", "", "", "away"),
    ("Priya Shenoy", "Healthwatch", "", "", ""),
    ("Martin Coe", "Hospitals trust", "", "", ""),
    ("Lesley Braid", "Mental health trust", "", "", ""),
    ("Supt Alan Wyke", "Police", "", "", "away"),
)


@dataclass(frozen=True)
class Business:
    """One item: its title, and what the officer minutes. A phrase is picked where ``^`` stands."""

    title: str
    said: str = ""
    resolved: tuple[str, ...] = ()
    action: str = ""


MEETING = (
    Business("Welcome and Announcements"),
    Business("Apologies for Absence", "^apol"),
    Business("Minutes of the Last Meeting", resolved=("^minutes",)),
    Business("Declarations of Interest", "^no int"),
    Business("Public Participation", "^questions"),
    Business(
        "Whole-System Review: the Action Plan",
        "Nuala Keane introduced the plan that answers the inspectors' findings, and explained how "
        "each of its forty actions had been given an owner and a month.\n"
        "^points\n"
        "that the county was one of nine visited, and that most of the nine shared the trouble of "
        "people waiting in hospital for care at home; that the scrutiny committee thought the plan "
        "long, and asked that the ten actions that matter most be marked; that records still could "
        "not be read across the two trusts; and that no second visit was expected.",
        (
            "To note the draft plan, and what the scrutiny committee said of it;",
            "To agree its direction and the five priorities it sets out; and",
            "To ask that the full delivery plan come back to the October meeting.",
        ),
        "bring back the full delivery plan with the ten first actions marked @NK by next meeting",
    ),
    Business(
        "Joint Fund: Report of the Quarter",
        "Grace Odell reported on the joint fund and on the days that people had spent in hospital "
        "after they were well enough to leave.\n"
        "^points\n"
        "that fewer people had moved into care homes than in any quarter since the fund began; "
        "that the way days are counted had changed in May, so that two lines of the table could "
        "not be compared; that the target had been missed at two of the three sites; and that "
        "small grants for help that is not nursing might free carers for those who need it.\n"
        "In answer to a question, it was said that terms of reference for the joint group would "
        "be settled by the end of the month.",
        (
            "To note where the fund stands against its measures;",
            "To note the progress made in how the partners govern it;",
            "To accept the revised number of days a month as the target;",
            "To look at the plan for next year once the joint group has agreed it; and",
            "To ask the joint group for a plan that answers the worry about the northern site.",
        ),
    ),
    Business(
        "The Model of Care: What Comes Next",
        "Nuala Keane described the model, the standards that it sets and what it would mean for "
        "surgeries and for urgent care.\n"
        "^points\n"
        "how far people would have to travel, and by what bus; that opening hours differ from "
        "town to town for no reason that anybody could give; that the places chosen should suit "
        "social care as well; and that the public would be asked before anything was settled.",
        (
            "To note the presentation; and",
            "To ask for a report on how the model will be put in place and how it joins up with "
            "the changes in adult care.",
        ),
        "report on how the model of care joins up with adult care @GO/NK by December 2026",
    ),
    Business(
        "Local Healthwatch: the Year's Report",
        "Priya Shenoy presented the report of the year and thanked the volunteers, most of whom "
        "had stayed.\n"
        "^points\n"
        "what young people had said about waiting for help with their mental health; that two "
        "reviews had yet to come before the Board; what a helpline answered by people who know "
        "the county is worth; and that a local committee would soon hold the service to account.",
        (
            "To note the report and thank the volunteers;",
            "To recognise the progress made in the year; and",
            "To invite Healthwatch to bring its reviews to the Board as they are finished.",
        ),
    ),
    Business(
        "Our Offer to Young People Leaving Care",
        "Cllr Marsh presented the outline of the offer, which the council owes to those who have "
        "been in its care until they are 25.\n"
        "^points\n"
        "that steady housing comes before everything else; that more young people would qualify "
        "each year to 2030; that a bus pass and driving lessons had been worth more to them than "
        "their cost suggests; that every partner had agreed to say what it could add; and that "
        "some had asked for training on what a young person leaving care may claim.",
        (
            "To endorse the outline offer;",
            "To ask each partner to say how it can strengthen the offer;",
            "To ask for a report in six months on what the partners have added; and",
            "That the report set out the milestones of the plan.",
        ),
        "write to every partner asking what it can add to the offer @TV by 30 september",
    ),
    Business(
        "Self-Neglect: a Shared Protocol",
        "Lewis Hand, Head of Community Safety, presented a protocol for all who deal with people "
        "who hoard or neglect themselves.\n"
        "^points\n"
        "that hoarding is an illness and that clearing a house does not cure it; that the fire "
        "service hears of most cases first; that a shared form would spare people from telling "
        "the same story five times; and that what may be passed on between services had to be "
        "plain before the protocol could be used.\n"
        "The Chair thanked Mr Hand, and asked him to come back once it had been in use.",
        (
            "To approve the protocol and commend it to every service; and",
            "To ask for measures of how it works after six months.",
        ),
    ),
    Business("Date of the Next Meeting", "^next"),
    Business("Urgent Items", "^not urg"),
)
STANDS_IN = {"Nuala Keane": "Dev Rana"}
"""Standing substitutes."""
LEAVES = "Martin Coe"
"""Who leaves while the model of care is discussed."""


def board_book(folder: Path, *titles: str) -> Path:
    """A book with the board's members and a meeting due with an agenda of `titles`."""
    path = folder / "board.hwb"
    book = Book.create(path, "Ann Moss")
    save_settings(
        book,
        Settings(
            board=BoardSettings(council="Harrowshire Council"),
            bodies=(BodySettings("hwb", "Harrowshire Health and Wellbeing Board", "HWB"),),
            quorum=RULE,
            phrases=PHRASES,
            minutes=MinutesSettings(series=(SeriesSettings(first=50),)),
        ),
    )
    for name, represents, office, category, _ in MEMBERS:
        kinds = [category] if category else []
        seat = add_seat(book, "hwb", represents, office=office, categories=kinds)
        initials = "".join(word[0] for word in name.split() if word not in ("Cllr", "Dr", "Supt"))
        seat_person(book, seat, add_person(book, name, initials=initials))
        if name in STANDS_IN:
            seat_person(book, seat, add_person(book, STANDS_IN[name]), role="substitute")
    for day in (date(2026, 4, 16), DAY, date(2026, 10, 15)):
        meeting = add_meeting(book, "hwb", day, time(14), "The Guild Room, Shire Hall, Harrowby")
        for title in titles if day == DAY else ():
            add_item(book, meeting, title)
    book.close()
    return path


def record_of(path: Path) -> MeetingRecord:
    """The meeting of the day as the book holds it."""
    book = Book.open(path, "Reader")
    found = next(meeting for meeting in meetings(book) if meeting.day == DAY)
    record = meeting_record(book, found.key)
    book.close()
    return record


class Officer:
    """Minutes a meeting at a terminal, looking at the screen as an officer would."""

    def __init__(self, terminal: Terminal) -> None:
        self.at = terminal

    def call_the_roll(self, attending: str) -> None:
        self.at.wait_for("planned")
        self.at.press("f4")
        self.at.wait_for(MEMBERS[0][0])
        for *_, away in MEMBERS:
            self.at.press("a" if away else "p")
        self.at.press("i")
        self.answer("In attendance", attending)
        self.at.wait_for(lambda: self.at.line_with(attending))

    def open_with_an_election(self, chair: str) -> None:
        self.at.press("f3")
        self.at.wait_for("Ctrl+N opens")
        self.at.press("ctrl+n")
        self.answer("Open the meeting at")
        self.answer("Elected to the chair", chair, complete=True)
        self.at.wait_for("chair the meeting")
        self.heading(50)

    def answer(self, question: str, words: str = "", *, complete: bool = False) -> None:
        self.at.wait_for(question)
        self.at.type(words)
        if complete:
            self.at.press("tab")
        self.at.press("enter")
        self.at.wait_for(lambda: question not in self.at.text)

    def heading(self, number: int) -> None:
        """Wait until a minute is open and ready to be typed in."""
        self.at.wait_for(lambda: f"│ {number} " in self.at.lines[1])

    def write(self, text: str) -> None:
        """Type a text; a paragraph that begins with ``^`` is a standing phrase."""
        for n, paragraph in enumerate(text.split("\n")):
            if n:
                self.at.press("enter")
            if paragraph.startswith("^"):
                self.at.press("ctrl+g")
                self.answer("Phrase:", paragraph[1:])
            else:
                self.at.type(paragraph)

    def minute(self, business: Business) -> None:
        if business.said:
            self.write(business.said)
        if business.resolved:
            self.at.press("ctrl+r")
            self.write("\n".join(business.resolved))
        if business.action:
            self.at.press("ctrl+t")
            self.answer("Action:", business.action)
            self.at.wait_for(" taken: ")

    def somebody_leaves(self, name: str) -> None:
        """A member leaves while the officer is in the text."""
        places = [name for name, *_ in MEMBERS]
        self.at.press("ctrl+o", *["down"] * places.index(name), "l", "escape")
        self.at.wait_for("QUORUM LOST")

    def close(self) -> None:
        self.at.press("ctrl+n")
        self.at.wait_for("The quorum was lost")
        self.at.press("escape")
        self.answer("Close the meeting at")
        self.answer("Write the minutes to")
        self.at.wait_for("Written:")


@dataclass(frozen=True)
class Sitting:
    """A meeting held at a terminal: what came of it."""

    record: MeetingRecord
    draft: Path
    """The Word draft, written with one key at the close."""
    pressed: int


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """The whole meeting, held once; the roll and everything after it by keys alone."""
    folder = tmp_path_factory.mktemp("sitting")
    path = board_book(folder, *(business.title for business in MEETING))
    with run_hwb(path, "--today", DAY.isoformat()) as terminal:
        officer = Officer(terminal)
        officer.call_the_roll("Lewis Hand")
        officer.open_with_an_election("Tredw")
        for number, business in enumerate(MEETING, 50):
            if number > 50:
                terminal.press("ctrl+n")
                officer.heading(number)
            officer.minute(business)
            if number == 57:
                officer.somebody_leaves(LEAVES)
        officer.close()
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    (draft,) = (folder / "home").glob("*.docx")
    return Sitting(record_of(path), draft, terminal.pressed)


def paragraphs(draft: Path, *styles: str) -> list[str]:
    """The paragraphs of a Word file in some styles, or all of them."""
    return [
        paragraph.text
        for paragraph in Document(str(draft)).paragraphs
        if not styles or (paragraph.style is not None and paragraph.style.name in styles)
    ]


def test_thirteen_items_run_on_from_50_to_62(sitting: Sitting) -> None:
    minutes = sitting.record.minutes
    assert [minute.printed for minute in minutes] == [str(n) for n in range(50, 63)]
    assert sitting.record.meeting.state == "draft"
    assert [
        heading for heading in paragraphs(sitting.draft, "Heading 2") if heading[0] in "56"
    ] == [f"{n}\t{business.title}" for n, business in enumerate(MEETING, 50)]


def test_with_both_co_chairs_away_the_first_minute_elects_a_chair(sitting: Sitting) -> None:
    record = sitting.record
    assert record.meeting.presiding is not None
    assert record.person(record.meeting.presiding).name == "Cllr Joe Tredwell"
    assert "nominations were sought" in record.minutes[0].discussion
    assert record.minutes[0].resolved == "That Cllr Tredwell chair the meeting."


def test_every_word_typed_is_in_the_minute_it_was_typed_in(sitting: Sitting) -> None:
    phrases = {phrase.name: phrase.text for phrase in PHRASES}
    points = phrases["Points"]
    for business, minute in zip(MEETING[5:11], sitting.record.minutes[5:11], strict=True):
        assert minute.discussion == business.said.replace("^points", points)
        assert minute.resolved == "\n".join(business.resolved)
    said = [minute.discussion for minute in sitting.record.minutes]
    assert said[1].startswith("Apologies for absence were received from Cllr Ruth Aldgate, Dr Sam")
    assert said[3:5] == [phrases["No interests"], phrases["No questions"]]
    assert said[11].endswith("will be held on Thursday 15 October 2026.")
    assert "held on Thursday 16 April 2026 be confirmed" in sitting.record.minutes[2].resolved


def test_actions_taken_in_one_line_have_their_leads_and_dates(sitting: Sitting) -> None:
    taken = [
        ([sitting.record.person(key).name for key in action.leads.people], action.due.latest)
        for action in sitting.record.actions
    ]
    assert taken == [
        (["Nuala Keane"], date(2026, 10, 15)),
        (["Grace Odell", "Nuala Keane"], date(2026, 12, 31)),
        (["Tom Varley"], date(2026, 9, 30)),
    ]


def test_the_word_draft_reads_as_the_minutes_of_the_meeting(sitting: Sitting) -> None:
    text = paragraphs(sitting.draft)
    people = [line.partition("\t")[0] for line in paragraphs(sitting.draft, "Attendee")]
    here = [name for name, *_, away in MEMBERS if not away]
    gone = [name for name, *_, away in MEMBERS if away]
    assert people == [*here, "Lewis Hand", *gone]
    assert any("Cllr Joe Tredwell" in line and "(in the chair)" in line for line in text)
    assert any(LEAVES in line and "after minute 57)" in line for line in text)
    assert any(line.startswith(f"{LEAVES} left the meeting at ") for line in text)
    clauses = [line for line in paragraphs(sitting.draft, "Clause") if line.startswith("5.\t")]
    assert clauses == [f"5.\t{MEETING[6].resolved[4]}"]
    actions = paragraphs(sitting.draft, "Action")
    assert len(actions) == 3
    assert actions[0].startswith("Action A1: bring back the full delivery plan")
    assert any(line.startswith("(Duration of meeting: 2.") for line in text)


def test_the_same_record_exports_in_columns(sitting: Sitting, tmp_path: Path) -> None:
    record = sitting.record
    columns = replace(record.settings.minutes, style="columns")
    paper = minutes_paper(replace(record, settings=replace(record.settings, minutes=columns)))
    write_minutes(paper, tmp_path / "columns.docx")
    (table,) = Document(str(tmp_path / "columns.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(50, 63)]
    assert [row[1] for row in rows[1:]] == [business.title for business in MEETING]
    assert all(clause in rows[7][2] for clause in MEETING[6].resolved)


def test_a_meeting_costs_hardly_more_keys_than_its_own_words(
    sitting: Sitting, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every key from the first screen to the last is counted, and of the Word draft only
    what somebody would have had to type into it that day: the names of those who were
    there and what stands under each title. Not titles, headings, roles, or apologies a
    second time."""
    names = [line.partition("\t")[0] for line in paragraphs(sitting.draft, "Attendee")]
    away = sum(bool(member[-1]) for member in MEMBERS)
    styles = ("Minute text", "Clause", "Action", "Room note")
    words = sum(map(len, names[:-away])) + sum(map(len, paragraphs(sitting.draft, *styles)))
    ratio = sitting.pressed / words
    with capsys.disabled():
        print(f"\n{sitting.pressed} keys for {words} characters of minutes: {ratio:.2f}")
    assert ratio <= 1.10


def test_keys_typed_ahead_of_a_slow_screen_go_where_they_were_meant(tmp_path: Path) -> None:
    path = board_book(tmp_path, "Welcome", "Apologies", "Winter plan")
    with run_hwb(path, "--today", DAY.isoformat()) as terminal:
        terminal.wait_for("planned")
        roll = "".join("a" if away else "p" for *_, away in MEMBERS)
        # One bunch, as a line that had stalled delivers it.
        terminal.send(f"{F4}{roll}{F3}\x0e\r")  # the roll, then open the meeting
        terminal.send("Tredw\t\rWelcomed.\x0eNoted.\x12That it be noted.\x0e")
        terminal.send("Said here.\x14ask the trusts @NK by december\rAnd here.")
        terminal.wait_for(lambda: "And here." in terminal.text)
        terminal.press("ctrl+q")
        assert terminal.ended() == 0
    record = record_of(path)
    assert sum(event.event == "apologies" for event in record.events) == 7
    assert [minute.discussion.split("\n")[-1] for minute in record.minutes] == [
        "Welcomed.",
        "Noted.",
        "Said here.And here.",
    ]
    assert [minute.resolved for minute in record.minutes[1:]] == ["That it be noted.", ""]
    assert [action.title for action in record.actions] == ["ask the trusts"]


def test_the_quorum_line_is_right_at_every_step_of_the_roll(tmp_path: Path) -> None:
    officers = [name for name, _, _, category, _ in MEMBERS if not category]
    steps = [
        *((name, "p", n, 0, 0) for n, name in enumerate(officers, 1)),
        ("Cllr Helen Marsh", "p", 8, 1, 0),
        ("Nuala Keane", "s\r", 9, 1, 1),  # her standing substitute is offered
        ("Cllr Helen Marsh", "l", 8, 0, 1),
        ("Cllr Helen Marsh", "r", 9, 1, 1),
        ("Supt Alan Wyke", "l", 8, 1, 1),
        ("Grace Odell", "l", 7, 1, 1),
        ("Supt Alan Wyke", "sSgt Una Fell\r", 8, 1, 1),  # anybody may be named
        ("Nuala Keane", "p", 8, 1, 1),  # takes her seat back from the substitute
        ("Nuala Keane", "l", 7, 1, 0),
        ("Dr Samir Kohli", "o", 7, 1, 0),  # whoever joins remotely does not count
        ("Dr Peter Lund", "p", 8, 1, 1),
        ("Cllr Helen Marsh", "w", 7, 0, 1),  # withdrew for an interest
        ("Cllr Ruth Aldgate", "p", 8, 1, 1),
        ("Cllr Helen Marsh", "r", 9, 2, 1),
        ("Cllr Ruth Aldgate", "z", 8, 1, 1),  # a slip of the key, taken back
    ]
    path = board_book(tmp_path, "Welcome")
    with run_hwb(path, "--today", DAY.isoformat()) as terminal:
        terminal.wait_for("planned")
        terminal.press("f4")
        terminal.wait_for("Quorum 0/8 ✗ · elected 0/1 ✗ · icb 0/1 ✗")
        places = [name for name, *_ in MEMBERS]
        for name, keys, *here in steps:
            terminal.press("home", *["down"] * places.index(name))
            terminal.send(keys)
            parts = zip(("Quorum", "elected", "icb"), here, (8, 1, 1), strict=True)
            expected = " · ".join(
                f"{part} {have}/{need} {'✓' if have >= need else '✗'}" for part, have, need in parts
            )
            terminal.wait_for(expected)
