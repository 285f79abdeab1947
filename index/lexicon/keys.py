"""The terms of words and phrases, and the keys by which a lexicon has them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index.text.analysis import analyse
from index.text.folding import fold, has_han
from index.text.stemming import normalise_word
from index.text.stopwords import ENGLISH

if TYPE_CHECKING:
    from index.text.analysis import Token


@lru_cache(maxsize=50_000)
def terms_of(text: str) -> tuple[str, ...]:
    """Return the terms that a passage has which holds a text: Latin words as stems, Han runs as pairs of characters.

    Every index has the pairs, whatever words jieba sees in a run. English stopwords are left out, unless all are.
    """
    terms: list[str] = []
    # In a headword there is nothing but Han, and what jieba makes of it is of no use here.
    words = [] if all(map(has_han, text)) else [token for token in analyse(text) if _is_latin_word(token)]
    telling = [token for token in words if normalise_word(text[token.start : token.end]) not in ENGLISH]
    at = 0
    for token in telling or words:
        terms += [term for run in _runs(fold(text[at : token.start])) for term in pairs_of(run)]
        terms.append(token.term)
        at = token.end
    terms += [term for run in _runs(fold(text[at:])) for term in pairs_of(run)]
    return tuple(dict.fromkeys(terms))


def _is_latin_word(token: Token) -> bool:
    return token.kind == "word" and not has_han(token.term)


def _runs(text: str) -> list[str]:
    return "".join(char if has_han(char) else " " for char in text).split()


def pairs_of(run: str) -> tuple[str, ...]:
    """Return the pairs of neighbours in a folded run of Han characters; of a single one, itself."""
    return tuple(run[i : i + 2] for i in range(len(run) - 1)) or (run,)


def key_of(text: str) -> str:
    """Return what a text is looked up by: folded where it holds Han, else its stems but for the stopwords."""
    return "".join(fold(text).casefold().split()) if has_han(text) else " ".join(terms_of(text))


def first_of(key: str) -> str:
    """Return the first character of a Han key, the first word of another; nothing of an empty one."""
    return key[0] if has_han(key[:1]) else key.split(" ", 1)[0]
