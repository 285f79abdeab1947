"""The asking trip: question → query → candidates → ranked windows → snippets → answer."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from index.answer.confidence import THRESHOLD, confidence
from index.answer.context import around
from index.answer.did_you_mean import did_you_mean
from index.answer.fusion import merge
from index.answer.meaning import by_meaning
from index.answer.snippets import choose
from index.errors import IndexUnusableError
from index.model import Answer
from index.query.query import searched
from index.query.understanding import understand
from index.ranking.ranker import rank
from index.stores.engines import open_store
from index.stores.fair_lock import ANSWERS
from index.text.folding import has_han
from index.text.language import is_han

if TYPE_CHECKING:
    from index.answer.context import Sentence
    from index.encoding.lazy import LazyEncoder
    from index.model import Coverage, Source, Span
    from index.query.query import Query
    from index.ranking.ranker import Window
    from index.stores.base import Store
    from index.stores.home import Home

log = logging.getLogger(__name__)

CANDIDATES: Final = 40
"""Passages whose windows are ranked; the true best ten of a corpus were always among a store's best fifty."""


class Timings(NamedTuple):
    """How long the two stages took, in seconds: finding candidates, and ranking their windows."""

    candidates: float
    evidence: float


class AnswerTrace(NamedTuple):
    """An answer, and what it was chosen from: the query and its windows, best first.

    `within` is the article that all of it was kept to, None where all articles were searched.
    """

    answer: Answer
    query: Query
    windows: list[Window]
    timings: Timings
    within: str | None = None


class Retriever:
    """Answers questions from the newest commit of a store; safe to share among threads."""

    def __init__(
        self,
        store: Store,
        threshold: float | None = None,
        *,
        encoder: LazyEncoder | None = None,
        stays: bool = False,
    ) -> None:
        """Take the store to search and the confidence (0..1) from which on a question counts as answered.

        Without an encoder passages are judged by words alone. With `stays` that commit is searched for good, whatever
        is committed later.
        """
        self._store = store
        self._threshold = THRESHOLD if threshold is None else threshold
        self._encoder = encoder
        self._stays = stays
        self._trouble = ""

    @classmethod
    def open(cls, home: Home, threshold: float | None = None, *, encoder: LazyEncoder | None = None) -> Retriever:
        """Return a retriever on an index; raises IndexUnusableError and its kinds."""
        return cls(open_store(home), threshold, encoder=encoder)

    def pinned(self) -> Retriever:
        """Return a retriever that stays with today's newest commit, for calls whose results must fit together."""
        return Retriever(self._newest(), self._threshold, encoder=self._encoder, stays=True)

    def ask(self, question: str, top: int = 3, *, within: str | None = None) -> Answer:
        """Return the answer to a question with up to `top` snippets, best first.

        `within` is the id of an article that is searched first: where it answers, all snippets are of it.
        """
        return self.trace(question, top, within=within).answer

    def trace(self, question: str, top: int = 3, *, within: str | None = None) -> AnswerTrace:
        """Return what `ask` does, and what it came from."""
        with ANSWERS.work():
            store = self._newest()
            query = understand(question, store)
            if within is not None and (inside := self._answer(question, query, store, top, within)).answer.answered:
                return inside
            return self._answer(question, query, store, top)

    def _answer(self, question: str, query: Query, store: Store, top: int, within: str | None = None) -> AnswerTrace:
        windows, timings = _search(query, store, within)
        if self._encoder and windows and not query.declined and (encoder := self._encoder.now()):
            windows = by_meaning(windows, question, encoder)
        snippets = choose(windows, top, store)
        sure = confidence(query, windows)
        declined = query.declined or (None if snippets else "no_match")
        if declined is None and sure < self._threshold:
            declined = "unsure"
        answer = Answer(question, declined is None, sure, declined, did_you_mean(query, windows), snippets)
        return AnswerTrace(answer, query, windows, timings, within)

    @property
    def trouble(self) -> str:
        """Why the newest index cannot be opened while an older one goes on answering; empty where all is well."""
        return self._trouble

    def coverage(self) -> Coverage:
        """Return what the newest commit covers."""
        return self._newest().coverage

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of all articles, ordered by id."""
        return tuple(self._newest().sources())

    def text(self, article: str) -> str:
        """Return the whole text of an article; raises KeyError where there is none of that id."""
        return self._newest().text(article)

    def around(self, article: str, span: Span, count: int) -> tuple[Sentence, ...]:
        """Return the sentences of a stretch of an article, and up to `count` of its prose before and after them.

        Empty where the article has no sentence there. Raises KeyError where there is no article of that id.
        """
        store = self._newest()
        return around(store, store.source(article).id, span, count)

    def _newest(self) -> Store:
        if self._stays:
            return self._store
        try:
            self._store = self._store.latest()
            self._trouble = ""
        except IndexUnusableError as error:  # deleted, or made anew by another version: what is open goes on answering
            if str(error) != self._trouble:
                log.warning("Still answering from the index that was opened before: %s", error)
            self._trouble = str(error)
        return self._store


def find_windows(query: Query, store: Store, within: str | None = None) -> list[Window]:
    """Return the windows of the candidates for a query, also as it is asked in the other language, best first.

    The candidates are of one article or of all.
    """
    return _search(query, store, within)[0]


def _crossed(query: Query, store: Store) -> Query | None:
    if not query.crosses:
        return None
    from index.query.translation import cross  # noqa: PLC0415 - most questions are in the language of all articles

    return cross(query, store)


def _search(query: Query, store: Store, within: str | None) -> tuple[list[Window], Timings]:
    began = time.perf_counter()
    hits = store.search(searched(query, store), CANDIDATES, within)
    crossed = _crossed(query, store)
    others = store.search(searched(crossed, store), CANDIDATES, within) if crossed else []
    search_end = time.perf_counter()
    if crossed is None:
        windows = rank(query, hits)
    else:
        in_han = has_han(query.text)
        own_windows = rank(query, [hit for hit in hits if is_han(hit.analysed.text) == in_han])
        windows = merge(own_windows, rank(crossed, [hit for hit in others if is_han(hit.analysed.text) != in_han]))
    return windows, Timings(search_end - began, time.perf_counter() - search_end)
