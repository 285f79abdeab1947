"""Whether English words that look like a time are one: "may" the verb, 2000 users, version 2019."""

from __future__ import annotations

import re
from typing import Final

_AMBIGUOUS: Final = ("may", "march", "mar", "dec", "sun", "june", "april", "august", "jan")  # verbs, names, short forms
_BEFORE_MONTH: Final = re.compile(
    r"\b(?:in|since|until|till|by|before|after|during|from|to|of|and|between|through|for|about|around|or)\s+\Z",
    re.IGNORECASE,
)
_ON: Final = re.compile(r"\bon\s+\Z", re.IGNORECASE)
_BEFORE_YEAR: Final = re.compile(
    r"\b(?:in|since|until|till|by|before|after|during|from|to|between|and|year|circa|throughout|back in)\s+\Z",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"\b(?:versions?|ports?|rooms?|pages?|pp?\.|no\.?|numbers?|rfc|iso|builds?|chapters?|sections?|models?|errors?|codes?|"
    r"ids?|issues?|lines?|v|top|nearly|almost|about|over|than|least|most|only|all|every|some)\s+\Z|"
    r"(?<!year)[:=]\s*\Z",
    re.IGNORECASE,
)
_COUNTS: Final = re.compile(
    r"\s?[x×*°%]|\s*-?(?:(?:[a-z]+(?<!s)s|people|men|women|children|percent|hundred|thousand|[mb]illion|[ckm]?m|k?g|feet|"
    r"[kmgt]i?b|hz|[km]hz|dpi|px|pixel|usd|eur|dollar|euro|yuan|rmb|or more|and more)\b)|-\w"
)
_LOOK_BACK: Final = 20  # characters before a year or month that are looked at
_SURE_YEARS: Final = range(1500, 2100)  # which may stand without a word that says "year"


def is_verb(match: re.Match[str], name: str) -> bool:
    """Tell whether a month beside a number is a verb: "2 may be", but "on may 2"."""
    return name in _AMBIGUOUS and not _BEFORE_MONTH.search(_before(match)) and not follows_on(match)


def is_no_month(match: re.Match[str], name: str) -> bool:
    """Tell whether a month that stands alone is a verb, the name of a person, or a short form of another word."""
    if name.lower() not in _AMBIGUOUS and len(name) > len("Sep"):
        return False
    return name in ("may", "march") or not _BEFORE_MONTH.search(_before(match))


def is_count(match: re.Match[str], year: int) -> bool:
    """Tell whether a number counts or names things, as in "2000 users" and "port 1984", by the words around it."""
    before, after = _before(match), match.string[match.end() : match.end() + _LOOK_BACK]
    if _BEFORE_YEAR.search(before):
        return False
    return bool(_NUMBERED.search(before) or _COUNTS.match(after)) or year not in _SURE_YEARS


def follows_on(match: re.Match[str]) -> bool:
    """Tell whether "on" stands before a match."""
    return _ON.search(_before(match)) is not None


def _before(match: re.Match[str]) -> str:
    return match.string[max(match.start() - _LOOK_BACK, 0) : match.start()]
