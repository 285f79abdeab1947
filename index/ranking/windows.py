"""The windows of the candidates of one query, with their sentences and matches."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from index.model import Span
from index.ranking.channels import channels_of
from index.ranking.match_counts import MatchCounts
from index.text.width import MAX_FOCUS_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.query.query import Query
    from index.ranking.match_counts import Match
    from index.stores.base import AnalysedPassage

_SENTENCES_BEFORE: Final = 4  # sentences before a window that a reader still has in mind


class WindowRange(NamedTuple):
    """A window: the rows of its first and its last sentence."""

    first: int
    last: int


class WindowSet:
    """The windows of the candidates of one query; their sentences are rows, as in its `match_counts`.

    A window is two neighbouring sentences of one paragraph, or a single one where no neighbour fits beside it: what is
    shown is to hold as much of the answer as can be read at a glance.
    """

    def __init__(self, query: Query, candidates: Sequence[AnalysedPassage]) -> None:
        """Take the query and the passages to judge, at least one, by article and in their order there."""
        self.query = query
        self.candidates = candidates
        self.channels = channels_of(query)
        self.match_counts = MatchCounts(candidates, self.channels)
        self.widths = np.array([width for candidate in candidates for width in candidate.widths])
        self.ranges = self._ranges()

    @cached_property
    def worth(self) -> Mapping[str, float]:
        """What each term that a text may have is worth to the question, in idf."""
        return self.query.worth()

    @property
    def weights(self) -> Mapping[str, float]:
        """The idf of each word that a window may match (in a Han question, of each pair of characters)."""
        return self.channels.weights[self.channels.core]

    def candidate(self, row: int) -> AnalysedPassage:
        """Return the candidate that a sentence is of."""
        return self.place(row)[0]

    def place(self, row: int) -> tuple[AnalysedPassage, int]:
        """Return the candidate that a sentence is of, and which of its sentences it is."""
        owner: int = self.match_counts.owners[row]
        return self.candidates[owner], row - self.match_counts.firsts[owner]

    def span(self, rows: WindowRange) -> Span:
        """Return where a window stands in its candidate's text."""
        candidate, first = self.place(rows.first)
        sentences = candidate.sentences
        return Span(sentences[first].start, sentences[first + rows.last - rows.first].end)

    def matches(self, rows: WindowRange) -> list[Match]:
        """Return the matched words of a window, in the candidate's text."""
        return [match for row in range(rows.first, rows.last + 1) for match in self.match_counts.matches(row)]

    def before(self, row: int) -> range:
        """Return the few sentences before one, also those of the passage before where that is a candidate."""
        return range(max(row - _SENTENCES_BEFORE, self._told_from[self.match_counts.owners[row]]), row)

    @cached_property
    def _told_from(self) -> list[int]:
        """Return for each candidate the first row that may be before its sentences."""
        places = [(candidate.passage.article, candidate.passage.ordinal) for candidate in self.candidates]
        follows = [n > 0 and places[n - 1] == (article, ordinal - 1) for n, (article, ordinal) in enumerate(places)]
        return [self.match_counts.firsts[n - 1 if after else n] for n, after in enumerate(follows)]

    def _ranges(self) -> list[WindowRange]:
        """Return the windows, candidate by candidate, those of two sentences first."""
        firsts, owners = self.match_counts.firsts, self.match_counts.owners
        opens = np.zeros(len(owners), dtype=bool)
        candidates = zip(firsts, self.candidates, strict=False)
        breaks = [first + n for first, candidate in candidates for n in candidate.passage.breaks]
        opens[breaks] = True
        fits = (self.widths[:-1] + 1 + self.widths[1:] <= MAX_FOCUS_COLUMNS) & (owners[:-1] == owners[1:]) & ~opens[1:]
        paired = np.append(fits, [False]) | np.append([False], fits)
        pairs, alone = np.flatnonzero(fits), np.flatnonzero(~paired)
        first, last = np.append(pairs, alone), np.append(pairs + 1, alone)
        order = np.argsort(owners[first], kind="stable")
        return list(map(WindowRange, first[order].tolist(), last[order].tolist()))
