"""From candidate passages to ranked windows: one or two neighbouring sentences each, judged by what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.columns import LONGEST
from index.cuts import Worth, cut
from index.features import FEATURES, measure
from index.sheet import Sheet
from index.things import Things
from index.weights import CROSSED, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.model import Span
    from index.query import Query
    from index.sheet import Spot
    from index.sightings import Match
    from index.stores.base import AnalysedPassage, Hit


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences of a candidate, and what speaks for them.

    All spans are offsets in the candidate's text. `parts` are the values of the features, whose weighted sum is the
    score.
    """

    sheet: Sheet
    things: Things
    spot: Spot
    score: float
    parts: Mapping[str, float]

    @property
    def analysed(self) -> AnalysedPassage:
        """The candidate."""
        return self.sheet.candidates[self.spot.candidate]

    @property
    def span(self) -> Span:
        """From the first sentence's start to the last one's end."""
        return self.sheet.span(self.spot)

    @property
    def matches(self) -> Sequence[Match]:
        """The words of the question that it has."""
        return self.sheet.matches(self.spot)

    @property
    def answers(self) -> Sequence[Span]:
        """Things of the kind asked for, the likeliest first."""
        return self.things.answers(self.spot)

    @property
    def shown(self) -> Span:
        """What of the window is shown: all of it or, where that is too long, the part with most matches."""
        weights = self.sheet.weights
        worth = [Worth(match.span, match.term, weights.get(match.term, 0.0)) for match in self.matches]
        # The answer is what the snippet is for: as good as half of the question.
        worth += [Worth(answer, "", sum(weights.values()) / 2) for answer in self.answers[:1]]
        return cut(self.analysed.text, self.span, worth, LONGEST)


def weights_for(query: Query) -> Mapping[str, float]:
    """Return what each feature counts for in the windows of a query."""
    return CROSSED if query.crossed else WEIGHTS


def rank(query: Query, hits: Sequence[Hit]) -> list[Window]:
    """Return the windows of the candidates that have a word of the query, best first."""
    if not hits:
        return []
    # In an order of their own, so that neither ties nor the last digits of sums tell how the index came about.
    candidates = sorted((hit.analysed for hit in hits), key=lambda one: (one.passage.article, one.passage.ordinal))
    sheet = Sheet(query, candidates)
    things = Things(sheet)
    # Half of the windows, of Han text three quarters, are none that could be shown.
    spots = [spot for spot in sheet.spots if sheet.matches(spot) or things.lead(spot)]
    if not spots:
        return []
    matrix = measure(sheet, things, spots)
    # Row by row: a product of matrices rounds a row by where it stands, and copies would come in no order.
    weights = weights_for(query)
    scores = (matrix * [weights[name] for name in FEATURES]).sum(axis=1)
    return [
        Window(sheet, things, spots[i], float(scores[i]), dict(zip(FEATURES, matrix[i].tolist(), strict=True)))
        for i in np.argsort(-scores, kind="stable").tolist()
    ]
