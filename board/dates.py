"""Partial dates: what people write when they mean a time, and the days it could be.

The text is always kept. A day is only ever read as day, month, year; what could
mean two things (``April 20``) or leaves out its year in a paper (``Sept``) is not
guessed at. A month means any day from its first to its last.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from board.clock import DAY_NAMES, MONTH_NAMES, long_day

_FULL_MONTHS = {name.lower(): n for n, name in enumerate(MONTH_NAMES, 1)}
_MONTHS = _FULL_MONTHS | {name[:3]: n for name, n in _FULL_MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {"weds": 2} | {
    form: n
    for n, name in enumerate(DAY_NAMES)
    for form in (name.lower(), *(name[:length].lower() for length in (3, 4, 5)))
}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9}
"""First month of each season of three whole months, as the Met Office counts them.
Winter crosses the year, so it is only understood with both years."""

_LONGEST = 80
"""No date is longer than this; what is longer is not searched for one."""
_YEAR = r"((?:19|20|21)\d\d|\d\d)"
_DAY_FIRST = (
    r"(?P<day>\d\d?)(?:\s*(?:st|nd|rd|th))?(?: of)?[\s./-]*(?P<month>[a-z]+)"
    rf"(?:[\s.,/-]*'?(?P<year>{_YEAR}))?"
)
_MONTH_FIRST = (
    r"(?P<month>[a-z]+)[\s.]*(?P<day>\d(?!\d)|\d\d(?=\s*[snrt]|[\s,]+\d{4}))"
    r"(?:\s*(?:st|nd|rd|th))?(?:[\s,]+(?P<year>(?:19|20|21)\d\d))?"
)
_REMARK = r"\s*\(?\b(?:tbc|tba|tbd|provisional|estimated|to be confirmed)\)?$"
_LEADING = r"(?:(?:by|on|in|during|the|early|mid|middle|late|start|beginning|end|of)[\s-]+)+"
_TIME_WORD = r"q[1-4]|quarter|winter|meeting|tbc|tba|asap"
_SMALL_WORD = r"\d+(?:st|nd|rd|th)?|by|the|next|this|early|mid|late|start|end|of|and|or|to|board"
_NOT_YET = r"to be (?:defined|confirmed|agreed|decided|advised|determined|arranged|set)"

Bounds = tuple[date, date]
"""The first and the last day a text can mean."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as typed, beside what was understood of it.

    ``earliest`` and ``latest`` are the first and last day it can mean; both are
    ``None`` when the text is no date (``To be defined``). The text is never changed.
    """

    text: str = ""
    earliest: date | None = None
    latest: date | None = None


def read_partial(text: str, today: date | None = None) -> PartialDate:
    """What `text`, found in a paper, can mean: ``Sep-17``, ``Q3 16/17``, ``17/10/2018``.

    Args:
        text: kept as it is, whether or not it is understood.
        today: given only for text typed by hand, where a day or month without its
            year is the next one from then; in a paper such text has no bounds.
    """
    return _dated(text, _bounds(_bare(_folded(text)), today))


def read_typed(text: str, today: date, meetings: Sequence[date] = ()) -> PartialDate:
    """What `text`, typed by hand, means today.

    Besides what `read_partial` reads: ``14 dec``, ``fri`` (always after today),
    ``+10d``, ``+2w``, ``+3m``, ``today``, ``tomorrow``, ``eom``, ``next meeting`` and
    ``october meeting``, which is a day if just one of `meetings` is in the next October.
    """
    folded = _folded(text)
    bare = _bare(folded)
    if (day := _counted(folded, today)) is not None:
        return PartialDate(text, day, day)
    return _dated(text, _of_meeting(bare, today, meetings) or _bounds(bare, today))


def overdue(due: PartialDate, today: date) -> bool:
    """Whether the last day `due` can mean has gone by. What is no date is never overdue."""
    return due.latest is not None and due.latest < today


def written_out(due: PartialDate) -> str:
    """`due` as a paper prints it: as typed, with the day where only the typist would know it.

    ``17 October 2018`` stands for itself; ``October meeting`` becomes
    ``October meeting (Wednesday 17 October 2018)``.
    """
    if due.latest is None or read_partial(due.text).latest == due.latest:
        return due.text
    return f"{due.text} ({echo(due)})"


def echo(due: PartialDate) -> str:
    """What was understood of `due`, in full, to show as soon as it is typed."""
    first, last = due.earliest, due.latest
    if first is None or last is None:
        return "no date understood: kept as typed" if due.text.strip() else "no date"
    if first == last:
        return long_day(first)
    whole = (first, last) == _month_bounds(first.year, first.month)
    meaning = f"month of {MONTH_NAMES[first.month - 1]}" if whole else f"from {_short(first)}"
    return f"{_short(last)} at the latest ({meaning})"


def speaks_of_time(text: str) -> bool:
    """Whether `text` is about a time, though perhaps no date: ``tbc``, ``the October meeting``."""
    folded = _folded(text)
    if re.fullmatch(_NOT_YET, folded):
        return True
    words = [word for word in re.findall(r"\w+", folded) if not re.fullmatch(_SMALL_WORD, word)]
    return bool(words) and all(
        word in _MONTHS | _WEEKDAYS | _SEASONS or re.fullmatch(_TIME_WORD, word) for word in words
    )


def _dated(text: str, bounds: Bounds | None) -> PartialDate:
    return PartialDate(text, *bounds) if bounds else PartialDate(text)


def _folded(text: str) -> str:
    """`text` with small letters, plain dashes and single spaces; blank if too long for a date."""
    if len(text) > _LONGEST:
        return ""
    plain = re.sub("[\u2010-\u2015\u2212]", "-", text.casefold()).replace("\u2019", "'")
    return " ".join(plain.split()).strip(" .,;:?")


def _bare(folded: str) -> str:
    """`folded` without words that leave its days as they are: ``early``, ``by``, ``(tbc)``."""
    return re.sub(f"^{_LEADING}", "", re.sub(_REMARK, "", folded))


def _bounds(text: str, today: date | None) -> Bounds | None:
    word, _, rest = text.partition(" ")
    weekday = _WEEKDAYS.get(word.rstrip(",."))
    if weekday is not None:
        found = _single(rest, today)
        return found if found and found[0].weekday() == weekday and found[0] == found[1] else None
    return _single(text, today) or _span(text, today) or _whole_year(text)


def _single(text: str, today: date | None) -> Bounds | None:
    """One day, month, season or quarter."""
    return (
        _in_figures(text, today)
        or _day_in_words(text, today)
        or _month_in_words(text, today)
        or _season_or_quarter(text)
    )


def _in_figures(text: str, today: date | None) -> Bounds | None:
    if match := re.fullmatch(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)", text):
        return _day_bounds(match[1], int(match[3]), match[4])
    if match := re.fullmatch(rf"(\d\d?)\s?([-/.])\s?(\d\d?)\s?\2\s?{_YEAR}", text):
        return _day_bounds(match[4], int(match[3]), match[1])
    if match := re.fullmatch(r"(\d\d?)[-/.]((?:19|20|21)\d\d)", text):
        return _month_bounds(int(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d\d?)/(\d\d?)", text):
        first, second = int(match[1]), int(match[2])
        if second > 12:
            return _month_bounds(2000 + second, first)
        return _next_day(first, second, today)
    return None


def _day_in_words(text: str, today: date | None) -> Bounds | None:
    """``17 October 2018``, ``11 th Sept``, ``Oct 17th, 2018``; not ``Oct 17``."""
    match = re.fullmatch(_DAY_FIRST, text) or re.fullmatch(_MONTH_FIRST, text)
    month = _MONTHS.get(match["month"]) if match else None
    if match is None or month is None:
        return None
    if match["year"]:
        return _day_bounds(match["year"], month, match["day"])
    return _next_day(int(match["day"]), month, today)


def _month_in_words(text: str, today: date | None) -> Bounds | None:
    """``July 2018``, ``Sep-17``, ``Aug17``; by hand ``sept`` alone.

    Two figures after a month are a year in the short form that spreadsheets print
    (``Mar 17``); after a whole name (``April 20``), and by hand, they may be a day.
    """
    match = re.fullmatch(rf"([a-z]+)(?:([\s./,-]*)('?){_YEAR})?\.?", text)
    month = _MONTHS.get(match[1]) if match else None
    if match is None or month is None:
        return None
    if match[4] is None:
        return _next_month(month, today)
    loose = len(match[4]) == 2 and not match[2].strip() and not match[3]
    if loose and int(match[4]) <= 31 and (match[1] in _FULL_MONTHS or today):
        return None
    return _month_bounds(_year(match[4]), month)


def _season_or_quarter(text: str) -> Bounds | None:
    """``Autumn 2017``, ``Winter 2017/18``, and the financial quarter ``Q3 16/17``."""
    if match := re.fullmatch(rf"(spring|summer|autumn)[\s-]*'?{_YEAR}", text):
        return _three_months(_year(match[2]), _SEASONS[match[1]])
    years = rf"{_YEAR}\s?[/-]\s?{_YEAR}"
    if match := re.fullmatch(rf"winter\s*{years}", text):
        return _three_months(_year(match[1]), 12) if _follow(match[1], match[2]) else None
    quarter = r"q(?:uarter)?\s?([1-4])"
    if match := re.fullmatch(rf"{quarter}[\s,-]*(?:of |fy)?\s?{years}", text):
        number, first, second = int(match[1]), match[2], match[3]
    elif match := re.fullmatch(rf"{years}[\s,-]*{quarter}", text):
        number, first, second = int(match[3]), match[1], match[2]
    else:
        return None
    if not _follow(first, second):
        return None
    return _three_months(_year(first), 3 * number + 1)


def _span(text: str, today: date | None) -> Bounds | None:
    """``August/September 2017``, ``17 to 19 October 2018``: the first may lean on the second."""
    for match in re.finditer(r"\s*(?:[-/&]|\b(?:to|and|or|until)\b)\s*", text):
        left, right = text[: match.start()], text[match.end() :]
        if (last := _single(right, today)) is None:
            continue
        year = last[0].year
        for missing in ("", f" {year}", f" {MONTH_NAMES[last[0].month - 1].lower()} {year}"):
            first = _single(left + missing, None)
            if first and first[0] <= last[0] and first[1] <= last[1]:
                return first[0], last[1]
    return None


def _whole_year(text: str) -> Bounds | None:
    if not re.fullmatch(r"(?:19|20|21)\d\d", text):
        return None
    return date(int(text), 1, 1), date(int(text), 12, 31)


def _counted(folded: str, today: date) -> date | None:
    """A day counted from today."""
    if folded in ("today", "tomorrow"):
        return today + timedelta(days=folded == "tomorrow")
    if folded in ("eom", "end of month", "end of the month"):
        return today.replace(day=monthrange(today.year, today.month)[1])
    if folded in _WEEKDAYS:
        return today + timedelta(days=(_WEEKDAYS[folded] - today.weekday() - 1) % 7 + 1)
    match = re.fullmatch(r"\+\s?(\d{1,3})\s?([dwm])", folded)
    if match is None:
        return None
    count = int(match[1])
    if match[2] == "m":
        years, month = divmod(today.month - 1 + count, 12)
        year = today.year + years
        return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
    return today + timedelta(days=count * (7 if match[2] == "w" else 1))


def _of_meeting(text: str, today: date, meetings: Iterable[date]) -> Bounds | None:
    """The day of the meeting meant, or else the month it must fall in."""
    ahead = sorted(day for day in meetings if day > today)
    if re.fullmatch(r"next (?:board )?meeting", text):
        return (ahead[0], ahead[0]) if ahead else None
    match = re.fullmatch(rf"(?:next )?([a-z]+)\.?(?: {_YEAR})? (?:board )?meeting", text)
    month = _MONTHS.get(match[1]) if match else None
    if match is None or month is None:
        return None
    bounds = _month_bounds(_year(match[2]), month) if match[2] else _next_month(month, today)
    if bounds is None:
        return None
    held = [day for day in ahead if bounds[0] <= day <= bounds[1]]
    if len(held) == 1:
        return held[0], held[0]
    # In October with no meeting left, "october meeting" may be this one or next year's.
    unclear = not match[2] and not held and month == today.month
    return None if unclear else bounds


def _short(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _year(figures: str) -> int:
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _follow(first: str, second: str) -> bool:
    """Whether `second` is the year after `first`, as in ``16/17``."""
    return _year(second) % 100 == (_year(first) + 1) % 100


def _day_bounds(year: str, month: int, day: str) -> Bounds | None:
    return _only(_day(_year(year), month, int(day)))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _only(day: date | None) -> Bounds | None:
    return (day, day) if day else None


def _month_bounds(year: int, month: int) -> Bounds | None:
    first = _day(year, month, 1)
    return (first, first.replace(day=monthrange(year, month)[1])) if first else None


def _three_months(year: int, month: int) -> Bounds:
    """Three whole months from `month` of `year`; month 13 is the January after."""
    over, last = divmod(month + 1, 12)
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first, date(year + over, last + 1, monthrange(year + over, last + 1)[1])


def _next_day(day: int, month: int, today: date | None) -> Bounds | None:
    """The next such day from `today` on; eight years hold every 29 February."""
    if today is None:
        return None
    days = (_day(year, month, day) for year in range(today.year, today.year + 9))
    return _only(next((found for found in days if found and found >= today), None))


def _next_month(month: int, today: date | None) -> Bounds | None:
    if today is None:
        return None
    return _month_bounds(today.year + (month < today.month), month)
