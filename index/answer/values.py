"""Answers that changed: where several articles tell how many or who, the newest stands first and names the older."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.model import Earlier
from index.text.folding import fold
from index.time.periods import published

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from index.model import Snippet
    from index.ranking.ranker import Window
    from index.stores.base import Store

KINDS: Final = frozenset({"number", "person"})
"""What changes while the question stays the same."""

MAX_EARLIER: Final = 3
"""Older answers that are named."""

_NEAR: Final = 1.0  # how far below the best a window may score and still answer the same
_BESIDE: Final = 25  # characters before and after an answer in which a word of the question tells what it counts


def newest_first(windows: Sequence[Window], store: Store) -> tuple[list[Window], dict[str, tuple[Earlier, ...]]]:
    """Return windows with the newest of those first that answer the same, and for its article what the older ones say.

    They answer the same if they have a thing of the kind asked for, score alike, hold the words of the question that
    the best one holds, one of them beside that thing, and stand in articles of different days. Where all of them say
    the same, nothing is moved.
    """
    if not windows or windows[0].query.kind not in KINDS:
        return list(windows), {}
    same = _same(windows, store)
    values = {_value(windows[n]) for n, _ in same}
    if len(values) < 2:
        return list(windows), {}
    newest, *older = sorted(same, key=lambda pair: (pair[1], -pair[0]), reverse=True)
    order = [newest[0], *(n for n in range(len(windows)) if n != newest[0])]
    scores = [window.score for window in windows]
    moved = [
        windows[n]._replace(score=score, timing=windows[n].timing + score - windows[n].score)
        for n, score in zip(order, scores, strict=True)
    ]
    told: dict[str, Earlier] = {}
    for n, _ in older:
        window, article = windows[n], windows[n].analysed.passage.article
        if _value(window) != _value(windows[newest[0]]):
            told.setdefault(_value(window), Earlier(store.source(article).date or "", _words(window), article))
    return moved, {windows[newest[0]].analysed.passage.article: tuple(told.values())[:MAX_EARLIER]}


def with_earlier(snippets: Sequence[Snippet], earlier: dict[str, tuple[Earlier, ...]]) -> tuple[Snippet, ...]:
    """Return snippets, the first with what older articles answered."""
    if not snippets or snippets[0].article.id not in earlier:
        return tuple(snippets)
    return (replace(snippets[0], earlier=earlier[snippets[0].article.id]), *snippets[1:])


def _same(windows: Sequence[Window], store: Store) -> list[tuple[int, dt.date]]:
    """Return the best window of each dated article that answers as the best one does, and the article's day."""
    found: dict[str, tuple[int, dt.date]] = {}
    held, beside = _held(windows[0]), _beside(windows[0])
    for n, window in enumerate(windows):
        if window.score < windows[0].score - _NEAR:
            break
        article = window.analysed.passage.article
        written = published(store.source(article))
        if written and window.answers and article not in found and _held(window) >= held and beside & _beside(window):
            found[article] = (n, written.last)
    return list(found.values())


def _held(window: Window) -> set[str]:
    return {match.term for match in window.matches if match.term in window.weights}


def _beside(window: Window) -> set[str]:
    """Return the words of the question that stand beside the answer of a window."""
    if not window.answers:
        return set()
    start, end = window.answers[0]
    return {
        match.term
        for match in window.matches
        if match.span.start < end + _BESIDE and start - _BESIDE < match.span.end and match.term in window.weights
    }


def _words(window: Window) -> str:
    start, end = window.answers[0]
    return " ".join(window.analysed.text[start:end].split())


def _value(window: Window) -> str:
    return fold(_words(window)).casefold()
