"""The time at which a text was written, as precisely as that is known, and what is told from there."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal

from index.model import Period
from index.time.periods import Point, days_of, month_of, week_of, years

if TYPE_CHECKING:
    from collections.abc import Callable

Unit = Literal["day", "week", "month", "year", "decade"]


class Reference:
    """When a text was written: a day, a month, a year, or not known.

    What would need to be known more precisely than it is stays open: "last week" in an article of June 2022.
    """

    def __init__(self, written: Period | None) -> None:
        """Take the days on one of which it was written; None where they are not known."""
        first, last = written or (None, None)
        self.day = first if first == last else None
        self._in_month = first if first and last and (first.year, first.month) == (last.year, last.month) else None
        self.year = first.year if first and last and first.year == last.year else None

    def shifted(self, unit: Unit, count: int) -> Period | None:
        """Return the day, week, month … so many later, before for a negative count; None where it stays open."""
        try:
            if unit == "day":
                day = self.day + dt.timedelta(days=count) if self.day else None
                return Period(day, day) if day else None
            if unit == "week":
                return week_of(self.day, count) if self.day else None
            if unit == "month":
                return month_of(self._in_month, count) if self._in_month else None
            if self.year is None:
                return None
            return years(self.year + count, self.year + count) if unit == "year" else _decade(self.year, count)
        except OverflowError:
            return None

    def span_to_now(self, unit: Unit, count: int) -> Period | None:
        """Return the last so many days, weeks, months or years up to the time of writing."""
        begin, now = self.shifted(unit, -count), self.shifted("day" if self.day else "month", 0)
        now = now or self.shifted("year", 0)
        return Period(begin.first, now.last) if begin and now and begin.first <= now.last else None

    def weekday(self, number: int, weeks: int | None) -> Period | None:
        """Return a day of the week (Monday is 0) of this week or so many later; with None the last that was."""
        if self.day is None:
            return None
        try:
            back = (self.day.weekday() - number) % 7
            shift = -back if weeks is None else number - self.day.weekday() + 7 * weeks
            day = self.day + dt.timedelta(days=shift)
        except OverflowError:
            return None
        return Period(day, day)

    def nearest(self, point: Point) -> Period | None:
        """Return the days of a point without a year in the year that brings them nearest; of two the earlier."""
        if self.year is None:
            return None
        candidates = [days_of(point._replace(year=self.year + step)) for step in (0, -1, 1)]
        if self._in_month is None:
            return candidates[0]
        return min(filter(None, candidates), key=self._distance, default=None)

    def latest(self, point: Point) -> Period | None:
        """Return the days of a point without a year the last time that they had passed."""
        return self._turn(point, (0, -1, -2), lambda days, here: days.last < here)

    def next(self, point: Point) -> Period | None:
        """Return the days of a point without a year the next time that they begin."""
        return self._turn(point, (0, 1), lambda days, here: days.first > here)

    def _turn(self, point: Point, steps: tuple[int, ...], fits: Callable[[Period, dt.date], bool]) -> Period | None:
        here = self.day or self._in_month
        if here is None or self.year is None:
            return None
        candidates = (days_of(point._replace(year=self.year + step)) for step in steps)
        return next((days for days in candidates if days and fits(days, here)), None)

    def _distance(self, period: Period) -> int:
        here = self.day or self._in_month or period.first
        return max((here - period.last).days, (period.first - here).days, 0)


def _decade(year: int, count: int) -> Period | None:
    first = year // 10 * 10 + 10 * count
    return years(first, first + 9)
