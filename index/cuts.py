"""Texts too long to be shown, cut to a width at the edges of words."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from index.analysis import analyse, has_han
from index.columns import columns
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAUSE: Final = re.compile(r"[,;:—–]\s+|[，；：。！？、—]+|[.!?]['\")”’]*\s+")


def cut(text: str, span: Span, matches: Sequence[Span], width: float) -> Span:
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
