"""Words that are written as one or as two: wifi, Wi-Fi and wi fi; AK47, AK-47 and AK 47."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from index.text.analysis import Token, analyse
from index.text.folding import fold, has_han
from index.text.stemming import normalise_word
from index.text.stopwords import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Knows = Callable[[str], bool]

_MAX_SHORT_LETTERS: Final = 2  # letters of a part that says nothing alone: the e of e-mail
_MIN_TELLING_LETTERS: Final = 4  # letters from which on a part beside a number says what it is about: COVID-19
_NUMBERED: Final = re.compile(r"[^\W\d_]+|\d+")


def settle(text: str, tokens: Sequence[Token], knows: Knows) -> list[Token]:
    """Return the tokens of a question with each compound written as the articles that it is put to have it.

    `knows` tells whether some passage has a term. Every index has a compound in one whatever its hyphens, so what is
    asked with a hyphen is looked for in one where its parts say little, in its parts elsewhere.
    """
    united = list(_united(text, [part for token in tokens for part in _parted(text, token, knows)], knows))
    dropped = {part for token in united if token.kind == "compound" for part in _needless(text, token, united, knows)}
    return [token for token in united if token not in dropped]


def _needless(text: str, whole: Token, tokens: Sequence[Token], knows: Knows) -> list[Token]:
    """Return what of a compound and its parts need not be looked for."""
    parts = [
        token for token in tokens if token.kind == "word" and whole.start <= token.start and token.end <= whole.end
    ]
    if not knows(whole.term):
        return [whole]
    if any(normalise_word(text[part.start : part.end]) in ENGLISH for part in parts):
        return []  # log-in: those that log in have no login
    numbered = any(part.term[0].isdecimal() or part.term[-1].isdecimal() for part in parts)
    if numbered or any(len(part.term) <= _MAX_SHORT_LETTERS or not knows(part.term) for part in parts):
        return [
            part for part in parts if not (numbered and part.term.isalpha() and len(part.term) >= _MIN_TELLING_LETTERS)
        ]
    return [whole]


def _parted(text: str, token: Token, knows: Knows) -> list[Token]:
    """Return a word of letters and digits in its parts where only these are known: iphone15 for iPhone 15."""
    word = text[token.start : token.end]
    if token.kind != "word" or has_han(token.term) or word.isalpha() or not word.isalnum() or knows(token.term):
        return [token]
    parts = [
        Token(piece.term, token.start + match.start(), token.start + match.end(), "word")
        for match in _NUMBERED.finditer(fold(word))
        for piece in analyse(match.group())
    ]
    return parts if len(parts) > 1 and all(knows(part.term) for part in parts) else [token]


def _united(text: str, tokens: Sequence[Token], knows: Knows) -> Iterator[Token]:
    """Give the tokens with neighbours in one where only this is known: wi fi for WiFi, AK 47 for AK47."""
    words = [token for token in tokens if token.kind == "word" and not has_han(token.term)]
    unions: dict[Token, Token | None] = {}
    for left, right in pairwise(words):
        if left not in unions and (union := _union(text, left, right, knows)):
            unions |= {left: union, right: None}
    return filter(None, (unions.get(token, token) for token in tokens))


def _union(text: str, left: Token, right: Token, knows: Knows) -> Token | None:
    between = text[left.end : right.start]
    if between != " " or (knows(left.term) and knows(right.term)):
        return None
    joint = fold(text[left.start : left.end] + text[right.start : right.end])
    tokens = analyse(joint)
    if len(tokens) == 1 and knows(tokens[0].term):
        return Token(tokens[0].term, left.start, right.end, "word")
    return None
