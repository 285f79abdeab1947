"""What English words of time mean, by the forms of english_forms.py."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final, cast

from index.model import Period
from index.text.months import month_number
from index.time import doubts
from index.time.forms import NOTHING
from index.time.periods import Point, days_of
from index.time.periods import century as century_of
from index.time.periods import decade as decade_of
from index.time.periods import years as years_of
from index.time.reference import Reference

if TYPE_CHECKING:
    from index.time.forms import Reading
    from index.time.reference import Unit

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS: Final = {
    name: n for n, name in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split()) if n
} | {"a": 1, "an": 1, "a couple of": 2, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
STEPS: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_PARTS: Final = {"beginning": "early", "start": "early", "middle": "mid", "end": "late", "fall": "autumn"}
ORDINALS: Final = ("first", "second", "third", "fourth")


def _numbers(match: re.Match[str], name: str) -> int | None:
    text = match.groupdict().get(name)
    return int(re.sub(r"\D", "", text)) if text else None


def _dated(match: re.Match[str], reference: Reference, point: Point, until: Point | None = None) -> Reading:
    """Give a point the year that its match tells, as a number or as "last year"; with `until` it is a range."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    if groups.get("rel") and "year" in groups:
        if reference.year is None:
            return None
        year = reference.year + STEPS[groups["rel"].lower()]
    point = point._replace(year=year)
    if until is None:
        return point
    first, last = (days_of(end) if year else reference.nearest(end) for end in (point, until._replace(year=year)))
    return Period(first.first, last.last) if first and last and first.first <= last.last else None


def _part(match: re.Match[str]) -> str:
    words = (match.groupdict().get("part") or match.groupdict().get("season") or "").lower()
    word = words.split(" ")[0] if words else ""
    return _PARTS.get(word, word)


def iso(match: re.Match[str], _: Reference) -> Reading | str:
    """Read 2021-10-31, 2021/10/31 and 2021-10."""
    year, month, day = (_numbers(match, name) for name in ("year", "month", "day"))
    return Point(year, month, day) if days_of(Point(year, month, day)) else NOTHING


def numeric(match: re.Match[str], _: Reference) -> Reading | str:
    """Read 31.10.2021, and 10/31/2021; 3/4/2021 is one day here and another there, so it stays open."""
    one, two, year = (int(match[name]) for name in ("one", "two", "year"))
    fits = {days for days in (days_of(Point(year, two, one)), days_of(Point(year, one, two))) if days}
    if "." in match[0] and (day := days_of(Point(year, two, one))):
        return day
    return (fits.pop() if len(fits) == 1 else None) if fits else NOTHING


def day(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read June 20, 2022 and 3–4 October; without a year the nearest."""
    name = match["month"]
    if not (match["year"] or match["rel"]) and doubts.is_verb(match, name):
        return NOTHING  # "2 may be", but "on may 2"
    month, day, other = month_number(name), _numbers(match, "day"), _numbers(match, "other")
    if other is None:
        return _dated(match, reference, Point(None, month, day))
    return _dated(match, reference, Point(None, month, min(day or 1, other)), Point(None, month, max(day or 1, other)))


def month(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read June 2022 and late June."""
    name, part = match["month"], _part(match)
    told = match.groupdict().get("year") or match.groupdict().get("rel")
    if not told and not part and doubts.is_no_month(match, name):
        return NOTHING
    return _dated(match, reference, Point(None, month_number(name), None, part))


def turned(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read "last June", "next summer"."""
    groups = match.groupdict()
    point = Point(None, month_number(groups["month"]) if groups.get("month") else None, None, _part(match))
    step = STEPS[match["rel"].lower()]
    if groups.get("month") and match["month"] == "may":
        return NOTHING  # "this may help"
    if step == 0:
        return point._replace(year=reference.year) if reference.year else None
    return reference.latest(point) if step < 0 else reference.next(point)


def quarter(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read Q3 2021 and the second half of 2020."""
    short, ordinal = match.groupdict().get("short"), match.groupdict().get("ordinal")
    if short:
        return _dated(match, reference, Point(part=short.lower()))
    last = {"quarter": 4, "half": 2}[match["unit"].lower()]
    number = last if not ordinal or ordinal.lower() == "last" else ORDINALS.index(ordinal.lower()) + 1
    return _dated(match, reference, Point(part=f"{match['unit'][0].lower()}{number}")) if number <= last else NOTHING


def years(match: re.Match[str], _: Reference) -> Reading | str:
    """Read 2019–2021 and 2019-20."""
    first, last = int(match["first"]), int(match["last"])
    last = first // 100 * 100 + last if last < 100 else last  # 2019–21
    if len(match["last"]) == 2 and not 0 < last - first <= 10:
        return NOTHING
    return years_of(first, last)


def year(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read 2021, mid-2021, summer of 2021 and last year; a number that counts things is none."""
    part, year = _part(match), match["year"]
    if not part and year and doubts.is_count(match, int(year)):
        return NOTHING
    return _dated(match, reference, Point(part=part))


def decade(match: re.Match[str], _: Reference) -> Reading | str:
    """Read 1980s and '90s."""
    number = int(match["decade"])
    return decade_of(number if number > 99 else 1900 + number, _part(match))


def century(match: re.Match[str], _: Reference) -> Reading | str:
    """Read 19th century and late 20th century."""
    return century_of(int(match["century"]), _part(match))


def day_word(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read yesterday, tonight, the day after tomorrow."""
    shifts = {"yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1}
    word = " ".join(match[0].lower().split())
    doubled = 2 if word.startswith("the day") else 1
    return reference.shifted("day", doubled * shifts[word if doubled == 1 else word.split()[-1]])


def unit(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read last week, this quarter, next weekend."""
    unit, step = (match["unit"] or match["owned"]).lower(), STEPS[(match["rel"] or match["owner"]).lower()]
    if unit == "quarter":
        here = reference.shifted("month", 3 * step)
        return Point(here.first.year, part=f"q{(here.first.month + 2) // 3}") if here else None
    if unit == "weekend":
        week = reference.shifted("week", step)
        return Period(week.last - dt.timedelta(days=1), week.last) if week else None
    return reference.shifted(cast("Unit", unit), step)


def so_far(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read "earlier this year" and "later this month"."""
    days, day = reference.shifted(_named_unit(match), 0), reference.day
    if days is None or day is None:
        return days
    return Period(days.first, day) if match["side"].lower() == "earlier" else Period(day, days.last)


def weekday(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read last Friday; without a word before it, the last one that was."""
    name, rel = match["weekday"], (match["rel"] or "").lower()
    if not rel and name[0].islower() and not doubts.follows_on(match):
        return NOTHING
    number = DAYS.index(name.lower())
    if rel == "last":  # of this week or the one before: the last that has been, not today
        back = reference.shifted("day", -1)
        return Reference(back).weekday(number, None) if back else None
    return reference.weekday(number, STEPS[rel] if rel else None)


def ago(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read two weeks ago: the week, month or year that was then."""
    return reference.shifted(_named_unit(match), -_count(match))


def past(match: re.Match[str], reference: Reference) -> Reading | str:
    """Read the past five years: up to the day of writing."""
    return reference.span_to_now(_named_unit(match), _count(match))


def _named_unit(match: re.Match[str]) -> Unit:
    return cast("Unit", match["unit"].lower())


def _count(match: re.Match[str]) -> int:
    count = match["count"].lower()
    return int(count) if count.isdigit() else NUMBERS[count]
