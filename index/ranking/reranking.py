"""Reordering the best passages by their score and their similarity in meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

RERANKED_PASSAGES: Final = 20
"""Passages that are reordered: encoding one takes milliseconds, and the answer is seldom in the rest."""


def rerank(scores: Sequence[float], similarities: Sequence[float], weight: float) -> list[float]:
    """Return the passages' scores with `weight` times the similarity added to those of the first 20.

    `scores` are best first, in any unit; `similarities` are those of the first 20 or of more, in any unit. Both are
    compared in standard deviations within the first 20, z(score) + weight × z(similarity), and the sum is told in the
    unit of `scores`, about their mean: with weight 0, or where all similarities are equal, it is the score as it was.
    Equal scores leave the order to the similarities, one standard deviation counting 1. Of the passages after the first
    20 none is put above any of these, else each keeps its score.
    """
    count = min(RERANKED_PASSAGES, len(scores))
    first = np.asarray(scores[:count], dtype=np.float64)
    unit = _deviation(first) or 1.0
    ordered: list[float] = (first + weight * unit * _z(similarities[:count])).tolist()
    lowest = min(ordered, default=0.0)
    return ordered + [min(score, lowest) for score in scores[count:]]


def _z(values: Sequence[float]) -> NDArray[np.float64]:
    column = np.asarray(values, dtype=np.float64)
    deviation = _deviation(column)
    return (column - column.mean()) / deviation if deviation else np.zeros_like(column)


def _deviation(column: NDArray[np.float64]) -> float:
    # Equal numbers deviate by some 1e-17 from their mean, which would be blown up to whole deviations.
    return float(column.std()) if len(column) and np.ptp(column) > 1e-9 * np.abs(column).max() else 0.0
