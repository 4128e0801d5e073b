"""Risks in the book: read whole or as they stand now, assessed, answered, linked and closed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from functools import cache, lru_cache
from typing import Any

from board.actions import Leads
from board.dates import PartialDate
from board.flags import Flag
from board.names import understand
from board.plain import from_plain
from board.risks import Assessment, Comment, Note, Risk
from board.settings import RiskSettings
from storage.book import Book
from storage.cells import day
from storage.errors import Refused
from storage.people import organisations, people

_PLAIN = (
    "ref",
    "ref_text",
    "area",
    "description",
    "consequence",
    "controls",
    "further_action",
    "action_complete",
    "proximity",
)
_LEADS = {"owners": "owner", "action_owner": "action owner"}
"""Fields of a risk that name people, and the role of those people."""
_DATES = ("action_due", "review_due")
_PARTS = ("assessment", "risk_owner", "risk_comment", "risk_note", "risk_link")
"""The tables of what belongs to a risk."""
FIELDS = (*_PLAIN, *_LEADS, *_DATES)
"""What can be changed of a risk as it is typed; closing, assessing and linking are acts."""

_RISK = (
    "id, number, description, ref, ref_text, area, consequence, owners_text, controls,"
    " further_action, action_owner_text, action_due_text, action_due_earliest, action_due_latest,"
    " action_complete, proximity, review_due_text, review_due_earliest, review_due_latest,"
    " status, closed_on, closed_why"
)
_ASSESSMENT = (
    "id, risk, entry, stage, review, as_at_text, as_at_earliest, as_at_latest, impact, likelihood,"
    " score, rated, response, response_text, reason"
)
_NOW = " AND rowid IN ({})".format(
    " UNION ALL ".join(
        "SELECT (SELECT rowid FROM assessment WHERE risk = risk.id AND withdrawn = 0"
        f" AND stage = '{stage}' ORDER BY entry DESC LIMIT 1 OFFSET {back}) FROM risk"
        for stage, back in (
            *(("original", 0), ("current", 0), ("target", 0)),
            *(("review", 0), ("review", 1), ("review", 2)),
        )
    )
)
"""SQL for the assessments that tell how a risk stands, found without reading those before."""


def risks(book: Book, *, open_only: bool = False) -> tuple[Risk, ...]:
    """Every risk of the book, or every open one, with its whole history, by number."""
    return _read(book, "SELECT id FROM risk WHERE status = 'open'" if open_only else "")


def risk(book: Book, key: str) -> Risk:
    """One risk with its whole history.

    Raises:
        Refused: It is not in this book, or was withdrawn.
    """
    found = _read(book, "VALUES (?)", (key,))
    if not found:
        raise Refused("that risk is no longer in this book")
    return found[0]


def risk_number(book: Book, number: int) -> Risk | None:
    """The risk that prints as ``R7`` for 7; ``None`` if there is none."""
    found = _read(book, "SELECT id FROM risk WHERE number = ?", (number,))
    return found[0] if found else None


def risks_linked(book: Book, key: str) -> tuple[Risk, ...]:
    """The risks that the action with `key` treats, or that the minute with `key` discussed."""
    return _read(
        book,
        "SELECT risk FROM risk_link WHERE (action = ?1 OR minute = ?1) AND withdrawn = 0",
        (key,),
    )


def risk_rows(book: Book, keys: Iterable[str] | None = None) -> tuple[Risk, ...]:
    """Risks as they stand now, for a long list: the latest assessments and three reviews alone.

    Args:
        book: The book.
        keys: Only these, as `risks_changed` gives them, and whole; else every risk.
    """
    if keys is None:
        return _read(book, "", now=True)
    wanted = tuple(keys)
    return _read(book, f"VALUES {', '.join(['(?)'] * len(wanted))}", wanted) if wanted else ()


def risks_changed(book: Book, rev: int) -> set[str]:
    """Keys of the risks of which anything has changed after `rev` of the change log."""
    parts = " UNION ALL ".join(
        # CROSS, or SQLite may go through the whole table and look for changes of each row.
        f"SELECT p.risk FROM change CROSS JOIN {table} AS p ON p.id = change.row WHERE rev > ?1"
        for table in _PARTS
    )
    rows = book.rows(
        f"SELECT row FROM change WHERE rev > ?1 AND \"table\" = 'risk' UNION {parts}", (rev,)
    )
    return {row[0] for row in rows}


def add_risk(book: Book, /, description: str, **values: Any) -> str:
    """Put a new, open risk in the book; returns its key. `values` are as for `change_risk`."""
    dated = (f"{name}_text" for name in (*_LEADS, *_DATES))
    record: dict[str, Any] = dict.fromkeys((*_PLAIN, *dated), "")
    with book.writing():
        row = book.row("SELECT ifnull(max(number), 0) + 1 AS n FROM risk")
        record |= {"number": row["n"] if row else 1, "status": "open", "closed_why": ""}
        record |= _columns({"description": description, **values})
        key = book.insert("risk", record)
        _save_people(book, key, values)
    return key


def change_risk(book: Book, /, risk: str, *, typing: str | None = None, **values: Any) -> None:
    """Change fields of a risk.

    Args:
        book: The book.
        risk: Its key.
        typing: The burst of typing this save belongs to, if it is one (`Book.writing`).
        values: Any of `FIELDS`: text; `Leads` for ``owners`` and ``action_owner``;
            `PartialDate` for ``action_due`` and ``review_due``.
    """
    with book.writing(typing=typing):
        book.update("risk", risk, _columns(values))
        _save_people(book, risk, values)


def set_review_due(book: Book, risk: str, due: PartialDate) -> None:
    """Set when a risk is to be looked at again."""
    change_risk(book, risk, review_due=due)


def comment(book: Book, risk: str, text: str, on: date | None, by: str) -> str:
    """Add a comment on a risk, dated and signed; returns its key."""
    with book.writing():
        values = {"risk": risk, "text": text, "day": on, "written_by": by}
        return book.insert("risk_comment", values)


def close_risk(book: Book, risk: str, why: str, on: date) -> None:
    """Close a risk on a day.

    Raises:
        Refused: No reason is given.
    """
    if not why.strip():
        raise Refused("a risk is closed with a reason")
    with book.writing(why):
        book.update("risk", risk, {"status": "closed", "closed_on": on, "closed_why": why})


def reopen_risk(book: Book, risk: str, why: str) -> None:
    """Open a closed risk again, with the reason; what closed it stays in its history."""
    with book.writing(why):
        book.update("risk", risk, {"status": "open", "closed_on": None, "closed_why": ""})


def link(book: Book, risk: str, *, action: str | None = None, minute: str | None = None) -> None:
    """Tie a risk to an action that treats it, or to a minute that discussed it, once."""
    with book.writing():
        if not _links(book, risk, action, minute):
            book.insert("risk_link", {"risk": risk, "action": action, "minute": minute})


def unlink(book: Book, risk: str, *, action: str | None = None, minute: str | None = None) -> None:
    """Untie a risk from an action or a minute."""
    with book.writing():
        for key in _links(book, risk, action, minute):
            book.withdraw("risk_link", key)


def _links(book: Book, risk: str, action: str | None, minute: str | None) -> list[str]:
    rows = book.rows(
        "SELECT id FROM risk_link WHERE risk = ? AND action IS ? AND minute IS ? AND withdrawn = 0",
        (risk, action, minute),
    )
    return [row["id"] for row in rows]


def _columns(values: dict[str, Any]) -> dict[str, Any]:
    """Fields of a risk as columns of the book."""
    columns: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, PartialDate):
            columns |= {f"{name}_{part}": cell for part, cell in asdict(value).items()}
        elif isinstance(value, Leads):
            columns[f"{name}_text"] = value.text
        else:
            columns[name] = value
    return columns


def _save_people(book: Book, risk: str, values: dict[str, Any]) -> None:
    for name in _LEADS.keys() & values.keys():
        role, wanted = _LEADS[name], dict.fromkeys(values[name].people)
        known = {
            row["person"]: row["id"]
            for row in book.rows(
                "SELECT id, person FROM risk_owner WHERE risk = ? AND role = ? AND withdrawn = 0",
                (risk, role),
            )
        }
        for person in known.keys() - wanted:
            book.withdraw("risk_owner", known[person])
        for person in wanted:
            if person not in known:
                book.insert("risk_owner", {"risk": risk, "role": role, "person": person})


def _read(
    book: Book, only: str, values: tuple[object, ...] = (), *, now: bool = False
) -> tuple[Risk, ...]:
    """The risks whose keys the query `only` gives, or all when it is blank."""
    scope = only and f" AND risk IN ({only})"

    def parts(columns: str, table: str, which: str = scope) -> list[Any]:
        sql = f"SELECT risk, {columns} FROM {table} WHERE withdrawn = 0{which} ORDER BY rowid"
        return book.rows(sql, values)

    owners_of: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, role, person in parts("role, person", "risk_owner"):
        owners_of[key, role].append(person)
    rated = parts(_ASSESSMENT, "assessment", _NOW) if now else parts(_ASSESSMENT, "assessment")
    assessments = _assessments(book, rated)
    comments: dict[str, list[Comment]] = defaultdict(list)
    for key, *said in parts("id, text, day, written_by", "risk_comment"):
        comments[key].append(Comment(said[0], said[1], day(said[2]), said[3]))
    notes: dict[str, list[Note]] = defaultdict(list)
    for key, heading, text in parts("heading, text", "risk_note"):
        notes[key].append(Note(heading, text))
    actions: dict[str, list[str]] = defaultdict(list)
    minutes: dict[str, list[str]] = defaultdict(list)
    for key, action, minute in parts("action, minute", "risk_link"):
        (actions if action else minutes)[key].append(action or minute)

    meant = _understood(book)

    def whole(row: Iterable[Any]) -> Risk:
        (
            key, number, description, ref, ref_text, area, consequence, owners, controls,
            further_action, acting, due, due_first, due_last, action_complete, proximity,
            review, review_first, review_last, status, closed_on, closed_why,
        ) = row  # fmt: skip
        return Risk(
            key, number, description, ref, ref_text, area, consequence,
            Leads(owners, tuple(owners_of.get((key, "owner"), ())), meant(owners)),
            controls, further_action,
            Leads(acting, tuple(owners_of.get((key, "action owner"), ())), meant(acting)),
            _when(due, due_first, due_last), action_complete, proximity,
            _when(review, review_first, review_last), status, day(closed_on), closed_why,
            tuple(assessments.get(key, ())), tuple(comments.get(key, ())),
            tuple(notes.get(key, ())), tuple(actions.get(key, ())), tuple(minutes.get(key, ())),
        )  # fmt: skip

    mine = f" AND id IN ({only})" if only else ""
    rows = book.rows(f"SELECT {_RISK} FROM risk WHERE withdrawn = 0{mine} ORDER BY number", values)
    return tuple(map(whole, rows))


def _assessments(book: Book, rows: Iterable[Any]) -> dict[str, list[Assessment]]:
    """Assessments by the key of their risk, each review with the matrix of its day."""
    frozen: dict[str | None, tuple[str, RiskSettings | None]] = {None: ("", None)}
    for key, name, matrix in book.rows("SELECT id, name, matrix FROM review"):
        frozen[key] = name, matrix_of(matrix)
    found: dict[str, list[Assessment]] = defaultdict(list)
    for (
        risk, key, _, order, stage, review, text, earliest, latest,
        impact, likelihood, score, rated, response, response_text, reason,
    ) in rows:  # fmt: skip
        name, matrix = frozen[review]
        as_at = _when(text, earliest, latest)
        found[risk].append(
            Assessment(
                key, stage, name, as_at, impact, likelihood, score, rated, response,
                response_text, reason, matrix, order,
            )
        )  # fmt: skip
    return found


def _understood(book: Book) -> Callable[[str], tuple[Flag, ...]]:
    """What does not add up in a text of leads, worked out once for each text."""
    everybody, bodies = tuple(people(book).values()), tuple(organisations(book).values())

    @cache
    def flags(text: str) -> tuple[Flag, ...]:
        # Most texts raise no doubt, and need not be compared with the organisations as well.
        doubts = understand(text, everybody).flags if text else ()
        return understand(text, everybody, bodies).flags if doubts else ()

    return flags


@lru_cache
def matrix_of(text: str) -> RiskSettings:
    """The matrix that a review keeps as JSON; boards seldom change theirs between two."""
    return from_plain(RiskSettings, json.loads(text))


@lru_cache(maxsize=4096)
def _when(text: str, earliest: str | None, latest: str | None) -> PartialDate:
    # Kept, because most assessments of a log are of the same few days.
    return PartialDate(text, day(earliest), day(latest))
