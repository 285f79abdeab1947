"""The windows of the candidates of one query, and what each has of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from index.columns import LONGEST
from index.model import Span
from index.sightings import sight
from index.wanted import want

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from index.query import Query
    from index.sightings import Match, Sighting
    from index.stores.base import AnalysedPassage

_BEFORE: Final = 4  # sentences before a window that a reader still has in mind


class Spot(NamedTuple):
    """A window: the candidate, and its first and last sentence."""

    candidate: int
    first: int
    last: int


class Place(NamedTuple):
    """A sentence of a candidate."""

    candidate: int
    sentence: int


class Sheet:
    """The windows of the candidates of one query.

    A window is two neighbouring sentences of one paragraph, or a single one where no neighbour fits beside it: what is
    shown is to hold as much of the answer as can be read at a glance.
    """

    def __init__(self, query: Query, candidates: Sequence[AnalysedPassage]) -> None:
        """Take the query and the passages to judge, at least one."""
        self.query = query
        self.candidates = candidates
        self.wanted = want(query)
        self.sightings = sight(candidates, self.wanted)
        self.spots = [spot for i, candidate in enumerate(candidates) for spot in _spots(i, candidate)]

    @cached_property
    def worth(self) -> Mapping[str, float]:
        """What each term that a text may have is worth to the question, in idf."""
        return self.query.worth()

    @property
    def weights(self) -> Mapping[str, float]:
        """The idf of each word that a window may match (in a Han question, of each pair of characters)."""
        return self.wanted.weights[self.wanted.core]

    def span(self, spot: Spot) -> Span:
        """Return where a window stands in its candidate's text."""
        sentences = self.candidates[spot.candidate].sentences
        return Span(sentences[spot.first].start, sentences[spot.last].end)

    def sighted(self, spot: Spot) -> Sequence[Sighting]:
        """Return what was seen in the sentences of a window."""
        return self.sightings[spot.candidate][spot.first : spot.last + 1]

    def at(self, place: Place) -> Sighting:
        """Return what was seen in a sentence."""
        return self.sightings[place.candidate][place.sentence]

    def matches(self, spot: Spot) -> list[Match]:
        """Return the matched words of a window, in the candidate's text."""
        return [match for sighting in self.sighted(spot) for match in sighting.matches]

    def before(self, spot: Spot) -> list[Place]:
        """Return the few sentences before a window, also those of the passage before where that is a candidate."""
        places = [Place(spot.candidate, n) for n in range(spot.first)]
        if len(places) < _BEFORE and (earlier := self._earlier.get(spot.candidate)) is not None:
            places = [*(Place(earlier, n) for n in range(len(self.sightings[earlier]))), *places]
        return places[-_BEFORE:]

    @cached_property
    def _earlier(self) -> dict[int, int]:
        places = {(one.passage.article, one.passage.ordinal): i for i, one in enumerate(self.candidates)}
        return {i: places[article, n - 1] for (article, n), i in places.items() if (article, n - 1) in places}


def _spots(index: int, candidate: AnalysedPassage) -> Iterator[Spot]:
    paired: set[int] = set()
    for n in range(len(candidate.sentences) - 1):
        if n + 1 not in candidate.passage.breaks and _fits(candidate, n):
            paired |= {n, n + 1}
            yield Spot(index, n, n + 1)
    for n in range(len(candidate.sentences)):
        if n not in paired:
            yield Spot(index, n, n)


def _fits(candidate: AnalysedPassage, n: int) -> bool:
    return candidate.widths[n] + 1 + candidate.widths[n + 1] <= LONGEST
