"""The values of numbers that are written in figures, English words or Han numerals."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from index.lexicon.values.patterns import CARDINALS, DIGITS, FIGURE, ORDINALS, SCALES, SHORT_SCALES, TENS

_MAX_NUMBER_CHARS: Final = 32  # characters of a number; what is longer is no amount that anybody writes
_MAX_VALUE: Final = 10**15

_SECTION: Final = re.compile(
    r"(?:(?P<thousand>[一二两三四五六七八九1-9])千)?零?(?:(?P<hundred>[一二两三四五六七八九1-9])百)?"
    r"零?(?:(?P<ten>[一二三四五六七八九1-9]?)十)?零?(?P<one>[一二两三四五六七八九]?)"
)


def latin_value(text: str) -> Fraction | None:
    """Return the value of a figure or of number words, with scales behind them; None where they make no number."""
    total, part, last = Fraction(0), Fraction(0), 10**16
    for word in re.findall(rf"{FIGURE}|[a-z]+", text):
        if word == "and":
            continue
        if word[0].isdigit():
            if len(word) > _MAX_NUMBER_CHARS:
                return None
            part = Fraction(word.replace(",", ""))
        elif word in SCALES or word in SHORT_SCALES:
            scale = SCALES.get(word) or SHORT_SCALES[word]
            # "two hundred two hundred" is two numbers, "a thousand million" is written by nobody today.
            if not part or last <= scale or (scale == 100 and part >= 100):
                return None
            if scale == 100:
                part *= scale
            else:
                total, part, last = total + part * scale, Fraction(0), scale
        else:
            small = _small_value(word)
            # "five ten" is two numbers, "twenty one" is one
            if part % 100 and not (part % 10 == 0 and part % 100 > 10 and small < 10):
                return None
            part += small
    total += part
    return total if total < _MAX_VALUE else None


def _small_value(word: str) -> int:
    if word in ("a", "an"):
        return 1
    return CARDINALS.index(word) if word in CARDINALS else 10 * TENS.index(word)


def ordinal_value(text: str) -> int:
    """Return the value of an ordinal: 20th, twentieth."""
    return int(text[:-2]) if text[0].isdigit() else ORDINALS.index(text.lower())


def han_value(number: str) -> Fraction | None:
    """Return the value of a number as Chinese text writes it (1.1亿, 两千零八, 一二三); None where it is none."""
    if len(number) > _MAX_NUMBER_CHARS:
        return None
    if len(number) > 2 and all(char in DIGITS and char != "两" for char in number):
        return Fraction(int("".join(str(DIGITS[char]) for char in number)))
    if number in ("百万", "千万"):
        return Fraction(10**6 if number == "百万" else 10**7)
    value = _sections(number)
    return value if value is not None and value < _MAX_VALUE else None


def _sections(number: str) -> Fraction | None:
    for unit, scale in (("亿", 10**8), ("万", 10**4)):
        left, mark, right = number.rpartition(unit)
        if mark:
            high, low = _sections(left), _rest(right, scale)
            return high * scale + low if high and low is not None else None
    return _section(number)


def _rest(text: str, scale: int) -> Fraction | None:
    """Return the value of what stands behind 亿 or 万: less than one of them, and 一万五 is 15,000."""
    if not text:
        return Fraction(0)
    if len(text) == 1 and text in DIGITS:
        return Fraction(DIGITS[text] * scale, 10)
    value = _sections(text.removeprefix("零"))
    return value if value is not None and value < scale else None


def _section(text: str) -> Fraction | None:
    """Return the value of a number below 10,000, or of any figure."""
    if figure := re.fullmatch(rf"({FIGURE})([百千]?)", text):
        return Fraction(figure[1].replace(",", "")) * {"": 1, "百": 100, "千": 1000}[figure[2]]
    whole, point, decimals = text.partition("点")
    if point:
        value = _section(whole)
        if value is None or not decimals or not all(char in DIGITS for char in decimals):
            return None
        return value + Fraction("0." + "".join(str(DIGITS[char]) for char in decimals))
    if text in ("零", "〇"):
        return Fraction(0)
    match = _SECTION.fullmatch(text)
    if not match or not text:
        return None
    units = {"thousand": 1000, "hundred": 100, "ten": 10, "one": 1}
    total = sum(
        unit * _digit(match[name], int(name == "ten")) for name, unit in units.items() if match[name] is not None
    )
    # 三百五 is 350, 三百零五 is 305
    if match["one"] and len(text) > 2 and text[-2] in "百千":
        total += _digit(match["one"], 0) * ({"百": 10, "千": 100}[text[-2]] - 1)
    return Fraction(total)


def _digit(char: str, empty: int) -> int:
    return empty if not char else int(char) if char.isascii() else DIGITS[char]


def decades(value: Fraction) -> list[int]:
    """Return the decades that 70年代 or 1970年代 may be."""
    if value in range(1000, 2100, 10):
        return [int(value)]
    if value in range(10, 100, 10):
        return [1900 + int(value), *([2000 + int(value)] if value < 30 else [])]
    return []
