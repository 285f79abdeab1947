"""What an answer of each kind looks like, and where a text has one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from index.model import Span
from index.text.months import MONTH, SHORT_MONTH
from index.text.stemming import normalise_word
from index.text.stopwords import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.query.answer_type import AnswerType

_MAGNITUDE: Final = "(?:percent|hundred|thousand|million|billion|trillion)"
_COUNTED: Final = r"(?<![A-Za-z]-)(?<![A-Za-z\d])(?<!\d[.,])"  # COVID-19 and X-90 count nothing, nor do 5G and 3D
_YEAR: Final = r"(?:1[0-9]{3}|20[0-9]{2})"
_HAN_NUMERAL: Final = "0-9０-９〇零一二三四五六七八九十百千"
_NUMERAL: Final = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|twice)"
)
_MODALITY: Final = (
    "yes|no|not|cannot|never|nor|neither|only|must|may|can|should|will|unless|if|required?|requires|optional|allow(?:s|ed)?|"
    "permit(?:s|ted)?|prohibit(?:s|ed)?|forbid(?:s|den)?|recommend(?:s|ed)?|support(?:s|ed)?|eligible|able|unable|needs?|"
    "have to|has to|impossible|possible"
)
_NAME: Final = r"[A-Z][\w’'-]*[a-z]\w*"
_TITLE: Final = r"(?:Mr|Mrs|Ms|Dr|Sir|St|Lord|King|Queen|President|Pope|Prince|Princess)\.?"
_PARTICLE: Final = r"(?:[A-Z]\.|de|van|von|bin|al|der|of|the|la|le|di|da)"

FORMS: Final[dict[AnswerType, tuple[str, ...]]] = {
    "date": (
        rf"\b{_YEAR}(?:-\d{{1,2}}-\d{{1,2}}|/\d{{1,2}}/\d{{1,2}})\b|\b{_YEAR}-(?:0\d|1[0-2])\b",
        rf"\b{SHORT_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)(?:,? {_YEAR}\b)?",
        rf"\b\d{{1,2}}(?:st|nd|rd|th)? {SHORT_MONTH}\b\.?(?:,? {_YEAR}\b)?",
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? {_YEAR}\b)?",
        rf"\b{_YEAR}s?\b(?![,.]\d)(?: (?:BCE?|AD|CE)\b)?|\b\d{{2,4}} (?:BCE?|AD|CE)\b",
        r"\b\d{1,2}(?:st|nd|rd|th) century\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
        r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?",
        r"\b(?:noon|midnight)\b",
        r"\b(?:yesterday|last (?:year|month|week))\b",
        rf"[{_HAN_NUMERAL}]{{1,5}}年(?:代|[{_HAN_NUMERAL}]{{1,3}}月(?:[{_HAN_NUMERAL}]{{1,3}}[日号號])?)?",
        rf"[{_HAN_NUMERAL}]{{1,3}}月(?:[{_HAN_NUMERAL}]{{1,3}}[日号號])?|[{_HAN_NUMERAL}]{{1,3}}世[纪紀]",
        rf"(?:[上下中]午|早[上晨]|清晨|凌晨|傍晚|晚上)[{_HAN_NUMERAL}]{{1,3}}[点點时時](?:半|整|[{_HAN_NUMERAL}]{{1,3}}分)?",
        rf"[{_HAN_NUMERAL}]{{1,3}}[点點时時](?:半|整|[{_HAN_NUMERAL}]{{1,3}}分)",
        r"[去今昨前]年|昨[天日]|上[个個]?[周週月]",
    ),
    "number": (
        rf"{_COUNTED}(?:[$€£¥]|US\$|RMB )?\d++(?![DG]\b)(?:[.,]\d+)*(?:\s?(?:%|{_MAGNITUDE}\b))?",
        rf"\b(?i:{_NUMERAL})\b",
        r"(?!一[直共样樣般定起些旦切])[〇零一二三四五六七八九十百千万萬亿億两兩數数]+(?=[^\s，。！？、])",
    ),
    "person": (
        rf"(?:\b{_TITLE} )?\b{_NAME}(?:(?: {_PARTICLE})* {_NAME}|(?: [A-Z]\.)+ {_NAME})*",
        r"[\u4e00-\u9fff]{1,6}[·‧・•][\u4e00-\u9fff·‧・•]{1,12}",
    ),
    "place": (
        rf"(?<=\b[iI]n )(?!{MONTH})(?:the )?{_NAME}(?:,? {_NAME})*",
        rf"(?:(?<=\b[aA]t )|(?<=\bfrom )|(?<=\bnear )|(?<=\bof ))(?:the )?{_NAME}(?: {_NAME})*",
        r"[\u4e00-\u9fff]{1,6}[省市县縣区區州国國岛島山河江湖路街镇鎮村港湾灣府郡城洲]",
    ),
    "reason": (
        r"\b(?:because|due to|owing to|as a result|in order to|so that|caused?|thanks to|therefore)\b",
        r"\b(?:since|reasons?|led to)\b",
        r"\bto (?:avoid|prevent|protect|ensure|make|help|allow|reduce)\b",
        r"因[为為此]?|由[于於]|所以|[导導]致|[为為]了|原因|以致|使得?|以便",
    ),
    "definition": (
        r"\b(?:is|are|was|were) (?:an?|the|one|any|some)\b",
        r"\b(?:refers? to|means?|known as|defined as|called)\b",
        r"是[一指]?|指的?是?|即|[称稱]?[为為]",
    ),
    "polar": (
        rf"\b(?i:{_MODALITY})\b|\b\w+n['’]t\b",
        r"不[能可会會需用必得支允建推要再是]|[无無未]|[没沒]有?|必[须須]|需要|[应應][该該]?|可以|能[够夠]",
        r"支持|支援|禁止|允[许許]|建[议議]|推[荐薦]|[仅僅只]",
    ),
}
"""What the things of a kind look like."""

_UNIT: Final = re.compile(
    r"[ -]?(?:(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|(?:kilo|centi|milli)?"
    r"(?:met(?:re|er)s?|grams?|grammes?)|lit(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?|pounds?|tonn?es?|tons?|"
    r"k?[mg]|[cm]m|k?W|watts?|volts?|degrees?|euros?|dollars?|crowns?|yuan|yen|bn|[KMGT]B)\b|(?:多|余|餘)?(?:个月|個月|小时|小時|"
    r"分钟|分鐘|公里|公斤|千克|千米|厘米|平方米|美元|欧元|歐元|[年天周週日秒米克吨噸元块塊度岁歲斤升]))"
)

_YEARS_LONG: Final = re.compile(rf"[{_HAN_NUMERAL}]{{1,3}}年")  # 142年 may be how long, 1998年 is when

AGO: Final = r"\b\w+ (?:day|week|month|year)s? ago\b"
"""A date as well, which may begin with any word: it is looked for only where a text has " ago"."""

_STARTS: Final[dict[AnswerType, str]] = {
    "date": rf"\dA-Zylnm早下中清凌傍晚{_HAN_NUMERAL}去今昨前上",
    "number": r"\d$€£¥A-Zbdefhmnst〇零一二三四五六七八九十百千万萬亿億两兩數数",
    "person": r"A-Z\u4e00-\u9fff",
    "place": r"A-Zt\u4e00-\u9fff",
    "reason": "abcdilorst因由所导導致为為原以使",
    "definition": "acdikmrw是指即称稱为為",
    "polar": "a-zA-Z不无無未没沒必需应應可能支禁允建推仅僅只",
}
"""What the forms of a kind begin with."""


@cache
def _things(kind: AnswerType, *, ago: bool = False) -> re.Pattern[str]:
    """Return a pattern whose group 1 is a thing of a kind, compiled when the first question asks for one: 20 ms in all.

    The forms stand in a look-behind, for a pattern that opens with a set of characters is searched a quarter as long:
    else each of the forms is tried at each place.
    """
    inside_a_word = "(?<![a-z][a-z])"  # no form begins there
    starts, forms = (rf"\w{_STARTS[kind]}", (*FORMS[kind], AGO)) if ago else (_STARTS[kind], FORMS[kind])
    return re.compile(f"[{starts}]{inside_a_word}(?<=(?=({'|'.join(forms)})).)", re.DOTALL)


def find(kind: AnswerType, text: str) -> list[Span]:
    """Return where a text has such a thing; for a reason or a definition, the words that announce it."""
    return list(_find(kind, text))


def with_unit(text: str, number: Span) -> Span:
    """Return a number with the unit that follows it: 11 weeks, 三百二十米; where none does, the number as it is."""
    unit = _UNIT.match(text, number.end)
    return Span(number.start, unit.end()) if unit else number


@lru_cache(maxsize=8192)  # the sentences that answer one question are candidates for the next: some megabytes
def _find(kind: AnswerType, text: str) -> tuple[Span, ...]:
    spans = list(_fits(_things(kind, ago=kind == "date" and " ago" in text), text))
    if kind == "number" and spans:  # 9 in 9月17日 is no number of anything
        dates = [span for span in _find("date", text) if not _YEARS_LONG.fullmatch(text, *span)]
        return tuple(span for span in spans if not any(date.start <= span.start < date.end for date in dates))
    if kind == "person":
        return tuple(name for span in spans if (name := _without_stopwords(text, span)))
    return tuple(spans)


def _fits(form: re.Pattern[str], text: str) -> Iterator[Span]:
    end = 0
    for match in form.finditer(text):
        if match.start() >= end:
            yield Span(*match.span(1))
            end = match.end(1)


def _without_stopwords(text: str, name: Span) -> Span | None:
    """Return a name without the words before it that only open the sentence: "The", "When Smith"; None for no name."""
    start = name.start
    for word in text[name.start : name.end].split(" "):
        if normalise_word(word) not in ENGLISH:
            return Span(start, name.end)
        start += len(word) + 1
    return None
