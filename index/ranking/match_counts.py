"""How often the sentences of candidate passages have what a query looks for."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from index.ranking.channels import CHANNELS, SHOWN, WHOLE
from index.ranking.postings import Postings
from index.ranking.proximity import SAYING, count_pairs, find_phrases
from index.text.folding import has_han
from index.text.stemming import normalise_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.model import Span
    from index.ranking.channels import QueryChannels
    from index.stores.base import AnalysedPassage

    Table = NDArray[np.float64]


class Match(NamedTuple):
    """A term of the query in a candidate: where (in the passage's text) and which."""

    span: Span
    term: str


class MatchCounts:
    """How often each sentence of the candidates has each key of a query; a sentence is a row, numbered through.

    `firsts` are the rows of the candidates' first sentences and, last, the number of rows; `owners` tells for each row
    whose sentence it is. `counts` has how often each row has each key of each channel, a column a key in the order of
    `channels.weights`, and `columns` where those of a channel are; `marked` tells which rows have a match.
    """

    def __init__(self, candidates: Sequence[AnalysedPassage], channels: QueryChannels) -> None:
        """Take the passages to look at, at least one, and what the query looks for."""
        self.candidates = candidates
        self.channels = channels
        sizes = [len(candidate.widths) for candidate in candidates]
        self.firsts = list(accumulate(sizes, initial=0))
        self.owners = np.repeat(np.arange(len(candidates)), sizes)
        self._postings = Postings(candidates, list(channels.whole))
        # Which of the question's words each term is, each with how surely (0..1).
        self._keys = [
            {key: weight for channel, key, weight in forms if channel in SAYING} for forms in channels.whole.values()
        ]
        self._phrased: dict[int, list[Match]] = {}
        self._matches: dict[int, list[Match]] = {}
        edges = list(accumulate((len(channels.weights[channel]) for channel in CHANNELS), initial=0))
        self.columns = {channel: slice(*edge) for channel, edge in zip(CHANNELS, pairwise(edges), strict=True)}
        self.counts = np.zeros((self.firsts[-1], edges[-1]))
        self._count()
        self.of("pairs")[:] = count_pairs(self._postings, channels, self._keys, self._surely())
        numbers = [n for n, keys in enumerate(self._keys) if any(weight >= SHOWN for weight in keys.values())]
        self.marked = self._postings.with_any(numbers)
        self.marked[list(self._phrased)] = True

    def of(self, channel: str) -> Table:
        """Return the counts of one channel."""
        return self.counts[:, self.columns[channel]]

    def matches(self, row: int) -> Sequence[Match]:
        """Return the matched words of a sentence."""
        if row not in self._matches:
            matches = [
                Match(self._postings.span(token), key)
                for token in self._postings.of(row)
                for key, weight in self._keys[self._postings.numbers[token]].items()
                if weight >= SHOWN
            ]
            self._matches[row] = [*matches, *self._phrased.get(row, ())]
        return self._matches[row]

    def _count(self) -> None:
        """Count all but pairs."""
        keys = [(channel, key) for channel in CHANNELS for key in self.channels.weights[channel]]
        entries = list(self._found({key: n for n, key in enumerate(keys)}))
        cells = np.array([row * len(keys) + column for row, column, _ in entries], dtype=np.intp)
        np.add.at(self.counts.reshape(-1), cells, [weight for _, _, weight in entries])

    def _found(self, columns: Mapping[tuple[str, str], int]) -> Iterator[tuple[int, int, float]]:
        """Give all that counts: in which row, for which column of a channel's key, and how much."""
        for forms_by_term, seen in (
            (self.channels.whole, zip(self._postings.rows, self._postings.numbers, strict=True)),
            (self.channels.pieces, self._postings.pieces(list(self.channels.pieces))),
        ):
            forms = [
                [(columns[channel, key], weight) for channel, key, weight in term_forms]
                for term_forms in forms_by_term.values()
            ]
            for row, number in seen:
                for column, weight in forms[number]:
                    yield row, column, weight
        for row, word in self._as_written():
            yield row, columns["exact", word], 1.0
        for row, phrase, spans in find_phrases(self._postings, self.channels):
            for channel in (*WHOLE, "exact"):
                if (channel, phrase.key) in columns:
                    yield row, columns[channel, phrase.key], phrase.weight
            if phrase.weight >= SHOWN:
                self._phrased.setdefault(row, []).extend(Match(span, phrase.key) for span in spans)

    def _as_written(self) -> Iterator[tuple[int, str]]:
        """Give the words that stand as the question has them, each with its row; what is crossed has none."""
        channels, postings = self.channels, self._postings
        if channels.crossed or not channels.weights["exact"]:
            return
        stems = {n for term, n in postings.terms.items() if term in channels.weights["words"] and not has_han(term)}
        for token, (row, number) in enumerate(zip(postings.rows, postings.numbers, strict=True)):
            if number in stems:
                start, end = postings.span(token)
                word = normalise_word(self.candidates[self.owners[row]].text[start:end])
                if word in channels.weights["exact"]:
                    yield row, word

    def _surely(self) -> Mapping[str, Table]:
        """Return how often each of the question's words counts in each row, as a word or else as two characters."""
        bigrams, words = (
            dict(zip(self.channels.weights[channel], self.of(channel).T, strict=True)) for channel in reversed(SAYING)
        )
        merged = {key: np.where(words[key] > 0, words[key], bigrams[key]) for key in words.keys() & bigrams.keys()}
        return {**bigrams, **words, **merged}

    @cached_property
    def titled(self) -> list[set[str]]:
        """The words of the question that each candidate's title says outright: what all of it is about."""
        return self._said(self._postings.titled)

    @cached_property
    def headed(self) -> list[set[str]]:
        """The words of the question that the headings above each candidate say outright."""
        return self._said(self._postings.headed)

    def _said(self, places: Sequence[tuple[int, int]]) -> list[set[str]]:
        forms = list(self.channels.whole.values())
        keys: list[set[str]] = [set() for _ in self.candidates]
        for candidate, number in places:
            keys[candidate].update(form.key for form in forms[number] if form.weight >= SHOWN)
        return keys
