"""Inverse document frequency."""

from __future__ import annotations

import math


def lucene_idf(documents: int, doc_freq: float) -> float:
    """Return ln(1 + (N - df + 0.5) / (df + 0.5)), which is never negative: Lucene's inverse document frequency."""
    return math.log1p((documents - doc_freq + 0.5) / (doc_freq + 0.5))
