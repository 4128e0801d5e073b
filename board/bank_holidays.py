"""Bank holidays in England, with their substitute days and the one-off ones.

The one place that knows the ``holidays`` library, which is loaded only when asked.
"""

from __future__ import annotations

from datetime import date
from functools import cache


def is_bank_holiday(day: date) -> bool:
    """Whether `day` is a bank holiday in England (Banking and Financial Dealings Act 1971)."""
    return day in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays in England that fall in `year`, as far as they have been declared."""
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
