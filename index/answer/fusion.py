"""Merging the windows of two languages by how sure the best of each is to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.answer.confidence import evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.ranking.ranker import Window

_OWN_EVIDENCE: Final = 0.25  # how much surer the other language must be: who asks in Chinese had rather read Chinese

_EVIDENCE_PER_SCORE: Final = 0.65  # how much evidence a unit of a window's score is worth, as once fitted


def merge(uncrossed: Sequence[Window], crossed: Sequence[Window]) -> list[Window]:
    """Return the windows of a query and of its crossed form, best first.

    Scores of the two do not compare, but the evidence for their best windows does: the crossed ones are all shifted by
    as much as sets the two best apart as their evidence does.
    """
    if not uncrossed or not crossed:
        return [*uncrossed, *crossed]
    surer = (evidence(crossed) - evidence(uncrossed) - _OWN_EVIDENCE) / _EVIDENCE_PER_SCORE
    shift = uncrossed[0].score + surer - crossed[0].score
    moved = [window._replace(score=window.score + shift, shift=shift) for window in crossed]
    return sorted([*uncrossed, *moved], key=lambda window: -window.score)
