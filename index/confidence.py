"""How sure an answer is, from what its best window has of the question."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.evidence import Window
    from index.query import Query

THRESHOLD = 0.5
"""The confidence from which on a question counts as answered."""


def confidence(query: Query, windows: Sequence[Window]) -> float:
    """Return how sure the best window answers the query, 0..1."""
    if query.declined or not windows:
        return 0.0
    return 1 / (1 + math.exp(-6 * (windows[0].parts["passage_coverage"] - 0.45)))
