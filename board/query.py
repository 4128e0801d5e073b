"""A query as it is typed into a filter: words plus ``@TW status:red due:<2018-12 is:overdue``.

Every part must hold. What the parts are asked of is said by the filters a list
gives: each turns a `Term` into a test. A query that is still being typed never
fails: a part that cannot be understood yet is left out, and `Query.problem` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt
from typing import Any, Generic, TypeVar

from board.dates import PartialDate, read_partial

T = TypeVar("T")

_TERM = re.compile(
    r'(?P<key>@|[a-z][a-z-]*:)?(?P<compare>(?<=:)[<>]=?)?(?:"(?P<quoted>[^"]*)"?|(?P<bare>\S*))'
)
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "": eq}


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query."""

    key: str
    """``status`` of ``status:red``; ``@`` for a lead; blank for a word."""
    value: str
    """What is asked for, without capitals."""
    compare: str = ""
    """``<``, ``<=``, ``>``, ``>=``, or blank for the same."""


Test = Callable[[T], bool]
Filter = Callable[[Term], Test[T]]
"""Makes the test for a term; raises `CannotTell` when its value says nothing."""


class CannotTell(ValueError):
    """A term that cannot be understood; the message is a sentence for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Query(Generic[T]):
    """A query, understood."""

    tests: tuple[Test[T], ...] = ()
    problem: str = ""
    """One sentence on the first part that was not understood and is left out; or blank."""

    def __call__(self, item: T) -> bool:
        """Whether `item` is asked for. A query of nothing asks for everything."""
        return all(test(item) for test in self.tests)


def terms(text: str) -> tuple[Term, ...]:
    """The parts of a query. One with nothing behind it, ``band:``, is not counted yet."""
    return tuple(
        Term((found["key"] or "").rstrip(":"), value, found["compare"] or "")
        for found in _TERM.finditer(text.casefold())
        if (value := (found["quoted"] or found["bare"] or "").strip())
    )


def read_query(text: str, filters: Mapping[str, Filter[T]]) -> Query[T]:
    """Understand `text` by `filters`: by key, with ``@`` for leads and blank for words."""
    tests, problems = [], []
    for term in terms(text):
        try:
            tests.append(_known(term, filters)(term))
        except CannotTell as problem:
            problems.append(str(problem))
    return Query(tuple(tests), problems[0] if problems else "")


def _known(term: Term, filters: Mapping[str, Filter[T]]) -> Filter[T]:
    if term.key in filters:
        return filters[term.key]
    known = ", ".join(map(_before_value, filter(None, filters)))
    typed = f"{_before_value(term.key)}{term.value}"
    raise CannotTell(f'{typed} is not understood here; use {known} or put it in "quotes".')


def _before_value(key: str) -> str:
    return key if key == "@" else f"{key}:"


def holds(of: Callable[[T], str]) -> Filter[T]:
    """A filter on text that must hold the value somewhere. `of` gives it without capitals."""
    return lambda term: lambda item: term.value in of(item)


def begins(of: Callable[[T], str]) -> Filter[T]:
    """A filter on a word of which the beginning is enough. `of` gives it without capitals."""
    return lambda term: lambda item: of(item).startswith(term.value)


def named(of: Callable[[T], str]) -> Filter[T]:
    """A filter on names or initials: whole words, the last perhaps only begun.

    `of` gives what `name_words` made of them.
    """

    def test(term: Term) -> Test[T]:
        wanted = name_words(term.value).rstrip()
        return lambda item: wanted in of(item)

    return test


def name_words(*names: str) -> str:
    """Names as `named` looks for them: ``MS/RT`` becomes `` ms rt ``."""
    words = re.findall(r"[^\W_]+", " ".join(names).casefold())
    return f" {' '.join(words)} "


def either(tests: Mapping[str, Test[T]], usable: str = "") -> Filter[T]:
    """A filter that knows some words, such as ``is:overdue``, and tests each in its own way.

    `usable` names them in few words, for whoever types another.
    """

    def of(term: Term) -> Test[T]:
        if term.value not in tests:
            known = usable or ", ".join(tests)
            raise CannotTell(f"{term.key}:{term.value} is not understood here; use {known}.")
        return tests[term.value]

    return of


def counted(of: Callable[[T], int | None]) -> Filter[T]:
    """A filter on a number, ``score:>=12``; what has none is never asked for."""

    def test(term: Term) -> Test[T]:
        if not re.fullmatch(r"[0-9]{1,9}", term.value):
            raise CannotTell(f"{term.key}: needs a number, like {term.key}:>=12.")
        wanted, compare = int(term.value), _COMPARE[term.compare]

        def asked(item: T) -> bool:
            number = of(item)
            return number is not None and compare(number, wanted)

        return asked

    return test


def dated(of: Callable[[T], PartialDate]) -> Filter[T]:
    """A filter on a date, ``due:<2018-12``, judged by the last day it can mean.

    What is no date is never asked for.
    """

    def test(term: Term) -> Test[T]:
        # Year and month, as people who sort by them write it, are not read from papers.
        typed = re.sub(r"^([0-9]{4})-([0-9]{1,2})$", r"\2/\1", term.value)
        day = read_partial(typed)
        if day.earliest is None or day.latest is None:
            raise CannotTell(f"{term.key}: needs a date, like {term.key}:<2018-12.")
        earliest, latest = day.earliest, day.latest

        def asked(item: T) -> bool:
            last = of(item).latest
            if last is None:
                return False
            if not term.compare:
                return earliest <= last <= latest
            edge = earliest if term.compare in ("<", ">=") else latest
            return _COMPARE[term.compare](last, edge)

        return asked

    return test
