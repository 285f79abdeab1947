"""What is measured of every window of the candidates: a row a window, a column a feature."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import numpy as np

from index.analysis import analyse, surface
from index.answer_type import AnswerType, find
from index.bm25 import WindowBM25
from index.columns import LONGEST
from index.leads import hangs
from index.model import Span
from index.sightings import CHANNELS, sight, want

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.query import Query
    from index.sightings import Counts, Match, Sighting
    from index.stores.base import AnalysedPassage

    Column = NDArray[np.float64]

WINDOW_CHANNELS: Final = ("words", "exact", "pieces")
"""The channels that tell windows apart; the others add to a passage, but nothing to these in a window."""

THINGS: Final = ("person", "date", "place", "number")
"""The kinds of answers that are a thing to point at; "because" and "is a" only tell that an answer is there."""

FEATURES: Final = (
    *WINDOW_CHANNELS,  # BM25 of the window in each channel
    *(f"passage_{channel}" for channel in CHANNELS),  # the same of its passage
    "coverage",  # share of the question's idf that the window has
    "passage_coverage",
    "article_coverage",  # … that the candidates of the same article have together
    "rare",  # the same shares with idf squared, which rare words rule
    "passage_rare",
    "article_rare",
    "title",  # what the title and the heading have of the question besides
    "untitled_chars",  # share of the question's characters that the window has, of those not in the title
    "new_chars",  # … of those neither there nor in the sentences before: the topic is given, an answer adds to it
    "named",  # share of the question's names and numbers that the window has
    "passage_named",
    *(f"has_{kind}" for kind in get_args(AnswerType)),  # it has such a thing, where that is asked for
    *(f"near_{kind}" for kind in THINGS),  # … and what it has of the question stands near to it
)
"""The columns of a sheet; shares are of what the question could reach, so that 1 is a good match for all of them."""

_TOLD_LATER: Final = ("date", "number")  # who and where an event was is mostly told with it, when and how many after it
_BEFORE: Final = 4
_LENT: Final = 0.85  # what a word counts for that only the sentence has on which a window hangs
_REACH: Final = {True: 40.0, False: 16.0}  # characters at which nearness has halved, in Latin and in Han text


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
    """The windows of the candidates of one query, and the features of each.

    A window is two neighbouring sentences of one paragraph, or a single one where no neighbour fits beside it: what is
    shown is to hold as much of the answer as can be read at a glance.
    """

    def __init__(self, query: Query, candidates: Sequence[AnalysedPassage]) -> None:
        """Take the query and the passages to judge, at least one."""
        self.candidates = candidates
        self._query = query
        self._wanted = want(query)
        self._sightings = sight(candidates, self._wanted)
        self._kind = query.kind
        self._own = {one.surface for one in query.terms}
        self._found: dict[tuple[int, int], list[Span]] = {}
        self.spots = [spot for i, candidate in enumerate(candidates) for spot in _spots(i, candidate)]
        self._number = {spot: i for i, spot in enumerate(self.spots)}

    def span(self, spot: Spot) -> Span:
        """Return where a window stands in its candidate's text."""
        sentences = self.candidates[spot.candidate].sentences
        return Span(sentences[spot.first].start, sentences[spot.last].end)

    def matches(self, spot: Spot) -> list[Match]:
        """Return the matched words of a window, in the candidate's text."""
        return [match for sighting in self._of(spot) for match in sighting.matches]

    def answers(self, spot: Spot) -> list[Span]:
        """Return the things in a window that are of the kind asked for, those nearest to matched words first."""
        if self._kind not in THINGS:
            return []
        found = self._answers(spot)
        lead = self.lead(spot)
        return [found[i] for i in np.argsort([-self._nearness(spot, one, lead) for one in found], kind="stable")]

    def lead(self, spot: Spot) -> Place | None:
        """Return the sentence that has lent a window some of its score, where one has."""
        return self._leads.get(self._number[spot])

    @property
    def weights(self) -> Mapping[str, float]:
        """The idf of each word that a window may match (in a Han question, of each pair of characters)."""
        return self._wanted.weights[self._wanted.core]

    def matrix(self) -> NDArray[np.float64]:
        """Return the features, a row a window in the order of `spots`."""
        columns = {**self._bm25(), **self._shares(), **self._typed()}
        return np.stack([columns[name] for name in FEATURES], axis=1)

    def _of(self, spot: Spot) -> list[Sighting]:
        return self._sightings[spot.candidate][spot.first : spot.last + 1]

    def _bm25(self) -> dict[str, Column]:
        widths = [sum(one.width for one in self._of(spot)) for spot in self.spots]
        passage_widths = [sum(one.width for one in sentences) for sentences in self._sightings]
        columns: dict[str, Column] = {}
        for channel in CHANNELS:
            weights = self._wanted.weights[channel]
            passages = WindowBM25(self._passages[channel], passage_widths, weights).get_scores(list(weights))
            if channel in WINDOW_CHANNELS:
                windows = WindowBM25(self._windows[channel], widths, weights).get_scores(list(weights))
                columns[channel] = windows / self._wanted.mass
            columns[f"passage_{channel}"] = self._of_passage(passages / self._wanted.mass)
        return columns

    def _of_passage(self, values: Column) -> Column:
        """Return for each window the value of its passage, or of the passage of the sentence it hangs on if higher."""
        column = values[self._at]
        for i, place in self._leads.items():
            column[i] = max(column[i], values[place.candidate])
        return column

    @cached_property
    def _at(self) -> NDArray[np.int64]:
        return np.array([spot.candidate for spot in self.spots])

    @cached_property
    def _windows(self) -> dict[str, list[Counts]]:
        channels = {*WINDOW_CHANNELS, self._wanted.core, "chars"}
        counts = {channel: [_sum(self._of(spot), channel) for spot in self.spots] for channel in channels}
        for i, place in self._leads.items():
            for channel, windows in counts.items():
                windows[i] = _lent(windows[i], self._at_place(place).counts[channel])
        return counts

    @cached_property
    def _leads(self) -> dict[int, Place]:
        """Return for windows that hang on a sentence before them ("The move was …") where that sentence is.

        Only where the window has a thing of the kind asked for and that sentence has none: otherwise it is itself the
        better answer. It is the one of the few before that holds most of the question.
        """
        if self._kind not in _TOLD_LATER:
            return {}
        return {
            i: lead
            for i, spot in enumerate(self.spots)
            if self._answers(spot) and self._hangs(spot) and (lead := self._lead(spot)) and not self._find(*lead)
        }

    def _lead(self, spot: Spot) -> Place | None:
        return max(self._before(spot), key=self._held, default=None)

    def _held(self, place: Place) -> float:
        core = self._wanted.core
        return sum(self._wanted.weights[core][key] for key in self._at_place(place).counts[core])

    def _at_place(self, place: Place) -> Sighting:
        return self._sightings[place.candidate][place.sentence]

    @cached_property
    def _passages(self) -> dict[str, list[Counts]]:
        return {channel: [_sum(sentences, channel) for sentences in self._sightings] for channel in CHANNELS}

    def _shares(self) -> dict[str, Column]:
        core = self._wanted.core
        weights = self._wanted.weights[core]
        squares = {key: weight * weight for key, weight in weights.items()}
        named = {one.term: 1.0 for one in self._query.terms if one.named and one.term in self._wanted.weights["words"]}
        windows, passages = self._windows[core], self._passages[core]
        articles: dict[str, Counts] = {}
        for candidate, counts in zip(self.candidates, passages, strict=True):
            articles.setdefault(candidate.passage.article, {}).update(counts)
        of_article = [articles[candidate.passage.article] for candidate in self.candidates]
        columns = {
            "coverage": _share(weights, windows),
            "passage_coverage": self._of_passage(_share(weights, passages)),
            "article_coverage": _share(weights, of_article)[self._at],
            "rare": _share(squares, windows),
            "passage_rare": self._of_passage(_share(squares, passages)),
            "article_rare": _share(squares, of_article)[self._at],
            "named": _share(named, self._windows["words"]),
            "passage_named": self._of_passage(_share(named, self._passages["words"])),
        }
        titles = [
            {**dict.fromkeys(weights.keys() & self._titles[spot.candidate], 1.0), **counts}
            for spot, counts in zip(self.spots, windows, strict=True)
        ]
        columns["title"] = _share(weights, titles) - columns["coverage"]
        columns["untitled_chars"] = self._new_chars(lambda _: ())
        columns["new_chars"] = self._new_chars(self._before)
        return columns

    def _new_chars(self, before: Callable[[Spot], Sequence[Place]]) -> Column:
        """Return for each window the share that it has of the characters which its title and `before` leave to say."""
        weights = self._wanted.weights["chars"]
        column = np.zeros(len(self.spots))
        for i, (spot, counts) in enumerate(zip(self.spots, self._windows["chars"], strict=True)):
            given = self._titles[spot.candidate].union(
                *(self._at_place(place).counts["chars"] for place in before(spot))
            )
            left = {key: weight for key, weight in weights.items() if key not in given}
            column[i] = sum(left[key] for key in counts if key in left) / sum(left.values()) if left else bool(weights)
        return column

    @cached_property
    def _titles(self) -> list[frozenset[str]]:
        """Return the terms of each candidate's title and heading, which say what all of it is about."""
        return [_terms(f"{one.title}\n{one.passage.heading or ''}") for one in self.candidates]

    def _before(self, spot: Spot) -> list[Place]:
        """Return the sentences before a window, those of the passage before it too where that is a candidate."""
        places = [Place(spot.candidate, n) for n in range(spot.first)]
        if len(places) < _BEFORE and (earlier := self._earlier.get(spot.candidate)) is not None:
            places = [*(Place(earlier, n) for n in range(len(self._sightings[earlier]))), *places]
        return places[-_BEFORE:]

    @cached_property
    def _earlier(self) -> dict[int, int]:
        places = {(one.passage.article, one.passage.ordinal): i for i, one in enumerate(self.candidates)}
        return {i: places[article, n - 1] for (article, n), i in places.items() if (article, n - 1) in places}

    def _hangs(self, spot: Spot) -> bool:
        candidate = self.candidates[spot.candidate]
        start = candidate.sentences[spot.first].start
        return hangs(candidate.text[start : start + 60])

    def _typed(self) -> dict[str, Column]:
        columns = {name: np.zeros(len(self.spots)) for name in FEATURES if name.startswith(("has_", "near_"))}
        if self._kind is None:
            return columns
        for i, spot in enumerate(self.spots):
            nearness = [self._nearness(spot, one, self._leads.get(i)) for one in self._answers(spot)]
            columns[f"has_{self._kind}"][i] = bool(nearness)
            if self._kind in THINGS:
                columns[f"near_{self._kind}"][i] = max(nearness, default=0.0)
        return columns

    def _answers(self, spot: Spot) -> list[Span]:
        return [one for n in range(spot.first, spot.last + 1) for one in self._find(spot.candidate, n)]

    def _find(self, candidate: int, sentence: int) -> list[Span]:
        """Return what is of the kind asked for in one sentence and not in the question itself."""
        if self._kind is None:
            return []
        place = (candidate, sentence)
        if place not in self._found:
            text, (start, end) = self.candidates[candidate].text, self.candidates[candidate].sentences[sentence]
            spans = [Span(start + a, start + b) for a, b in find(self._kind, text[start:end])]
            self._found[place] = [one for one in spans if not self._asked(text, one, place)]
        return self._found[place]

    def _asked(self, text: str, span: Span, place: tuple[int, int]) -> bool:
        """Tell whether a thing only says again what the question said."""
        if self._kind in ("reason", "definition"):
            return False
        if self._kind in ("person", "place") and text[span.start].isascii():
            return all(surface(word.strip(".,'’")) in self._own for word in text[span.start : span.end].split())
        matches = self._sightings[place[0]][place[1]].matches
        return any(span.start < match.span.end and match.span.start < span.end for match in matches)

    def _nearness(self, spot: Spot, span: Span, lead: Place | None = None) -> float:
        """Return the share of the question that stands near to a span, each word less with its distance.

        What stands in the window's lead is as near as the words that open the window and point back to it.
        """
        weights = self._wanted.weights[self._wanted.core]
        opening = self.span(spot).start
        places = [(match.term, match.span) for match in self.matches(spot)]
        places += [(match.term, Span(opening, opening)) for match in self._at_place(lead).matches] if lead else []
        near: Counts = {}
        for term, place in places:
            if (weight := weights.get(term)) is not None:
                distance = max(place.start - span.end, span.start - place.end, 0)
                reach = _REACH[term.isascii()]
                near[term] = max(near.get(term, 0.0), weight * reach / (reach + distance))
        return sum(near.values()) / (sum(weights.values()) or 1.0)


@lru_cache(maxsize=10_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(token.term for token in analyse(text))


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


def _sum(sightings: Sequence[Sighting], channel: str) -> Counts:
    if len(sightings) == 1:
        return sightings[0].counts[channel]
    total: Counts = {}
    for sighting in sightings:
        for key, count in sighting.counts[channel].items():
            total[key] = total.get(key, 0.0) + count
    return total


def _lent(counts: Counts, lead: Counts) -> Counts:
    """Return a window's counts and, for what it lacks, some of its lead's, which is shown before it."""
    return {**{key: min(count, 1.0) * _LENT for key, count in lead.items()}, **counts}


def _share(weights: Mapping[str, float], counts: Sequence[Counts]) -> Column:
    """Return for each text the share of the weights that its keys have, 0 where there are none to have."""
    whole = sum(weights.values()) or 1.0
    return (
        np.array(
            [sum(weights[key] * min(count, 1.0) for key, count in one.items() if key in weights) for one in counts]
        )
        / whole
    )
