"""Notice: how long before a meeting its agenda must be out (LGA 1972 s.100A(6), s.100B).

A day between publication and meeting is a clear day if it counts; neither the day
of publication nor the day of the meeting ever does. Which days count differs from
council to council, so it is a setting.
"""

from __future__ import annotations

from datetime import date, timedelta

from board.bank_holidays import is_bank_holiday
from board.clock import MONTH_NAMES
from board.settings import NoticeSettings

DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


def counts(day: date, rule: NoticeSettings) -> bool:
    """Whether `day` counts as a day of notice under `rule`."""
    if rule.counting == "calendar":
        return True
    first_off = _SATURDAY if rule.counting == "working" else _SUNDAY
    shut = day.weekday() >= first_off or day.isoformat() in rule.closed_days
    return not shut and not is_bank_holiday(day)


def clear_days(published: date, meeting: date, rule: NoticeSettings) -> tuple[date, ...]:
    """The days of notice between `published` and `meeting`, neither of them included."""
    between = (published + DAY * n for n in range(1, (meeting - published).days))
    return tuple(day for day in between if counts(day, rule))


def deadline(meeting: date, rule: NoticeSettings) -> date:
    """The latest day that counts on which publication still gives enough clear days."""
    day, found = meeting - DAY, 0
    while found < rule.clear_days or not counts(day, rule):
        found += counts(day, rule)
        day -= DAY
    return day


def working_shown(published: date, meeting: date, rule: NoticeSettings) -> str:
    """The count with its days: ``5 clear days: 27, 30, 31 March, 1, 2 April``."""
    days = clear_days(published, meeting, rule)
    counted = f"{len(days)} clear day{'' if len(days) == 1 else 's'}"
    return f"{counted}: {_listed(days)}" if days else counted


def _listed(days: tuple[date, ...]) -> str:
    """Days in a row of figures, each month named once, after the last of its days."""
    words = []
    for day, following in zip(days, (*days[1:], None), strict=True):
        same_month = following and (following.year, following.month) == (day.year, day.month)
        words.append(str(day.day) if same_month else f"{day.day} {MONTH_NAMES[day.month - 1]}")
    return ", ".join(words)
