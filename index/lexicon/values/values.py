"""Numbers and dates of a question as the other language writes them: 1.1亿 is 110 million, 9月 is September."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from index.model import Span
from index.text.analysis import analyse, has_han
from index.text.months import MONTHS, SHORT_MONTHS, month_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MAX_NUMBER_CHARS: Final = 32  # characters of a number; what is longer is no amount that anybody writes
_MAX_VALUE: Final = 10**15

_CARDINALS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_DECADES: Final = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_ORDINALS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SCALES: Final = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "hundred": 100}
_SHORT_SCALES: Final = {"tn": 10**12, "bn": 10**9, "b": 10**9, "mn": 10**6, "m": 10**6, "k": 10**3}
_SUPERLATIVES: Final = {
    "大": ("largest", "biggest"),
    "高": ("highest", "tallest"),
    "长": ("longest",),
    "小": ("smallest",),
    "低": ("lowest",),
    "快": ("fastest",),
    "富": ("richest", "wealthiest"),
    "老": ("oldest",),
}
_DIGITS: Final = {han: n for n, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CLASSIFIERS: Final = "个家名位种款只件项部所座届支艘辆架张篇条"  # English has no word for them
_COUNTED: Final = "个名人元美港欧英日用"
_MEASURES: Final = "年月天周人次倍岁国"

# Everything below that repeats is possessive, so that no text makes the search go back.
_FIGURE: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
_HAN_NUMBER: Final = rf"(?:{_FIGURE}|[零〇一二两三四五六七八九十百千万亿点]++)++"
_ALONE: Final = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
_NOT_INSIDE: Final = rf"(?:(?![0-9])|{_ALONE})"  # a figure must stand alone, a Han number may follow a Latin word
_END: Final = r"(?![0-9A-Za-z])"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_WORD: Final = _any([*_CARDINALS[1:], *_TENS[2:]]) + "(?![a-z])"
_SCALE: Final = _any(_SCALES) + "(?![a-z])"
_WORDS: Final = rf"(?:{_WORD}|an?(?=\s{_SCALE}))(?:[ -](?:and\s)?(?:{_WORD}|{_SCALE}))*+"
_ORDINAL: Final = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|{_any(_ORDINALS[1:])})"
_MONTH: Final = rf"(?:{_any(MONTHS)}|{_any({*SHORT_MONTHS, 'Sep'})}\.?)"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
# Short forms need a number beside them; so do the months that are other words (may, march), or a capital behind "in".
_CLEAR_MONTH: Final = _any(set(MONTHS) - {"March", "May"})
_BEFORE_MONTH: Final = "|".join(f"(?<={word} )" for word in "in by of since until last next late early during".split())

_PATTERNS: Final = {
    "month_day": rf"{_MONTH}\s{_DAY}{_END}(?![,.][0-9]|\s?%)",
    "day_month": rf"{_DAY}\s(?:of\s)?{_MONTH}{_END}",
    "month": rf"(?:{_MONTH}(?=,?\s[12][0-9]{{3}}{_END})|{_CLEAR_MONTH}|(?:{_BEFORE_MONTH})(?-i:March|May)){_END}",
    "decade": rf"(?:(?:1[0-9]|20)[0-9]0['’]?s|(?<=the ){_any(_DECADES)}){_END}",
    "century": rf"{_ORDINAL}[ -]centur(?:y|ies){_END}",
    "rank": rf"{_ORDINAL}[ -]{_any(word for words in _SUPERLATIVES.values() for word in words)}{_END}",
    "ordinal": rf"{_ORDINAL}{_END}",
    "percent": rf"(?:{_FIGURE}|{_WORDS})(?:[ -]per[ -]?cent|\spct){_END}",
    "amount": rf"(?:{_FIGURE}(?:[ -]{_SCALE}){{1,2}}|{_FIGURE}\s?(?:[tbm]n|k){_END}"
    rf"|(?<=[$€£¥]){_FIGURE}[mb]{_END}|{_WORDS})",
    "han_era": rf"{_NOT_INSIDE}(?P<era>{_HAN_NUMBER})世纪(?P<ten>{_HAN_NUMBER})年代",
    "han": rf"(?:(?P<before>百分之|第)|{_NOT_INSIDE})(?P<number>{_HAN_NUMBER})"
    rf"(?:(?P<after>世纪|年代|年|月份?|日(?![本元圆])|号|\s?%|[{_CLASSIFIERS}{_MEASURES}])|(?![A-Za-z])|(?<![0-9]))",
}
# ASCII, for elsewhere ſ is an s where case makes no difference.
_FLAGS: Final = re.IGNORECASE | re.ASCII
_VALUE: Final = re.compile(
    "|".join(f"{'' if name.startswith('han') else _ALONE}(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()),
    _FLAGS,
)
_PARTS_OF_A_DATE: Final = re.compile(rf"(?P<month>{_MONTH})|(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?", _FLAGS)
_SECTION: Final = re.compile(
    r"(?:(?P<thousand>[一二两三四五六七八九1-9])千)?零?(?:(?P<hundred>[一二两三四五六七八九1-9])百)?"
    r"零?(?:(?P<ten>[一二三四五六七八九1-9]?)十)?零?(?P<one>[一二两三四五六七八九]?)"
)


class Value(NamedTuple):
    """A number or a part of a date, and how texts of the other language write it, likeliest first."""

    span: Span
    forms: tuple[str, ...]


def values(text: str) -> list[Value]:
    """Return the values in a text, in order, none overlapping another; Han text is expected as `fold` gives it.

    A bare number crosses as it is and is no value, nor is one of 10**15 or more.
    """
    page = _Page(text)
    return [
        Value(span, forms)
        for match in _VALUE.finditer(text)
        for span, forms in _READERS[match.lastgroup or ""](match, page)
        if forms
    ]


class _Page:
    """A text, and what is asked of the whole of it only where some value needs it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._inside: set[int] | None = None
        self._is_han: bool | None = None

    @property
    def is_han(self) -> bool:
        if self._is_han is None:
            self._is_han = has_han(self.text)
        return self._is_han

    def parts_word(self, place: int) -> bool:
        """Tell whether a place is within a word: 大 of 大学, 三 of 星期三."""
        if self._inside is None:
            words = (token for token in analyse(self.text) if token.kind == "word")
            self._inside = {place for word in words for place in range(word.start + 1, word.end)}
        return place in self._inside


_Read = list[tuple[Span, tuple[str, ...]]]


def _date(match: re.Match[str], _page: _Page) -> _Read:
    found: _Read = []
    for part in _PARTS_OF_A_DATE.finditer(match.group()):
        span = Span(match.start() + part.start(), match.start() + part.end())
        if part["month"]:
            month = month_number(part["month"])
            found.append((span, (f"{month}月", f"{_han_words(month)}月")))
        else:
            found.append((span, (f"{int(part['day'])}日", f"{int(part['day'])}号")))
    return found


def _decade(match: re.Match[str], _page: _Page) -> _Read:
    text = match.group().lower()
    year = 1920 + 10 * _DECADES.index(text) if text in _DECADES else int(text[:4])
    tens = year % 100
    forms = [f"{year}年代"]
    if tens and year >= 1900:
        forms += [f"{tens}年代", f"{_han_words(tens)}年代"]
    if tens:
        forms.append(f"{year // 100 + 1}世纪{tens}年代")
    return [(Span(*match.span()), tuple(forms))]


def _century(match: re.Match[str], _page: _Page) -> _Read:
    n = _ordinal_value(re.split("[ -]", match.group())[0])
    return [(Span(*match.span()), (f"{n}世纪", f"{_han_words(n)}世纪"))]


def _rank(match: re.Match[str], _page: _Page) -> _Read:
    ordinal, most = re.split("[ -]", match.group().lower())
    han = next(han for han, words in _SUPERLATIVES.items() if most in words)
    return [(Span(*match.span()), (f"第{_han_words(_ordinal_value(ordinal))}{han}",))]


def _ordinal(match: re.Match[str], _page: _Page) -> _Read:
    n = _ordinal_value(match.group())
    return [(Span(*match.span()), (f"第{_han_words(n)}", f"第{n}"))]


def _percent(match: re.Match[str], _page: _Page) -> _Read:
    value = _latin_value(re.sub(r"[ -]?per[ -]?cent|\spct", "", match.group().lower()))
    return [] if value is None else [(Span(*match.span()), _han_percent(value))]


def _amount(match: re.Match[str], _page: _Page) -> _Read:
    value = _latin_value(match.group().lower())
    if value is None or value.denominator > 1 or value < 2:
        return []
    return [(Span(*match.span()), _han_forms(int(value)))]


def _han_era(match: re.Match[str], _page: _Page) -> _Read:
    century, ten = _han_value(match["era"]), _han_value(match["ten"])
    if century is None or ten is None or century not in range(1, 22) or ten not in range(10, 100, 10):
        return []
    return [(Span(*match.span()), _english_decade(100 * int(century) - 100 + int(ten)))]


def _han(match: re.Match[str], page: _Page) -> _Read:
    """Read a number with what stands before and behind it; the span holds those that its forms say."""
    before, after = match["before"], match["after"] or ""
    value = _han_value(match["number"])
    if value is None:
        return []
    if before == "第":
        return _han_ordinal(match, value, page)
    if before or after.endswith("%"):
        end = match.end("number") if before else match.end()
        return [(Span(match.start(), end), _english_percent(value) if page.is_han else _han_percent(value))]
    if said := _said_by(match["number"], value, after):
        return [(Span(*match.span()), said)]
    return _han_amount(match, int(value), page) if value.denominator == 1 and value > 1 else []


def _said_by(number: str, value: Fraction, after: str) -> tuple[str, ...]:
    """Return the forms of a number that the word behind it makes part of a date."""
    if after == "年代":
        years = _decades(value)
        return tuple(form for year in years for form in _english_decade(year)[: 4 - len(years)])
    if after == "年" and len(number) == 4 and number[0] != "0" and not set(number) & set("十百千万亿两,."):
        return (str(value),)
    return _PARTS.get(after, {}).get(value, ())


def _han_ordinal(match: re.Match[str], value: Fraction, page: _Page) -> _Read:
    start, end = match.start(), match.end("number")
    if value.denominator > 1 or not 0 < value < 1000:
        return []
    if value < 100 and (most := _SUPERLATIVES.get(page.text[end : end + 1])) and not page.parts_word(end + 1):
        ordinal = _english_ordinals(int(value))[0]
        forms = tuple(form if value > 1 else form.partition(" ")[2] for form in (f"{ordinal} {word}" for word in most))
        return [(Span(start, end + 1), forms)]
    return [(Span(start, end), _english_ordinals(int(value)))]


def _han_amount(match: re.Match[str], value: int, page: _Page) -> _Read:
    number, after = match["number"], match["after"] or ""
    start, end = match.span("number")
    if number.isascii():  # both languages write it so: only where it is long do they write it otherwise too
        long = "," in number or value >= 10_000
        forms = _english_forms(value) if page.is_han else _han_forms(value)
        return [(Span(start, end), tuple(form for form in forms if form != number))] if long else []
    if page.parts_word(start) or not _is_exact(number, page.text[start - 1 : start], page.text[end : end + 1]):
        return []
    if len(number) == 1:
        reach = match.end()
        if not after or after not in _CLASSIFIERS + _MEASURES or page.parts_word(reach):
            return []
        end = reach if after in _CLASSIFIERS else end
    elif after and after in _CLASSIFIERS and not page.parts_word(match.end()):
        end = match.end()
    return [(Span(start, end), _english_forms(value))]


def _is_exact(number: str, before: str, behind: str) -> bool:
    """Tell whether 百万 and 千万 are a million and ten million: 数百万 is some millions, 千万别去 is "by all means"."""
    return number[0] not in "百千" or (
        before not in tuple("数几上多") and (number == "百万" or behind in tuple(_COUNTED))
    )


_READERS: Final[dict[str, Callable[[re.Match[str], _Page], _Read]]] = {
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


def _latin_value(text: str) -> Fraction | None:
    """Return the value of a figure or of number words, with scales behind them; None where they make no number."""
    total, part, last = Fraction(0), Fraction(0), 10**16
    for word in re.findall(rf"{_FIGURE}|[a-z]+", text):
        if word == "and":
            continue
        if word[0].isdigit():
            if len(word) > _MAX_NUMBER_CHARS:
                return None
            part = Fraction(word.replace(",", ""))
        elif word in _SCALES or word in _SHORT_SCALES:
            scale = _SCALES.get(word) or _SHORT_SCALES[word]
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
    return _CARDINALS.index(word) if word in _CARDINALS else 10 * _TENS.index(word)


def _ordinal_value(text: str) -> int:
    return int(text[:-2]) if text[0].isdigit() else _ORDINALS.index(text.lower())


def _han_value(number: str) -> Fraction | None:
    """Return the value of a number as Chinese text writes it (1.1亿, 两千零八, 一二三); None where it is none."""
    if len(number) > _MAX_NUMBER_CHARS:
        return None
    if len(number) > 2 and all(char in _DIGITS and char != "两" for char in number):
        return Fraction(int("".join(str(_DIGITS[char]) for char in number)))
    if number in ("百万", "千万"):
        return Fraction(10**6 if number == "百万" else 10**7)
    value = _sections(number)
    return value if value is not None and value < _MAX_VALUE else None


def _sections(number: str) -> Fraction | None:
    for unit, scale in (("亿", 10**8), ("万", 10**4)):
        left, found, right = number.rpartition(unit)
        if found:
            high, low = _sections(left), _rest(right, scale)
            return high * scale + low if high and low is not None else None
    return _section(number)


def _rest(text: str, scale: int) -> Fraction | None:
    """Return the value of what stands behind 亿 or 万: less than one of them, and 一万五 is 15,000."""
    if not text:
        return Fraction(0)
    if len(text) == 1 and text in _DIGITS:
        return Fraction(_DIGITS[text] * scale, 10)
    value = _sections(text.removeprefix("零"))
    return value if value is not None and value < scale else None


def _section(text: str) -> Fraction | None:
    """Return the value of a number below 10,000, or of any figure."""
    if figure := re.fullmatch(rf"({_FIGURE})([百千]?)", text):
        return Fraction(figure[1].replace(",", "")) * {"": 1, "百": 100, "千": 1000}[figure[2]]
    whole, point, decimals = text.partition("点")
    if point:
        value = _section(whole)
        if value is None or not decimals or not all(char in _DIGITS for char in decimals):
            return None
        return value + Fraction("0." + "".join(str(_DIGITS[char]) for char in decimals))
    if text in ("零", "〇"):
        return Fraction(0)
    found = _SECTION.fullmatch(text)
    if not found or not text:
        return None
    units = {"thousand": 1000, "hundred": 100, "ten": 10, "one": 1}
    total = sum(
        unit * _digit(found[name], int(name == "ten")) for name, unit in units.items() if found[name] is not None
    )
    # 三百五 is 350, 三百零五 is 305
    if found["one"] and len(text) > 2 and text[-2] in "百千":
        total += _digit(found["one"], 0) * ({"百": 10, "千": 100}[text[-2]] - 1)
    return Fraction(total)


def _digit(char: str, empty: int) -> int:
    return empty if not char else int(char) if char.isascii() else _DIGITS[char]


def _decades(value: Fraction) -> list[int]:
    """Return the decades that 70年代 or 1970年代 may be."""
    if value in range(1000, 2100, 10):
        return [int(value)]
    if value in range(10, 100, 10):
        return [1900 + int(value), *([2000 + int(value)] if value < 30 else [])]
    return []


def _english_decade(year: int) -> tuple[str, ...]:
    tens = year % 100
    return (f"{year}s", _DECADES[tens // 10 - 2], f"{tens}s") if 1920 <= year < 2000 else (f"{year}s",)


def _english_ordinals(n: int) -> tuple[str, ...]:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    if n < len(_ORDINALS):
        return (_ORDINALS[n], f"{n}{ending}") if n <= 10 else (f"{n}{ending}", _ORDINALS[n])
    return (f"{n}{ending}", f"{_TENS[n // 10]}-{_ORDINALS[n % 10]}") if n < 100 and n % 10 else (f"{n}{ending}",)


def _english_percent(value: Fraction) -> tuple[str, ...]:
    figure = _plain(value)
    return (f"{figure} percent", f"{figure}%", f"{figure} per cent") if figure else ()


def _han_percent(value: Fraction) -> tuple[str, ...]:
    figure = _plain(value)
    if not figure:
        return ()
    whole, _, decimals = figure.partition(".")
    words = _han_words(int(whole)) + ("点" + "".join(_HAN_DIGITS[int(n)] for n in decimals) if decimals else "")
    return (f"{figure}%", f"百分之{words}")


def _english_forms(value: int) -> tuple[str, ...]:
    """Return how English texts write an amount: 1.1 billion, 1,100 million, 1,100,000,000."""
    forms: list[str] = []
    scale, name = next(((scale, name) for name, scale in _SCALES.items() if scale <= value and scale > 100), (1, ""))
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
    words = _CARDINALS[n] if n < 20 else _TENS[tens] if not ones else f"{_TENS[tens]}-{_CARDINALS[ones]}"
    return [f"{words} {name}".strip()]


def _han_forms(value: int) -> tuple[str, ...]:
    """Return how Chinese texts write an amount: 1.1亿, 11000万, 一亿一千万, 110000000."""
    words = _both_twos(_han_words(value)) if len(str(value).rstrip("0")) <= 2 else ()
    if value <= 20:
        return (*words, str(value))
    forms = []
    for unit, scale in (("万亿", 10**12), ("亿", 10**8), ("万", 10**4)):
        figure = _plain(Fraction(value, scale), 4)
        if scale <= value < scale * 10**5 and figure:
            forms.append(figure + unit)
    return (*forms, *words, str(value)) if forms else (str(value), *words)


_HAN_DIGITS: Final = "零一二三四五六七八九"


def _han_words(value: int) -> str:
    """Return a number in Han numerals, as it is read."""
    for unit, scale in (("亿", 10**8), ("万", 10**4)):
        if value >= scale:
            high, low = divmod(value, scale)
            return _han_words(high) + unit + ("零" if 0 < low < scale // 10 else "") + (_han_words(low) if low else "")
    if value < 10:
        return _HAN_DIGITS[value]
    unit, scale = next((unit, scale) for unit, scale in (("千", 1000), ("百", 100), ("十", 10)) if value >= scale)
    high, low = divmod(value, scale)
    head = "" if scale == 10 and high == 1 else _HAN_DIGITS[high]
    tail = ("一" if 10 <= low < 20 else "") + _han_words(low) if low else ""
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
    return {Fraction(n): tuple(sorted(f"{one} century" for one in _english_ordinals(n))) for n in range(1, 31)}


def _months() -> dict[Fraction, tuple[str, ...]]:
    names = zip(MONTHS, SHORT_MONTHS, strict=True)
    return {Fraction(n): (name,) if len(name) < 5 else (name, short) for n, (name, short) in enumerate(names, 1)}


_DAYS: Final[dict[Fraction, tuple[str, ...]]] = {Fraction(n): (str(n),) for n in range(1, 32)}
_PARTS: Final[dict[str, dict[Fraction, tuple[str, ...]]]] = {
    "世纪": _centuries(),
    "月": _months(),
    "月份": _months(),
    "日": _DAYS,
    "号": _DAYS,
}
