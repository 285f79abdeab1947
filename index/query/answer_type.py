"""The kind of answer that a question asks for: a date, a person, steps."""

from __future__ import annotations

import re
from typing import Final, Literal

from index.model import Span

AnswerType = Literal["person", "date", "place", "number", "reason", "definition", "steps", "polar"]
"""What is asked for; `steps` of a how-to, `polar` is yes or no: whether something can, must or may be."""


def _which(nouns: str) -> str:
    return rf"\b(?:what|which)(?: (?:is|are|was|were) (?:the|its|their))?(?: \w+)? (?:{nouns})\b"


_AUXILIARY: Final = "can|could|may|might|must|shall|should|will|would|do|does|did|is|are|am|was|were|has|have|had|need"

_OPENS: Final = r"(?:^\W*|[,;:.?!，] ?)"  # a clause

# The first form that fits counts: "in what year" comes before "what is", 哪一年 before 哪一.
_QUESTION_FORMS: Final[tuple[tuple[AnswerType, str], ...]] = (
    # "What happens when I leave" asks for no date: only the "when" that opens a clause does, or ends the question.
    ("date", rf"{_OPENS}(?:(?:till|until|since|by|from|and|so|but|know|tell me|exactly) )?when\b|\bwhen\W*$"),
    ("date", r"\b(?:till|until|since|by) when\b|\bhow long ago\b"),
    ("date", _which("years?|dates?|days?|months?|decades?|century|centuries|time|era")),
    ("date", r"什[么麼][时時][候间間]|[啥何][时時]|哪[一几幾]?[個个]?(?:年|月|日|号|號|天|世[纪紀])"),
    ("date", r"[几幾](?:月|日|号|號|[点點时時])(?!间|間)"),
    ("date", r"什[么麼][年日朝]代?|哪[个個]年代"),
    ("number", r"\bhow (?:many|much|long|old|far|tall|big|large|high|fast|deep|wide|heavy|often)\b"),
    ("number", _which("number|percentage|percent|proportion|amount|population|price|cost|size|distance|age|height")),
    ("number", _which("length|speed|rate|temperature")),
    ("number", r"多少|多[长長大高远遠久宽寬深重快]|(?<!好)[几幾][^乎何]|第[几幾]"),
    ("reason", r"\bwhy\b|\bhow come\b|\bwhat caused\b"),
    ("reason", r"\bwhat (?:(?:is|are|was|were) the )?(?:reason|cause|purpose|motive)s?\b"),
    ("reason", r"[为為]什[么麼]|[为為]何|何以|原因|怎[么麼][会會]"),
    ("person", r"\bwho(?:m|se)?\b"),
    ("person", r"\bwhat (?:person|man|woman|actor|actress|author|president|king|queen|player|singer)\b"),
    ("person", r"[谁誰]|何人|什[么麼]人|哪一?[位個个]?人|哪一?位"),
    ("place", r"\bwhere\b"),
    ("place", _which("country|city|place|state|town|location|continent|region|province|river|island|area|nation")),
    ("place", r"哪[里裡裏儿兒]|何[处處地]|什[么麼]地方|在哪"),
    ("place", r"哪一?[个個座]?(?:[国國]家|城市|地方|地[区區]|[省市县縣州国國])"),
    ("definition", r"^\W*what(?:['’]s| is| are| was| were)(?: an?| the)? [^,]{1,40}$|\bwhat does [\w -]+ mean\b"),
    (
        "definition",
        r"\bdefin(?:e|ition)\b|什[么麼]是|是(?:什[么麼]|啥)(?:[东東]西|意思)?\W*$|何[谓謂]|是指什[么麼]|啥是",
    ),
    (
        "steps",
        r"\bhow (?:do|does|did|can|could|should|would|to|i|we)\b|\bwhat (?:do|should|can|must) (?:i|we|you)\b",
    ),
    ("steps", r"\bwhat now\b|\b(?:ways?|steps?|instructions?) (?:to|for)\b|[怎咋][么麼样樣]?|如何"),
    ("polar", rf"{_OPENS}(?:(?:and|but|so|or|ok(?:ay)?|hi|hello|then) )?(?:{_AUXILIARY})(?:n['’]?t)? \w"),
    (
        "polar",
        r"(?:吗|嗎|[么麼])\W*$|能不能|可不可以|[可能]否|是否|是不是|[会會]不[会會]|要不要|有没有|有沒有|需不需要|[该該]不[该該]",
    ),
)
_QUESTIONS: Final = tuple((kind, re.compile(form, re.IGNORECASE)) for kind, form in _QUESTION_FORMS)


def expected(question: str) -> AnswerType | None:
    """Return what a question asks for, None where its form does not tell."""
    return next((kind for kind, form in _QUESTIONS if form.search(question)), None)


def asking(question: str) -> list[Span]:
    """Return the words that only ask: 哪一年, "in what year", 为什么. What they ask for is found by its form."""
    spans = ((kind, Span(*match.span())) for kind, form in _QUESTIONS for match in form.finditer(question))
    # "What is WeChat" says what it is about, 是什么东西 does not.
    return [
        span
        for kind, span in spans
        if kind != "definition" or not re.search("[A-Za-z]", question[span.start : span.end])
    ]
