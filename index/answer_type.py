"""What kind of thing a question asks for, and where a text has such a thing."""

from __future__ import annotations

import re
from typing import Final, Literal

from index.model import Span

AnswerType = Literal["person", "date", "place", "number", "reason", "definition"]

_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_HAN_DIGIT = "0-9０-９〇零一二三四五六七八九十百千"
_NAME = r"[A-Z][\w’'-]*[a-z]\w*"
_NUMERAL = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|"
    r"trillions?|dozens?|half|twice|none)"
)

# The first that fits counts: "in what year" is asked before "what", 哪里 before 哪.
_QUESTIONS: Final[tuple[tuple[AnswerType, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "date",
            r"\bwhen\b|\b(?:what|which)\b(?: \w+)? (?:year|date|day|month|decade|century|time|era)s?\b|\bhow long ago\b",
        ),
        (
            "date",
            r"什[么麼][时時](?:候|间|間)|何[时時]|[哪几幾]一?個?个?(?:年|月|日|号|號|天|世[纪紀])|什[么麼](?:年|日|朝)代?|哪[个個]年代",
        ),
        ("number", r"\bhow (?:many|much|long|old|far|tall|big|large|high|fast|deep|wide|heavy|often)\b"),
        (
            "number",
            r"\b(?:what|which)\b(?: \w+)? (?:number|percentage|percent|proportion|amount|population|price|cost|size|distance|age|height|length|speed|rate|temperature)\b",
        ),
        ("number", r"多少|多[长長大高远遠久宽寬深重快]|[几幾][^乎何]|第几|第幾"),
        (
            "reason",
            r"\bwhy\b|\bwhat (?:was the |is the |were the |are the )?(?:reason|cause|purpose|motive)s?\b|\bwhat caused\b|\bhow come\b",
        ),
        ("reason", r"[为為]什[么麼]|[为為]何|何以|原因|怎[么麼][会會]"),
        (
            "person",
            r"\bwho(?:m|se)?\b|\bwhat (?:person|man|woman|actor|actress|author|president|king|queen|player|singer)\b",
        ),
        ("person", r"[谁誰]|何人|什[么麼]人|哪[一]?[位個个]?人|哪[一]?位"),
        (
            "place",
            r"\bwhere\b|\b(?:what|which)\b(?: \w+)? (?:country|city|place|state|town|location|continent|region|province|river|island|area|nation|county)\b",
        ),
        (
            "place",
            r"哪[里裡裏儿兒]|何[处處地]|什[么麼]地方|哪[一]?[个個座]?(?:国家|國家|城市|地方|地区|地區|[省市县縣州国國])|在哪",
        ),
        (
            "definition",
            r"^\W*(?:what|who)(?:'s|’s| is| are| was| were)(?: an?| the)? [^,]{1,40}\?*$|\bwhat does [\w -]+ mean\b|\bdefin(?:e|ition)\b",
        ),
        ("definition", r"什[么麼]是|是什[么麼]\W*$|何[谓謂]|是指什[么麼]"),
    )
)

_ANSWERS: Final[dict[AnswerType, re.Pattern[str]]] = {
    "date": re.compile(
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? {_YEAR}\b)?|\b{_YEAR}s?\b(?![,.]\d)(?: (?:BC|AD|BCE|CE)\b)?"
        r"|\b\d{1,2}(?:st|nd|rd|th) century\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d{2,4} (?:BCE?|AD|CE)\b"
        rf"|[{_HAN_DIGIT}]{{1,5}}年(?:代|[{_HAN_DIGIT}]{{1,3}}月(?:[{_HAN_DIGIT}]{{1,3}}[日号號])?)?|[{_HAN_DIGIT}]{{1,3}}月(?:[{_HAN_DIGIT}]{{1,3}}[日号號])?|[{_HAN_DIGIT}]{{1,3}}世[纪紀]"
    ),
    "number": re.compile(
        rf"(?:[$€£¥]|US\$|RMB )?\d+(?:[.,]\d+)*\s?(?:%|percent\b|(?:hundred|thousand|million|billion|trillion)\b)?|\b{_NUMERAL}\b|[〇零一二三四五六七八九十百千万萬亿億两兩数數]+(?=[^\s，。！？、])",
        re.IGNORECASE,
    ),
    "person": re.compile(
        rf"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|St|Lord|King|Queen|President|Pope|Prince|Princess)\.? )?\b{_NAME}(?:(?: (?:[A-Z]\.|de|van|von|bin|al|der|of|the|la|le|di|da))* {_NAME}|(?: [A-Z]\.)+ {_NAME})*"
        r"|[\u4e00-\u9fff]{1,6}[·‧・•][\u4e00-\u9fff·‧・•]{1,12}"
    ),
    "place": re.compile(
        rf"(?<=\b[iI]n )(?:the )?{_NAME}(?:,? {_NAME})*|(?<=\b[aA]t )(?:the )?{_NAME}(?: {_NAME})*|(?<=\bfrom )(?:the )?{_NAME}(?: {_NAME})*|(?<=\bnear )(?:the )?{_NAME}(?: {_NAME})*|(?<=\bof ){_NAME}(?: {_NAME})*"
        r"|[\u4e00-\u9fff]{1,6}(?:省|市|县|縣|区|區|州|国|國|岛|島|山|河|江|湖|路|街|镇|鎮|村|港|湾|灣|府|郡|城|洲)"
    ),
    "reason": re.compile(
        r"\bbecause\b|\bdue to\b|\bowing to\b|\bas a result\b|\bin order to\b|\bso that\b|\bcaused?\b|\bthanks to\b|\btherefore\b|\bsince\b|\breasons?\b|\bled to\b|\bto (?:avoid|prevent|protect|ensure|make|help|allow|reduce)\b"
        r"|因[为為此]?|由[于於]|所以|[导導]致|[为為]了|原因|以致|使得?|以便"
    ),
    "definition": re.compile(
        r"\b(?:is|are|was|were) (?:an?|the|one|any|some)\b|\brefers? to\b|\bmeans?\b|\bknown as\b|\bdefined as\b|\bcalled\b|是[一指]?|指的?是?|即|[称稱][为為]|[为為]"
    ),
}


def expected(question: str) -> AnswerType | None:
    """Return what a question asks for, None where its form does not tell."""
    return next((kind for kind, pattern in _QUESTIONS if pattern.search(question)), None)


def asking(question: str) -> list[Span]:
    """Return the words that only ask: 哪一年, "in what year", 为什么. What they ask for is found by its form."""
    return [
        Span(*match.span())
        for kind, pattern in _QUESTIONS
        if kind != "definition"
        for match in pattern.finditer(question)
    ]


def find(kind: AnswerType, text: str) -> list[Span]:
    """Return where a text has such a thing."""
    return [Span(*match.span()) for match in _ANSWERS[kind].finditer(text) if match.group()]
