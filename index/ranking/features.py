"""The features of windows: a row a window, a column a feature."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from index.query.answer_forms import FORMS
from index.query.query import TERM_WEIGHTS
from index.ranking.answer_spans import POINTED_AT
from index.ranking.bm25 import WindowBM25, bm25f
from index.ranking.channels import CHANNELS, WHOLE
from index.stores.base import FIELDS
from index.text.folding import HAN, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from index.ranking.answer_spans import AnswerSpans
    from index.ranking.windows import WindowRange, WindowSet
    from index.text.analysis import Kind

    Column = NDArray[np.float64]
    Table = NDArray[np.float64]

WINDOW_CHANNELS: Final = ("words", "exact", "pieces")
"""The channels that tell windows apart; the others add to a passage, but nothing to these in a window."""

FEATURES: Final = (
    *WINDOW_CHANNELS,  # BM25 of the window in each channel
    *(f"passage_{channel}" for channel in CHANNELS),  # the same of its passage
    "coverage",  # share of the question's idf that the window has
    "passage_coverage",
    "article_coverage",  # … that the candidates of the same article have together
    "fields",  # BM25F of the passage, the headings above and the title
    "title",  # share of the idf that is found in the title only
    "headings",  # share of the idf that is found in the headings only
    "title_fit",  # share of the title's terms that are the question's
    "opening",  # 1 for an article's first passage, 1/2 for the second, and so on
    "headings_share",  # share of the question that the headings have
    "headings_fit",  # share of the headings' terms that are the question's
    "headings_likeness",  # how like the question the last heading, or the title, is as they are written
    "passage_fields",  # share of the question's idf that the passage, its headings and the title have together
    "untitled_chars",  # share of the question's characters that the window has, of those not in the title
    "new_chars",  # … of those neither there nor in the sentences before: the topic is given, an answer adds to it
    "passage_named",  # share of the question's names and numbers that its passage has
    *(f"has_{kind}" for kind in FORMS),  # it has such a thing, where that is asked for
    *(f"near_{kind}" for kind in POINTED_AT),  # … and what it has of the question stands near to it
    "steps_listed",  # steps are asked for, and it opens in an item of a list or in code
)
"""The columns of the table; shares are of what the question could reach, so that 1 is a good match for all of them."""

_TERM_KINDS: Final[dict[str, Kind]] = {"words": "word", "bigrams": "bigram", "chars": "unigram"}
_WRITTEN: Final = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
_LENT: Final = 0.85  # what a word counts for that only the sentence has on which a window hangs


def measure(window_set: WindowSet, answer_spans: AnswerSpans, ranges: Sequence[WindowRange]) -> Table:
    """Return the features of some windows of one set, at least one, a row each in their order."""
    columns = _Columns(window_set, answer_spans, ranges).all()
    return np.stack([columns[name] for name in FEATURES], axis=1)


class _Columns:
    """The columns of some windows of one set, from counts that several of them share."""

    def __init__(self, window_set: WindowSet, answer_spans: AnswerSpans, ranges: Sequence[WindowRange]) -> None:
        self._window_set = window_set
        self._answer_spans = answer_spans
        self._ranges = ranges
        self._channels = window_set.channels
        self._match_counts = window_set.match_counts
        self._first, self._last = np.array(ranges).T
        self._at = window_set.match_counts.owners[self._first]
        self._lent = {i: answer_spans.leads[rows] for i, rows in enumerate(ranges) if rows in answer_spans.leads}

    def all(self) -> dict[str, Column]:
        return {**self._bm25(), **self._shares(), **self._typed(), **self._placed()}

    def _bm25(self) -> dict[str, Column]:
        idf = {(channel, key): idf for channel in CHANNELS for key, idf in self._channels.weights[channel].items()}
        usual = float(_of_windows(self._window_set.widths, *np.array(self._window_set.ranges).T).mean())
        widths = _of_windows(self._window_set.widths, self._first, self._last)
        windows = WindowBM25(self._windows, widths, idf, usual)
        passages = WindowBM25(self._passages, self._passage_widths, idf)
        columns: dict[str, Column] = {}
        for channel in CHANNELS:
            keys = [(channel, key) for key in self._channels.weights[channel]]
            columns[f"passage_{channel}"] = self._of_passage(passages.get_scores(keys) / self._channels.mass)
            if channel in WINDOW_CHANNELS:
                columns[channel] = windows.get_scores(keys) / self._channels.mass
        return columns

    def _of_passage(self, values: Column) -> Column:
        """Return for each window the value of its passage, or of the passage of the sentence it hangs on if higher."""
        column: Column = values[self._at]
        for i, row in self._lent.items():
            column[i] = max(column[i], values[self._match_counts.owners[row]])
        return column

    @cached_property
    def _windows(self) -> Table:
        """How often each window has each key; of its lead it has some, for that is shown before it."""
        counts = self._match_counts.counts
        table = _of_windows(counts, self._first, self._last)
        for i, row in self._lent.items():
            table[i] = np.where(table[i] > 0, table[i], np.minimum(counts[row], 1.0) * _LENT)
        return table

    @cached_property
    def _passages(self) -> Table:
        """How often each candidate has each key."""
        return self._of_passages(self._match_counts.counts)

    @cached_property
    def _passage_widths(self) -> Column:
        return self._of_passages(self._window_set.widths)

    def _of_passages(self, rows: Table) -> Table:
        added: Table = np.add.reduceat(rows, self._match_counts.firsts[:-1], axis=0)
        return added

    def _shares(self) -> dict[str, Column]:
        core, words = self._channels.core, self._channels.weights["words"]
        weights = np.array(list(self._channels.weights[core].values()))
        names = {term.term for term in self._window_set.query.terms if term.named}
        named = np.array([float(term in names) for term in words])
        at = self._match_counts.columns
        windows, passages = self._windows[:, at[core]], self._passages[:, at[core]]
        columns = {
            "coverage": _share(weights, windows),
            "passage_coverage": self._of_passage(_share(weights, passages)),
            "article_coverage": _share(weights, self._of_articles(passages))[self._at],
            "passage_named": self._of_passage(_share(named, self._passages[:, at["words"]])),
        }
        return {**columns, **self._fields(weights, windows, passages), **self._new_chars()}

    def _fields(self, weights: Column, windows: Table, passages: Table) -> dict[str, Column]:
        core = self._channels.core
        titled = self._said(core, self._match_counts.titled)
        headed = self._said(core, self._match_counts.headed)
        coverage = _share(weights, windows)
        return {
            "fields": self._of_passage(self._bm25f() / self._channels.mass),
            "title": _share(weights, np.maximum(windows, titled[self._at])) - coverage,
            "headings": _share(weights, np.maximum(windows, headed[self._at])) - coverage,
            "title_fit": self._fit(self._match_counts.titled, "titled")[self._at],
            "opening": np.array([1.0 / (1 + candidate.passage.ordinal) for candidate in self._window_set.candidates])[
                self._at
            ],
            "headings_share": _share(weights, headed)[self._at],
            "headings_fit": self._fit(self._match_counts.headed, "headed")[self._at],
            "headings_likeness": self._likeness()[self._at],
            "passage_fields": self._of_passage(_share(weights, passages + titled + headed)),
        }

    def _bm25f(self) -> Column:
        """Return what the store's search measures, from the candidates alone: no deleted passage changes it."""
        weights = self._channels.weights
        idf = [idf * TERM_WEIGHTS[_TERM_KINDS[channel]] for channel in WHOLE for idf in weights[channel].values()]
        counts = {
            "terms": np.hstack([self._passages[:, self._match_counts.columns[channel]] for channel in WHOLE]),
            "headings": np.hstack([self._said(channel, self._match_counts.headed) for channel in WHOLE]),
            "title": np.hstack([self._said(channel, self._match_counts.titled) for channel in WHOLE]),
        }
        lengths = {
            "terms": self._passage_widths,
            "headings": np.array([len(candidate.headed) for candidate in self._window_set.candidates], dtype=float),
            "title": np.array([len(candidate.titled) for candidate in self._window_set.candidates], dtype=float),
        }
        return bm25f([(counts[name], lengths[name], boost) for name, boost in FIELDS.items()], np.array(idf))

    def _likeness(self) -> Column:
        """Return Dice's coefficient of the question's words and a heading's, to the power of 4, for each candidate.

        Stopwords count: "What is it?" has nothing else. The heading is the last one above or the title. By the power
        only those count that are nearly the same.
        """
        asked = written_words(self._window_set.query.text)
        names = ((*candidate.passage.headings[-1:], candidate.title) for candidate in self._window_set.candidates)
        return np.array([max(_dice(asked, written_words(name)) for name in pair) for pair in names]) ** 4

    def _fit(self, matched: Sequence[set[str]], field: Literal["titled", "headed"]) -> Column:
        """Return for each candidate what share of the terms of its title, or of its headings, the question has."""
        sizes = [max(1, len(getattr(candidate, field))) for candidate in self._window_set.candidates]
        return np.minimum(1.0, np.array([len(self._keys & keys) for keys in matched]) / sizes)

    @cached_property
    def _keys(self) -> set[str]:
        """The question's keys in all channels whose keys are terms of texts."""
        return {key for channel in WHOLE for key in self._channels.weights[channel]}

    def _of_articles(self, passages: Table) -> Table:
        """Return for each candidate what the candidates of its article have of each key, the last one that has it."""
        articles = [candidate.passage.article for candidate in self._window_set.candidates]
        counts = passages.copy()
        for n in range(1, len(articles)):
            if articles[n] == articles[n - 1]:
                counts[n] = np.where(passages[n] > 0, passages[n], counts[n - 1])
        last = {article: n for n, article in enumerate(articles)}
        whole: Table = counts[[last[article] for article in articles]]
        return whole

    def _new_chars(self) -> dict[str, Column]:
        """Return the share that each window has of the characters which its title, and what stands before, leave."""
        weights = np.array(list(self._channels.weights["chars"].values()))
        if not weights.size:
            return {name: np.zeros(len(self._ranges)) for name in ("untitled_chars", "new_chars")}
        present = self._windows[:, self._match_counts.columns["chars"]] > 0
        given = (
            self._said("chars", titles)[self._at] for titles in (self._match_counts.titled, self._match_counts.headed)
        )
        titled = sum(given) > 0
        so_far = np.cumsum(self._match_counts.of("chars") > 0, axis=0)
        so_far = np.append(np.zeros((1, len(weights)), dtype=so_far.dtype), so_far, axis=0)
        starts = [self._window_set.before(row).start for row in self._first.tolist()]
        before = so_far[self._first] > so_far[starts]
        return {
            "untitled_chars": _share_of_rest(weights, present, titled),
            "new_chars": _share_of_rest(weights, present, titled | before),
        }

    def _said(self, channel: str, titles: Sequence[set[str]]) -> Table:
        """Return which keys each candidate's title, or its headings, say."""
        keys = self._channels.weights[channel]
        return np.array([[float(key in title) for key in keys] for title in titles])

    def _typed(self) -> dict[str, Column]:
        columns = {name: np.zeros(len(self._ranges)) for name in FEATURES if name.startswith(("has_", "near_"))}
        kind, answer_spans = self._window_set.query.kind, self._answer_spans
        if kind not in FORMS:
            return columns
        for i, rows in enumerate(self._ranges):
            spans = answer_spans.of(rows)
            columns[f"has_{kind}"][i] = bool(spans)
            if kind in POINTED_AT:
                columns[f"near_{kind}"][i] = max((answer_spans.nearness(rows, span) for span in spans), default=0.0)
        return columns

    def _placed(self) -> dict[str, Column]:
        """Return which windows are steps, where these are asked for: a list of them, or what is to be typed."""
        listed = np.zeros(len(self._ranges))
        if self._window_set.query.kind == "steps":
            for i, rows in enumerate(self._ranges):
                candidate, first = self._window_set.place(rows.first)
                listed[i] = candidate.passage.kind_at(first) in ("item", "code")
        return {"steps_listed": listed}


def _of_windows(rows: Table, first: NDArray[np.intp], last: NDArray[np.intp]) -> Table:
    """Return the sums over the one or two rows of each window."""
    sums: Table = rows[first]
    two = last > first
    sums[two] += rows[last[two]]
    return sums


def _share(weights: Column, counts: Table) -> Column:
    """Return for each text the share of the weights that its keys have, 0 where there are none to have."""
    shares: Column = (np.minimum(counts, 1.0) * weights).sum(axis=1) / (weights.sum() or 1.0)
    return shares


@lru_cache(maxsize=10_000)
def written_words(text: str) -> frozenset[str]:
    """Return the words of a text, folded, of Han the characters."""
    return frozenset(_WRITTEN.findall(fold(text)))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right) or 1)


def _share_of_rest(weights: Column, present: NDArray[np.bool_], given: NDArray[np.bool_]) -> Column:
    """Return for each text the share that it has of the weights that are not given to it, 1 where all are given."""
    left = weights * ~given
    whole = left.sum(axis=1)
    return np.where(whole > 0, (left * present).sum(axis=1) / np.where(whole > 0, whole, 1.0), 1.0)
