"""The asking trip: question → query → candidates → ranked windows → snippets → answer."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, Final, NamedTuple

from index.answer.by_time import by_time
from index.answer.comparison import side_by_side
from index.answer.confidence import THRESHOLD, confidence
from index.answer.context import around
from index.answer.dating import dated
from index.answer.did_you_mean import did_you_mean
from index.answer.finding import search
from index.answer.meaning import by_meaning
from index.answer.snippets import choose
from index.answer.topics import speaking
from index.answer.values import newest_first, with_earlier
from index.errors import IndexUnusableError
from index.model import Answer
from index.query.understanding import MAX_QUESTION_CHARS, understand
from index.query.when import asked_when
from index.stores.engines import open_store
from index.stores.fair_lock import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.answer.context import Sentence
    from index.answer.finding import Timings
    from index.encoding.lazy import LazyEncoder
    from index.model import Coverage, Period, Source, Span
    from index.query.query import Query
    from index.query.when import When
    from index.ranking.ranker import Window
    from index.stores.base import Store
    from index.stores.home import Home

log = logging.getLogger(__name__)


class Asking(NamedTuple):
    """What comes beside a question: the day on which it is asked, and from when until when the answer should be.

    Without a day it is today's.
    """

    now: dt.date | None = None
    since: Period | None = None
    until: Period | None = None


TODAY: Final = Asking()


class AnswerTrace(NamedTuple):
    """An answer, and what it was chosen from: the query and its windows, best first.

    `within` is the article that all of it was kept to, None where all articles were searched.
    """

    answer: Answer
    query: Query
    windows: list[Window]
    timings: Timings
    within: str | None = None


class _Asked(NamedTuple):
    question: str
    query: Query
    when: When | None
    now: dt.date


class Retriever:
    """Answers questions from the newest commit of a store; safe to share among threads."""

    def __init__(
        self,
        store: Store,
        threshold: float | None = None,
        *,
        encoder: LazyEncoder | None = None,
        today: Callable[[], dt.date] | None = None,
        stays: bool = False,
    ) -> None:
        """Take the store to search and the confidence (0..1) from which on a question counts as answered.

        Without an encoder passages are judged by words alone. `today` tells the day of a question, by default that of
        UTC. With `stays` that commit is searched for good, whatever is committed later.
        """
        self._store = store
        self._threshold = THRESHOLD if threshold is None else threshold
        self._encoder = encoder
        self._today = today or (lambda: dt.datetime.now(dt.UTC).date())
        self._stays = stays
        self._trouble = ""

    @classmethod
    def open(
        cls,
        home: Home,
        threshold: float | None = None,
        *,
        encoder: LazyEncoder | None = None,
        today: Callable[[], dt.date] | None = None,
    ) -> Retriever:
        """Return a retriever on an index; raises IndexUnusableError and its kinds."""
        return cls(open_store(home), threshold, encoder=encoder, today=today)

    def pinned(self) -> Retriever:
        """Return a retriever that stays with today's newest commit, for calls whose results must fit together."""
        return Retriever(self._newest(), self._threshold, encoder=self._encoder, today=self._today, stays=True)

    def ask(self, question: str, top: int = 3, *, within: str | None = None, asking: Asking = TODAY) -> Answer:
        """Return the answer to a question with up to `top` snippets, best first.

        `within` is the id of an article that is searched first: where it answers, all snippets are of it.
        """
        return self.trace(question, top, within=within, asking=asking).answer

    def trace(self, question: str, top: int = 3, *, within: str | None = None, asking: Asking = TODAY) -> AnswerTrace:
        """Return what `ask` does, and what it came from."""
        with ANSWERS.work():
            store = self._newest()
            now = asking.now or self._today()
            when = asked_when(question[:MAX_QUESTION_CHARS], now, asking.since, asking.until)
            asked = _Asked(question, understand(question, store, when.idle if when else ()), when, now)
            if within is not None and (inside := self._answer(asked, store, top, within)).answer.answered:
                return inside
            return self._answer(asked, store, top)

    def _answer(self, asked: _Asked, store: Store, top: int, within: str | None = None) -> AnswerTrace:
        question, query, when, now = asked
        windows, timings = search(query, store, within)
        if self._encoder and windows and not query.declined and (encoder := self._encoder.now()):
            windows = by_meaning(windows, question, encoder)
        windows, note = by_time(windows, when, store) if when else (windows, None)
        changes = when is None or when.order == "newest"
        windows, earlier = newest_first(windows, store) if changes else (windows, {})
        shown = with_earlier(choose(side_by_side(windows), top, store), earlier)
        snippets = tuple(dated(snippet, None if when else now) for snippet in shown)
        sure = confidence(query, windows)
        declined = query.declined or (None if snippets else "no_match")
        if declined is None and sure < self._threshold:
            declined = "unsure"
        answer = Answer(question, declined is None, sure, declined, did_you_mean(query, windows), snippets, note)
        return AnswerTrace(answer, query, windows, timings, within)

    def speaking_of(self, words: str) -> tuple[Source, ...]:
        """Return the articles that speak of something, the newest first: with a passage that has all of the words.

        The words may be in another language than the articles. Articles without a date come last.
        """
        with ANSWERS.work():
            store = self._newest()
            found = speaking(understand(words, store), store)
            sources = sorted((store.source(article) for article in found), key=lambda source: source.id)
            return tuple(sorted(sources, key=lambda source: source.date or "", reverse=True))

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
