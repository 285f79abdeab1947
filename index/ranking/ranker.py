"""From candidate passages to ranked windows of one or two neighbouring sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from index.ranking.answer_spans import AnswerSpans
from index.ranking.features import FEATURES, measure
from index.ranking.weights import CROSSED, WEIGHTS
from index.ranking.windows import WindowSet
from index.text.excerpts import Worth, cut
from index.text.width import MAX_FOCUS_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.model import Span
    from index.query.query import Query
    from index.ranking.match_counts import Match
    from index.ranking.windows import WindowRange
    from index.stores.base import AnalysedPassage, Hit


LANGUAGE: Final = "language"
"""The part of a crossed window's score that sets it beside the windows in the question's own language."""

MEANING: Final = "meaning"
"""The part of a window's score that an encoder gave or took."""

TIMING: Final = "timing"
"""The part of a window's score that the time asked for gave or took."""


class Evidence:
    """The features of the windows of one query: a row of `features` a window, in the order of `ranges`."""

    def __init__(self, window_set: WindowSet, answer_spans: AnswerSpans, ranges: Sequence[WindowRange]) -> None:
        """Take the windows to judge, at least one."""
        self.window_set = window_set
        self.answer_spans = answer_spans
        self.ranges = ranges
        self.features = measure(window_set, answer_spans, ranges)

    def windows(self) -> list[Window]:
        """Return the windows, best first."""
        weights = weights_for(self.window_set.query)
        # Row by row: a product of matrices rounds a row by where it stands, and copies would come in no order.
        scores = (self.features * [weights[name] for name in FEATURES]).sum(axis=1)
        order = np.argsort(-scores, kind="stable")
        return [Window(self, i, score) for i, score in zip(order.tolist(), scores[order].tolist(), strict=True)]


class Window(NamedTuple):
    """Neighbouring sentences of a candidate, and what speaks for them: row `number` of the evidence.

    All spans are offsets in the candidate's text. `shift` is what was added to the score of a window in another
    language than the question's, `meaning` what an encoder's `similarity` of question and passage (-1 to 1) moved it,
    `timing` what the time asked for moved it.
    """

    evidence: Evidence
    number: int
    score: float
    shift: float = 0.0
    meaning: float = 0.0
    similarity: float | None = None
    timing: float = 0.0

    @property
    def query(self) -> Query:
        """The query that found it."""
        return self.evidence.window_set.query

    @property
    def worth(self) -> Mapping[str, float]:
        """What each term that a text may have is worth to its query, in idf."""
        return self.evidence.window_set.worth

    @property
    def weights(self) -> Mapping[str, float]:
        """The idf of each word of its query that a window may match (in a Han question, of each pair of characters)."""
        return self.evidence.window_set.weights

    @property
    def rows(self) -> WindowRange:
        """The rows of its first and its last sentence."""
        return self.evidence.ranges[self.number]

    @property
    def parts(self) -> Mapping[str, float]:
        """The values of the features, whose weighted sum, with the shifts, is the score."""
        parts = dict(zip(FEATURES, self.evidence.features[self.number].tolist(), strict=True))
        shifts = {LANGUAGE: self.shift, MEANING: self.meaning, TIMING: self.timing}
        return {**parts, **{name: shift for name, shift in shifts.items() if shift}}

    @property
    def place(self) -> tuple[str, int]:
        """Which passage it is in: the article and the number there."""
        passage = self.analysed.passage
        return passage.article, passage.ordinal

    @property
    def analysed(self) -> AnalysedPassage:
        """The candidate."""
        return self.evidence.window_set.candidate(self.rows.first)

    @property
    def lead(self) -> tuple[AnalysedPassage, int] | None:
        """The sentence that lent it some of its score, as the passage and which of its sentences."""
        row = self.evidence.answer_spans.leads.get(self.rows)
        return None if row is None else self.evidence.window_set.place(row)

    @property
    def span(self) -> Span:
        """From the first sentence's start to the last one's end."""
        return self.evidence.window_set.span(self.rows)

    @property
    def terms(self) -> Sequence[str]:
        """The terms of its sentences."""
        candidate, first = self.evidence.window_set.place(self.rows.first)
        last = first + self.rows.last - self.rows.first
        return candidate.terms[candidate.bounds[first] : candidate.bounds[last + 1]]

    @property
    def matches(self) -> Sequence[Match]:
        """The words of the question that it has."""
        return self.evidence.window_set.matches(self.rows)

    def matches_in(self, span: Span) -> Sequence[Match]:
        """Return the words of the question in the sentences of its candidate that lie in a span."""
        candidate, first = self.evidence.window_set.place(self.rows.first)
        inside = [
            n
            for n, sentence in enumerate(candidate.sentences)
            if sentence.start < span.end and span.start < sentence.end
        ]
        return [
            match
            for n in inside
            for match in self.evidence.window_set.match_counts.matches(self.rows.first - first + n)
        ]

    @property
    def answers(self) -> Sequence[Span]:
        """Where dates, names … of the kind asked for stand, the likeliest first."""
        return self.evidence.answer_spans.answers(self.rows)

    @property
    def shown(self) -> Span:
        """What of the window is shown: all of it or, where that is too long, the part with most matches."""
        weights = self.weights
        worth = [Worth(match.span, match.term, weights.get(match.term, 0.0)) for match in self.matches]
        # The answer is what the snippet is for: as good as half of the question.
        worth += [Worth(answer, "", sum(weights.values()) / 2) for answer in self.answers[:1]]
        return cut(self.analysed.text, self.span, worth, MAX_FOCUS_COLUMNS)


def weights_for(query: Query) -> Mapping[str, float]:
    """Return what each feature counts for in the windows of a query."""
    return CROSSED if query.crossed else WEIGHTS


def rank(query: Query, hits: Sequence[Hit]) -> list[Window]:
    """Return the windows of the candidates that have a word of the query, best first."""
    if not hits:
        return []
    # In an order of their own, so that neither ties nor the last digits of sums tell how the index came about.
    ordered = sorted(hits, key=lambda hit: (hit.analysed.passage.article, hit.analysed.passage.ordinal))
    window_set = WindowSet(query, [hit.analysed for hit in ordered])
    answer_spans = AnswerSpans(window_set)
    # Half of the windows, of Han text three quarters, are none that could be shown. What stands below a heading need
    # not say its words again: "Where do I pay?", "On board."
    counts, core = window_set.match_counts, window_set.weights.keys()
    marked = (counts.marked | np.array([not core.isdisjoint(keys) for keys in counts.headed])[counts.owners]).tolist()
    ranges = [
        rows for rows in window_set.ranges if marked[rows.first] or marked[rows.last] or rows in answer_spans.leads
    ]
    return Evidence(window_set, answer_spans, ranges).windows() if ranges else []
