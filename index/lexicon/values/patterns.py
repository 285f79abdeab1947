"""What numbers and dates look like in English and Chinese: their words, and patterns of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.text.months import MONTHS, SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

CARDINALS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS: Final = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
DECADES: Final = "twenties thirties forties fifties sixties seventies eighties nineties".split()
ORDINALS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
SCALES: Final = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "hundred": 100}
SHORT_SCALES: Final = {"tn": 10**12, "bn": 10**9, "b": 10**9, "mn": 10**6, "m": 10**6, "k": 10**3}
SUPERLATIVES: Final = {
    "大": ("largest", "biggest"),
    "高": ("highest", "tallest"),
    "长": ("longest",),
    "小": ("smallest",),
    "低": ("lowest",),
    "快": ("fastest",),
    "富": ("richest", "wealthiest"),
    "老": ("oldest",),
}
DIGITS: Final = {han: n for n, han in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
CLASSIFIERS: Final = "个家名位种款只件项部所座届支艘辆架张篇条"  # English has no word for them
COUNTED: Final = "个名人元美港欧英日用"
MEASURES: Final = "年月天周人次倍岁国"

# Everything below that repeats is possessive, so that no text makes the search go back.
FIGURE: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?+"
_HAN_NUMBER: Final = rf"(?:{FIGURE}|[零〇一二两三四五六七八九十百千万亿点]++)++"
_ALONE: Final = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
_NOT_INSIDE: Final = rf"(?:(?![0-9])|{_ALONE})"  # a figure must stand alone, a Han number may follow a Latin word
_END: Final = r"(?![0-9A-Za-z])"


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_WORD: Final = _any([*CARDINALS[1:], *TENS[2:]]) + "(?![a-z])"
_SCALE: Final = _any(SCALES) + "(?![a-z])"
_WORDS: Final = rf"(?:{_WORD}|an?(?=\s{_SCALE}))(?:[ -](?:and\s)?(?:{_WORD}|{_SCALE}))*+"
_ORDINAL: Final = rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)|{_any(ORDINALS[1:])})"
_MONTH: Final = rf"(?:{_any(MONTHS)}|{_any({*SHORT_MONTHS, 'Sep'})}\.?)"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?"
# Short forms need a number beside them; so do the months that are other words (may, march), or a capital behind "in".
_CLEAR_MONTH: Final = _any(set(MONTHS) - {"March", "May"})
_BEFORE_MONTH: Final = "|".join(f"(?<={word} )" for word in "in by of since until last next late early during".split())

_PATTERNS: Final = {
    "month_day": rf"{_MONTH}\s{_DAY}{_END}(?![,.][0-9]|\s?%)",
    "day_month": rf"{_DAY}\s(?:of\s)?{_MONTH}{_END}",
    "month": rf"(?:{_MONTH}(?=,?\s[12][0-9]{{3}}{_END})|{_CLEAR_MONTH}|(?:{_BEFORE_MONTH})(?-i:March|May)){_END}",
    "decade": rf"(?:(?:1[0-9]|20)[0-9]0['’]?s|(?<=the ){_any(DECADES)}){_END}",
    "century": rf"{_ORDINAL}[ -]centur(?:y|ies){_END}",
    "rank": rf"{_ORDINAL}[ -]{_any(word for words in SUPERLATIVES.values() for word in words)}{_END}",
    "ordinal": rf"{_ORDINAL}{_END}",
    "percent": rf"(?:{FIGURE}|{_WORDS})(?:[ -]per[ -]?cent|\spct){_END}",
    "amount": rf"(?:{FIGURE}(?:[ -]{_SCALE}){{1,2}}|{FIGURE}\s?(?:[tbm]n|k){_END}"
    rf"|(?<=[$€£¥]){FIGURE}[mb]{_END}|{_WORDS})",
    "han_era": rf"{_NOT_INSIDE}(?P<era>{_HAN_NUMBER})世纪(?P<ten>{_HAN_NUMBER})年代",
    "han": rf"(?:(?P<before>百分之|第)|{_NOT_INSIDE})(?P<number>{_HAN_NUMBER})"
    rf"(?:(?P<after>世纪|年代|年|月份?|日(?![本元圆])|号|\s?%|[{CLASSIFIERS}{MEASURES}])|(?![A-Za-z])|(?<![0-9]))",
}
# ASCII, for elsewhere ſ is an s where case makes no difference.
_FLAGS: Final = re.IGNORECASE | re.ASCII
VALUE: Final = re.compile(
    "|".join(f"{'' if name.startswith('han') else _ALONE}(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()),
    _FLAGS,
)
PARTS_OF_A_DATE: Final = re.compile(rf"(?P<month>{_MONTH})|(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?", _FLAGS)
