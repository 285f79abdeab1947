"""A question as the index understands it: weighted terms, each with what may stand for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.analysis import Kind, Token, analyse, fold, has_han, surface
from index.stopwords import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Declined

LONGEST = 4_096
"""Characters of a question that are read; Telegram sends no longer message."""

MOST_TERMS = 64
"""Different terms of a question that are searched: those that stand first, as people ask before they explain."""


_WEIGHTS: dict[Kind, float] = {"word": 1.0, "bigram": 0.5, "unigram": 0.2}


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term of a question; `surface` is the word as written, folded, and `order` its place among those of its kind."""

    term: str
    surface: str
    kind: Kind
    order: int


@dataclass(frozen=True, slots=True)
class Query:
    """A question and its terms; `declined` says why there is nothing to search for, where there is not."""

    text: str
    terms: tuple[QueryTerm, ...]
    declined: Declined | None = None

    def weights(self) -> dict[str, float]:
        """Return what each term counts for in the search for candidates."""
        return {one.term: _WEIGHTS[one.kind] for one in reversed(self.terms)}


def understand(question: str) -> Query:
    """Return the query that a question puts."""
    text = question[:LONGEST]
    if not re.search(r"[^\W_]", text):
        return Query(text, (), "empty")
    tokens = analyse(text)
    kept = [token for token, keep in zip(tokens, _telling(fold(text), tokens), strict=True) if keep]
    # A question of nothing but stopwords may be after a name ("The Who"): it is searched as it stands.
    return Query(text, _terms(text, kept or tokens))


def _telling(text: str, tokens: Sequence[Token]) -> list[bool]:
    """Tell for each token whether it says what the question is about."""
    idle = _idle_characters(text, tokens)
    return [
        not any(idle[token.start : token.end])
        if has_han(token.term)
        else surface(text[token.start : token.end]) not in ENGLISH
        for token in tokens
    ]


def _idle_characters(text: str, tokens: Sequence[Token]) -> bytearray:
    """Mark the Han characters that belong to stopwords only: 时 in 什么时候, but not in 时间."""
    idle = bytearray(len(text))
    words = [token for token in tokens if token.kind == "word" and has_han(token.term)]
    for token in tokens:
        if token.kind == "unigram" and token.term in CHINESE:
            idle[token.start] = 1
    for stop in (False, True):  # stopwords last: 什么时候 wins over the 时候 that stands in it
        for token in words:
            if (token.term in CHINESE) == stop:
                idle[token.start : token.end] = bytes([stop]) * (token.end - token.start)
    return idle


def _terms(text: str, tokens: Sequence[Token]) -> tuple[QueryTerm, ...]:
    found: dict[tuple[str, str], QueryTerm] = {}
    for order, token in enumerate(sorted(tokens, key=lambda token: (token.start, token.end))):
        if len(found) < MOST_TERMS:
            word = surface(fold(text[token.start : token.end]))
            found.setdefault((token.term, token.kind), QueryTerm(token.term, word, token.kind, order))
    return tuple(found.values())
