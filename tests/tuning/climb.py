"""Gradient ascent in a few lines of numpy: what both fits climb with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

_SLOW, _FAST = 0.999, 0.9  # Adam's usual memories of the gradient's size and direction


def climb(gradient: Callable[[Vector], Vector], start: Vector, steps: int, rate: float, least: Vector) -> Vector:
    """Return where Adam (Kingma and Ba, 2015) climbs from `start`, no value ever below `least`."""
    place, direction, size = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, steps + 1):
        slope = gradient(place)
        direction = _FAST * direction + (1 - _FAST) * slope
        size = _SLOW * size + (1 - _SLOW) * slope**2
        even = np.sqrt(size / (1 - _SLOW**step)) + 1e-9
        place = np.maximum(place + rate * direction / (1 - _FAST**step) / even, least)
    return place
