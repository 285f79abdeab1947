"""Proximity within a sentence: of the words of a phrase, and of words that are neighbours in the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from index.ranking.channels import pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.model import Span
    from index.ranking.channels import Phrase, QueryChannels
    from index.ranking.postings import Postings

_LATIN_REACH_CHARS, _HAN_REACH_CHARS = (
    40,
    16,
)  # characters between the starts of two words that stand together: six words or so
SAYING: Final = ("words", "bigrams")
"""The channels whose keys are words of the question: what is marked as a match, and has neighbours."""


def find_phrases(postings: Postings, channels: QueryChannels) -> Iterator[tuple[int, Phrase, list[Span]]]:
    """Give the phrases of translations whose terms stand together: in which row, and where in its passage's text."""
    for phrase in channels.phrases:
        numbers = [postings.terms[term] for term in phrase.terms if term in postings.terms]
        if len(numbers) == len(phrase.terms):
            reach = _LATIN_REACH_CHARS if phrase.terms[0].isascii() else len(numbers)
            for row in postings.with_all(numbers):
                if spans := _together([postings.spans(row, (number,)) for number in numbers], reach):
                    yield row, phrase, spans


def _together(places: Sequence[Sequence[Span]], reach: int) -> list[Span]:
    """Return a place of each kind, the first with the others nearest to it; none where they are too far apart."""
    for first in places[0]:
        nearest = [min(others, key=lambda span: abs(span.start - first.start)) for others in places[1:]]
        if all(abs(span.start - first.start) <= reach for span in nearest):
            return [first, *nearest]
    return []


def count_pairs(
    postings: Postings,
    channels: QueryChannels,
    keys: Sequence[Mapping[str, float]],
    surely: Mapping[str, NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Return how often neighbours of the question stand near each other: a row a sentence, a column a pair.

    `keys` are the question's words that each term of the postings is, `surely` tells for each how often it counts in
    each row: a doubtful translation makes a doubtful pair.
    """
    columns = {key: n for n, key in enumerate(channels.weights["pairs"])}
    numbers_by_key = {
        key: [n for n, term_keys in enumerate(keys) if key in term_keys]
        for pair_keys in channels.pairs
        for key in pair_keys
    }
    there = {key: postings.with_any(numbers) for key, numbers in numbers_by_key.items()}
    counts = np.zeros((len(postings), len(columns)))
    for left, right in channels.pairs:
        reach = (
            _LATIN_REACH_CHARS
            if channels.weights["exact"] and (channels.crossed or left.isascii())
            else _HAN_REACH_CHARS
        )
        for row in np.flatnonzero(there[left] & there[right]).tolist():
            left_spans = postings.spans(row, numbers_by_key[left])
            right_spans = postings.spans(row, numbers_by_key[right])
            near = sum(any(0 < abs(span.start - other.start) <= reach for other in right_spans) for span in left_spans)
            sure = min(1.0, surely[left][row] / len(left_spans)) * min(1.0, surely[right][row] / len(right_spans))
            counts[row, columns[pair(left, right)]] = near * sure
    return counts
