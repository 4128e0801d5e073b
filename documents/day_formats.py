"""Days as a spreadsheet shows them, and the format in which it would show a text."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from board.clock import DAY_NAMES, MONTH_NAMES

PLAIN_DAY = "dd/mm/yyyy"
_FORMATS = (
    PLAIN_DAY,
    "d/m/yyyy",
    "dd/mm/yy",
    "d/m/yy",
    "dd.mm.yyyy",
    "dd-mm-yyyy",
    "yyyy-mm-dd",
    "d mmmm yyyy",
    "dd mmmm yyyy",
    "d mmm yyyy",
    "dd mmm yyyy",
    "dd-mmm-yy",
    "d-mmm-yy",
)
_SYSTEM = ("mm-dd-yy", "m/d/yyyy", "m/d/yy")
"""What Excel writes for "the short date of this computer", which in England is d/m/y."""
_PART = re.compile(r"y+|m+|d+", re.IGNORECASE)


def shown_day(day: date, layout: str) -> str:
    """`day` as a cell formatted with `layout` shows it: ``Sep-17`` under ``mmm-yy``.

    A format that is not understood shows the day as dd/mm/yyyy, and its time if it has one.
    """
    bare = re.sub(r'\[[^\]]*\]|["\\@]', "", layout.partition(";")[0]).strip()
    moment = ""
    if bare.lower() in _SYSTEM or re.search("[^ymd ,./-]", bare, re.IGNORECASE) or not bare:
        bare = PLAIN_DAY
        if isinstance(day, datetime) and day.time() != time():
            moment = f" {day:%H:%M}"
    return _PART.sub(lambda part: _part(day, part[0].lower()), bare) + moment


def format_of(text: str, day: date) -> str | None:
    """The format under which a cell that holds `day` shows just `text`, if there is one."""
    if day.year < 1901:  # Excel counts its days from 1900, and miscounts that year.
        return None
    return next((layout for layout in _FORMATS if shown_day(day, layout) == text), None)


def _part(day: date, part: str) -> str:
    """One part of a format: ``mmm`` is the month in three letters."""
    number = {"y": day.year, "m": day.month, "d": day.day}[part[0]]
    if part[0] == "y":
        return f"{number:04}" if len(part) > 2 else f"{number % 100:02}"
    if len(part) < 3:
        return str(number).zfill(len(part))
    name = MONTH_NAMES[number - 1] if part[0] == "m" else DAY_NAMES[day.weekday()]
    return name[:3] if len(part) == 3 else name
