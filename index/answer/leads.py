"""For a snippet that cannot be understood alone: the earlier sentence that says what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from index.model import Lead
from index.ranking.anaphora import hangs
from index.text.excerpts import cut
from index.text.stopwords import is_stopword
from index.text.width import MAX_FOCUS_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.ranking.ranker import Window
    from index.stores.base import AnalysedPassage, Store

_MAX_PASSAGES_BACK: Final = 2  # passages before the snippet's own in which its lead is looked for
_TITLE_WEIGHT: Final = (
    0.1  # what a word of the title counts for: what an article is about is what "the move" mostly was
)
_FADE_PER_SENTENCE: Final = 0.9  # what a sentence counts for, less with every one that stands between


class _Earlier(NamedTuple):
    analysed: AnalysedPassage
    sentence: int


def find_lead(window: Window, start: int, store: Store) -> Lead | None:
    """Return the sentence that says what a window is about, where the window (shown from `start`) does not itself.

    It is the one that lent the window its score, else the earlier one that holds most of the question and then of the
    title, a near one before a far one; where none holds any of them, the one just before.
    """
    if start != window.span.start or not hangs(window.analysed.text[start : window.span.end]):
        return None
    if (lent := window.lead) is not None:
        return _lead(_Earlier(*lent))
    title = dict.fromkeys([*window.analysed.titled, *window.analysed.headed], _TITLE_WEIGHT)
    weights = {term: weight for term, weight in (title | dict(window.worth)).items() if not is_stopword(term)}
    best, most = None, -1.0
    for distance, earlier in enumerate(_earlier(window, store)):
        begin, end = earlier.analysed.bounds[earlier.sentence], earlier.analysed.bounds[earlier.sentence + 1]
        held = (
            sum(weights.get(term, 0.0) for term in set(earlier.analysed.terms[begin:end]))
            * _FADE_PER_SENTENCE**distance
        )
        if held > most:
            best, most = earlier, held
    return _lead(best) if best else None


def _earlier(window: Window, store: Store) -> Iterator[_Earlier]:
    """Return the sentences before a window, the nearest first."""
    window_passage = window.analysed
    for n in reversed(range(len(window_passage.sentences))):
        if window_passage.sentences[n].start < window.span.start:
            yield _Earlier(window_passage, n)
    for back in range(1, _MAX_PASSAGES_BACK + 1):
        analysed = store.passage(window_passage.passage.article, window_passage.passage.ordinal - back)
        for n in reversed(range(len(analysed.sentences) if analysed else 0)):
            yield _Earlier(analysed, n)  # type: ignore[arg-type]  # where it is None there is no n


def _lead(earlier: _Earlier) -> Lead:
    analysed = earlier.analysed
    span = cut(analysed.text, analysed.sentences[earlier.sentence], (), MAX_FOCUS_COLUMNS)
    return Lead(analysed.text[span.start : span.end], *analysed.passage.in_article(span))
