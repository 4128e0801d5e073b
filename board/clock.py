"""How the papers print a time of day and a day."""

from __future__ import annotations

import re
from datetime import date, datetime, time

# fmt: off
MONTH_NAMES = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
]
# fmt: on
DAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def spoken(moment: time | datetime) -> str:
    """The time of day as minutes print it, to the minute: ``3.10 pm``, ``12.00 pm`` at noon."""
    return f"{(moment.hour - 1) % 12 + 1}.{moment.minute:02} {'am' if moment.hour < 12 else 'pm'}"


def long_day(day: date) -> str:
    """The day in full: ``Thursday 12 July 2018``."""
    # Not strftime: its names follow the machine's locale, and minutes are in English.
    return f"{DAY_NAMES[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


_TIME = re.compile(r"(\d{1,2})(?:[.:h]?(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?", re.IGNORECASE)


def read_time(text: str) -> time | None:
    """The time in `text` as people type it: ``2.05 pm``, ``14:05``, ``1405``, ``10am``.

    An hour from 1 to 6 with no am or pm is an afternoon's: boards do not sit at
    night. ``None`` when it is no time.
    """
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "")[:1].lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif 1 <= hour <= 6 and len(found[1]) == 1:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None
