"""The asking trip: question → query → candidates → ranked windows → snippets → answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.bm25 import lucene_idf
from index.confidence import THRESHOLD, confidence
from index.evidence import rank
from index.model import Answer
from index.query import understand
from index.snippets import choose
from index.stores.tantivy import TantivyStore

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Coverage, Declined, Snippet, Source
    from index.query import Query
    from index.stores.base import Store

CANDIDATES = 40
"""Passages whose windows are ranked; the true best ten of a corpus were always among a store's best fifty."""


class Retriever:
    """Answers questions from the newest commit of a store; safe to share among threads."""

    def __init__(self, store: Store, threshold: float | None = None) -> None:
        """Take the store to search and the confidence (0..1) from which on a question counts as answered."""
        self._store = store
        self._threshold = THRESHOLD if threshold is None else threshold

    @classmethod
    def open(cls, folder: Path, threshold: float | None = None) -> Retriever:
        """Return a retriever on an index folder; raises IndexUnusableError and its kinds."""
        return cls(TantivyStore(folder), threshold)

    def ask(self, question: str, top: int = 3) -> Answer:
        """Return the answer to a question with up to `top` snippets, best first; never raises for a question's sake."""
        store = self._store = self._store.latest()
        query = understand(question)
        idf = {one.term: lucene_idf(store.coverage.passages, store.doc_freq(one.term)) for one in query.terms}
        windows = rank(query, store.search(query.weights(), CANDIDATES), idf)
        snippets = choose(windows, top, store)
        sure = confidence(query, windows)
        return _answer(question, query, snippets, sure, self._threshold)

    def coverage(self) -> Coverage:
        """Return what the newest commit covers."""
        self._store = self._store.latest()
        return self._store.coverage

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of all articles, ordered by id."""
        self._store = self._store.latest()
        return tuple(self._store.sources())


def _answer(question: str, query: Query, snippets: tuple[Snippet, ...], sure: float, threshold: float) -> Answer:
    declined: Declined | None = query.declined
    if declined is None and not snippets:
        declined = "no_match"
    if declined is None and sure < threshold:
        declined = "unsure"
    return Answer(question, declined is None, sure if snippets else 0.0, declined, None, snippets)
