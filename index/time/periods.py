"""Days of the calendar as periods: years, months, quarters, decades, and how they are written."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import TYPE_CHECKING, Final, NamedTuple

from index.model import Period

if TYPE_CHECKING:
    from index.model import Source

_ISO: Final = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", re.ASCII)
_PARTS_OF_YEAR: Final = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    **{f"q{n}": (3 * n - 2, 3 * n) for n in (1, 2, 3, 4)},
    "h1": (1, 6),
    "h2": (7, 12),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "winter": (12, 14),
}
"""First and last month; a winter ends in the next year."""

_PARTS_OF_MONTH: Final = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
"""First and last day."""


class Point(NamedTuple):
    """What is told of a date: some of its numbers; `part` is early, mid, late, q1 … q4, h1, h2 or a season."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


def days_of(point: Point) -> Period | None:
    """Return the days of a point with a year; None for a 31 February and for years that no calendar here has."""
    year, month, day, part = point
    try:
        if year is None:
            return None
        if day is not None and month is not None:
            return Period(dt.date(year, month, day), dt.date(year, month, day))
        if month is not None:
            length = monthrange(year, month)[1]
            first, last = _PARTS_OF_MONTH.get(part, (1, 31))
            return Period(dt.date(year, month, first), dt.date(year, month, min(last, length)))
        first, last = _PARTS_OF_YEAR.get(part, (1, 12))
        return Period(dt.date(year, first, 1), _end_of_month(year + (last - 1) // 12, (last - 1) % 12 + 1))
    except (ValueError, OverflowError):  # calendar's own error for a month 13 is a ValueError too
        return None


def years(first: int, last: int) -> Period | None:
    """Return the days of some years; None where they are none of the calendar."""
    return Period(dt.date(first, 1, 1), dt.date(last, 12, 31)) if 1 <= first <= last <= dt.MAXYEAR else None


def decade(first: int, part: str = "") -> Period | None:
    """Return ten years from the first on, or their early, mid or late part."""
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(part, (0, 9))
    return years(first + low, first + high)


def century(number: int, part: str = "") -> Period | None:
    """Return a century, the 21st from 2001 to 2100, or its early, mid or late part, or a half of it."""
    parts = {"early": (1, 33), "mid": (34, 66), "late": (67, 100), "h1": (1, 50), "h2": (51, 100)}
    low, high = parts.get(part, (1, 100))
    return years(100 * (number - 1) + low, 100 * (number - 1) + high)


def week_of(day: dt.date, weeks: int = 0) -> Period | None:
    """Return the week of a day, from Monday on, or one so many weeks later."""
    try:
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=weeks)
        return Period(monday, monday + dt.timedelta(days=6))
    except OverflowError:
        return None


def month_of(day: dt.date, months: int = 0) -> Period | None:
    """Return the month of a day, or one so many months later."""
    number = 12 * day.year + day.month - 1 + months
    return days_of(Point(number // 12, number % 12 + 1))


def read_iso(text: str) -> Period | None:
    """Return the days of a `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None where the text is none, or none of the calendar."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(number) if number else None for number in match.groups())
    return days_of(Point(year, month, day))


def published(source: Source) -> Period | None:
    """Return the days on one of which an article was published; None where it has no date."""
    return read_iso(source.date) if source.date else None


def to_iso(period: Period) -> str:
    """Return a period as `YYYY`, `YYYY-MM` or `YYYY-MM-DD` where it is just that, else as two of them and a slash.

    An end that is open (the first or last day of all) is `..`.
    """
    first, last = period
    if first == last:
        return first.isoformat()
    start, end = first.isoformat(), last.isoformat()
    opens, closes = first.day == 1, last == _end_of_month(last.year, last.month)
    if opens and closes:
        length = 4 if (first.month, last.month) == (1, 12) else 7  # the ends of all days are those of a year
        start, end = start[:length], end[:length]
    if dt.date.min == first or last == dt.date.max:
        return f"../{end}" if first == dt.date.min else f"{start}/.."
    return start if start == end else f"{start}/{end}"


def _end_of_month(year: int, month: int) -> dt.date:
    return dt.date(year, month, monthrange(year, month)[1])
