"""How sure it is that the best window answers the question: a logistic regression on a few signals."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index.text.folding import has_han

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from index.query.query import Query
    from index.ranking.ranker import Window

THRESHOLD: Final = 0.5
"""The confidence from which on a question counts as answered."""


class Calibration(NamedTuple):
    """What each signal counts for, and what is added to their sum before the logistic function."""

    weights: Mapping[str, float]
    bias: float


# Fitted by `python -m tests.tuning.confidence --questions 120 --sets …` on sixteen sets that are neither near nor
# crossed, SAME_MEANT with --encoder; those for crossed questions on the crossed sets. Of the sixteen, real documents,
# and three more, have questions that are near to the topic of articles which do not answer them. To the bias is added
# what makes the best threshold come out as 0.5: it was at 0.44, at 0.45 with an encoder, at 0.38 for CROSSED;
# CROSSED_MEANT has the bias as fitted. What is not named counts for nothing.
SAME: Final = Calibration(
    {
        "passage_mass": 1.92,
        "fields": 0.75,
        "passage_fields": 0.66,
        "known": 0.77,
        "named": 1.12,
        "typed": 0.45,
        "spaced": 0.57,
    },
    -5.37,
)
"""For a question in the language of the article."""

CROSSED: Final = Calibration(
    {"score": 0.22, "passage_mass": 2.51, "passage_pairs": 3.53, "named": 0.05, "length": 1.49, "margin": 1.99}, -7.19
)
"""For one in another, where much of a question may be found by chance: what counts is how much, and close together."""

SAME_MEANT: Final = Calibration(
    {
        "passage_mass": 1.59,
        "fields": 0.79,
        "named": 1.16,
        "typed": 0.24,
        "spaced": 0.76,
        "similarity": 2.60,
        "similarity_margin": 4.93,
    },
    -5.34,
)
"""Like SAME, where an encoder has told how like the question the passages are."""

CROSSED_MEANT: Final = Calibration(
    {"passage_mass": 2.81, "passage_pairs": 2.81, "length": 0.22, "margin": 1.81, "similarity": 10.24}, -7.13
)
"""Like CROSSED, where an encoder has told."""

CALIBRATIONS: Final = {
    (False, False): SAME,
    (True, False): CROSSED,
    (False, True): SAME_MEANT,
    (True, True): CROSSED_MEANT,
}
"""By whether the question is in another language than the article, and whether an encoder has told."""

_TENTH: Final = 9
_LIKEST_PASSAGES: Final = 10


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
    return CALIBRATIONS[best.query.crossed, best.similarity is not None]


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
        # The best window's score.
        "score": best.score,
        # Ln of 1 + how much of the question is in its passage, in words as rare as the rarest one.
        "passage_mass": math.log1p(parts["passage_coverage"] * _count(best.weights.values())),
        # Neighbours of the question that stand together in its passage.
        "passage_pairs": parts["passage_pairs"],
        # BM25F of its passage, the headings above and the title.
        "fields": parts["fields"],
        # Share of the question's idf that the passage, its headings and the title have together.
        "passage_fields": parts["passage_fields"],
        # Share of the question's idf that the articles have at all; a corrected word is half known.
        "known": sum(term.idf * (0.5 if term.corrected else 1.0) for term in words if term.known) / mass,
        # Share of the question's names and numbers in its passage, 1 where there are none.
        "named": parts["passage_named"] if any(term.named for term in query.terms) else 1.0,
        # 1 where it has a thing of the kind asked for, or no kind is asked for.
        "typed": parts.get(f"has_{query.kind}", 1.0),
        # Ln of the number of words: the same share of a longer question is less likely to be chance.
        "length": math.log(max(1, len(words))),
        # 1 where words are counted, 0 where pairs of Han characters are, of which a question has more.
        "spaced": float(not has_han(query.text)),
        # How far it is ahead of the tenth window: a topic has many windows alike, an answer few.
        "margin": best.score - windows[min(_TENTH, len(windows) - 1)].score,
        **_similarities(windows),
    }


def _similarities(windows: Sequence[Window]) -> dict[str, float]:
    """Return what an encoder tells: how like the question the passage is, and how far above the mean of the likest.

    0 without one.
    """
    by_passage = {window.place: window.similarity for window in windows if window.similarity is not None}
    likest = sorted(by_passage.values(), reverse=True)[:_LIKEST_PASSAGES]
    similarity = windows[0].similarity
    if similarity is None:
        return {"similarity": 0.0, "similarity_margin": 0.0}
    return {"similarity": similarity, "similarity_margin": similarity - sum(likest) / len(likest)}


def _count(weights: Collection[float]) -> float:
    """Return how many of the heaviest there would have to be to weigh as much as all together."""
    return sum(weights) / (max(weights, default=0.0) or 1.0)
