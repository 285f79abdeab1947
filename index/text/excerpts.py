"""Cutting a long text to a width, at the edges of words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from index.model import Span
from index.text.analysis import analyse
from index.text.folding import has_han
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAUSE: Final = re.compile(r"[,;:—–]\s+|[，；：。！？、—]+|[.!?]['\")”’]*\s+|\n\s*")

_ANALYSED_CHARS: Final = 80  # characters on each side of a place that are analysed to find the words there
# An accent, a variation selector, a skin tone, or whatever a joiner holds to the sign before it.
_SIGN_GOES_ON: Final = re.compile(r"\u200d|.[\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]", re.DOTALL)


class Worth(NamedTuple):
    """A stretch that a cut had better keep: of several with the same key only one counts, with its weight."""

    span: Span
    key: str
    weight: float


def cut(text: str, span: Span, worth: Sequence[Worth], width: float) -> Span:
    """Return the part of a span, at most `width` columns, that keeps most of what is worth it; never part of a word.

    It opens where the span or a clause of it does or, where no such part keeps anything, at the first thing worth it.
    A single word wider than `width` is the one thing that is cut.
    """
    if columns(text[span.start : span.end]) <= width:
        return span
    edges = _edges(text, span)
    clauses = [span.start, *(clause.end() for clause in _CLAUSE.finditer(text, span.start, span.end))]
    parts = [Span(start, _reach(text, start, edges, width)) for start in clauses]
    ends = [*(clause - 1 for clause in clauses[1:]), span.end]
    best = max(parts, key=lambda part: (_kept(part, worth), _finished(part, worth, ends)))
    if worth and not _kept(best, worth):
        first = min(thing.span.start for thing in worth)
        start = max((edge for edge in [span.start, *edges] if edge <= first), default=span.start)
        start += len(text[start:first]) - len(text[start:first].lstrip())
        return Span(start, _reach(text, start, edges, width))
    return best


def last_edge(text: str, place: int) -> int:
    """Return the last place up to `place` where a text may end: after a word, and not between parts of one sign.

    Where no word ends among the 80 characters before it, only signs are kept whole.
    """
    if place >= len(text):
        return len(text)
    near = Span(max(place - _ANALYSED_CHARS, 0), min(place + _ANALYSED_CHARS, len(text)))
    places = [*reversed([edge for edge in _edges(text, near) if edge <= place]), *range(place, near.start, -1)]
    return next((candidate for candidate in places if not _SIGN_GOES_ON.match(text, candidate - 1)), place)


def _finished(part: Span, worth: Sequence[Worth], ends: Sequence[int]) -> int:
    """Return how many of the kept things stand in a clause that is shown to its end."""
    kept = (thing.span.end for thing in worth if part.start <= thing.span.start and thing.span.end <= part.end)
    return sum(ends[min(bisect_left(ends, place), len(ends) - 1)] <= part.end + 1 for place in kept)


def _kept(part: Span, worth: Sequence[Worth]) -> float:
    kept = {thing.key: thing.weight for thing in worth if part.start <= thing.span.start and thing.span.end <= part.end}
    return sum(kept.values())


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
