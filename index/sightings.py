"""Where the terms of a query stand in candidate passages, counted a sentence: the raw evidence."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from index.analysis import surface
from index.model import Span
from index.wanted import CHANNELS, SHOWN, Counts, pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from index.stores.base import AnalysedPassage
    from index.wanted import Form, Wanted

_NEAR_LATIN, _NEAR_HAN = 40, 16  # characters between the starts of two words that stand together: six words or so


class Match(NamedTuple):
    """A term of the query in a candidate: where (in the passage's text) and which."""

    span: Span
    term: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """One sentence of a candidate: its width in columns, how often each channel's keys occur, and where words match."""

    width: float
    counts: Mapping[str, Counts]
    matches: Sequence[Match]


class _Known(NamedTuple):
    """What a term counts for, and which of the query's words it is: each with how surely (0..1)."""

    forms: Sequence[Form]
    keys: Mapping[str, float]


def sight(candidates: Sequence[AnalysedPassage], wanted: Wanted) -> list[list[Sighting]]:
    """Return for each candidate what each of its sentences holds."""
    known = _known(set().union(*(candidate.terms for candidate in candidates)), wanted)
    return [_sight(candidate, wanted, known) for candidate in candidates]


def _known(vocabulary: Set[str], wanted: Wanted) -> dict[str, _Known]:
    """Return the terms of a vocabulary that count for anything."""
    known = {}
    for term in wanted.among(vocabulary):
        forms = wanted.forms(term)
        known[term] = _Known(forms, {one.key: one.weight for one in forms if one.channel in ("words", "bigrams")})
    return known


def _sight(candidate: AnalysedPassage, wanted: Wanted, known: Mapping[str, _Known]) -> list[Sighting]:
    found = [i for i, term in enumerate(candidate.terms) if term in known]
    sightings = []
    for n, width in enumerate(candidate.widths):
        tokens = found[bisect_left(found, candidate.bounds[n]) : bisect_left(found, candidate.bounds[n + 1])]
        sightings.append(_count(candidate, width, tokens, wanted, known) if tokens else Sighting(width, _NOTHING, ()))
    return sightings


def _count(
    candidate: AnalysedPassage, width: float, tokens: Sequence[int], wanted: Wanted, known: Mapping[str, _Known]
) -> Sighting:
    """Return the evidence in one sentence, given which of the candidate's tokens are known."""
    counts: dict[str, Counts] = {channel: {} for channel in CHANNELS}
    places: dict[str, list[int]] = {}
    matches = []
    for i in tokens:
        forms, keys = known[candidate.terms[i]]
        span = Span(candidate.starts[i], candidate.ends[i])
        for channel, key, weight in forms:
            _add(counts[channel], key, weight)
        for key, weight in keys.items():
            places.setdefault(key, []).append(span.start)
            if weight >= SHOWN:
                matches.append(Match(span, key))
        if keys and not wanted.crossed and candidate.terms[i] in wanted.weights["words"]:
            word = surface(candidate.text[span.start : span.end])
            if word in wanted.weights["exact"]:
                _add(counts["exact"], word, 1.0)
    if wanted.phrases:
        matches += _count_phrases(candidate, tokens, wanted, counts)
    for left, right in wanted.pairs:
        if left in places and right in places and (near := _count_near(places[left], places[right], wanted, left)):
            counts["pairs"][pair(left, right)] = near * _sure(left, places, counts) * _sure(right, places, counts)
    return Sighting(width, counts, matches)


def _count_phrases(
    candidate: AnalysedPassage, tokens: Sequence[int], wanted: Wanted, counts: dict[str, Counts]
) -> Iterator[Match]:
    """Count the phrases in a sentence, and return where they stand."""
    there = {candidate.terms[i] for i in tokens}
    complete = [one for one in wanted.phrases if there.issuperset(one.terms)]
    places: dict[str, list[int]] = {}
    for i in tokens if complete else ():
        places.setdefault(candidate.terms[i], []).append(i)
    for key, terms, weight in complete:
        if found := _together(candidate, [places[term] for term in terms]):
            for channel in CHANNELS[:-1]:
                if channel != "pieces" and key in wanted.weights[channel]:
                    _add(counts[channel], key, weight)
            if weight >= SHOWN:
                yield from (Match(Span(candidate.starts[i], candidate.ends[i]), key) for i in found)


def _together(candidate: AnalysedPassage, places: Sequence[Sequence[int]]) -> list[int]:
    """Return a token of each kind, the first with the others nearest to it; none where they stand too far apart."""
    reach = _NEAR_LATIN if candidate.terms[places[0][0]].isascii() else len(places)
    for first in places[0]:
        start = candidate.starts[first]
        nearest = [min(other, key=lambda i: abs(candidate.starts[i] - start)) for other in places[1:]]
        if all(abs(candidate.starts[i] - start) <= reach for i in nearest):
            return [first, *nearest]
    return []


def _count_near(left: Sequence[int], right: Sequence[int], wanted: Wanted, word: str) -> float:
    """Return how many places of one word have the other near them."""
    reach = _NEAR_LATIN if wanted.weights["exact"] and (wanted.crossed or word.isascii()) else _NEAR_HAN
    return float(sum(any(0 < abs(one - other) <= reach for other in right) for one in left))


def _sure(key: str, places: Mapping[str, Sequence[int]], counts: Mapping[str, Counts]) -> float:
    """Return how surely a key is what stands in its places (0..1): a translation may mean something else."""
    counted = counts["words"].get(key) or counts["bigrams"].get(key, 0.0)
    return min(1.0, counted / len(places[key]))


def _add(counts: Counts, key: str, count: float) -> None:
    counts[key] = counts.get(key, 0.0) + count


_NOTHING: Final[Mapping[str, Counts]] = {channel: {} for channel in CHANNELS}
