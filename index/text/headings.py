"""The headings above a stretch of an article, as one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.text.excerpts import last_edge
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

BETWEEN: Final = " › "
_MAX_HEADING_COLUMNS: Final = 160  # columns: two lines of a terminal, three or four of a phone
_MAX_TITLE_COLUMNS: Final = 80  # columns of one of them


def path_of(headings: Sequence[str]) -> str:
    """Return headings, outermost first, as `A › B`; where that is long the outer ones give way to "…"."""
    titles = [_shortened(" ".join(heading.split())) for heading in headings if heading.strip()]
    first, width = len(titles) - 1, columns(titles[-1]) if titles else 0.0
    while first > 0 and (width := width + columns(BETWEEN + titles[first - 1])) <= _MAX_HEADING_COLUMNS:
        first -= 1
    return BETWEEN.join(titles if first <= 0 else ["…", *titles[first:]])


def _shortened(heading: str) -> str:
    if columns(heading) <= _MAX_TITLE_COLUMNS:
        return heading
    end, left = 0, float(_MAX_TITLE_COLUMNS)
    while (left := left - columns(heading[end])) >= 1:
        end += 1
    return heading[: last_edge(heading, end)].rstrip() + "…"
