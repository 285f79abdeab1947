"""Where the terms of a query stand in candidate passages, counted a sentence: the raw evidence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from index.analysis import has_han, surface
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


def want(query: Query) -> Wanted:
    """Return what a query looks for."""
    weights: dict[str, Counts] = {channel: {} for channel in CHANNELS}
    neighbours = []
    han = any(has_han(one.term) for one in query.terms)
    for one in query.terms:
        weight = one.idf
        if not has_han(one.term):
            weights["words"][one.term] = weight
            weights["exact"][one.surface] = weight
            pieces = _pieces(one.term)
            for piece in pieces:
                weights["pieces"][piece] = weights["pieces"].get(piece, 0.0) + weight / len(pieces)
            if han:  # in a Han question a name or a number counts as much as the characters around it
                weights["bigrams"][one.term] = weights["chars"][one.term] = weight
            neighbours.append(one)
            continue
        if one.kind == "word":
            weights["words"][one.term] = weight
        if len(one.term) <= 2:
            weights["chars" if len(one.term) == 1 else "bigrams"][one.term] = weight
        if len(one.term) == 2:
            neighbours.append(one)
    if not weights["words"] and not weights["bigrams"]:
        weights["bigrams"] = dict(weights["chars"])  # 茶 alone is all that there is to match
    for left, right in pairwise(neighbours):
        weights["pairs"][_pair(left.term, right.term)] = (left.idf + right.idf) / 2
    return Wanted(weights, [(left.term, right.term) for left, right in pairwise(neighbours)])


def sight(candidates: Sequence[AnalysedPassage], wanted: Wanted) -> list[list[Sighting]]:
    """Return for each candidate what each of its sentences holds."""
    known = _known(set(chain.from_iterable(candidate.terms for candidate in candidates)), wanted)
    return [_sight(candidate, wanted, known) for candidate in candidates]


def _known(vocabulary: Iterable[str], wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """Return the terms of a vocabulary that count for anything, each with the wanted pieces that it has."""
    pieces = wanted.weights["pieces"].keys()
    known: dict[str, tuple[str, ...]] = {}
    for term in vocabulary:
        if pieces and not pieces.isdisjoint(own := _pieces(term)):
            known[term] = tuple(piece for piece in own if piece in pieces)
    for channel in ("words", "bigrams", "chars"):
        known.update((term, known.get(term, ())) for term in wanted.weights[channel])
    return known


def _sight(candidate: AnalysedPassage, wanted: Wanted, known: Mapping[str, tuple[str, ...]]) -> list[Sighting]:
    found = [i for i, term in enumerate(candidate.terms) if term in known]
    sightings = []
    for n, width in enumerate(candidate.widths):
        tokens = found[bisect_left(found, candidate.bounds[n]) : bisect_left(found, candidate.bounds[n + 1])]
        sightings.append(_count(candidate, width, tokens, wanted, known) if tokens else Sighting(width, _NOTHING, ()))
    return sightings


def _count(
    candidate: AnalysedPassage,
    width: float,
    tokens: Sequence[int],
    wanted: Wanted,
    known: Mapping[str, tuple[str, ...]],
) -> Sighting:
    """Return the evidence in one sentence, given which of the candidate's tokens are known."""
    weights = wanted.weights
    counts: dict[str, Counts] = {channel: {} for channel in CHANNELS}
    places: dict[str, list[int]] = {}
    matches = []
    for i in tokens:
        term = candidate.terms[i]
        span = Span(candidate.starts[i], candidate.ends[i])
        for piece in known[term]:
            _add(counts["pieces"], piece)
        for channel in ("words", "bigrams", "chars"):
            if term in weights[channel]:
                _add(counts[channel], term)
        if term in weights["words"] or term in weights["bigrams"]:
            matches.append(Match(span, term))
            places.setdefault(term, []).append(span.start)
            if (
                term in weights["words"]
                and (word := surface(candidate.text[span.start : span.end])) in weights["exact"]
            ):
                _add(counts["exact"], word)
    for left, right in wanted.pairs:
        if left in places and right in places and (near := _count_near(places[left], places[right], left)):
            counts["pairs"][_pair(left, right)] = near
    return Sighting(width, counts, matches)


def _count_near(left: Sequence[int], right: Sequence[int], word: str) -> float:
    """Return how many places of one word have the other near them."""
    reach = _NEAR_LATIN if word.isascii() else _NEAR_HAN
    return float(sum(any(0 < abs(one - other) <= reach for other in right) for one in left))


def _add(counts: Counts, key: str) -> None:
    counts[key] = counts.get(key, 0.0) + 1.0


def _pair(left: str, right: str) -> str:
    return f"{left} {right}"


@lru_cache(maxsize=100_000)
def _pieces(term: str) -> tuple[str, ...]:
    """Return the pieces of four letters of a Latin word and its edges: "_wec", "wech" …; none of a Han one."""
    if has_han(term):
        return ()
    edged = f"_{term}_"
    return tuple({edged[i : i + _PIECE] for i in range(max(1, len(edged) - _PIECE + 1))})


_NOTHING: Final[Mapping[str, Counts]] = {channel: {} for channel in CHANNELS}
