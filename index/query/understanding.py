"""From a question to its query: the terms that matter, weighed, and corrected where they are mistyped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.query.answer_type import asking, expected
from index.query.collection import is_about_collection
from index.query.comparison import compared
from index.query.compounds import settle
from index.query.query import Query, QueryTerm
from index.query.single_nouns import promote
from index.query.small_talk import filler, is_small_talk
from index.query.spelling import correct
from index.stores.idf import lucene_idf
from index.text.analysis import Kind, Token, analyse_folded
from index.text.folding import fold, has_han
from index.text.language import crosses
from index.text.stemming import normalise_word
from index.text.stopwords import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Span
    from index.stores.base import Store

MAX_QUESTION_CHARS: Final = 4_096
"""Characters of a question that are read; Telegram sends no longer message."""

MAX_QUERY_TERMS: Final = 64
"""Different terms of a question that are searched: those that stand first, as people ask before they explain."""

_CORRECTED_WEIGHT: Final = 0.7  # what a corrected word counts for: it may not be what was meant
_MAX_CORRECTED_WORDS: Final = 3  # words; a question of more unknown words is of another field, not mistyped


def understand(question: str, store: Store, idle: Sequence[Span] = ()) -> Query:
    """Return the query that a question puts to a store; `idle` are words of it that no article need have."""
    text = question[:MAX_QUESTION_CHARS]
    if not re.search(r"[^\W_]", text):
        return Query(text, (), declined="empty")
    folded = fold(text)
    if is_small_talk(folded):
        return Query(text, (), declined="small_talk")
    if is_about_collection(folded):
        return Query(text, (), declined="collection")

    def knows(term: str) -> bool:
        return store.doc_freq(term) > 0

    analysed = analyse_folded(folded)
    store.expect(token.term for token in analysed)
    tokens = settle(text, analysed, knows)
    asked = [*(span for span in asking(text) if has_han(text[span.start : span.end])), *filler(folded), *idle]
    kept = [token for token, keep in zip(tokens, _telling(folded, tokens, asked), strict=True) if keep]
    # A question of nothing but stopwords may be after a name ("The Who"): it is searched as it stands.
    terms = tuple(_weighed(term, store) for term in _terms(text, promote(kept or tokens, knows)))
    languages = store.coverage.languages
    # Where all articles are Chinese, no English word is mistyped for being unknown.
    if has_han(text) or not all(language.startswith("zh") for language in languages):
        terms = _corrected(terms, store)
    crossing = bool(kept) and crosses(text, languages)
    return Query(text, terms, folded, expected(text), idle=not kept, crosses=crossing, compared=compared(folded, terms))


def _telling(text: str, tokens: Sequence[Token], asked: Sequence[Span]) -> list[bool]:
    """Tell for each token whether it says what the question is about."""
    idle = _idle_characters(text, tokens)
    for start, end in asked:
        idle[start:end] = bytes([1]) * (end - start)
    return [
        not any(idle[token.start : token.end])
        and (has_han(token.term) or normalise_word(text[token.start : token.end]) not in ENGLISH)
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


def _terms(text: str, tokens: Sequence[Token]) -> list[QueryTerm]:
    terms: dict[tuple[str, str], QueryTerm] = {}
    for token in sorted(tokens, key=lambda token: (token.start, token.end)):
        if len(terms) == MAX_QUERY_TERMS:
            break
        word = text[token.start : token.end]
        kind: Kind = "word" if token.kind == "compound" else token.kind
        spelled = normalise_word(fold("".join(word.split())))  # wi fi for WiFi
        term = QueryTerm(token.term, spelled, kind, token.start, token.end, _named(word, token.start))
        terms.setdefault((token.term, token.kind), term)
    return list(terms.values())


def _named(word: str, start: int) -> bool:
    return word[0].isdigit() or (word[0].isupper() and start > 0) or (len(word) > 1 and word.isupper())


def _weighed(term: QueryTerm, store: Store) -> QueryTerm:
    count = store.doc_freq(term.term)
    return replace(term, idf=lucene_idf(store.coverage.passages, count), known=count > 0)


def _corrected(terms: tuple[QueryTerm, ...], store: Store) -> tuple[QueryTerm, ...]:
    """Put the articles' spelling of a word in the place of one that they do not have."""
    unknown = [term for term in terms if not term.known and term.kind == "word"]
    if not 0 < len(unknown) <= _MAX_CORRECTED_WORDS:
        return terms
    present = {term.term for term in terms}
    result: list[QueryTerm] = []
    for term in terms:
        meant = correct(term.term, term.surface, store) if term in unknown else None
        if meant and meant not in present:
            correction = _weighed(replace(term, term=meant, surface=meant, corrected=True), store)
            result.append(replace(correction, idf=correction.idf * _CORRECTED_WEIGHT))
            present.add(meant)
        else:
            result.append(term)
    return tuple(result)
