"""From ranked windows to the snippets that are shown: apart from one another, cut to what is read at a glance."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from index.analysis import analyse, has_han
from index.columns import columns
from index.model import Snippet, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.evidence import Window
    from index.stores.base import Store

LONGEST = 400
"""Columns of a snippet; what a phone shows without scrolling."""

_CLAUSE = re.compile(r"[,;:—–]\s+|[，；：。！？、—]+|[.!?]['\")”’]*\s+")
_JOINED = re.compile(r"[ $€£¥%.,’'\-/·]{0,2}")


def choose(windows: Sequence[Window], top: int, store: Store) -> tuple[Snippet, ...]:
    """Return the best `top` windows that do not overlap, as snippets."""
    chosen: list[Snippet] = []
    for window in windows:
        if len(chosen) == top:
            break
        snippet = _snippet(window, len(chosen) + 1, store)
        if not any(_overlap(snippet, other) for other in chosen):
            chosen.append(snippet)
    return tuple(chosen)


def _overlap(one: Snippet, other: Snippet) -> bool:
    return one.article.id == other.article.id and one.start < other.end and other.start < one.end


def _snippet(window: Window, rank: int, store: Store) -> Snippet:
    passage = window.analysed.passage
    cut = cut_to(window.analysed.text, window.span, window.matches, LONGEST)
    text = window.analysed.text[cut.start : cut.end]
    offset = passage.span.start
    return Snippet(
        rank=rank,
        score=round(window.score, 4),
        text=text,
        start=offset + cut.start,
        end=offset + cut.end,
        highlights=merge(
            (Span(s - cut.start, e - cut.start) for s, e in window.matches if cut.start <= s and e <= cut.end), text
        ),
        answer=None,
        lead=None,
        also_in=(),
        article=store.source(passage.article),
    )


def merge(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return spans in order, those that touch or stand a sign apart ("US$400") made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or _JOINED.fullmatch(text, merged[-1].end, span.start)):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def cut_to(text: str, span: Span, matches: Sequence[Span], width: float) -> Span:
    """Return the part of a span, at most `width` columns, that holds most matches; never cut inside a word.

    It opens where the span or a clause of it does. A single word wider than `width` is the one thing that is cut.
    """
    if columns(text[span.start : span.end]) <= width:
        return span
    edges = _edges(text, span)
    best, most = span, -1
    for start in (span.start, *(clause.end() for clause in _CLAUSE.finditer(text, span.start, span.end))):
        end = _reach(text, start, edges, width)
        held = sum(start <= match.start and match.end <= end for match in matches)
        if held > most:
            best, most = Span(start, end), held
    return best


def _edges(text: str, span: Span) -> list[int]:
    """Return the places in a span where a cut parts no word."""
    inside: set[int] = set()
    for token in analyse(text[span.start : span.end]):
        inside.update(range(span.start + token.start + 1, span.start + token.end) if token.kind == "word" else ())
    return [i for i in range(span.start + 1, span.end + 1) if i not in inside and _parts(text, i, span.end)]


def _parts(text: str, place: int, end: int) -> bool:
    """Tell whether text may end before `place`: at its end, before a space, beside a Han character."""
    return place == end or text[place].isspace() or has_han(text[place - 1 : place + 1])


def _reach(text: str, start: int, edges: Sequence[int], width: float) -> int:
    """Return the last edge to which text from `start` takes no more than `width` columns."""
    left, stop = width, start
    while stop < edges[-1] and (left := left - columns(text[stop])) >= 0:
        stop += 1
    reached = bisect_right(edges, stop)
    end = edges[reached - 1] if reached and edges[reached - 1] > start else stop
    return start + len(text[start:end].rstrip())
