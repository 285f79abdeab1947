"""Numbers and dates of a question as the other language writes them: 1.1亿 is 110 million, 9月 is September."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index.lexicon.values.page import Page
from index.lexicon.values.parsing import decades, han_value, latin_value, ordinal_value
from index.lexicon.values.patterns import CLASSIFIERS, COUNTED, DECADES, MEASURES, PARTS_OF_A_DATE, SUPERLATIVES, VALUE
from index.lexicon.values.writing import (
    FORMS_OF_PARTS,
    english_decade,
    english_forms,
    english_ordinals,
    english_percent,
    han_forms,
    han_percent,
    han_words,
)
from index.model import Span
from index.text.months import month_number

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction


class Value(NamedTuple):
    """A number or a part of a date, and how texts of the other language write it, likeliest first."""

    span: Span
    forms: tuple[str, ...]


def values(text: str) -> list[Value]:
    """Return the values in a text, in order, none overlapping another; Han text is expected as `fold` gives it.

    A bare number crosses as it is and is no value, nor is one of 10**15 or more.
    """
    page = Page(text)
    return [
        Value(span, forms)
        for match in VALUE.finditer(text)
        for span, forms in _READERS[match.lastgroup or ""](match, page)
        if forms
    ]


_Read = list[tuple[Span, tuple[str, ...]]]


def _date(match: re.Match[str], _page: Page) -> _Read:
    readings: _Read = []
    for part in PARTS_OF_A_DATE.finditer(match.group()):
        span = Span(match.start() + part.start(), match.start() + part.end())
        if part["month"]:
            month = month_number(part["month"])
            readings.append((span, (f"{month}月", f"{han_words(month)}月")))
        else:
            readings.append((span, (f"{int(part['day'])}日", f"{int(part['day'])}号")))
    return readings


def _decade(match: re.Match[str], _page: Page) -> _Read:
    text = match.group().lower()
    year = 1920 + 10 * DECADES.index(text) if text in DECADES else int(text[:4])
    tens = year % 100
    forms = [f"{year}年代"]
    if tens and year >= 1900:
        forms += [f"{tens}年代", f"{han_words(tens)}年代"]
    if tens:
        forms.append(f"{year // 100 + 1}世纪{tens}年代")
    return [(Span(*match.span()), tuple(forms))]


def _century(match: re.Match[str], _page: Page) -> _Read:
    n = ordinal_value(re.split("[ -]", match.group())[0])
    return [(Span(*match.span()), (f"{n}世纪", f"{han_words(n)}世纪"))]


def _rank(match: re.Match[str], _page: Page) -> _Read:
    ordinal, most = re.split("[ -]", match.group().lower())
    han = next(han for han, words in SUPERLATIVES.items() if most in words)
    return [(Span(*match.span()), (f"第{han_words(ordinal_value(ordinal))}{han}",))]


def _ordinal(match: re.Match[str], _page: Page) -> _Read:
    n = ordinal_value(match.group())
    return [(Span(*match.span()), (f"第{han_words(n)}", f"第{n}"))]


def _percent(match: re.Match[str], _page: Page) -> _Read:
    value = latin_value(re.sub(r"[ -]?per[ -]?cent|\spct", "", match.group().lower()))
    return [] if value is None else [(Span(*match.span()), han_percent(value))]


def _amount(match: re.Match[str], _page: Page) -> _Read:
    value = latin_value(match.group().lower())
    if value is None or value.denominator > 1 or value < 2:
        return []
    return [(Span(*match.span()), han_forms(int(value)))]


def _han_era(match: re.Match[str], _page: Page) -> _Read:
    century, ten = han_value(match["era"]), han_value(match["ten"])
    if century is None or ten is None or century not in range(1, 22) or ten not in range(10, 100, 10):
        return []
    return [(Span(*match.span()), english_decade(100 * int(century) - 100 + int(ten)))]


def _han(match: re.Match[str], page: Page) -> _Read:
    """Read a number with what stands before and behind it; the span holds those that its forms say."""
    before, after = match["before"], match["after"] or ""
    value = han_value(match["number"])
    if value is None:
        return []
    if before == "第":
        return _han_ordinal(match, value, page)
    if before or after.endswith("%"):
        end = match.end("number") if before else match.end()
        return [(Span(match.start(), end), english_percent(value) if page.is_han else han_percent(value))]
    if forms := _said_by(match["number"], value, after):
        return [(Span(*match.span()), forms)]
    return _han_amount(match, int(value), page) if value.denominator == 1 and value > 1 else []


def _said_by(number: str, value: Fraction, after: str) -> tuple[str, ...]:
    """Return the forms of a number that the word behind it makes part of a date."""
    if after == "年代":
        years = decades(value)
        return tuple(form for year in years for form in english_decade(year)[: 4 - len(years)])
    if after == "年" and len(number) == 4 and number[0] != "0" and not set(number) & set("十百千万亿两,."):
        return (str(value),)
    return FORMS_OF_PARTS.get(after, {}).get(value, ())


def _han_ordinal(match: re.Match[str], value: Fraction, page: Page) -> _Read:
    start, end = match.start(), match.end("number")
    if value.denominator > 1 or not 0 < value < 1000:
        return []
    if value < 100 and (most := SUPERLATIVES.get(page.text[end : end + 1])) and not page.parts_word(end + 1):
        ordinal = english_ordinals(int(value))[0]
        forms = tuple(form if value > 1 else form.partition(" ")[2] for form in (f"{ordinal} {word}" for word in most))
        return [(Span(start, end + 1), forms)]
    return [(Span(start, end), english_ordinals(int(value)))]


def _han_amount(match: re.Match[str], value: int, page: Page) -> _Read:
    number, after = match["number"], match["after"] or ""
    start, end = match.span("number")
    if number.isascii():  # both languages write it so: only where it is long do they write it otherwise too
        long = "," in number or value >= 10_000
        forms = english_forms(value) if page.is_han else han_forms(value)
        return [(Span(start, end), tuple(form for form in forms if form != number))] if long else []
    if page.parts_word(start) or not _is_exact(number, page.text[start - 1 : start], page.text[end : end + 1]):
        return []
    if len(number) == 1:
        reach = match.end()
        if not after or after not in CLASSIFIERS + MEASURES or page.parts_word(reach):
            return []
        end = reach if after in CLASSIFIERS else end
    elif after and after in CLASSIFIERS and not page.parts_word(match.end()):
        end = match.end()
    return [(Span(start, end), english_forms(value))]


def _is_exact(number: str, before: str, behind: str) -> bool:
    """Tell whether 百万 and 千万 are a million and ten million: 数百万 is some millions, 千万别去 is "by all means"."""
    return number[0] not in "百千" or (
        before not in tuple("数几上多") and (number == "百万" or behind in tuple(COUNTED))
    )


_READERS: Final[dict[str, Callable[[re.Match[str], Page], _Read]]] = {
    "month_day": _date,
    "day_month": _date,
    "month": _date,
    "decade": _decade,
    "century": _century,
    "rank": _rank,
    "ordinal": _ordinal,
    "percent": _percent,
    "amount": _amount,
    "han_era": _han_era,
    "han": _han,
}
