"""Reordering windows by the meaning of their passages, if there is an encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.encoding.encoder import similarities
from index.ranking.reranking import RERANKED_PASSAGES, rerank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encoding.encoder import Encoder
    from index.ranking.ranker import Window

SIMILARITY_WEIGHT: Final = 1.0
"""What a standard deviation of the similarity counts for beside one of the score; see `tests.tuning.meaning`."""

MAX_CHARACTERS: Final = 250
"""Characters of a window that are encoded: what an encoder takes grows with them."""


def by_meaning(
    windows: Sequence[Window], question: str, encoder: Encoder, weight: float = SIMILARITY_WEIGHT
) -> list[Window]:
    """Return windows, best first, those of the best passages moved by how like the question their passages are."""
    best: dict[tuple[str, int], Window] = {}
    for window in windows:
        best.setdefault(window.place, window)
    places = list(best)
    texts = [text_of(window) for window in list(best.values())[:RERANKED_PASSAGES]]
    likeness = similarities(encoder, question, texts)
    scores = [window.score for window in best.values()]
    moves = {place: new - old for place, new, old in zip(places, rerank(scores, likeness, weight), scores, strict=True)}
    similarity = dict(zip(places, likeness, strict=False))
    moved = [
        window._replace(
            score=window.score + moves[window.place],
            meaning=moves[window.place],
            similarity=similarity.get(window.place),
        )
        for window in windows
    ]
    return sorted(moved, key=lambda window: -window.score)


def text_of(window: Window) -> str:
    """Return what is encoded of a window: the title, the heading above, and its text, cut where it is long.

    Of one set, homeserver, the first was right in .53 so, and in .45 with 600 columns of the passage instead.
    """
    analysed = window.analysed
    text = analysed.text[window.span.start : window.span.end][:MAX_CHARACTERS]
    return "\n".join([analysed.title, *analysed.passage.headings[-1:], text])
