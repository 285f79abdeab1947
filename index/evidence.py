"""From candidate passages to ranked windows: one or two neighbouring sentences each, judged by what they say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.features import FEATURES, Sheet
from index.model import Span
from index.weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.query import Query
    from index.sightings import Match
    from index.stores.base import AnalysedPassage, Hit


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences of a candidate, and what speaks for them.

    `span`, `matches` and `answers` (things of the kind asked for, likeliest first) are offsets in the candidate's text;
    `parts` are the values of the features, whose weighted sum is the score.
    """

    analysed: AnalysedPassage
    span: Span
    score: float
    parts: Mapping[str, float]
    matches: Sequence[Match]
    answers: Sequence[Span]


def rank(query: Query, hits: Sequence[Hit]) -> list[Window]:
    """Return the windows of the candidates, best first."""
    if not hits:
        return []
    sheet = Sheet(query, [hit.analysed for hit in hits])
    matrix = sheet.matrix()
    scores = matrix @ np.array([WEIGHTS[name] for name in FEATURES])
    return [
        Window(
            analysed=sheet.candidates[spot.candidate],
            span=sheet.span(spot),
            score=float(scores[i]),
            parts=dict(zip(FEATURES, matrix[i].tolist(), strict=True)),
            matches=sheet.matches(spot),
            answers=sheet.answers(spot),
        )
        for i in np.argsort(-scores, kind="stable").tolist()
        for spot in [sheet.spots[i]]
    ]
