"""The risk log in hand: every risk ready to be listed, counted and asked for.

Read once and kept; after that only what changed is read again, so that a key
on a log of thousands costs no more than on a log of twenty. A long log comes in
three steps, each shown at once: its first page, all its risks, and what is
worked out of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from board.flags import Flag
from board.matrix import Cell
from board.people import Person
from board.risk_flags import log_flags
from board.risk_query import Entry, entry, risk_query
from board.risks import Risk
from board.settings import RiskSettings
from storage.book import Book
from storage.changes import latest_rev
from storage.people import people
from storage.risk_log import first_risks, open_treatments
from storage.risks import risk_rows, risks_changed
from storage.settings import read_settings

PAGE = 60
"""Risks that are shown before the rest of a long log is read."""


@dataclass(frozen=True, slots=True)
class Log:
    """The risks of a book as of one revision of its change log."""

    matrix: RiskSettings
    people: Mapping[str, Person]
    open_actions: frozenset[str]
    """Keys of the actions that treat risks and are not complete."""
    today: date
    rev: int
    whole: bool = False
    """Whether it has every risk of the book."""
    risks: Mapping[str, Risk] = field(default_factory=dict)
    """By key, in the order of their numbers."""
    flags: Mapping[str, tuple[Flag, ...]] = field(default_factory=dict)
    """What does not add up in each, by its key."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """Each made ready to be asked for; empty until that is `worked_out`."""
    in_cells: Mapping[Cell, int] = field(default_factory=dict)
    """How many open risks stand in each cell of the matrix."""
    in_bands: Mapping[str, int] = field(default_factory=dict)
    """How many stand in each band, by its name without capitals."""

    @property
    def ready(self) -> bool:
        """Whether anything can be asked of it."""
        return self.whole and len(self.entries) == len(self.risks)

    def asked(self, query: str) -> tuple[list[Risk], str]:
        """The risks a query asks for, and a sentence on what of it was not understood.

        A log that is not ready yet gives its open risks.
        """
        if not self.ready:
            return [each for each in self.risks.values() if each.is_open], ""
        wanted = risk_query(query, self.matrix, self.today)
        found = list(self.entries.values())
        for test in wanted.tests:
            found = [each for each in found if test(each)]
        return [each.risk for each in found], wanted.problem


def glance(book: Book, today: date) -> Log:
    """The first page of the log, worked out; all of it, when a page holds it."""
    keys = first_risks(book, PAGE + 1)
    log = _blank(book, today)
    log = replace(log, whole=len(keys) <= PAGE, risks=_by_number(risk_rows(book, keys[:PAGE])))
    return worked_out(log)


def read_log(book: Book, today: date) -> Log:
    """Every risk of the log, of which nothing is worked out yet."""
    log = _blank(book, today)
    return replace(log, whole=True, risks=_by_number(risk_rows(book)))


def worked_out(log: Log) -> Log:
    """The log with its flags, ready to be asked. It reads nothing, so any thread can do it."""
    flags = log_flags(log.risks.values(), log.matrix, log.today, log.open_actions)
    entries = {
        key: entry(risk, flags[key], log.matrix, log.people) for key, risk in log.risks.items()
    }
    return _counted(replace(log, flags=flags, entries=entries))


def freshen(book: Book, log: Log, today: date) -> Log:
    """The log as the book has it now; only what changed since `log` is read."""
    if latest_rev(book) == log.rev and log.today == today:
        return log
    now = _blank(book, today)
    if (now.matrix, now.people, now.today) != (log.matrix, log.people, log.today):
        return worked_out(read_log(book, today))
    changed = risks_changed(book, log.rev)
    read = risk_rows(book, changed)
    risks = {key: risk for key, risk in log.risks.items() if key not in changed}
    if read:
        risks = _by_number((*risks.values(), *read))
    turned = log.open_actions ^ now.open_actions
    touched = [each for each in log.risks.values() if not turned.isdisjoint(each.actions)]
    touched += [*read, *(log.risks[key] for key in changed if key in log.risks)]
    # A ref may be shared with risks that did not change themselves.
    keys, refs = {each.key for each in touched}, {_folded(each) for each in touched} - {""}
    again = [each for each in risks.values() if each.key in keys or _folded(each) in refs]
    fresh = worked_out(replace(now, risks={each.key: each for each in again}))
    flags = {**log.flags, **fresh.flags}
    entries = {key: fresh.entries.get(key) or log.entries[key] for key in risks}
    return _counted(replace(now, whole=True, risks=risks, flags=flags, entries=entries))


def _counted(log: Log) -> Log:
    still = [each for each in log.entries.values() if each.risk.is_open]
    return replace(
        log,
        in_cells=Counter(each.cell for each in still if each.cell),
        in_bands=Counter(each.band for each in still),
    )


def _blank(book: Book, today: date) -> Log:
    # The revision first: what another session writes meanwhile is then read once more.
    rev = latest_rev(book)
    return Log(read_settings(book).risk, people(book), open_treatments(book), today, rev)


def _by_number(risks: Iterable[Risk]) -> dict[str, Risk]:
    return {each.key: each for each in sorted(risks, key=lambda each: each.number)}


def _folded(risk: Risk) -> str:
    return " ".join(risk.ref.casefold().split())
