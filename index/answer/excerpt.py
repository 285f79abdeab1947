"""What is shown of a window: the part that answers, and what a reader needs around it."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from index.model import Span
from index.text.width import MAX_FOCUS_COLUMNS, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Passage, SnippetKind
    from index.ranking.ranker import Window
    from index.stores.base import AnalysedPassage

MAX_TEXT_COLUMNS: Final = 1_000
"""Columns of a snippet's text at most; its focus has MAX_FOCUS_COLUMNS."""

_ANNOUNCES: Final = (":", "：", "?", "？")  # what comes next is what is asked for
_KINDS: Final[dict[str, SnippetKind]] = {
    "item": "list",
    "row": "table",
    "code": "code",
    "question": "qa",
    "answer": "qa",
}


def focus_of(window: Window) -> Span:
    """Return the part of a window's passage that answers: the window and as many of its neighbours as fit beside it.

    Below a heading it grows within the section, whose paragraphs are about one thing. Where there is none, prose grows
    within its paragraph, and beyond it by no more than it has itself; lists, tables and code, and what announces the
    next block, grow beyond.
    """
    analysed = window.analysed
    focus = _grown(analysed, window.shown, MAX_FOCUS_COLUMNS, beyond=False)
    width = columns(analysed.text[focus.start : focus.end])
    room = MAX_FOCUS_COLUMNS if analysed.passage.headings else min(MAX_FOCUS_COLUMNS, 2 * width)
    return _grown(analysed, focus, room, beyond=True)


def text_of(window: Window, focus: Span) -> Span:
    """Return what a reader needs around a focus: its paragraph and what comes after it, or its list or table.

    Below a heading the paragraphs before it fill what room is left. Where there is none they are left out: who reads a
    snippet from its first word is to meet the answer soon.
    """
    analysed = window.analysed
    text = _grown(analysed, focus, MAX_TEXT_COLUMNS, beyond=False)
    text = _after(analysed, text, MAX_TEXT_COLUMNS, beyond=True)
    if analysed.passage.headings:
        text = _before(analysed, text, MAX_TEXT_COLUMNS, beyond=True)
    last = _sentence_at(analysed, text.end - 1)
    while text.end > focus.end and last + 1 < len(analysed.sentences) and _announces(analysed, last):
        last -= 1
        text = Span(text.start, max(analysed.sentences[last].end, focus.end))
    return text


def clear_of(taken: Sequence[Span], analysed: AnalysedPassage, span: Span, core: Span) -> Span:
    """Return the part of a span around its core that touches none of the spans taken before; the core does not."""
    start = max([span.start, *(other.end for other in taken if other.end <= core.start)])
    end = min([span.end, *(other.start for other in taken if other.start >= core.end)])
    part = analysed.text[start:end]
    return Span(start + len(part) - len(part.lstrip()), start + len(part.rstrip()))


def kind_of(passage: Passage, analysed: AnalysedPassage, focus: Span) -> SnippetKind:
    """Return what kind of text a focus is, by the first block in it that is no plain paragraph."""
    first, last = _sentence_at(analysed, focus.start), _sentence_at(analysed, focus.end - 1)
    starts = [*passage.starts, len(analysed.sentences)]
    touched = [kind for n, kind in enumerate(passage.kinds) if starts[n] <= last and first < starts[n + 1]]
    return next((_KINDS[kind] for kind in touched if kind in _KINDS), "prose")


def _grown(analysed: AnalysedPassage, span: Span, room: float, *, beyond: bool) -> Span:
    """Return a span with the sentences after it, then those before it, that fit into so many columns with it.

    Unless it grows `beyond`, it stops where another paragraph begins.
    """
    return _before(analysed, _after(analysed, span, room, beyond=beyond), room, beyond=beyond)


def _after(analysed: AnalysedPassage, span: Span, room: float, *, beyond: bool) -> Span:
    start, end = span
    last = _sentence_at(analysed, end - 1)
    for n in range(last, len(analysed.sentences)):
        reached = analysed.sentences[n].end
        if (not beyond and n > last and _parted(analysed, n)) or columns(analysed.text[start:reached]) > room:
            break
        end = max(end, reached)
    return Span(start, end)


def _before(analysed: AnalysedPassage, span: Span, room: float, *, beyond: bool) -> Span:
    start, end = span
    first = _sentence_at(analysed, start)
    for n in range(first, -1, -1):
        reached = analysed.sentences[n].start
        if (not beyond and n < first and _parted(analysed, n + 1)) or columns(analysed.text[reached:end]) > room:
            break
        start = min(start, reached)
    return Span(start, end)


def _sentence_at(analysed: AnalysedPassage, place: int) -> int:
    """Return which sentence a place is in, or the last one before it."""
    return max(0, bisect_right(analysed.sentences, place, key=attrgetter("start")) - 1)


def _parted(analysed: AnalysedPassage, sentence: int) -> bool:
    """Tell whether a sentence opens a paragraph that does not go on from what is before it."""
    starts, kinds = analysed.passage.starts, analysed.passage.kinds
    if sentence not in starts or _announces(analysed, sentence - 1):
        return False
    block = starts.index(sentence)
    return not kinds or "paragraph" in kinds[block - 1 : block + 1]


def _announces(analysed: AnalysedPassage, sentence: int) -> bool:
    start, end = analysed.sentences[sentence]
    return analysed.text[start:end].rstrip().endswith(_ANNOUNCES)
