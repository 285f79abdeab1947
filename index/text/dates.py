"""Dates: as articles write them above their text, kept as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, and told to a reader."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from index.text.months import ANY_MONTH, MONTHS, WEEKDAY, month_number

if TYPE_CHECKING:
    from index.text.language import Language

_MONTH: Final = rf"(?P<month>{ANY_MONTH})\.?"
_YEAR: Final = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_ZONE: Final = r"(?:Z|UTC|GMT|[PMCE][SD]?T|BST|IST|JST|KST|HKT|SGT|MSK|CES?T|EES?T|WES?T|AE[SD]?T|NZ[SD]T)\b"
_TIME: Final = (
    r"(?:(?:[T ,，]| at )*\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?"
    rf"(?:\s*(?:{_ZONE}|(?:UTC|GMT)?[+-]\d\d:?\d\d|\((?:{_ZONE})\)))?)?"
)
_DAY: Final = rf"(?:{WEEKDAY},?\s+)?"
_DAY_ZH: Final = r"(?:\s*[（(]?(?:星期|[周週]|[礼禮]拜)[一二三四五六日天][）)]?)?"

DATE: Final = (
    rf"(?:{_YEAR}(?:(?P<mark>[-/.])(?P<m>\d{{1,2}})(?:(?P=mark)(?P<d>\d{{1,2}}))?)?(?![\d年]){_TIME}"
    rf"|{_YEAR.replace('year', 'year_zh')}\s?年(?:\s?(?P<m_zh>\d{{1,2}})\s?月"
    rf"(?:\s?(?P<d_zh>\d{{1,2}})\s?[日号號])?)?{_DAY_ZH}{_TIME}"
    rf"|{_DAY}(?:{_MONTH}\s+(?:(?P<d_us>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?"
    rf"|(?P<d_uk>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.replace('month', 'month_uk')},?\s+)"
    rf"{_YEAR.replace('year', 'year_en')}(?!\d){_TIME})"
)
"""A regular expression for one date, with its time of day if it has one; to be compiled ignoring case."""

_WHOLE: Final = re.compile(DATE, re.IGNORECASE)


def parse_date(text: str) -> str | None:
    """Return the date that a text is, as precise as it is written; None where it is none, or none of the calendar."""
    match = _WHOLE.fullmatch(text.strip())
    return to_iso(match) if match else None


def to_iso(match: re.Match[str]) -> str | None:
    """Return the date of a match of DATE; None for a 31 February."""
    year = match["year"] or match["year_zh"] or match["year_en"]
    name = match["month"] or match["month_uk"]
    month = str(month_number(name)) if name else match["m"] or match["m_zh"]
    day = match["d"] or match["d_zh"] or match["d_us"] or match["d_uk"]
    try:
        date = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return date.isoformat()[: 10 if day else 7 if month else 4]


def told(date: str, language: Language) -> str:
    """Return a date as a language's readers write it, no more precise than it is: 20 June 2022, 2022年6月20日.

    `date` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    """
    numbers = [int(part) for part in date.split("-")]
    if language != "en":
        return "".join(f"{number}{mark}" for number, mark in zip(numbers, "年月日", strict=False))
    year, month, day = [*numbers, 0, 0][:3]
    return " ".join(part for part in (str(day or ""), MONTHS[month - 1] if month else "", str(year)) if part)


def told_days(days: str, language: Language) -> str:
    """Return days as a language's readers write them: a date, or two with a slash between, `..` for an open end."""
    first, _, last = days.partition("/")
    if not last:
        return told(first, language)
    if first == "..":
        return told(last, language) + (" or earlier" if language == "en" else "或以前")
    if last == "..":
        after = {"en": " or later", "zh-Hans": "或以后", "zh-Hant": "或以後"}
        return told(first, language) + after[language]
    return (" – " if language == "en" else "至").join(told(day, language) for day in (first, last))


def told_age(years: int, language: Language) -> str:
    """Return how long ago something was, in whole years: 4 years ago, 4年前."""
    return f"{years}年前" if language != "en" else f"{years} year{'s' if years > 1 else ''} ago"
