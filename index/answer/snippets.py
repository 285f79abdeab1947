"""From ranked windows to snippets: none repeats a better one, and each is short enough to read at a glance."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from index.answer.dating import resolved
from index.answer.excerpt import clear_of, focus_of, kind_of, text_of
from index.answer.leads import find_lead
from index.model import Snippet, Span
from index.text.stopwords import ALL as STOPWORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.ranking.ranker import Window
    from index.stores.base import Store

_JOINED: Final = re.compile(r"[ $€£¥%.,’'\-/·]{0,2}")
_COPY_SHARE: Final = 0.8  # of the terms; wire copies differ in a word or two
_TWIN_COPY_SHARE: Final = 0.5  # of the terms, in articles that are near-duplicates
_MAX_COPY_WINDOWS: Final = 20  # windows behind the last chosen in which copies are looked for


class _Content(NamedTuple):
    """What a snippet says: its terms, and those of them that no copy may change, words of the question and numbers."""

    terms: frozenset[str]
    telling: frozenset[str]


def choose(windows: Sequence[Window], top: int, store: Store) -> tuple[Snippet, ...]:
    """Return the best `top` windows as snippets: none overlaps another or repeats a better one.

    A copy in another article is named in the better one's `also_in`.
    """
    chosen: list[tuple[Snippet, _Content]] = []
    left = _MAX_COPY_WINDOWS
    for window in windows:
        if any(_overlaps(window, other) for other, _ in chosen):
            continue
        content = _content_of(window)
        copied = next(
            (
                n
                for n, (other, other_content) in enumerate(chosen)
                if _copies(window, content, other, other_content, store)
            ),
            None,
        )
        if copied is not None:
            other, other_content = chosen[copied]
            chosen[copied] = (_also_in(other, window.analysed.passage.article), other_content)
        elif len(chosen) < top:
            chosen.append((_snippet(window, [other for other, _ in chosen], store), content))
        elif (left := left - 1) < 0:
            break
    return tuple(snippet for snippet, _ in chosen)


def _content_of(window: Window) -> _Content:
    asked = window.worth
    terms = frozenset(window.terms) - STOPWORDS
    return _Content(terms, frozenset(term for term in terms if term in asked or term[0].isdigit()))


def _overlaps(window: Window, other: Snippet) -> bool:
    """Tell whether a window shares text with a snippet, or is all in the lead shown with it."""
    passage = window.analysed.passage
    if passage.article != other.article.id:
        return False
    start, end = passage.in_article(window.span)
    in_lead = other.lead is not None and other.lead.start <= start and end <= other.lead.end
    return in_lead or (start < other.end and other.start < end)


def _copies(window: Window, content: _Content, other: Snippet, other_content: _Content, store: Store) -> bool:
    """Tell whether a window says what a snippet says.

    A teaser in the same article may say less of it. In a near-duplicate the sentence may have another neighbour beside
    it: half of a window is the same then.
    """
    article = window.analysed.passage.article
    twin = article in store.copies(other.article.id)
    smaller, larger = sorted((content, other_content), key=lambda content: len(content.terms))
    if content.telling != other_content.telling and not (twin and smaller.telling <= larger.telling):
        return False  # "31 million in 2020" is no copy of "45 million in 2021"
    whole = smaller if twin or article == other.article.id else larger
    share = _TWIN_COPY_SHARE if twin else _COPY_SHARE
    return len(content.terms & other_content.terms) >= share * max(1, len(whole.terms))


def _also_in(snippet: Snippet, article: str) -> Snippet:
    if article == snippet.article.id or article in snippet.also_in:
        return snippet
    return replace(snippet, also_in=(*snippet.also_in, article))


def _snippet(window: Window, better: Sequence[Snippet], store: Store) -> Snippet:
    passage = window.analysed.passage
    taken = [
        passage.in_passage(Span(other.start, other.end)) for other in better if other.article.id == passage.article
    ]
    focus = clear_of(taken, window.analysed, focus_of(window), window.shown)
    excerpt = clear_of(taken, window.analysed, text_of(window, focus), focus)
    start, end = passage.in_article(excerpt)
    text = window.analysed.text[excerpt.start : excerpt.end]
    answers = _inside(window.answers[:1], excerpt)
    return Snippet(
        rank=len(better) + 1,
        score=round(window.score, 4),
        text=text,
        start=start,
        end=end,
        highlights=merge(_inside([match.span for match in window.matches_in(excerpt)], excerpt), text),
        answer=answers[0] if answers else None,
        lead=find_lead(window, excerpt.start, store),
        also_in=(),
        article=store.source(passage.article),
        focus=Span(focus.start - excerpt.start, focus.end - excerpt.start),
        headings=passage.headings,
        kind=kind_of(passage, window.analysed, focus),
        page=passage.page,
        answer_date=resolved(window.analysed, window.answers[0]) if answers and window.query.kind == "date" else None,
    )


def _inside(spans: Iterable[Span], excerpt: Span) -> list[Span]:
    """Return the spans that are shown whole, as offsets in what is shown."""
    return [
        Span(start - excerpt.start, end - excerpt.start)
        for start, end in spans
        if excerpt.start <= start and end <= excerpt.end
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
