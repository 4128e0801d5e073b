"""The text of an agenda as pasted from a page: which lines are items, and what belongs to each.

An item begins with its number at the start of a line, but so may a list inside
a purpose, an address or a sentence. So every numbered line is weighed by how
like a heading it looks, and the best run of rising numbers is taken as a whole.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from board.incoming import AgendaRow
from documents.agenda_rows import AGENDA_COLUMNS, is_page_reference, pages_of
from documents.reading import Reading, ReadingError, quoted
from documents.table import Paper, heading_key

_NUMBERED = re.compile(
    r"\s*(?:#{1,6}\s+)?(?P<opens>\*\*|__)?(?:(?:agenda )?item )?"
    r"(?P<number>\d{1,3})(?P<mark>[.):]?)(?P<closes>\*\*|__)?(?:\s+(?P<title>\S.*))?",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|ust|ember|tember|ober)?\b",
    re.IGNORECASE,
)
_PAGES_AT_END = re.compile(
    r"\((?:(?:pages?|pp?\.?)\s*\d[^()]*|[a-z ]{0,10}to follow)\)$|\t *\d[\d ,–-]*$",
    re.IGNORECASE,
)
_PAGE_MARK = re.compile(r"(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?|-\s*\d{1,4}\s*-", re.IGNORECASE)
_LIST_LINE = re.compile(r"(?:[-*•·–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s", re.IGNORECASE)
_LABELLED = ("presenter", "responsible", "author", "report", "pages")

_MOST = 1000
"""Numbered lines an agenda may have; weighing more would take too long."""

_OPENINGS = ("agenda", "agenda items", "order of business", "items of business")
"""Lines that stand above the first item; all before them is front matter."""

# How many points it takes from a run of items: a missing number, a numbered line
# left over, a number that also carries on a list inside a purpose, and a numbered
# line before the first item (a little more, since front matter is not kept).
_MISSING, _LEFT_OVER, _CARRIES_ON, _BEFORE = 2.5, 1.0, 1.0, 1.1


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that may begin an item."""

    at: int
    """Index of the line."""
    body: int
    """Index of the first line after the title."""
    number: int
    mark: str
    title: str
    reference: str
    """The page reference glued to the title."""
    weight: float
    """How like a heading it looks."""


def read_prose(paper: Paper) -> Reading[AgendaRow]:
    """The items in the pasted text of an agenda; what came before them is noted.

    Raises:
        ReadingError: no run of numbered items is found.
    """
    lines = [line.rstrip("\r\n") for line in io.StringIO(paper.text, newline="")]
    furniture = _furniture(lines)
    found = _headings(lines, furniture)
    if len(found) > _MOST:
        raise ReadingError(
            f"{paper.source} has more than {_MOST:,} numbered lines; give the agenda alone."
        )
    items = _run(found)
    if not items:
        raise ReadingError(
            f"{paper.source} has no numbered items; begin each item with its number and "
            f"title on one line, such as: 1 Apologies."
        )
    ends = [item.at for item in items[1:]] + [len(lines)]
    rows = tuple(
        _row(item, [(lines[at] if at not in furniture else "") for at in range(item.body, end)])
        for item, end in zip(items, ends, strict=True)
    )
    notes = [*paper.notes, *_front_matter(lines, items[0].at), *_missing(items)]
    notes += [
        f"Line {at + 1} was left out as page furniture: {quoted(lines[at].strip())}."
        for at in sorted(furniture)
        if at > items[0].at
    ]
    return Reading(paper.source, rows, notes=tuple(notes))


def _furniture(lines: list[str]) -> set[int]:
    """Page numbers, and running titles: lines that stand next to page breaks again and again."""
    written = [at for at, line in enumerate(lines) if line.strip()]
    breaks = {at for at in written if _PAGE_MARK.fullmatch(lines[at].strip())}
    beside = set()
    for before, after in pairwise(written):
        if (before in breaks) != (after in breaks):
            beside.add(after if before in breaks else before)
        if "\f" in "".join(lines[before : after + 1]):
            beside.update((before, after))
    often = Counter(lines[at].strip() for at in beside)
    return breaks | {
        at for at in beside if often[lines[at].strip()] > 1 and not _NUMBERED.fullmatch(lines[at])
    }


def _headings(lines: list[str], furniture: set[int]) -> list[_Heading]:
    found: list[_Heading] = []
    above = ""
    for at, line in enumerate(lines):
        if not line.strip() or at in furniture:
            continue
        said, before, above = _NUMBERED.fullmatch(line), above, line
        if not said:
            continue
        body, title = at + 1, said["title"] or ""
        if not title and said["mark"]:
            body, title = _title_below(lines, at)
        if not title:
            continue
        if said["opens"] and not said["closes"]:
            title = said["opens"] + title
        bold = title.startswith(("**", "__"))
        apart = at == 0 or not lines[at - 1].strip() or at - 1 in furniture
        title, reference = _cut_reference(title)
        weight = 0.5 + apart + bold + bool(reference) + _looks(title)
        number, mark = int(said["number"]), said["mark"]
        if number == 1 and heading_key(before) in _OPENINGS:
            found.clear()
        found.append(_Heading(at, body, number, mark, title, reference, weight))
    return found


def _title_below(lines: list[str], at: int) -> tuple[int, str]:
    """The title under a number that stands alone, as in a copy from a web page."""
    for below in range(at + 1, min(at + 3, len(lines))):
        if text := lines[below].strip():
            return below + 1, "" if _NUMBERED.fullmatch(text) else text
    return at + 1, ""


def _cut_reference(text: str) -> tuple[str, str]:
    """The title without the page reference glued to it, and the reference."""
    text = _unwrapped(text.strip())
    if said := _PAGES_AT_END.search(text):
        return _unwrapped(text[: said.start()].rstrip()), said[0].strip("() \t")
    return text, ""


def _unwrapped(text: str) -> str:
    """`text` without its bold marks, if one pair wraps the whole of it."""
    mark = text[:2]
    inner = text[2:-2]
    whole = mark in ("**", "__") and text.endswith(mark) and inner and mark not in inner
    return inner.strip() if whole else text


def _looks(title: str) -> float:
    """What the words say against a line being a heading: sentences, dates, small letters."""
    if title[:1].islower() or _MONTH.match(title):
        return -4.0
    return -2.0 if title.endswith((".", ":", ";", ",")) or len(title) > 200 else 0.0


def _run(found: list[_Heading]) -> list[_Heading]:
    """The best run of rising numbers; of two as good, the later, nearer to what follows."""
    usual = Counter(one.mark for one in found if one.weight > 1).most_common(1)
    # For each line, how many so far neither begin a list nor carry it on.
    strays = [0]
    for before, one in pairwise(found):
        strays.append(strays[-1] + (one.number not in (1, before.number + 1)))

    def left_over(here: int, there: int) -> int:
        if there - here < 2:
            return 0
        return (found[here + 1].number != 1) + strays[there - 1] - strays[here + 1]

    points: list[float] = []
    back: list[int] = []
    for at, one in enumerate(found):
        best, came = -_MISSING * (one.number - 1) - _BEFORE * at, -1
        for other in range(at):
            missing = one.number - found[other].number - 1
            if missing < 0:
                continue
            carries_on = other < at - 1 and found[at - 1].number == one.number - 1
            score = points[other] - _MISSING * missing - _LEFT_OVER * left_over(other, at)
            score -= _CARRIES_ON * carries_on
            if score >= best:
                best, came = score, other
        odd = bool(usual) and one.mark != usual[0][0]
        points.append(best + one.weight - odd)
        back.append(came)
    ends = [point - _LEFT_OVER * left_over(at, len(found)) for at, point in enumerate(points)]
    at = max(range(len(ends)), key=lambda end: (ends[end], end), default=-1)
    run: list[_Heading] = []
    while at >= 0:
        run.insert(0, found[at])
        at = back[at]
    missing = run[-1].number - len(run) if run else 0
    return run if sum(one.weight for one in run) > _MISSING * missing else []


def _row(item: _Heading, body: list[str]) -> AgendaRow:
    title, reference, body = _continued(item, body)
    purpose, labelled = _sorted_out(body)
    pages, to_follow = pages_of(reference or labelled["pages"])
    report, report_follows = labelled["report"], pages_of(labelled["report"])[1]
    return AgendaRow(
        line=item.at + 1,
        number=str(item.number),
        title=title,
        purpose=purpose,
        presenter=labelled["presenter"],
        responsible=labelled["responsible"],
        author=labelled["author"],
        report="" if report_follows else report,
        pages=pages,
        to_follow=to_follow or report_follows,
    )


def _continued(item: _Heading, body: list[str]) -> tuple[str, str, list[str]]:
    """The title and page reference with what runs over to the next lines, and the lines left.

    Only a hyphen at the end, or a page reference alone, is surely a continuation.
    """
    title, reference = item.title, item.reference
    if title.endswith(("-", "–")) and body and body[0].strip():
        joint = "" if title[-2:-1].isalpha() else " "
        title, glued = _cut_reference(title + joint + body[0].strip())
        reference, body = reference or glued, body[1:]
    first = next((at for at, line in enumerate(body) if line.strip()), None)
    if first is not None and not reference and is_page_reference(body[first].strip()):
        reference, body = body[first].strip(), body[first + 1 :]
    return title, reference, body


def _sorted_out(body: list[str]) -> tuple[str, dict[str, str]]:
    """The purpose, a blank line between its paragraphs, and the labelled lines by field."""
    labelled = dict.fromkeys(_LABELLED, "")
    purpose: list[str] = []
    gap = waiting = ""
    for text in map(str.strip, body):
        field, value = _label(text)
        if waiting and text and not field:
            field, value = waiting, text
        if not text:
            gap = "\n\n"
        elif field:
            labelled[field] = ", ".join(filter(None, (labelled[field], value)))
            waiting, gap = ("" if value else field), "\n\n"
        else:
            joint = gap or ("\n" if _LIST_LINE.match(text) else " ")
            purpose += [joint, text] if purpose else [text]
            gap = ""
    return "".join(purpose), labelled


def _label(text: str) -> tuple[str, str]:
    """The field and the value of a line such as ``Report author: Ada Penrose``."""
    label, colon, value = _unwrapped(text).partition(":")
    if colon and len(label) < 50:
        key = heading_key(label)
        for field in _LABELLED:
            if key in AGENDA_COLUMNS[field]:
                return field, value.strip().removeprefix("**").strip()
    return "", ""


def _front_matter(lines: list[str], first: int) -> list[str]:
    written = [at for at in range(first) if lines[at].strip()]
    if not written:
        return []
    begins = quoted(lines[written[0]].strip())
    return [
        f"Lines {written[0] + 1} to {written[-1] + 1}, before the first item, were left out; "
        f"they begin {begins}."
    ]


def _missing(items: list[_Heading]) -> list[str]:
    numbers = {item.number for item in items}
    absent = [n for n in range(1, items[-1].number) if n not in numbers]
    return [f"There is no item {n}; look for it in the purpose of the item before." for n in absent]
