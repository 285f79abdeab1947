"""Which articles speak of something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.answer.finding import crossed_of
from index.query.query import searched

if TYPE_CHECKING:
    from index.query.query import Query
    from index.stores.base import AnalysedPassage, Store

MAX_PASSAGES: Final = 400
"""Passages that are looked at."""


def speaking(query: Query, store: Store) -> set[str]:
    """Return the ids of articles with a passage that has all words of a query, or those of its crossed form.

    A passage's headings and title count as its own.
    """
    queries = [asked for asked in (query, crossed_of(query, store)) if asked is not None and not asked.declined]
    return {
        hit.analysed.passage.article
        for asked in queries
        for hit in store.search(searched(asked, store), MAX_PASSAGES)
        if _has_all(asked, hit.analysed)
    }


def _has_all(query: Query, analysed: AnalysedPassage) -> bool:
    held = analysed.all_terms()
    words = [term for term in query.terms if term.kind == "word"] or query.terms
    forms = [
        [alternative.terms for alternative in term.alternatives] if query.crossed else [(term.term,)] for term in words
    ]
    return bool(forms) and all(any(held.issuperset(terms) for terms in ways) for ways in forms)
