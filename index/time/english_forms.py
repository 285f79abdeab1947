"""How English writes times: June 20, 2022; the 1980s; last Friday; two weeks ago."""

from __future__ import annotations

from typing import Final

from index.text.months import ANY_MONTH, WEEKDAY
from index.time import english as read
from index.time.english import DAYS, NUMBERS, ORDINALS, STEPS
from index.time.forms import Form, Forms

_LEFT: Final = r"(?<![\w.,:/$€£¥#@+’'-])"
_Y: Final = r"(?:1\d|2[01])\d\d(?!\d|[.,:/]\d|-\d{3}|\w|\s*B\.?C)"
_YEAR: Final = rf"(?:(?P<year>{_Y})|(?P<rel>last|this|next) year\b)"
_MONTH: Final = rf"(?P<month>{ANY_MONTH})\b\.?"
_D: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY_NAME: Final = rf"(?:{WEEKDAY},?\s+(?:the\s+)?)?"
_TO: Final = r"\s*(?:[-–—~]|to\b|until\b|through\b)\s*"
_PART: Final = r"(?P<part>early|mid|late|beginning of|start of|middle of|end of)(?:[ -]the\b)?[ -]\s*"
_REL: Final = rf"\b(?P<rel>{'|'.join(STEPS)})\s+"
_SEASON: Final = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_COUNT: Final = rf"(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"

ENGLISH: Final = Forms(
    (
        Form(rf"{_LEFT}(?P<year>[12]\d{{3}})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-]|\.\d)", read.iso),
        Form(rf"{_LEFT}(?P<year>[12]\d{{3}})/(?P<month>\d\d?)/(?P<day>\d\d?)(?![\d/]|\.\d)", read.iso),
        Form(rf"{_LEFT}(?P<year>[12]\d{{3}})\.(?P<month>\d\d?)\.(?P<day>\d\d?)(?!\d|\.\d)", read.iso),
        Form(rf"{_LEFT}(?P<year>[12]\d{{3}})-(?P<month>0\d|1[0-2])(?P<day>)(?![\d-]|\.\d|\w)", read.iso),
        Form(rf"{_LEFT}(?P<one>\d\d?)[./](?P<two>\d\d?)[./](?P<year>[12]\d{{3}})(?![\d/]|\.\d)", read.numeric),
        Form(
            rf"{_LEFT}{_DAY_NAME}(?P<day>{_D})(?:{_TO}(?P<other>{_D}))?(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?",
            read.day,
        ),
        Form(
            rf"\b{_DAY_NAME}{_MONTH}\s+(?:the\s+)?(?P<day>{_D})(?:{_TO}(?P<other>{_D})(?![:.]?\d))?(?!\w|[:.,]\d|\s*[ap]\.?m\b)"
            rf"(?:,?\s+(?:of\s+)?{_YEAR})?",
            read.day,
        ),
        Form(rf"\b(?:{_PART})?{_MONTH},?\s+(?:of\s+)?{_YEAR}", read.month),
        Form(rf"{_REL}{_MONTH}", read.turned),
        Form(rf"{_REL}{_SEASON}", read.turned),
        Form(rf"\b(?P<short>[QH][1-4])(?:,?\s*(?:of\s+)?{_YEAR})", read.quarter),
        Form(rf"{_LEFT}{_YEAR},?[ -]?(?P<short>[QH][1-4])\b", read.quarter),
        Form(
            rf"\b(?P<ordinal>{'|'.join(ORDINALS)}|last)[ -](?P<unit>quarter|half)\s+"
            rf"(?:of|in)\s+(?:the\s+year\s+)?{_YEAR}",
            read.quarter,
        ),
        Form(rf"\b(?:(?P<part>early|mid|late)[ -])?{_SEASON}(?:,?\s+(?:of\s+)?){_YEAR}", read.year),
        Form(r"(?<!\w)(?:(?P<part>early|mid|late)[ -])?(?P<decade>(?:1\d|20)\d0)['’]?s\b", read.decade),
        Form(r"\b(?P<part>early|mid|late)[ -](?:the\s+)?['’]?(?P<decade>[2-9]0)s\b", read.decade),
        Form(r"(?P<part>)['’](?P<decade>[2-9]0)s\b", read.decade),
        Form(
            rf"{_LEFT}(?:(?P<part>early|mid|late)[ -])?(?P<century>[12]?\d)(?:st|nd|rd|th)[ -]century\b(?!\s*B\.?C)",
            read.century,
        ),
        Form(
            rf"{_LEFT}(?P<first>(?:1\d|2[01])\d\d)\s?[-–—]\s?(?P<last>(?:1\d|2[01])\d\d|\d\d)(?![\w–—-]|[.,:/]\d)",
            read.years,
        ),
        Form(rf"{_LEFT}{_PART}{_YEAR}", read.year),
        Form(
            r"\bthe day (?:before yesterday|after tomorrow)\b|\b(?:yesterday|today|tonight|tomorrow|last night)\b",
            read.day_word,
        ),
        Form(r"\b(?P<side>earlier|later)\s+this\s+(?P<unit>week|month|year|decade)\b", read.so_far),
        Form(
            rf"(?<!\bthe )(?<!\bat ){_REL}(?P<unit>weekend|week|month|quarter|year|decade)\b|"
            rf"{_REL.replace('rel', 'owner')}(?P<owned>week|month|year)(?=['’]s\b)",
            read.unit,
        ),
        Form(rf"(?:\b(?P<rel>last|this|next)\s+)?\b(?P<weekday>{'|'.join(DAYS)})\b", read.weekday),
        Form(rf"{_LEFT}{_COUNT}[ -](?P<unit>day|week|month|year|decade)s?\s+ago\b", read.ago),
        Form(rf"\b(?:last|past|previous)\s+{_COUNT}\s+(?P<unit>day|week|month|year|decade)s\b", read.past),
        Form(rf"\b(?:{_PART})?{_MONTH}(?!\s*\d)", read.month),
        Form(rf"{_LEFT}{_YEAR}", read.year),
    ),
    starts=(
        r"(?<![A-Za-z])(?=\d|['’]\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|"
        r"last|this|next|past|prev|comi|curr|earl|late|mid|begi|star|end of|spri|summ|autu|fall|wint|[qh][1-4]|"
        r"(?:first|second|third|fourth)[ -][qh]|the day|yest|toda|toni|tomo|"
        r"an?\s+(?:day|week|month|year|decade|couple)|"
        r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
        r"twenty|thirty|forty|fifty|hundred)[ -][dwmy]))"
    ),
)
"""What English texts say of times; dates in numbers are read here for both languages."""
