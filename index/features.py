"""What is measured of every window of a sheet: a row a window, a column a feature."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from index.analysis import analyse
from index.answer_type import AnswerType
from index.bm25 import WindowBM25
from index.things import POINTED_AT
from index.wanted import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from index.sheet import Place, Sheet, Spot
    from index.sightings import Sighting
    from index.things import Things
    from index.wanted import Counts

    Column = NDArray[np.float64]

WINDOW_CHANNELS: Final = ("words", "exact", "pieces")
"""The channels that tell windows apart; the others add to a passage, but nothing to these in a window."""

FEATURES: Final = (
    *WINDOW_CHANNELS,  # BM25 of the window in each channel
    *(f"passage_{channel}" for channel in CHANNELS),  # the same of its passage
    "coverage",  # share of the question's idf that the window has
    "passage_coverage",
    "article_coverage",  # … that the candidates of the same article have together
    "title",  # what the title and the heading have of the question besides
    "untitled_chars",  # share of the question's characters that the window has, of those not in the title
    "new_chars",  # … of those neither there nor in the sentences before: the topic is given, an answer adds to it
    "passage_named",  # share of the question's names and numbers that its passage has
    *(f"has_{kind}" for kind in get_args(AnswerType)),  # it has such a thing, where that is asked for
    *(f"near_{kind}" for kind in POINTED_AT),  # … and what it has of the question stands near to it
)
"""The columns of a sheet; shares are of what the question could reach, so that 1 is a good match for all of them."""

_LENT: Final = 0.85  # what a word counts for that only the sentence has on which a window hangs


def measure(sheet: Sheet, things: Things, spots: Sequence[Spot]) -> NDArray[np.float64]:
    """Return the features of some windows of a sheet, at least one, a row each in their order."""
    columns = _Columns(sheet, things, spots).all()
    return np.stack([columns[name] for name in FEATURES], axis=1)


class _Columns:
    """The columns of some windows of one sheet, from counts that several of them share."""

    def __init__(self, sheet: Sheet, things: Things, spots: Sequence[Spot]) -> None:
        self._sheet = sheet
        self._things = things
        self._spots = spots
        self._wanted = sheet.wanted
        self._at = np.array([spot.candidate for spot in spots])

    def all(self) -> dict[str, Column]:
        return {**self._bm25(), **self._shares(), **self._typed()}

    def _bm25(self) -> dict[str, Column]:
        every = {spot: sum([one.width for one in self._sheet.sighted(spot)]) for spot in self._sheet.spots}
        widths, usual = [every[spot] for spot in self._spots], sum(every.values()) / len(every)
        passage_widths = [sum(one.width for one in sentences) for sentences in self._sheet.sightings]
        columns: dict[str, Column] = {}
        for channel in CHANNELS:
            weights = self._wanted.weights[channel]
            passages = WindowBM25(self._passages[channel], passage_widths, weights).get_scores(list(weights))
            if channel in WINDOW_CHANNELS:
                windows = WindowBM25(self._windows[channel], widths, weights, usual).get_scores(list(weights))
                columns[channel] = windows / self._wanted.mass
            columns[f"passage_{channel}"] = self._of_passage(passages / self._wanted.mass)
        return columns

    def _of_passage(self, values: Column) -> Column:
        """Return for each window the value of its passage, or of the passage of the sentence it hangs on if higher."""
        column: Column = values[self._at]
        for i, place in self._lent.items():
            column[i] = max(column[i], values[place.candidate])
        return column

    @cached_property
    def _lent(self) -> dict[int, Place]:
        leads = self._things.leads
        return {i: leads[spot] for i, spot in enumerate(self._spots) if spot in leads}

    @cached_property
    def _windows(self) -> dict[str, list[Counts]]:
        channels = {*WINDOW_CHANNELS, self._wanted.core, "chars"}
        counts = {channel: [_sum(self._sheet.sighted(spot), channel) for spot in self._spots] for channel in channels}
        for i, place in self._lent.items():
            for channel, windows in counts.items():
                windows[i] = _with_lead(windows[i], self._sheet.at(place).counts[channel])
        return counts

    @cached_property
    def _passages(self) -> dict[str, list[Counts]]:
        return {channel: [_sum(sentences, channel) for sentences in self._sheet.sightings] for channel in CHANNELS}

    def _shares(self) -> dict[str, Column]:
        core = self._wanted.core
        weights = self._wanted.weights[core]
        named = {
            one.term: 1.0 for one in self._sheet.query.terms if one.named and one.term in self._wanted.weights["words"]
        }
        windows, passages = self._windows[core], self._passages[core]
        articles: dict[str, Counts] = {}
        for candidate, counts in zip(self._sheet.candidates, passages, strict=True):
            articles.setdefault(candidate.passage.article, {}).update(counts)
        of_article = [articles[candidate.passage.article] for candidate in self._sheet.candidates]
        columns = {
            "coverage": _share(weights, windows),
            "passage_coverage": self._of_passage(_share(weights, passages)),
            "article_coverage": _share(weights, of_article)[self._at],
            "passage_named": self._of_passage(_share(named, self._passages["words"])),
        }
        titles = [
            {**dict.fromkeys(weights.keys() & self._titles[spot.candidate], 1.0), **counts}
            for spot, counts in zip(self._spots, windows, strict=True)
        ]
        columns["title"] = _share(weights, titles) - columns["coverage"]
        columns["untitled_chars"] = self._new_chars(lambda _: ())
        columns["new_chars"] = self._new_chars(self._sheet.before)
        return columns

    def _new_chars(self, before: Callable[[Spot], Sequence[Place]]) -> Column:
        """Return for each window the share that it has of the characters which its title and `before` leave to say."""
        weights = self._wanted.weights["chars"]
        column = np.zeros(len(self._spots))
        if not weights:
            return column
        for i, (spot, counts) in enumerate(zip(self._spots, self._windows["chars"], strict=True)):
            given = self._titles[spot.candidate].union(
                *(self._sheet.at(place).counts["chars"] for place in before(spot))
            )
            left = {key: weight for key, weight in weights.items() if key not in given}
            column[i] = sum(left[key] for key in counts if key in left) / sum(left.values()) if left else 1.0
        return column

    @cached_property
    def _titles(self) -> list[frozenset[str]]:
        """Return what each candidate's title and heading say of the question: what all of it is about."""
        titles = (f"{one.title}\n{one.passage.heading or ''}" for one in self._sheet.candidates)
        return [self._wanted.keys(_terms(title)) for title in titles]

    def _typed(self) -> dict[str, Column]:
        columns = {name: np.zeros(len(self._spots)) for name in FEATURES if name.startswith(("has_", "near_"))}
        kind, things = self._sheet.query.kind, self._things
        if kind is None:
            return columns
        for i, spot in enumerate(self._spots):
            found = things.of(spot)
            columns[f"has_{kind}"][i] = bool(found)
            if kind in POINTED_AT:
                columns[f"near_{kind}"][i] = max((things.nearness(spot, one) for one in found), default=0.0)
        return columns


@lru_cache(maxsize=10_000)
def _terms(text: str) -> frozenset[str]:
    return frozenset(token.term for token in analyse(text))


def _sum(sightings: Sequence[Sighting], channel: str) -> Counts:
    found = [counts for one in sightings if (counts := one.counts[channel])]
    if len(found) == 1:  # as mostly: the other sentence of a window has nothing, and nothing is added up
        return found[0]
    total: Counts = {}
    for counts in found:
        for key, count in counts.items():
            total[key] = total.get(key, 0.0) + count
    return total


def _with_lead(counts: Counts, lead: Counts) -> Counts:
    """Return a window's counts and, for what it lacks, some of its lead's, which is shown before it."""
    return {**{key: min(count, 1.0) * _LENT for key, count in lead.items()}, **counts}


def _share(weights: Mapping[str, float], counts: Sequence[Counts]) -> Column:
    """Return for each text the share of the weights that its keys have, 0 where there are none to have."""
    whole = sum(weights.values()) or 1.0
    return (
        np.array(
            [
                sum([weights[key] * min(count, 1.0) for key, count in one.items() if key in weights]) if one else 0.0
                for one in counts
            ]
        )
        / whole
    )
