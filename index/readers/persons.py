"""Names of authors, as pages and files give them, freed of what stands beside them."""

from __future__ import annotations

import re
from typing import Final

from index.text.months import ANY_MONTH

_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BESIDE = re.compile(
    rf"[\s,;|·•(–—-]*(?<![^\W_])(?:(?:last )?(?:updated|published|posted|modified|reviewed)\b"
    rf"|{ANY_MONTH}\.? \d|\d{{1,2}} {ANY_MONTH}\b"
    rf"|{_DAY}(?=\s*(?:,|\d|\Z))|\d{{4}}[-/.年]|\d{{1,2}}[./:]\d).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    r"(?:by|written by|posted by|authors?|作者|[记記]者)\s*[:：]\s*|(?:written |posted )?by\s+", re.IGNORECASE
)
_NOBODY: Final = frozenset(
    "admin administrator author authors default editor guest n/a none null root staff test unknown user username "
    "webmaster anonymous undefined me -".split()
)
_EMAIL = re.compile(r"\s*[<(][^<>()]*@[^<>()]*[>)]")


def author_name(text: str) -> str | None:
    """Return the names in a text that says who wrote an article, without dates beside them; None where none is left.

    "By Lena Ortiz, Monday" is Lena Ortiz; "Username" and "Last updated January 7" are nobody.
    """
    opening = _BEFORE.match(text)
    names = _EMAIL.sub("", text[opening.end() :] if opening else text)
    names = _BESIDE.sub("", names).strip(" ,;|·•(–—-")
    nobody = names.casefold() in _NOBODY or "://" in names or "{{" in names
    return None if nobody or not any(map(str.isalpha, names)) else names
