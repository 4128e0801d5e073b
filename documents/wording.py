"""The fixed words of the papers, and their order, shared by Word, Markdown and plain text."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from board.clock import long_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from board.paper import AgendaPaper, Attendee, MinutesPaper, PrintedItem, PrintedMinute

DRAFT = "DRAFT: not yet confirmed as a correct record"
COLUMNS = ("No.", "Subject", "Minute")
"""The headings of minutes in the ``columns`` house style."""
AGENDA_COLUMNS = ("No.", "Subject", "Details")
"""The same of an agenda."""
BUSINESS = "Items of business"
NOBODY = "Nobody is recorded as present."


class Block(NamedTuple):
    """One paragraph of a minute, in whatever format it is laid out."""

    kind: str
    """``Minute text``, ``Resolution``, ``Clause``, ``Action`` or ``Room note``;
    in Word these are the names of the styles."""
    label: str
    """What is printed before the text: ``1.``, ``57.1``, ``Action A12:``, or nothing."""
    text: str


def blocks(minute: PrintedMinute) -> Iterator[Block]:
    """The paragraphs under a minute's title, in printed order."""
    numbers = minute.paragraph_numbers
    for number, text in zip_longest(numbers, minute.paragraphs, fillvalue=""):
        yield Block("Minute text", number, text)
    if minute.resolution:
        yield Block("Resolution", "", minute.resolution)
    for label, text in zip_longest(minute.labels, minute.clauses, fillvalue=""):
        yield Block("Clause", label, text)
    for action in minute.actions:
        to_whom = ", ".join(filter(None, (action.leads, action.due and f"by {action.due}")))
        words = " — ".join(filter(None, (action.text, to_whom)))
        yield Block("Action", f"Action {action.ref}:", words)
    for sentence in minute.room:
        yield Block("Room note", "", sentence)


def attendance(paper: MinutesPaper) -> Iterator[tuple[str, tuple[Attendee, ...]]]:
    """The lists of who was there, with their headings; only ``Present`` is listed when empty."""
    yield "Present", paper.present
    for heading, people in (
        ("Substitutes", paper.substitutes),
        ("In attendance", paper.in_attendance),
        ("Apologies", paper.apologies),
    ):
        if people:
            yield heading, people


def membership(paper: AgendaPaper) -> Iterator[tuple[str, tuple[Attendee, ...]]]:
    """The lists of members on an agenda, with their headings; an empty list is left out."""
    if paper.members:
        yield "Voting membership", paper.members
    if paper.non_voting:
        yield "Non-voting membership", paper.non_voting


def beside(person: Attendee) -> str:
    """What is printed beside a name: the role, then the note in brackets."""
    return " ".join(filter(None, (person.role, person.note and f"({person.note})")))


def listed(person: Attendee) -> str:
    """A name in a list of one line each: ``Cllr Moss, Leader (in the chair)``."""
    role = f", {person.role}" if person.role else ""
    return f"{person.name}{role} ({person.note})" if person.note else f"{person.name}{role}"


def minutes_title(paper: MinutesPaper) -> str:
    """What the minutes are of: ``Minutes of the … meeting held on … at …``."""
    where = f" at {paper.venue}" if paper.venue else ""
    return f"Minutes of the {paper.body} meeting held on {long_day(paper.day)}{where}"


def page_head(paper: MinutesPaper | AgendaPaper) -> str:
    """What tells a loose page where it belongs: the body and the day."""
    return f"{paper.body}, {long_day(paper.day)}"


def minutes_foot(paper: MinutesPaper) -> Iterator[str]:
    """The lines at the foot of the minutes: when the meeting sat, as stamped, and the officer."""
    if paper.started and paper.ended:
        yield f"(Duration of meeting: {paper.started} to {paper.ended})"
    elif paper.started:
        yield f"(The meeting began at {paper.started})"
    elif paper.ended:
        yield f"(The meeting ended at {paper.ended})"
    if paper.officer:
        yield f"Officer: {paper.officer}"


def heading(number: str, title: str) -> str:
    """A number and a title on one line; an item without a number has its title alone."""
    return f"{number} {title}" if number else title


def meeting_details(paper: AgendaPaper) -> tuple[tuple[str, str], ...]:
    """The particulars at the head of an agenda, each with its label; blank ones left out."""
    return _filled(
        ("Meeting:", paper.body),
        ("Date:", long_day(paper.day)),
        ("Time:", paper.starts),
        ("Place:", paper.venue),
    )


def admission(kind: str) -> str:
    """Who may come to a meeting of this kind, ``public`` or ``private``."""
    if kind == "private":
        return "This meeting is not open to the public."
    return "This meeting is open to the public."


def item_title(item: PrintedItem) -> str:
    """An item's number, title and place in the pack: ``7 Care plan (Pages 9 - 14)``."""
    title = heading(item.number, item.title)
    return f"{title} ({item.pages})" if item.pages else title


def item_details(item: PrintedItem) -> tuple[tuple[str, str], ...]:
    """What an item is for and who answers for it: a label, blank for the purpose, and a text."""
    return _filled(
        ("", item.purpose),
        ("Presented by:", item.presenter),
        ("Responsible Officer:", item.responsible),
        ("Report author:", item.author),
    )


def item_report(item: PrintedItem) -> tuple[tuple[str, str], ...]:
    """The reference of an item's report, labelled."""
    return _filled(("Report:", item.report))


def item_place(item: PrintedItem) -> tuple[tuple[str, str], ...]:
    """Where an item's papers are: its report, and its pages in the pack without a label."""
    return (*item_report(item), *_filled(("", item.pages)))


def _filled(*lines: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The `lines` that have a text after their label."""
    return tuple((label, text) for label, text in lines if text)
