"""Figures with their 95 % confidence intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Sample = NDArray[np.float64]

_Z: Final = 1.959964  # between -z and z lies 95 % of the normal distribution
_RESAMPLES: Final = 1_000
_SEED: Final = 20  # any number: it is fixed so that the same answers give the same interval


class Figure(NamedTuple):
    """A figure in 0..1, the ends of its 95 % confidence interval, and over how many questions it was taken."""

    value: float
    low: float
    high: float
    of: int


def share(verdicts: Sequence[bool]) -> Figure | None:
    """Return the share of true ones, None where there are none at all.

    The interval is Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927),
    which stays inside 0..1 and has a width even where all or none are true, as happens with few questions.
    """
    n = len(verdicts)
    if not n:
        return None
    p, square = sum(verdicts) / n, _Z * _Z
    middle = (p + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    return Figure(p, max(0.0, middle - half), min(1.0, middle + half), n)


def mean(values: Sequence[float]) -> Figure | None:
    """Return the mean of values, None where there are none."""
    return _bootstrap(lambda sample: float(sample.mean()), values)


def separation(positive: Sequence[float], negative: Sequence[float]) -> Figure | None:
    """Return how well a score separates two groups, see `auc`; None where either is empty."""
    return _bootstrap(auc, positive, negative)


def auc(positive: Sample, negative: Sample) -> float:
    """Return the chance that a positive one scores above a negative one, a tie being half a chance; neither empty.

    It is the area under the ROC curve: 1 where the groups are apart, 0.5 where the score tells nothing.
    """
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, "left") + np.searchsorted(ordered, positive, "right")
    return float(below.sum()) / (2 * len(positive) * len(negative))


def _bootstrap(statistic: Callable[..., float], *samples: Sequence[float]) -> Figure | None:
    """Return a statistic of samples with the bootstrap's percentile interval (B. Efron, Annals of Statistics 7, 1979).

    Each sample is drawn anew from itself, as often as it has values; the interval holds the middle 95 % of what the
    statistic then comes to.
    """
    arrays = [np.asarray(sample, dtype=np.float64) for sample in samples]
    if not all(len(array) for array in arrays):
        return None
    random = np.random.default_rng(_SEED)
    drawn = [statistic(*(random.choice(array, len(array)) for array in arrays)) for _ in range(_RESAMPLES)]
    low, high = np.percentile(drawn, (2.5, 97.5)).tolist()
    return Figure(statistic(*arrays), low, high, sum(map(len, arrays)))
