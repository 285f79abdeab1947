"""From ranked windows to the snippets that are shown: each says something new, cut to what is read at a glance."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.leads import find_lead
from index.model import Snippet, Span
from index.stopwords import is_stopword

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.evidence import Window
    from index.stores.base import Store

_JOINED: Final = re.compile(r"[ $€£¥%.,’'\-/·]{0,2}")
_ALIKE: Final = 0.8  # of the terms of the shorter of two snippets; wire copies differ in a word or two
_LOOKED_AT: Final = 20  # windows behind the last chosen in which copies are looked for


def choose(windows: Sequence[Window], top: int, idf: Mapping[str, float], store: Store) -> tuple[Snippet, ...]:
    """Return the best `top` windows as snippets: none overlaps another, none says again what a better one says.

    A copy in another article is named in the better one's `also_in`. `idf` has the weights of the question's terms.
    """
    chosen: list[tuple[Snippet, frozenset[str]]] = []
    more = _LOOKED_AT
    for window in windows:
        if any(_overlaps(window, other) for other, _ in chosen):
            continue
        terms = _terms(window)
        copied = next((n for n, (_, seen) in enumerate(chosen) if _alike(terms, seen)), None)
        if copied is not None:
            other, seen = chosen[copied]
            chosen[copied] = (_also_in(other, window.analysed.passage.article), seen)
        elif len(chosen) < top:
            chosen.append((_snippet(window, len(chosen) + 1, idf, store), terms))
        elif (more := more - 1) < 0:
            break
    return tuple(snippet for snippet, _ in chosen)


def _terms(window: Window) -> frozenset[str]:
    analysed, span = window.analysed, window.span
    return frozenset(
        term
        for term, start in zip(analysed.terms, analysed.starts, strict=True)
        if span.start <= start < span.end and not is_stopword(term)
    )


def _overlaps(window: Window, other: Snippet) -> bool:
    if window.analysed.passage.article != other.article.id:
        return False
    offset = window.analysed.passage.span.start
    return offset + window.span.start < other.end and other.start < offset + window.span.end


def _alike(terms: frozenset[str], seen: frozenset[str]) -> bool:
    return len(terms & seen) >= _ALIKE * max(1, min(len(terms), len(seen)))


def _also_in(snippet: Snippet, article: str) -> Snippet:
    if article == snippet.article.id or article in snippet.also_in:
        return snippet
    return replace(snippet, also_in=(*snippet.also_in, article))


def _snippet(window: Window, rank: int, idf: Mapping[str, float], store: Store) -> Snippet:
    passage = window.analysed.passage
    shown = window.shown
    text = window.analysed.text[shown.start : shown.end]
    offset = passage.span.start
    answers = _inside(window.answers[:1], shown)
    return Snippet(
        rank=rank,
        score=round(window.score, 4),
        text=text,
        start=offset + shown.start,
        end=offset + shown.end,
        highlights=merge(_inside([match.span for match in window.matches], shown), text),
        answer=answers[0] if answers else None,
        lead=find_lead(window, shown.start, idf, store),
        also_in=(),
        article=store.source(passage.article),
    )


def _inside(spans: Iterable[Span], shown: Span) -> list[Span]:
    """Return the spans that are shown whole, as offsets in what is shown."""
    return [
        Span(start - shown.start, end - shown.start)
        for start, end in spans
        if shown.start <= start and end <= shown.end
    ]


def merge(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return spans in order, those that touch or stand a sign apart ("US$400") made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or _JOINED.fullmatch(text, merged[-1].end, span.start)):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)
