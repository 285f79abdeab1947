"""Where a name in Han characters begins that ends before brackets: 腾讯 in 科技公司腾讯（Tencent）."""

from __future__ import annotations

import re
from typing import Final

from index.lexicon.alias_words import EDGES, JOINTS, NAMED_KINDS, UNCLEAR
from index.text.analysis import analyse
from index.text.folding import HAN, fold

HAN_NAME: Final = re.compile(rf"[{HAN}]+(?:[·・‧•][{HAN}]+)*")
QUOTED: Final = re.compile(r"[“「『《\"]([^“”「」『』《》\"\n]{1,60})[”」』》\"]$")
_MAX_CHARS_BEFORE: Final = 24  # characters looked at before brackets
_MAX_NAME_CHARS: Final = 10  # a longer run may have anything before the name in it: nothing tells where the name begins


def has_capital(word: str) -> bool:
    """Tell whether a word has a capital as a name has."""
    # "Shenzhen-based" is what the name is, not the name.
    return any(map(str.isupper, word)) and not re.search("[A-Za-z]-[a-z]+$", word)


def han_name(before: str, other: str) -> str | None:
    """Return the name that ends a text: what stands in quotes, else the last words as far as they can be one name."""
    if quoted := QUOTED.search(before):
        return quoted[1].strip() if HAN_NAME.fullmatch(quoted[1].strip()) else None
    run = re.search(rf"(?<![A-Za-z0-9{HAN}·])[{HAN}·]+$", before)
    if not run:
        return None
    words = _words(run.group()[-_MAX_CHARS_BEFORE:])
    name: list[str] = []
    while words:
        word = fold(words[-1])
        if name and word in UNCLEAR:
            return None
        if word in EDGES:
            # An acronym may stand for both sides of an "and": 教育及培训课程（VET）.
            if word in JOINTS and other.isupper():
                return None
            break
        if name and word.endswith(NAMED_KINDS) and (len(words) > 1 or word not in NAMED_KINDS):
            # 科技公司腾讯 is a firm and its name; of 跨国企业社会责任 no part is told apart.
            return _if_short("".join(name)) if _is_proper(other) else None
        name.insert(0, words.pop())
    return _if_short("".join(name))


def _is_proper(latin: str) -> bool:
    """Tell whether each word has a capital, and not only capitals: Binance, Changpeng Zhao, WeChat, iQiyi."""
    return not latin.isupper() and all(map(has_capital, latin.split()))


def _if_short(name: str) -> str | None:
    return name if 1 < len(name) <= _MAX_NAME_CHARS and name[0] != "·" else None


def _words(text: str) -> list[str]:
    """Return the words that a Han text is made of: the longest at each place, else a single character."""
    ends: dict[int, int] = {}
    for token in analyse(text):
        if token.kind == "word":
            ends[token.start] = max(ends.get(token.start, 0), token.end)
    words, place = [], 0
    while place < len(text):
        end = ends.get(place, place + 1)
        words.append(text[place:end])
        place = end
    return words
