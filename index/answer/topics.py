"""Which articles speak of something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
    queries = [query, crossed_of(query, store)]
    return {
        hit.analysed.passage.article
        for one in queries
        if one is not None and not one.declined
        for hit in store.search(searched(one, store), MAX_PASSAGES)
        if _has_all(one, hit.analysed)
    }


def crossed_of(query: Query, store: Store) -> Query | None:
    """Return the query in the other language, None where no article is in that."""
    if not query.crosses:
        return None
    from index.query.translation import cross  # noqa: PLC0415 - most questions are in the language of all articles

    return cross(query, store)


def _has_all(query: Query, analysed: AnalysedPassage) -> bool:
    held = {*analysed.terms, *analysed.titled, *analysed.headed}
    words = [term for term in query.terms if term.kind == "word"] or query.terms
    forms = [
        [alternative.terms for alternative in term.alternatives] if query.crossed else [(term.term,)] for term in words
    ]
    return bool(forms) and all(any(held.issuperset(terms) for terms in ways) for ways in forms)
