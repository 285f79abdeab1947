"""A question as the index understands it: terms, what each counts for, and what was corrected in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from index.query.answer_type import asking, expected
from index.query.compounds import settle
from index.query.single_nouns import promote
from index.query.small_talk import filler, is_small_talk
from index.query.spelling import correct
from index.stores.idf import lucene_idf
from index.text.analysis import Kind, Token, analyse_folded, fold, has_han, normalise_word
from index.text.language import crosses
from index.text.stopwords import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Declined, Span
    from index.query.answer_type import AnswerType
    from index.stores.base import Store

MAX_QUESTION_CHARS: Final = 4_096
"""Characters of a question that are read; Telegram sends no longer message."""

MAX_QUERY_TERMS: Final = 64
"""Different terms of a question that are searched: those that stand first, as people ask before they explain."""

MIN_COMMON_PASSAGES: Final = 10_000
"""Passages with a term from which on walking through them takes longer than what a term of little weight is worth."""

_MIN_SHARE_OF_BEST: Final = (
    0.1  # … of what the best term adds: 98 to 100 % of the best ten of a million stay candidates
)
_WEIGHTS: Final[dict[Kind, float]] = {"word": 1.0, "bigram": 0.5, "unigram": 0.2, "compound": 1.0}
_CORRECTED_WEIGHT: Final = 0.7  # what a corrected word counts for: it may not be what was meant
_MAX_CORRECTED_WORDS: Final = 3  # words; a question of more unknown words is of another field, not mistyped


class Alternative(NamedTuple):
    """Another way to say a term: its own terms, the idf of each, and what it counts for (0..1) where all are there."""

    terms: tuple[str, ...]
    idf: tuple[float, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term of a question.

    `surface` is the word as written, folded; `start` and `end` tell where it stands. `named` marks names and numbers,
    for which no other word will do. `idf` is the weight of the term as no passage counts it less, `known` whether any
    passage has it; `corrected` whether the articles' spelling stands here for the question's. `alternatives` are what
    stands for the term in a query that crosses to another language.
    """

    term: str
    surface: str
    kind: Kind
    start: int
    end: int
    named: bool
    idf: float = 0.0
    known: bool = True
    corrected: bool = False
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its terms, and what kind of thing it asks for, where its form tells.

    `folded` is the text as `fold` gives it. `idle` tells that all of its terms are stopwords, `declined` why there is
    nothing to search for, where there is not; `crosses` that some articles are in the other language, and `crossed`
    that this query asks in that one: its terms are found by their alternatives.
    """

    text: str
    terms: tuple[QueryTerm, ...]
    folded: str = ""
    kind: AnswerType | None = None
    idle: bool = False
    declined: Declined | None = None
    crosses: bool = False
    crossed: bool = False

    def weights(self) -> dict[str, float]:
        """Return what each known term counts for in the search for candidates, beside its idf."""
        if not self.crossed:
            return {one.term: _WEIGHTS[one.kind] for one in reversed(self.terms) if one.known}
        return {term: worth / idf for term, (worth, idf) in self._alternatives().items()}

    def worth(self) -> dict[str, float]:
        """Return what each term to be found in the articles is worth to the question, in idf."""
        if not self.crossed:
            return {one.term: one.idf for one in self.terms}
        return {term: worth for term, (worth, _) in self._alternatives().items()}

    def _alternatives(self) -> dict[str, tuple[float, float]]:
        """Return for each term of an alternative the most that it is worth, and its idf."""
        found: dict[str, tuple[float, float]] = {}
        for one in self.terms:
            for said in one.alternatives:
                worth = said.weight * one.idf / len(said.terms) ** 0.5
                for term, idf in zip(said.terms, said.idf, strict=True):
                    if worth > found.get(term, (0.0, 0.0))[0]:
                        found[term] = (worth, idf)
        return found


def understand(question: str, store: Store) -> Query:
    """Return the query that a question puts to a store."""
    text = question[:MAX_QUESTION_CHARS]
    if not re.search(r"[^\W_]", text):
        return Query(text, (), declined="empty")
    folded = fold(text)
    if is_small_talk(folded):
        return Query(text, (), declined="small_talk")

    def knows(term: str) -> bool:
        return store.doc_freq(term) > 0

    tokens = settle(text, analyse_folded(folded), knows)
    asked = [*(span for span in asking(text) if has_han(text[span.start : span.end])), *filler(folded)]
    kept = [token for token, keep in zip(tokens, _telling(folded, tokens, asked), strict=True) if keep]
    # A question of nothing but stopwords may be after a name ("The Who"): it is searched as it stands.
    terms = tuple(_weighed(one, store) for one in _terms(text, promote(kept or tokens, knows)))
    languages = store.coverage.languages
    # Where all articles are Chinese, no English word is mistyped for being unknown.
    if has_han(text) or not all(language.startswith("zh") for language in languages):
        terms = _corrected(terms, store)
    crossing = bool(kept) and crosses(text, languages)
    return Query(text, terms, folded, expected(text), idle=not kept, crosses=crossing)


def searched(query: Query, store: Store) -> dict[str, float]:
    """Return what is searched for candidates: the weights of a query without those of common terms that add little.

    The single characters of a Chinese question take four fifths of the time on a million passages, and the hardly
    likely translations of a crossed one a third. The evidence counts them all the same.
    """
    weights = query.weights()
    counts = {term: store.doc_freq(term) for term in weights}
    if max(counts.values(), default=0) <= MIN_COMMON_PASSAGES:
        return weights
    adds = {term: weights[term] * lucene_idf(store.coverage.passages, count) for term, count in counts.items()}
    least = _MIN_SHARE_OF_BEST * max(adds.values())
    return {
        term: weight for term, weight in weights.items() if counts[term] <= MIN_COMMON_PASSAGES or adds[term] >= least
    }


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
    found: dict[tuple[str, str], QueryTerm] = {}
    for token in sorted(tokens, key=lambda token: (token.start, token.end)):
        if len(found) == MAX_QUERY_TERMS:
            break
        word = text[token.start : token.end]
        kind: Kind = "word" if token.kind == "compound" else token.kind
        spelled = normalise_word(fold("".join(word.split())))  # wi fi for WiFi
        one = QueryTerm(token.term, spelled, kind, token.start, token.end, _named(word, token.start))
        found.setdefault((token.term, token.kind), one)
    return list(found.values())


def _named(word: str, start: int) -> bool:
    return word[0].isdigit() or (word[0].isupper() and start > 0) or (len(word) > 1 and word.isupper())


def _weighed(term: QueryTerm, store: Store) -> QueryTerm:
    count = store.doc_freq(term.term)
    return replace(term, idf=lucene_idf(store.coverage.passages, count), known=count > 0)


def _corrected(terms: tuple[QueryTerm, ...], store: Store) -> tuple[QueryTerm, ...]:
    """Put the articles' spelling of a word in the place of one that they do not have."""
    unknown = [one for one in terms if not one.known and one.kind == "word"]
    if not 0 < len(unknown) <= _MAX_CORRECTED_WORDS:
        return terms
    present = {one.term for one in terms}
    result: list[QueryTerm] = []
    for one in terms:
        meant = correct(one.term, one.surface, store) if one in unknown else None
        if meant and meant not in present:
            found = _weighed(replace(one, term=meant, surface=meant, corrected=True), store)
            result.append(replace(found, idf=found.idf * _CORRECTED_WEIGHT))
            present.add(meant)
        else:
            result.append(one)
    return tuple(result)
