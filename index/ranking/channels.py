"""What a query looks for in candidate passages: the keys of each channel, and their weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from index.text.folding import has_han

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.query.query import Query, QueryTerm

CHANNELS: Final = ("words", "exact", "pieces", "bigrams", "chars", "pairs")
"""What is counted: words (stems, or what jieba sees), Latin words as written, their pieces of four letters, Han
characters two by two and one by one, and neighbours in the question that stand near each other."""

SHOWN: Final = 0.2
"""What a term must count for at least, as a translation of a word of the question, to be shown as a match."""

WHOLE: Final = ("words", "bigrams", "chars")
"""The channels whose keys are terms of texts."""

_PIECE_CHARS: Final = 4
_WORDS_SHARE: Final = 0.6  # what a phrase counts for by its words alone, where they do not stand together
_LATIN, _HAN = ("words", "exact"), ("words", "bigrams", "chars")  # where a translation counts, by its script

Counts = dict[str, float]


class Form(NamedTuple):
    """What a term of a text counts for: in which channel, as which key, and how much (0..1)."""

    channel: str
    key: str
    weight: float


class Phrase(NamedTuple):
    """Terms that, where they stand together, say a word of the question, and how much they count for besides."""

    key: str
    terms: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class QueryChannels:
    """What a query looks for: in each channel the keys, and what each weighs.

    `whole` tells which terms of a text count, `pieces` which pieces of its words, `phrases` which terms together; those
    of a crossed query count for the question's own words, which are its keys. `pairs` are keys that stand beside each
    other in the question.
    """

    weights: Mapping[str, Mapping[str, float]]
    pairs: Sequence[tuple[str, str]]
    whole: Mapping[str, Sequence[Form]]
    pieces: Mapping[str, Sequence[Form]]
    phrases: Sequence[Phrase] = ()
    crossed: bool = False

    @property
    def mass(self) -> float:
        """What a text would score that says each word of the question once; above 0."""
        return sum(self.weights["words"].values()) or sum(self.weights["chars"].values()) or 1.0

    @property
    def core(self) -> str:
        """The channel that tells how much of the question is there: bigrams of a Han question, else words."""
        return "bigrams" if len(self.weights["bigrams"]) >= len(self.weights["exact"]) else "words"


def channels_of(query: Query) -> QueryChannels:
    """Return what a query looks for."""
    return _crossed_channels(query) if query.crossed else _want(query)


def pair(left: str, right: str) -> str:
    """Return the key of two neighbours."""
    return f"{left} {right}"


def _want(query: Query) -> QueryChannels:
    weights: dict[str, Counts] = {channel: {} for channel in CHANNELS}
    neighbours = []
    han = any(has_han(term.term) for term in query.terms)
    for term in query.terms:
        weight = term.idf
        if not has_han(term.term):
            weights["words"][term.term] = weight
            weights["exact"][term.surface] = weight
            pieces = pieces_of(term.term)
            for piece in pieces:
                weights["pieces"][piece] = weights["pieces"].get(piece, 0.0) + weight / len(pieces)
            if han:  # in a Han question a name or a number counts as much as the characters around it
                weights["bigrams"][term.term] = weights["chars"][term.term] = weight
            neighbours.append(term)
            continue
        if term.kind == "word":
            weights["words"][term.term] = weight
        if len(term.term) == 1:
            weights["chars"][term.term] = weight
        if len(term.term) == 2 or (len(term.term) == 1 and term.kind == "word"):  # 桥 of 桥长多少米
            weights["bigrams"][term.term] = weight
            neighbours.append(term)
    if not weights["words"] and not weights["bigrams"]:
        weights["bigrams"] = dict(weights["chars"])  # 茶 alone is all that there is to match
    pairs = _weigh_pairs(neighbours, weights)
    whole = {key: [Form(channel, key, 1.0) for channel in WHOLE if key in weights[channel]] for key in _keys(weights)}
    return QueryChannels(weights, pairs, whole, {piece: [Form("pieces", piece, 1.0)] for piece in weights["pieces"]})


def _crossed_channels(query: Query) -> QueryChannels:
    alternatives = [(term.term, alternative) for term in query.terms for alternative in term.alternatives]
    han = not has_han(query.text)  # the articles, that is
    channels = _HAN if han else _LATIN
    weights: dict[str, Counts] = {channel: {} for channel in CHANNELS}
    for query_term in query.terms:
        for channel in channels if han else (*channels, "pieces"):
            weights[channel][query_term.term] = query_term.idf
    translated: dict[str, dict[tuple[str, str], float]] = {}
    pieces: dict[str, dict[tuple[str, str], float]] = {}
    phrases = []
    for key, (terms, idf, weight) in alternatives:
        if len(terms) > 1:
            phrases.append(Phrase(key, terms, weight * (1 - _WORDS_SHARE)))
        for term, rarity in zip(terms, idf, strict=True):
            share = weight if len(terms) == 1 else weight * _WORDS_SHARE * rarity / (sum(idf) or 1.0)
            for channel in channels:
                _raise(translated.setdefault(term, {}), channel, key, share)
            for piece in () if han else pieces_of(term):
                _raise(pieces.setdefault(piece, {}), "pieces", key, share / len(pieces_of(term)))
    pairs = _weigh_pairs(query.terms, weights)
    return QueryChannels(weights, pairs, _formed(translated), _formed(pieces), phrases, crossed=True)


def _keys(weights: Mapping[str, Counts]) -> dict[str, None]:
    return {key: None for channel in WHOLE for key in weights[channel]}


def _raise(weights: dict[tuple[str, str], float], channel: str, key: str, weight: float) -> None:
    weights[channel, key] = max(weights.get((channel, key), 0.0), weight)


def _formed(forms_by_term: dict[str, dict[tuple[str, str], float]]) -> dict[str, list[Form]]:
    return {term: [Form(*place, weight) for place, weight in forms.items()] for term, forms in forms_by_term.items()}


def _weigh_pairs(neighbours: Sequence[QueryTerm], weights: dict[str, Counts]) -> list[tuple[str, str]]:
    for left, right in pairwise(neighbours):
        weights["pairs"][pair(left.term, right.term)] = (left.idf + right.idf) / 2
    return [(left.term, right.term) for left, right in pairwise(neighbours)]


@lru_cache(maxsize=100_000)
def pieces_of(term: str) -> tuple[str, ...]:
    """Return the pieces of four letters of a Latin word with a space at its edges, none of a Han one."""
    if has_han(term):
        return ()
    edged = f" {term} "
    return tuple({edged[i : i + _PIECE_CHARS]: None for i in range(max(1, len(edged) - _PIECE_CHARS + 1))})
