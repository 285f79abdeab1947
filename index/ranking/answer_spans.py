"""Spans in windows that are of the kind asked for: the dates of a "when", the names of a "who"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from index.model import Span
from index.query.answer_forms import FORMS, find, with_unit
from index.ranking.anaphora import hangs
from index.text.stemming import normalise_word

if TYPE_CHECKING:
    from index.ranking.channels import Counts
    from index.ranking.windows import WindowRange, WindowSet

POINTED_AT: Final = ("person", "date", "place", "number")
"""The kinds that are a thing to point at; "because" and "is a" only tell that an answer is there."""

_TOLD_LATER: Final = ("date", "number")  # who and where an event was is mostly told with it, when and how many after it
_REACH: Final = {True: 40.0, False: 16.0}  # characters at which nearness has halved, in Latin and in Han text


class AnswerSpans:
    """The spans of the kind asked for in the windows of one set, found when first needed."""

    def __init__(self, window_set: WindowSet) -> None:
        """Take the windows; where their query asks for no kind, there is nothing to find."""
        self._window_set = window_set
        self._kind = window_set.query.kind
        self._asked = {term.surface for term in window_set.query.terms}
        self._found: dict[int, list[Span]] = {}

    def of(self, rows: WindowRange) -> list[Span]:
        """Return the spans in a window, in the candidate's text; for a reason or a definition, what announces it."""
        return [span for row in range(rows.first, rows.last + 1) for span in self._find(row)]

    def answers(self, rows: WindowRange) -> list[Span]:
        """Return the spans in a window that can be pointed at, those nearest to the question's words first."""
        if self._kind not in POINTED_AT:
            return []
        best = sorted(
            (
                (self._nearness_in(row, rows, span), span)
                for row in range(rows.first, rows.last + 1)
                for span in self._find(row)
            ),
            key=lambda pair: -pair[0],
        )
        text = self._window_set.place(rows.first)[0].text
        return [with_unit(text, span) if self._kind == "number" else span for _, span in best]

    def _nearness_in(self, row: int, rows: WindowRange, span: Span) -> float:
        """Return the nearness of a thing in a row, and half as much again for the row's own words of the question.

        "The kettles were stolen in 1944. A diver found them in 1996." marked 1944, beside "A diver".
        """
        row_terms = {match.term for match in self._window_set.match_counts.matches(row)}
        weights = self._window_set.weights
        share = sum(weights.get(term, 0.0) for term in row_terms) / (sum(weights.values()) or 1.0)
        return self.nearness(rows, span) + share / 2

    @cached_property
    def leads(self) -> dict[WindowRange, int]:
        """The windows that hang on a sentence which lends them some of its score, with its row.

        Only where a window has a thing of the kind asked for and that sentence has none: otherwise it is itself the
        better answer. It is the one of the few before that holds most of the question.
        """
        if self._kind not in _TOLD_LATER:
            return {}
        return {
            rows: lead
            for rows in self._window_set.ranges
            if self._hangs(rows) and (lead := self._held_most(rows)) is not None and self.of(rows)
            if not self._find(lead)
        }

    def nearness(self, rows: WindowRange, span: Span) -> float:
        """Return the share of the question that stands near to a span, each word less with its distance.

        What stands in the window's lead is as near as the words that open the window and point back to it.
        """
        weights = self._window_set.weights
        places = [(match.term, match.span) for match in self._window_set.matches(rows)]
        if (lead := self.leads.get(rows)) is not None:
            opening = self._window_set.span(rows).start
            places += [(match.term, Span(opening, opening)) for match in self._window_set.match_counts.matches(lead)]
        near: Counts = {}
        for term, place in places:
            if (weight := weights.get(term)) is not None:
                distance = max(place.start - span.end, span.start - place.end, 0)
                reach = _REACH[term.isascii()]
                near[term] = max(near.get(term, 0.0), weight * reach / (reach + distance))
        return sum(near.values()) / (sum(weights.values()) or 1.0)

    def _held_most(self, rows: WindowRange) -> int | None:
        return max(self._window_set.before(rows.first), key=self._held.__getitem__, default=None)

    @cached_property
    def _held(self) -> list[float]:
        """What each sentence holds of the question, in idf."""
        channels = self._window_set.channels
        counts = self._window_set.match_counts.of(channels.core)
        held: list[float] = ((counts > 0) * list(self._window_set.weights.values())).sum(axis=1).tolist()
        return held

    def _hangs(self, rows: WindowRange) -> bool:
        candidate, sentence = self._window_set.place(rows.first)
        start = candidate.sentences[sentence].start
        return hangs(candidate.text[start : start + 60])

    def _find(self, row: int) -> list[Span]:
        """Return what is of the kind asked for in one sentence and not in the question itself."""
        if self._kind not in FORMS:
            return []
        if row not in self._found:
            candidate, sentence = self._window_set.place(row)
            start, end = candidate.sentences[sentence]
            spans = [Span(start + a, start + b) for a, b in find(self._kind, candidate.text[start:end])]
            self._found[row] = [span for span in spans if not self._in_question(candidate.text, span, row)]
        return self._found[row]

    def _in_question(self, text: str, span: Span, row: int) -> bool:
        """Tell whether a thing only says again what the question said."""
        if self._kind not in POINTED_AT:
            return False
        if self._kind in ("person", "place") and text[span.start].isascii() and not self._window_set.query.crossed:
            return all(
                normalise_word(word.strip(".,'’")) in self._asked for word in text[span.start : span.end].split()
            )
        matches = self._window_set.match_counts.matches(row)
        return any(span.start < match.span.end and match.span.start < span.end for match in matches)
