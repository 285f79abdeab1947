"""How English and Chinese texts write a number, a decade, a month or a day."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from index.lexicon.values.patterns import CARDINALS, DECADES, ORDINALS, SCALES, TENS
from index.text.months import MONTHS, SHORT_MONTHS


def english_decade(year: int) -> tuple[str, ...]:
    """Return how English texts write a decade: 1990s, nineties, 90s."""
    tens = year % 100
    return (f"{year}s", DECADES[tens // 10 - 2], f"{tens}s") if 1920 <= year < 2000 else (f"{year}s",)


def english_ordinals(n: int) -> tuple[str, ...]:
    """Return how English texts write an ordinal, likeliest first: third, 3rd."""
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    if n < len(ORDINALS):
        return (ORDINALS[n], f"{n}{ending}") if n <= 10 else (f"{n}{ending}", ORDINALS[n])
    return (f"{n}{ending}", f"{TENS[n // 10]}-{ORDINALS[n % 10]}") if n < 100 and n % 10 else (f"{n}{ending}",)


def english_percent(value: Fraction) -> tuple[str, ...]:
    """Return how English texts write a percentage; nothing for a value of many decimals."""
    figure = _plain(value)
    return (f"{figure} percent", f"{figure}%", f"{figure} per cent") if figure else ()


def han_percent(value: Fraction) -> tuple[str, ...]:
    """Return how Chinese texts write a percentage; nothing for a value of many decimals."""
    figure = _plain(value)
    if not figure:
        return ()
    whole, _, decimals = figure.partition(".")
    words = han_words(int(whole)) + ("点" + "".join(_HAN_DIGITS[int(n)] for n in decimals) if decimals else "")
    return (f"{figure}%", f"百分之{words}")


def english_forms(value: int) -> tuple[str, ...]:
    """Return how English texts write an amount: 1.1 billion, 1,100 million, 1,100,000,000."""
    forms: list[str] = []
    scale, name = next(((scale, name) for name, scale in SCALES.items() if scale <= value and scale > 100), (1, ""))
    figure = _plain(Fraction(value, scale))
    if name and name != "thousand" and figure:
        forms += [f"{figure} {name}", *_in_words(value, scale, name)]
        if scale > 10**6 and value < 10 * scale and value % (scale // 1000) == 0:
            forms.append(f"{value * 1000 // scale:,} {'billion' if scale == 10**12 else 'million'}")
        return (*forms, f"{value:,}")
    if name:
        return (f"{value:,}", *_in_words(value, scale, name), *([f"{figure} thousand"] if value % 1000 == 0 else []))
    scale, name = (100, "hundred") if value >= 100 else (1, "")
    words = _in_words(value, scale, name)
    return (*words, str(value)) if value <= 10 else (str(value), *words)


def _in_words(value: int, scale: int, name: str) -> list[str]:
    n, rest = divmod(value, scale)
    if rest or n >= 100:
        return []
    tens, ones = divmod(n, 10)
    words = CARDINALS[n] if n < 20 else TENS[tens] if not ones else f"{TENS[tens]}-{CARDINALS[ones]}"
    return [f"{words} {name}".strip()]


def han_forms(value: int) -> tuple[str, ...]:
    """Return how Chinese texts write an amount: 1.1亿, 11000万, 一亿一千万, 110000000."""
    words = _both_twos(han_words(value)) if len(str(value).rstrip("0")) <= 2 else ()
    if value <= 20:
        return (*words, str(value))
    forms = []
    for unit, scale in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        figure = _plain(Fraction(value, scale), 4)
        if scale <= value < scale * 10**5 and figure:
            forms.append(figure + unit)
    return (*forms, *words, str(value)) if forms else (str(value), *words)


_HAN_DIGITS: Final = "零一二三四五六七八九"


def han_words(value: int) -> str:
    """Return a number in Han numerals, as it is read."""
    for unit, scale in (("亿", 10**8), ("万", 10**4)):
        if value >= scale:
            high, low = divmod(value, scale)
            return han_words(high) + unit + ("零" if 0 < low < scale // 10 else "") + (han_words(low) if low else "")
    if value < 10:
        return _HAN_DIGITS[value]
    unit, scale = next((unit, scale) for unit, scale in (("千", 1000), ("百", 100), ("十", 10)) if value >= scale)
    high, low = divmod(value, scale)
    head = "" if scale == 10 and high == 1 else _HAN_DIGITS[high]
    tail = ("一" if 10 <= low < 20 else "") + han_words(low) if low else ""
    return head + unit + ("零" if 0 < low < scale // 10 else "") + tail


def _both_twos(words: str) -> tuple[str, ...]:
    """Return a number with 两 where it is said so, then as it is."""
    if words == "二":
        return ("两", "二")
    spoken = re.sub("(?<!十)二(?=[百千万亿])", "两", words)
    return (spoken,) if spoken == words else (spoken, words)


def _plain(value: Fraction, places: int = 3) -> str:
    """Return a value as a decimal figure; empty where it takes more decimal places."""
    scaled = value * 10**places
    if scaled.denominator > 1:
        return ""
    whole, rest = divmod(int(scaled), 10**places)
    return f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".") if rest else str(whole)


def _centuries() -> dict[Fraction, tuple[str, ...]]:
    return {Fraction(n): tuple(sorted(f"{ordinal} century" for ordinal in english_ordinals(n))) for n in range(1, 31)}


def _months() -> dict[Fraction, tuple[str, ...]]:
    names = zip(MONTHS, SHORT_MONTHS, strict=True)
    return {Fraction(n): (name,) if len(name) < 5 else (name, short) for n, (name, short) in enumerate(names, 1)}


_DAYS: Final[dict[Fraction, tuple[str, ...]]] = {Fraction(n): (str(n),) for n in range(1, 32)}
FORMS_OF_PARTS: Final[dict[str, dict[Fraction, tuple[str, ...]]]] = {
    "世纪": _centuries(),
    "月": _months(),
    "月份": _months(),
    "日": _DAYS,
    "号": _DAYS,
}
