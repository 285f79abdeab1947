"""Where the terms of a query stand in candidate passages, counted a sentence: the raw evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from index.analysis import fold, has_han, surface
from index.columns import columns
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.query import Query
    from index.stores.base import AnalysedPassage

CHANNELS = ("words", "exact", "grams", "pairs")
"""What is counted: words (stems, or what jieba sees), words as written (Han: characters), pieces of four letters (Han:
neighbouring characters), and neighbours in the question that stand near each other."""

_GRAM = 4
_NEAR = 40  # columns within which two words stand together: six English words or so

Counts = dict[str, float]


@dataclass(slots=True)
class Sentence:
    """One sentence of a candidate: its width in columns, how often it holds what, and the spans of the matched words."""

    width: float
    counts: dict[str, Counts] = field(default_factory=lambda: {channel: {} for channel in CHANNELS})
    spans: list[Span] = field(default_factory=list)
    hit_terms: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Keys:
    """What a query looks for in each channel, and the weight (idf) of each key."""

    idf: Mapping[str, Mapping[str, float]]

    @property
    def attainable(self) -> float:
        """The mass of the whole query: what a text would score that says each word once."""
        return sum(self.idf["words"].values()) or 1.0


def keys(query: Query, idf: Mapping[str, float]) -> Keys:
    """Return what to look for, given the idf of each of the query's terms."""
    found: dict[str, dict[str, float]] = {channel: {} for channel in CHANNELS}
    words = []
    for one in query.terms:
        weight = idf[one.term]
        if not has_han(one.term):
            found["words"][one.term] = weight
            found["exact"][one.surface] = weight
            grams = _grams(one.term)
            for gram in grams:
                found["grams"][gram] = found["grams"].get(gram, 0.0) + weight / len(grams)
            words.append(one.term)
            continue
        if one.kind == "word":
            found["words"][one.term] = weight
        if len(one.term) == 1:
            found["exact"][one.term] = weight
        if len(one.term) == 2:
            found["grams"][one.term] = weight
            words.append(one.term)
    for left, right in zip(words, words[1:], strict=False):
        found["pairs"][f"{left} {right}"] = (idf[left] + idf[right]) / 2
    return Keys(found)


def sight(candidate: AnalysedPassage, keys: Keys) -> list[Sentence]:
    """Return the evidence in each sentence of a candidate."""
    return [
        _sight_sentence(candidate, keys, span, range(candidate.bounds[n], candidate.bounds[n + 1]))
        for n, span in enumerate(candidate.sentences)
    ]


def _sight_sentence(candidate: AnalysedPassage, keys: Keys, span: Span, tokens: range) -> Sentence:
    sentence = Sentence(columns(candidate.text[span.start : span.end]))
    words, exact, grams, pairs = (keys.idf[channel] for channel in CHANNELS)
    c_words, c_exact, c_grams, c_pairs = (sentence.counts[channel] for channel in CHANNELS)
    places = []
    for i in tokens:
        term = candidate.terms[i]
        hit = False
        if term in words:
            c_words[term] = c_words.get(term, 0.0) + 1
            hit = True
        if term in exact or term in words:
            form = term if len(term) == 1 else surface(fold(candidate.text[candidate.starts[i] : candidate.ends[i]]))
            if form in exact:
                c_exact[form] = c_exact.get(form, 0.0) + 1
                hit = True
        if term in grams:
            c_grams[term] = c_grams.get(term, 0.0) + 1
            hit = True
        elif term.isascii():
            for gram in _grams(term):
                if gram in grams:
                    c_grams[gram] = c_grams.get(gram, 0.0) + 1
        if hit:
            places.append((term, candidate.starts[i]))
            sentence.hit_terms.append(term)
            sentence.spans.append(Span(candidate.starts[i], candidate.ends[i]))
    if len(places) > 1 and pairs:
        where = {}
        for t, p in places:
            where.setdefault(t, []).append(p)
        for pair in pairs:
            l, r = pair.split(" ")
            if l in where and r in where:
                near = 40 if l.isascii() else 16
                n = sum(1 for a in where[l] if any(a != b and abs(a - b) <= near for b in where[r]))
                if n:
                    c_pairs[pair] = n
    return sentence


@lru_cache(maxsize=100_000)
def _grams(term: str) -> tuple[str, ...]:
    padded = f"_{term}_"
    return tuple(padded[i : i + _GRAM] for i in range(max(1, len(padded) - _GRAM + 1)))
