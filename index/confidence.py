"""How sure it is that the best window answers the question: a logistic of a few signals, each of which only adds."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.evidence import Window
    from index.query import Query

THRESHOLD: Final = 0.5
"""The confidence from which on a question counts as answered."""

SIGNALS: Final = (
    "score",  # the best window's score
    "passage_coverage",  # share of the question's idf in its passage
    "article_coverage",  # … in its article
    "passage_pairs",  # neighbours of the question that stand together in its passage
    "known",  # share of the question's idf that the articles have at all; a corrected word is half known
    "named",  # share of the question's names and numbers in its passage, 1 where there are none
    "typed",  # 1 where it has a thing of the kind asked for, or no kind is asked for
    "length",  # ln of the number of words: the same share of a longer question is less likely to be chance
    "margin",  # how far it is ahead of the tenth window: a topic has many windows alike, an answer few
)


class Calibration(NamedTuple):
    """What each signal counts for, and what is added to their sum before the logistic function."""

    weights: Mapping[str, float]
    bias: float


# Both fitted by `python -m tests.tuning.confidence`, and to each bias added what makes the best threshold come out as
# 0.5: 0.83 where it was 0.3.
SAME: Final = Calibration(
    {
        "score": 0.65,
        "passage_coverage": 2.80,
        "article_coverage": 1.00,
        "passage_pairs": 0.30,
        "known": 1.28,
        "named": 1.74,
        "typed": 0.47,
        "length": 1.29,
        "margin": 0.38,
    },
    -11.08,
)
"""For a question in the language of the article."""

CROSSED: Final = Calibration(SAME.weights, SAME.bias)
"""For one in another: a translation says less surely what was asked."""

_TENTH: Final = 9


def confidence(query: Query, windows: Sequence[Window]) -> float:
    """Return how sure it is that the best window answers the query, 0..1; 0 where there is none."""
    if query.declined or not windows or (query.idle and not _said(query, windows[0])):
        return 0.0
    told, (weights, bias) = signals(windows), calibration(windows[0])
    return 1 / (1 + math.exp(-bias - sum(weights[name] * told[name] for name in SIGNALS)))


def calibration(best: Window) -> Calibration:
    """Return the calibration that the best window calls for."""
    return CROSSED if best.sheet.query.crossed else SAME


def _said(query: Query, window: Window) -> bool:
    """Tell whether a window has the very words of a question that has nothing but stopwords: "The Who"."""
    said = " ".join(re.findall(r"\w+", query.text.casefold()))
    shown = " ".join(re.findall(r"\w+", window.analysed.text[window.span.start : window.span.end].casefold()))
    return " " in said and f" {said} " in f" {shown} "


def signals(windows: Sequence[Window]) -> dict[str, float]:
    """Return the signals by name; there must be a window. Each, the larger, makes an answer likelier."""
    best, query = windows[0], windows[0].sheet.query
    words = [one for one in query.terms if one.kind == "word" or len(one.term) == 2] or query.terms
    mass = sum(one.idf for one in words) or 1.0
    return {
        "score": best.score,
        "passage_coverage": best.parts["passage_coverage"],
        "article_coverage": best.parts["article_coverage"],
        "passage_pairs": best.parts["passage_pairs"],
        "known": sum(one.idf * (0.5 if one.corrected else 1.0) for one in words if one.known) / mass,
        "named": best.parts["passage_named"] if any(one.named for one in query.terms) else 1.0,
        "typed": 1.0 if query.kind is None else best.parts[f"has_{query.kind}"],
        "length": math.log(max(1, len(words))),
        "margin": best.score - windows[min(_TENTH, len(windows) - 1)].score,
    }
