"""From a query to its ranked windows, in both languages."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, NamedTuple

from index.answer.fusion import merge
from index.query.query import searched
from index.ranking.ranker import rank
from index.text.folding import has_han
from index.text.language import is_han

if TYPE_CHECKING:
    from index.query.query import Query
    from index.ranking.ranker import Window
    from index.stores.base import Store

CANDIDATES: Final = 40
"""Passages whose windows are ranked; the true best ten of a corpus were always among a store's best fifty."""


class Timings(NamedTuple):
    """How long the two stages took, in seconds: finding candidates, and ranking their windows."""

    candidates: float
    evidence: float


def find_windows(query: Query, store: Store, within: str | None = None) -> list[Window]:
    """Return the windows of the candidates for a query, also as it is asked in the other language, best first.

    The candidates are of one article or of all.
    """
    return search(query, store, within)[0]


def crossed_of(query: Query, store: Store) -> Query | None:
    """Return the query in the other language, None where no article is in that."""
    if not query.crosses:
        return None
    from index.query.translation import cross  # noqa: PLC0415 - most questions are in the language of all articles

    return cross(query, store)


def search(query: Query, store: Store, within: str | None) -> tuple[list[Window], Timings]:
    """Return the windows for a query, best first, and how long it took."""
    began = time.perf_counter()
    hits = store.search(searched(query, store), CANDIDATES, within)
    crossed = crossed_of(query, store)
    others = store.search(searched(crossed, store), CANDIDATES, within) if crossed else []
    search_end = time.perf_counter()
    if crossed is None:
        windows = rank(query, hits)
    else:
        in_han = has_han(query.text)
        own_windows = rank(query, [hit for hit in hits if is_han(hit.analysed.text) == in_han])
        windows = merge(own_windows, rank(crossed, [hit for hit in others if is_han(hit.analysed.text) != in_han]))
    return windows, Timings(search_end - began, time.perf_counter() - search_end)
