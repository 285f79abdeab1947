"""The headings above a stretch of an article, as one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.text.excerpts import last_edge
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN: Final = " › "
_MAX_HEADING_COLUMNS: Final = 160  # columns: two lines of a terminal, three or four of a phone
_LONGEST_ONE: Final = 80


def path_of(headings: Sequence[str]) -> str:
    """Return headings, outermost first, as `A › B`; where that is long the outer ones give way to "…"."""
    titles = [_shortened(" ".join(heading.split())) for heading in headings if heading.strip()]
    kept = list(titles)
    while len(kept) > 1 and columns(BETWEEN.join(kept)) > _MAX_HEADING_COLUMNS:
        del kept[0]
    return BETWEEN.join(kept if len(kept) == len(titles) else ["…", *kept])


def _shortened(heading: str) -> str:
    if columns(heading) <= _LONGEST_ONE:
        return heading
    end, left = 0, float(_LONGEST_ONE)
    while (left := left - columns(heading[end])) >= 1:
        end += 1
    return heading[: last_edge(heading, end)].rstrip() + "…"
