"""The risk log in hand: every risk ready to be listed, counted and asked for.

Read once and kept; after that only what changed is read again, so that a key
on a log of thousands costs no more than on a log of twenty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from board.flags import Flag
from board.people import Person
from board.risk_flags import log_flags
from board.risk_query import Entry, entry, risk_query
from board.risks import Risk
from board.settings import RiskSettings
from storage.book import Book
from storage.changes import latest_rev
from storage.people import people
from storage.risks import risk_rows, risks_changed
from storage.settings import read_settings


@dataclass(slots=True)
class Log:
    """Every risk of a book by key, with its flags, as of one revision of the change log."""

    matrix: RiskSettings
    people: Mapping[str, Person]
    today: date
    rev: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    flags: dict[str, tuple[Flag, ...]] = field(default_factory=dict)

    @property
    def risks(self) -> list[Risk]:
        """Every risk, by number."""
        return [each.risk for each in self.entries.values()]

    def asked(self, query: str) -> tuple[list[Risk], str]:
        """The risks a query asks for, and a sentence on what of it was not understood."""
        wanted = risk_query(query, self.matrix, self.today)
        return [each.risk for each in self.entries.values() if wanted(each)], wanted.problem


def read_log(book: Book, today: date) -> Log:
    """The whole log."""
    log = Log(read_settings(book).risk, people(book), today, latest_rev(book))
    _take(book, log, risk_rows(book))
    return log


def freshen(book: Book, log: Log) -> Log:
    """The log as the book has it now; only what changed since `log` is read."""
    rev = latest_rev(book)
    if rev == log.rev:
        return log
    changed = risks_changed(book, log.rev)
    settings, known = read_settings(book).risk, people(book)
    if settings != log.matrix or known != log.people:
        return read_log(book, log.today)
    log.rev = rev
    rows = risk_rows(book, changed)
    for gone in changed - {each.key for each in rows}:
        log.entries.pop(gone, None)
        log.flags.pop(gone, None)
    # A ref may be shared with risks that did not change themselves.
    refs = {each.ref.casefold() for each in rows}
    others = [each for each in log.risks if each.key not in changed and each.ref.casefold() in refs]
    fresh = {each.key for each in rows} - log.entries.keys()
    _take(book, log, (*rows, *others))
    if fresh:
        log.entries = dict(sorted(log.entries.items(), key=lambda each: each[1].risk.number))
    return log


def _open_keys(book: Book) -> frozenset[str]:
    rows = book.rows(
        "SELECT DISTINCT l.action FROM risk_link AS l JOIN action AS a ON a.id = l.action"
        " WHERE a.complete = 0 AND a.withdrawn = 0 AND l.withdrawn = 0"
    )
    return frozenset(row[0] for row in rows)


def _take(book: Book, log: Log, rows: Iterable[Risk]) -> None:
    taken = tuple(rows)
    log.flags |= log_flags(taken, log.matrix, log.today, _open_keys(book))
    for each in taken:
        log.entries[each.key] = entry(each, log.flags[each.key], log.matrix, log.people)
