"""The asking trip: question → query → candidates → ranked windows → snippets → answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from index.analysis import has_han
from index.confidence import THRESHOLD, confidence
from index.crossing import cross
from index.evidence import rank
from index.language import is_han
from index.merging import merge
from index.model import Answer
from index.query import understand
from index.snippets import choose
from index.spelling import did_you_mean
from index.stores.tantivy import TantivyStore

if TYPE_CHECKING:
    from pathlib import Path

    from index.evidence import Window
    from index.model import Coverage, Source
    from index.query import Query
    from index.stores.base import Store

CANDIDATES: Final = 40
"""Passages whose windows are ranked; the true best ten of a corpus were always among a store's best fifty."""


class Trip(NamedTuple):
    """An answer, and what it was chosen from: the query and its windows, best first."""

    answer: Answer
    query: Query
    windows: list[Window]


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
        """Return the answer to a question with up to `top` snippets, best first."""
        return self.trip(question, top).answer

    def trip(self, question: str, top: int = 3) -> Trip:
        """Return what `ask` does, and what it came from."""
        store = self._newest()
        query = understand(question, store)
        windows = find_windows(query, store)
        snippets = choose(windows, top, store)
        sure = confidence(query, windows)
        declined = query.declined or (None if snippets else "no_match")
        if declined is None and sure < self._threshold:
            declined = "unsure"
        answer = Answer(question, declined is None, sure, declined, did_you_mean(query, windows), snippets)
        return Trip(answer, query, windows)

    def coverage(self) -> Coverage:
        """Return what the newest commit covers."""
        return self._newest().coverage

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of all articles, ordered by id."""
        return tuple(self._newest().sources())

    def text(self, article: str) -> str:
        """Return the whole text of an article; raises KeyError where there is none of that id."""
        return self._newest().text(article)

    def _newest(self) -> Store:
        self._store = self._store.latest()
        return self._store


def find_windows(query: Query, store: Store) -> list[Window]:
    """Return the windows of the candidates for a query, also as it is asked in the other language, best first."""
    hits = store.search(query.weights(), CANDIDATES)
    crossed = cross(query, store)
    if crossed is None:
        return rank(query, hits)
    own = has_han(query.text)
    own_windows = rank(query, [hit for hit in hits if is_han(hit.analysed.text) == own])
    hits = store.search(crossed.weights(), CANDIDATES)
    other = rank(crossed, [hit for hit in hits if is_han(hit.analysed.text) != own])
    return merge(own_windows, other)
