"""The parts of a question to look up in a lexicon, and how much each counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from index.lexicon.lexicon import MAX_WORD_CHARS
from index.text.folding import has_han

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from index.query.query import QueryTerm

_INNER_SHARE: Final = 0.4  # what a word counts for inside a longer one that is known: 货币 in 加密货币
_ACROSS_SHARE: Final = 0.3  # … or across the words that jieba sees: 家公 in 哪家公司
_MAX_PHRASE_WORDS: Final = 4  # words
_SINGLE_SHARE: Final = 0.4  # … or of one character in no known word: it means too many things


class Segment(NamedTuple):
    """A stretch of a question, its key, and what it counts for (0..1) beside others that it shares words with."""

    start: int
    end: int
    key: str
    share: float


def han_segments(
    text: str, terms: Sequence[QueryTerm], taken: Collection[int], knows: Callable[[str], object]
) -> list[Segment]:
    """Return the words of a folded Han question: jieba's and the longest that are known at each character.

    Only the characters of `terms` count, less those `taken`; those in no known word come one by one as well.
    """
    free = {i for term in terms if has_han(term.term) for i in range(term.start, term.end)}.difference(taken)
    words = [(term.start, term.end) for term in terms if term.kind == "word" and has_han(term.term)]
    spans = {(start, end) for start, end in words if free.issuperset(range(start, end)) and knows(text[start:end])}
    spans |= {span for start in free if (span := _longest(text, start, free, knows))}
    unknown = {
        word for word in words if free.issuperset(range(*word)) and not any(_within(word, span) for span in spans)
    }
    segments = [Segment(*span, text[slice(*span)], _share(span, spans | unknown, words)) for span in spans | unknown]
    held = {i for start, end in spans for i in range(start, end)}
    segments += [Segment(i, i + 1, text[i], _SINGLE_SHARE) for i in free - held if knows(text[i])]
    return sorted(segments)


def _longest(text: str, start: int, free: Collection[int], knows: Callable[[str], object]) -> tuple[int, int] | None:
    stop = start
    while stop in free and stop - start < MAX_WORD_CHARS:
        stop += 1
    return next(((start, end) for end in range(stop, start + 1, -1) if knows(text[start:end])), None)


def _share(span: tuple[int, int], spans: Collection[tuple[int, int]], words: Collection[tuple[int, int]]) -> float:
    start, end = span
    inner = any(_within(span, other) for other in spans if other != span)
    across = any(first < start < other < end or start < first < end < other for first, other in words)
    return (_INNER_SHARE if inner else 1.0) * (_ACROSS_SHARE if across else 1.0)


def _within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def latin_segments(terms: Sequence[QueryTerm], taken: Collection[int], knows: Callable[[str], object]) -> list[Segment]:
    """Return the words of a question in Latin letters, and the phrases of them that are known."""
    words = [term for term in terms if not has_han(term.term) and term.start not in taken]
    segments: list[Segment] = []
    for length in range(min(_MAX_PHRASE_WORDS, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            part = words[i : i + length]
            start, end, key = part[0].start, part[-1].end, " ".join(term.term for term in part)
            if length == 1 or knows(key):
                inner = any(segment.start <= start and end <= segment.end for segment in segments)
                segments.append(Segment(start, end, key, _INNER_SHARE if inner else 1.0))
    return sorted(segments)
