"""How sure it is that the best window answers the question: a logistic regression on a few signals."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from index.query.query import Query
    from index.ranking.ranker import Window

THRESHOLD: Final = 0.5
"""The confidence from which on a question counts as answered."""

SIGNALS: Final = (
    "score",  # the best window's score
    "passage_coverage",  # share of the question's idf in its passage
    "article_coverage",  # … in its article
    "passage_mass",  # ln of 1 + how much of the question is in its passage, in words as rare as the rarest one
    "passage_pairs",  # neighbours of the question that stand together in its passage
    "known",  # share of the question's idf that the articles have at all; a corrected word is half known
    "named",  # share of the question's names and numbers in its passage, 1 where there are none
    "typed",  # 1 where it has a thing of the kind asked for, or no kind is asked for
    "length",  # ln of the number of words: the same share of a longer question is less likely to be chance
    "coverage",  # share of the question's idf in the window itself
    "passage_fields",  # … in its passage, the headings above and the title together
    "similarity",  # how like the question an encoder finds its passage, 0 without one
    "margin",  # how far it is ahead of the tenth window: a topic has many windows alike, an answer few
)


class Calibration(NamedTuple):
    """What each signal counts for, and what is added to their sum before the logistic function."""

    weights: Mapping[str, float]
    bias: float


# Both fitted by `python -m tests.tuning.confidence`, the first with questions that are near to the topic of articles
# which do not answer them; to each bias added what makes the best threshold come out as 0.5: 0.49 for the first (it was
# at 0.38), 0.24 for the second (at 0.44). What is not named counts for nothing.
SAME: Final = Calibration(
    {
        "score": 0.01,
        "passage_mass": 1.60,
        "passage_pairs": 0.27,
        "known": 0.86,
        "named": 0.83,
        "typed": 0.17,
        "passage_fields": 1.08,
        "margin": 0.12,
    },
    -4.20,
)
"""For a question in the language of the article."""

CROSSED: Final = Calibration(
    {"score": 0.22, "passage_mass": 2.51, "passage_pairs": 3.53, "named": 0.05, "length": 1.49, "margin": 1.99}, -7.19
)
"""For one in another, where much of a question may be found by chance: what counts is how much, and close together."""

_TENTH: Final = 9


def confidence(query: Query, windows: Sequence[Window]) -> float:
    """Return how sure it is that the best window answers the query, 0..1; 0 where there is none."""
    if query.declined or not windows or (query.idle and not _said(query, windows[0])):
        return 0.0
    return 1 / (1 + math.exp(-evidence(windows)))


def evidence(windows: Sequence[Window]) -> float:
    """Return how much speaks for the best window before the logistic function: 0 is as much as speaks against it."""
    values, (weights, bias) = signals(windows), calibration(windows[0])
    return bias + sum(weight * values[name] for name, weight in weights.items())


def calibration(best: Window) -> Calibration:
    """Return the calibration that the best window calls for."""
    return CROSSED if best.query.crossed else SAME


def _said(query: Query, window: Window) -> bool:
    """Tell whether a window has the very words of a question that has nothing but stopwords: "The Who"."""
    question = " ".join(re.findall(r"\w+", query.text.casefold()))
    shown = " ".join(re.findall(r"\w+", window.analysed.text[window.span.start : window.span.end].casefold()))
    return " " in question and f" {question} " in f" {shown} "


def signals(windows: Sequence[Window]) -> dict[str, float]:
    """Return the signals by name; there must be a window. Each, the larger, makes an answer likelier."""
    best, query, parts = windows[0], windows[0].query, windows[0].parts
    words = [term for term in query.terms if term.kind == "word" or len(term.term) == 2] or query.terms
    mass = sum(term.idf for term in words) or 1.0
    return {
        "score": best.score,
        "passage_coverage": parts["passage_coverage"],
        "article_coverage": parts["article_coverage"],
        "passage_mass": math.log1p(parts["passage_coverage"] * _count(best.weights.values())),
        "passage_pairs": parts["passage_pairs"],
        "known": sum(term.idf * (0.5 if term.corrected else 1.0) for term in words if term.known) / mass,
        "named": parts["passage_named"] if any(term.named for term in query.terms) else 1.0,
        "typed": parts.get(f"has_{query.kind}", 1.0),
        "length": math.log(max(1, len(words))),
        "coverage": parts["coverage"],
        "passage_fields": parts["passage_fields"],
        "similarity": best.similarity or 0.0,
        "margin": best.score - windows[min(_TENTH, len(windows) - 1)].score,
    }


def _count(weights: Collection[float]) -> float:
    """Return how many of the heaviest there would have to be to weigh as much as all together."""
    return sum(weights) / (max(weights, default=0.0) or 1.0)
