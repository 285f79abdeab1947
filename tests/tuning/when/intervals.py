"""Intervals of days, as the sets write them."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple, Self


class Interval(NamedTuple):
    """From the first day to the last, both within it."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, first: str, last: str) -> Self:
        """Return the interval between two days written `YYYY-MM-DD`; ValueError where one is none."""
        return cls(dt.date.fromisoformat(first), dt.date.fromisoformat(last))

    @classmethod
    def of_date(cls, date: str) -> Self:
        """Return the days of a date as articles have it: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
        year, month, day = [*(int(part) for part in date.split("-")), 0, 0][:3]
        ends = calendar.monthrange(year, month or 12)[1]
        return cls(dt.date(year, month or 1, day or 1), dt.date(year, month or 12, day or ends))

    def meets(self, other: Interval) -> bool:
        """Tell whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last
