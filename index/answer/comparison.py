"""A comparison is answered by a passage that has both things, else by the best one of each, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.ranking.ranker import Window


def side_by_side(windows: Sequence[Window]) -> Sequence[Window]:
    """Return windows, best first, the second of them about the thing that is compared with the first one's.

    In their order where the best passage has both things, where no passage has the other, or nothing is compared.
    """
    if not windows:
        return windows
    best, *others = windows
    missing = [term.term for term in best.query.compared if term.term not in best.analysed.all_terms()]
    if len(missing) != 1:
        return windows
    other = next((window for window in others if missing[0] in window.analysed.all_terms()), None)
    if other is None:
        return windows
    return [best, other, *(window for window in others if window is not other)]
