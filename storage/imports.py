"""Files of risks taken in: what is new, what a newer version changed, how its columns were read.

Taking the same file in twice changes nothing. A risk is known again by its ref, risks that
share one by their descriptions and then their order; one without a ref by its description.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from board.actions import Leads
from board.dates import PartialDate, read_partial
from board.names import understand
from board.plain import from_plain, to_plain
from board.risk_rows import ColumnUse, RiskRow
from board.risks import Assessment, Comment, Note, Risk
from storage.assessments import assessed, insert_assessment
from storage.book import Book
from storage.cells import cell
from storage.people import organisations, people
from storage.reviews import add_review, by_name, folded
from storage.risks import FIELDS, add_risk, change_risk, comment, risks

_SHORT = ("area", "owners", "action_owner", "action_due", "action_complete", "proximity",
          "review_due")  # fmt: skip
"""Fields short enough to say what they were and what they became."""
_MOST = 60
"""Characters of a value that a sentence quotes."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of taking in a file of risks."""

    added: int
    changed: tuple[str, ...]
    """A sentence for each risk that changed."""
    unchanged: int


def read_layout(book: Book, kind: str = "risks") -> tuple[ColumnUse, ...]:
    """What the columns of the last file of a kind became; empty when none came in yet."""
    row = book.row("SELECT columns FROM layout WHERE id = ? AND withdrawn = 0", (kind,))
    return tuple(from_plain(ColumnUse, use) for use in json.loads(row["columns"])) if row else ()


def read_mapping(book: Book, kind: str = "risks") -> dict[str, str]:
    """What an officer once said that headings of a kind of file mean."""
    row = book.row("SELECT mapping FROM layout WHERE id = ? AND withdrawn = 0", (kind,))
    return dict(json.loads(row["mapping"])) if row else {}


def save_layout(
    book: Book, layout: Sequence[ColumnUse], mapping: Mapping[str, str], kind: str = "risks"
) -> None:
    """Remember what the columns of a file became, for its next version and for exports."""
    values = {
        "columns": json.dumps(to_plain(layout), ensure_ascii=False),
        "mapping": json.dumps(dict(mapping), ensure_ascii=False),
    }
    with book.writing():
        row = book.row("SELECT columns, mapping, withdrawn FROM layout WHERE id = ?", (kind,))
        if row is None:
            book.insert("layout", values, key=kind)
        elif tuple(row) != (*values.values(), 0):
            book.update("layout", kind, {**values, "withdrawn": False})


def save_imported(
    book: Book,
    rows: Sequence[RiskRow],
    layout: Sequence[ColumnUse],
    on: date,
    mapping: Mapping[str, str] | None = None,
) -> ImportOutcome:
    """Put the risks of a file in the book, in one transaction.

    What the file has no column for stays as it is. A new rating of a stage is a new
    assessment, so that the one before it stays as history; that of a review corrects it.

    Args:
        book: The book.
        rows: The risks as the file has them.
        layout: What its columns became.
        on: The day, for a review whose name tells none.
        mapping: What was said that headings mean; remembered, as the layout is.
    """
    with book.writing():
        arrival = _Arrival(book, layout, on)
        for row, known in zip(rows, _matched(rows, risks(book)), strict=True):
            arrival.take(row, known)
        save_layout(book, layout, read_mapping(book) | dict(mapping or {}))
    return ImportOutcome(arrival.added, tuple(arrival.changed), arrival.unchanged)


def _matched(rows: Sequence[RiskRow], known: Iterable[Risk]) -> list[Risk | None]:
    """For each row the risk it is, or ``None`` when it is new."""
    waiting: dict[str, list[Risk]] = defaultdict(list)
    for risk in known:
        waiting[folded(risk.ref)].append(risk)
    found: list[Risk | None] = [None] * len(rows)
    for alike in (True, False):
        for n, row in enumerate(rows):
            ref = folded(row.ref)
            if found[n] is not None or not (alike or ref):
                continue
            mine = waiting[ref]
            found[n] = next(
                (
                    risk
                    for risk in mine
                    if not alike or folded(risk.description) == folded(row.description)
                ),
                None,
            )
            if one := found[n]:
                mine.remove(one)
    return found


class _Arrival:
    """A file while it comes in."""

    def __init__(self, book: Book, layout: Sequence[ColumnUse], on: date) -> None:
        self.added, self.unchanged = 0, 0
        self.changed: list[str] = []
        self._book, self._on = book, on
        self._fields = {use.field for use in layout if not use.stage}
        self._stages = {(use.stage, use.name, use.field) for use in layout if use.stage}
        self._headings = {use.name for use in layout if use.field == "note"} | {
            use.headings[-1] for use in layout if use.field in ("status", "closed_on")
        }
        self._everybody = tuple(people(book).values())
        self._bodies = tuple(organisations(book).values())
        self._reviews = by_name(book)

    def take(self, row: RiskRow, known: Risk | None) -> None:
        """Put one risk in the book, or bring the one that is there up to date."""
        if known is None:
            self._add(row)
            self.added += 1
        elif said := list(self._bring_up(row, known)):
            self.changed.append(f"{row.ref or f'R{known.number}'}: {'; '.join(said)}")
        else:
            self.unchanged += 1

    def _add(self, row: RiskRow) -> None:
        values = {name: self._meant(getattr(row, name)) for name in (*FIELDS, *_CLOSING)}
        key = add_risk(self._book, **values)
        for assessment in row.assessments:
            self._assess(key, assessment)
        for said in row.comments:
            comment(self._book, key, said.text, said.day, said.by)
        for note in row.notes:
            self._note(key, note)

    def _bring_up(self, row: RiskRow, known: Risk) -> Iterator[str]:
        """Change what the file says otherwise, and say so."""
        has = self._fields | ({"ref_text"} if "ref" in self._fields else set())
        new = {
            name: self._meant(value)
            for name in FIELDS
            if name in has and _text(value := getattr(row, name)) != _text(getattr(known, name))
        }
        change_risk(self._book, known.key, **new)
        for name in new:
            if name not in ("ref", "ref_text"):
                yield _said(name, getattr(known, name), new[name])
        yield from self._closing(row, known)
        for assessment in row.assessments:
            yield from self._reassess(assessment, known)
        yield from self._comments(row.comments, known)
        yield from self._notes(row.notes, known)

    def _closing(self, row: RiskRow, known: Risk) -> Iterator[str]:
        # A file without a status says nothing of a risk that was closed here.
        has = self._fields | ({"status"} if row.status == "closed" else set())
        new = {
            name: getattr(row, name)
            for name in _CLOSING
            if name in has and getattr(row, name) != getattr(known, name)
        }
        self._book.update("risk", known.key, new)
        if "status" in new:
            yield f"is now {row.status}"
        elif new:
            yield "how it was closed is changed"

    def _reassess(self, found: Assessment, known: Risk) -> Iterator[str]:
        review = found.stage == "review"
        before = known.latest(found.stage)
        if review:
            # The file may write the name of a review in other letters than the book.
            called = self._reviews.get(folded(found.name))
            before = known.review(called.name) if called else None
        if before is None:
            self._assess(known.key, found)
            yield f"{found.name or found.stage} is new: {_rating(found)}"
            return
        told = replace(found, **{name: getattr(before, name) for name in self._silent(found)})
        if assessed(told) == assessed(before):
            return
        if review:
            self._book.update("assessment", before.key, assessed(told))
        else:
            self._assess(known.key, told)
        was, now = _rating(before), _rating(told)
        yield f"{found.name or found.stage} " + (
            f"{was} became {now}" if was != now else "has another response, day or reason"
        )

    def _silent(self, found: Assessment) -> Iterator[str]:
        """What the file has no column for, and says nothing of for this assessment."""
        for name, columns in _TOLD_BY.items():
            value = getattr(found, name)
            said = any((found.stage, found.name, each) in self._stages for each in columns)
            if not said and value in (None, "", PartialDate()):
                yield name

    def _assess(self, risk: str, found: Assessment) -> None:
        review = self._review(found) if found.stage == "review" else None
        insert_assessment(self._book, risk, found, review)

    def _review(self, found: Assessment) -> str:
        """The key of the review that an assessment is of, which is made if it is new."""
        name = folded(found.name)
        if name not in self._reviews:
            on = read_partial(found.name).latest or found.as_at.latest or self._on
            self._reviews[name] = add_review(self._book, found.name, on)
        return self._reviews[name].key

    def _comments(self, found: Sequence[Comment], known: Risk) -> Iterator[str]:
        """Comments are added; the one under a heading of the file is what the file says now."""
        said = {(one.text, one.day, one.by) for one in known.comments}
        for one in found:
            if (cell(one.text), one.day, one.by) in said:
                continue
            under = [each for each in known.comments if (each.day, each.by) == (one.day, one.by)]
            if one.by and len(under) == 1:
                self._book.update("risk_comment", under[0].key, {"text": one.text})
                yield f"“{one.by}” says something else"
            else:
                comment(self._book, known.key, one.text, one.day, one.by)
                yield "has a new comment"

    def _notes(self, found: Sequence[Note], known: Risk) -> Iterator[str]:
        """The notes under the headings of the file become what it says now."""
        rows = self._book.rows(
            "SELECT id, heading, text FROM risk_note WHERE risk = ? AND withdrawn = 0", (known.key,)
        )
        left = [(row["heading"], row["text"], row["id"]) for row in rows]
        for note in found:
            said = (note.heading, cell(note.text))
            if same := next((each for each in left if each[:2] == said), None):
                left.remove(same)
            else:
                self._note(known.key, note)
                yield f"“{note.heading}” says something else"
        for heading, _, key in left:
            if heading in self._headings:
                self._book.withdraw("risk_note", key)
                if all(note.heading != heading for note in found):
                    yield f"“{heading}” is blank now"

    def _note(self, risk: str, note: Note) -> None:
        values = {"risk": risk, "heading": note.heading, "text": note.text}
        self._book.insert("risk_note", values)

    def _meant(self, value: Any) -> Any:
        """Leads with the people of this book understood; anything else as it is."""
        if isinstance(value, Leads):
            return understand(value.text, self._everybody, self._bodies)
        return value


_CLOSING = ("status", "closed_on", "closed_why")
_TOLD_BY = {
    "impact": ("impact", "rating"),
    "likelihood": ("likelihood", "rating"),
    "score": ("score",),
    "rated": ("rated", "rating", "score", "impact", "likelihood"),
    "response": ("response",),
    "response_text": ("response",),
    "reason": ("reason",),
    "as_at": ("as_at",),
}
"""The fields of an assessment, and the columns that tell them."""


def _text(value: Any) -> Any:
    return value.text if isinstance(value, (Leads, PartialDate)) else cell(value)


def _said(name: str, old: Any, new: Any) -> str:
    words = name.replace("_", " ")
    if name not in _SHORT:
        return f"{words} is reworded"
    return f"{words} {_quoted(_text(old))} became {_quoted(_text(new))}"


def _quoted(text: str) -> str:
    short = text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"
    return f"“{short}”" if short else "blank"


def _rating(found: Assessment) -> str:
    """A rating in a few words: ``8 (4 by 2)``, ``high``, ``not rated``."""
    if found.product is None:
        return found.rated or (f"score {found.score}" if found.score is not None else "not rated")
    return f"{found.product} ({found.impact} by {found.likelihood})"
