"""The sentences of an article before and after a snippet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Snippet
    from index.stores.base import AnalysedPassage, Store


class Sentence(NamedTuple):
    """A sentence at `start` to `end` of an article's text; `opens` marks the first of a paragraph or list item.

    `gap` is the white space before it; empty where something else stands there, or nothing is known of it.
    """

    text: str
    start: int
    end: int
    opens: bool
    gap: str = ""


def focus_in_article(snippet: Snippet) -> Span:
    """Return where in its article the part of a snippet stands that answers."""
    return Span(snippet.start + snippet.focus.start, snippet.start + snippet.focus.end)


def around(store: Store, article: str, span: Span, count: int) -> tuple[Sentence, ...]:
    """Return the sentences that a stretch of an article touches, and up to `count` of its prose on each side."""
    middle = _passage_at(store, article, span.start)
    if middle is None:
        return ()
    sentences = list(_sentences(middle))
    for step in (-1, 1):
        number = middle.passage.ordinal + step
        while _beyond(sentences, span, step) < count and (near := store.passage(article, number)) is not None:
            sentences = [*_sentences(near), *sentences] if step < 0 else [*sentences, *_sentences(near)]
            number += step
    touched = [n for n, sentence in enumerate(sentences) if sentence.start < span.end and span.start < sentence.end]
    return tuple(sentences[max(touched[0] - count, 0) : touched[-1] + count + 1]) if touched else ()


def _beyond(sentences: list[Sentence], span: Span, step: int) -> int:
    """Return how many sentences have been found before (`step` -1) or after a stretch."""
    return sum(sentence.end <= span.start if step < 0 else sentence.start >= span.end for sentence in sentences)


def _sentences(analysed: AnalysedPassage) -> Iterator[Sentence]:
    passage, end = analysed.passage, 0
    for n, (span, inside) in enumerate(zip(passage.sentences, analysed.sentences, strict=True)):
        gap = analysed.text[end : inside.start]
        text = analysed.text[inside.start : inside.end]
        yield Sentence(text, span.start, span.end, n in passage.breaks, "" if gap.strip() else gap)
        end = inside.end


def _passage_at(store: Store, article: str, place: int) -> AnalysedPassage | None:
    """Return the last passage that begins at or before a place, in few steps: a book has thousands of passages."""
    step = 1
    while (ahead := store.passage(article, step)) is not None and ahead.passage.span.start <= place:
        step *= 2
    low, high = step // 2, step  # the passage wanted is `low` or a later one before `high`
    while high - low > 1:
        middle = (low + high) // 2
        passage = store.passage(article, middle)
        low, high = (middle, high) if passage and passage.passage.span.start <= place else (low, middle)
    return store.passage(article, low)
