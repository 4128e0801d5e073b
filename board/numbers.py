"""Numbers as papers print them: minute numbers, paragraph numbers, clause labels, refs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from board.settings import SeriesSettings

RefKey = tuple[bool, tuple[tuple[int, int, str], ...], str]
"""What `ref_key` returns: comparable, and nothing else should be read into it."""

MUNICIPAL_YEAR_STARTS = 5
"""May: the month of the annual meeting (LGA 1972 Sch 12 para 1)."""


def clause_labels(style: str, count: int) -> tuple[str, ...]:
    """The labels of `count` clauses: ``1.`` for numbers, ``a)`` for letters.

    A clause that stands alone carries no label, nor does any in the style ``none``.
    """
    if style == "none" or count == 1:
        return ("",) * count
    if style == "letters":
        return tuple(f"{_letters(n)})" for n in range(1, count + 1))
    return tuple(f"{n}." for n in range(1, count + 1))


def _letters(n: int) -> str:
    """Count in letters, going on after z with aa, ab."""
    text = ""
    while n:
        n, place = divmod(n - 1, 26)
        text = chr(ord("a") + place) + text
    return text


def paragraph_numbers(printed: str, count: int) -> tuple[str, ...]:
    """The numbers of the paragraphs of the minute printed as `printed`: ``57.1``, ``57.2``."""
    return tuple(f"{printed}.{n}" for n in range(1, count + 1))


def numbers_paragraphs(series: SeriesSettings) -> bool:
    """Whether this series numbers each paragraph of a minute as well."""
    return "{para}" in series.format


def print_number(series: SeriesSettings, n: int, day: date) -> str:
    """Minute number `n` as the minutes of `day` print it, without any paragraph number.

    ``{yy}`` is the year of the meeting; in a series that starts again each municipal
    year it is the year that one began in, so that no number is printed twice.
    """
    year = municipal_year(day) if series.scope == "municipal year" else day.year
    plain = series.format.replace(".{para}", "").replace("{para}", "")
    return plain.replace("{n}", str(n)).replace("{yy}", f"{year % 100:02}")


def municipal_year(day: date) -> int:
    """The calendar year in which the municipal year of `day` began, taken from 1 May."""
    return day.year if day.month >= MUNICIPAL_YEAR_STARTS else day.year - 1


def scope_key(series: SeriesSettings, day: date, meeting_number: int | str) -> str:
    """The stretch within which numbers of `series` run on: blank, ``2026/27``, or the meeting."""
    if series.scope == "municipal year":
        year = municipal_year(day)
        return f"{year}/{(year + 1) % 100:02}"
    return str(meeting_number) if series.scope == "meeting" else ""


def next_number(series: SeriesSettings, last: int | None) -> int:
    """The number after `last`, the last one used in its scope; ``None`` if none was used yet."""
    if last is not None:
        return last + 1
    return series.first if series.scope == "forever" else 1


def ref_key(text: str) -> RefKey:
    """A sort key for refs: 1.2 before 1.10, A2 before A10, blank ones last."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text.strip().casefold())
    return (not parts, tuple(map(_part_key, parts)), text)


def _part_key(part: str) -> tuple[int, int, str]:
    """Digits compare by size, as text, because a ref may be longer than any number."""
    if part[0] in "0123456789":
        digits = part.lstrip("0")
        return (0, len(digits), digits)
    return (1, 0, part)
