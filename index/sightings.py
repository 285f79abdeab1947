"""Where the terms of a query stand in candidate passages, counted a sentence: the raw evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from index.analysis import fold, has_han, surface
from index.columns import columns
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.query import Query
    from index.stores.base import AnalysedPassage

CHANNELS: Final = ("words", "exact", "pieces", "bigrams", "chars", "pairs")
"""What is counted: words (stems, or what jieba sees), Latin words as written, their pieces of four letters, Han
characters two by two and one by one, and neighbours in the question that stand near each other."""

_PIECE: Final = 4
_NEAR_LATIN, _NEAR_HAN = 40, 16  # characters between the starts of two words that stand together: six words or so

Counts = dict[str, float]


class Match(NamedTuple):
    """A term of the query in a candidate: where (in the passage's text) and which."""

    span: Span
    term: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query looks for: in each channel the keys, and what each weighs."""

    weights: Mapping[str, Mapping[str, float]]
    pairs: Sequence[tuple[str, str]]

    @property
    def mass(self) -> float:
        """What a text would score that says each word of the question once; above 0."""
        return sum(self.weights["words"].values()) or sum(self.weights["chars"].values()) or 1.0

    @property
    def core(self) -> str:
        """The channel that tells how much of the question is there: bigrams of a Han question, else words."""
        return "bigrams" if len(self.weights["bigrams"]) >= len(self.weights["exact"]) else "words"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One sentence of a candidate: its width in columns, how often each channel's keys occur, and where words match."""

    width: float
    counts: Mapping[str, Counts]
    matches: Sequence[Match]


def want(query: Query, idf: Mapping[str, float]) -> Wanted:
    """Return what to look for, given the idf of each of the query's terms."""
    weights: dict[str, Counts] = {channel: {} for channel in CHANNELS}
    neighbours = []
    for one in query.terms:
        weight = idf[one.term]
        if not has_han(one.term):
            weights["words"][one.term] = weight
            weights["exact"][one.surface] = weight
            pieces = _pieces(one.term)
            for piece in pieces:
                weights["pieces"][piece] = weights["pieces"].get(piece, 0.0) + weight / len(pieces)
            neighbours.append(one.term)
            continue
        if one.kind == "word":
            weights["words"][one.term] = weight
        if len(one.term) <= 2:
            weights["chars" if len(one.term) == 1 else "bigrams"][one.term] = weight
        if len(one.term) == 2:
            neighbours.append(one.term)
    pairs = [(left, right) for left, right in pairwise(neighbours) if left != right]
    weights["pairs"] = {_pair(left, right): (idf[left] + idf[right]) / 2 for left, right in pairs}
    return Wanted(weights, pairs)


def sight(candidates: Sequence[AnalysedPassage], wanted: Wanted) -> list[list[Sighting]]:
    """Return for each candidate what each of its sentences holds."""
    keys = _known(set(chain.from_iterable(candidate.terms for candidate in candidates)), wanted)
    return [
        [_sight(candidate, n, wanted, keys) for n in range(len(candidate.sentences))]
        for candidate in candidates
    ]


def _known(vocabulary: Iterable[str], wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """Return the terms of a vocabulary that count for anything, each with the wanted pieces that it has."""
    pieces = wanted.weights["pieces"].keys()
    whole = wanted.weights["words"].keys() | wanted.weights["bigrams"].keys() | wanted.weights["chars"].keys()
    known: dict[str, tuple[str, ...]] = {}
    for term in vocabulary:
        shared = pieces and not has_pieces(term).isdisjoint(pieces)
        if shared or term in whole:
            known[term] = tuple(piece for piece in _pieces(term) if piece in pieces) if shared else ()
    return known


def _sight(
    candidate: AnalysedPassage, n: int, wanted: Wanted, known: Mapping[str, tuple[str, ...]]
) -> Sighting:
    span = candidate.sentences[n]
    sighting = Sighting(columns(candidate.text[span.start : span.end]), {name: {} for name in CHANNELS}, [])
    return sighting
