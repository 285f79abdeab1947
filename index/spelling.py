"""Typing errors: words of a question that the articles do not have, and the near ones that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.analysis import has_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.evidence import Window
    from index.query import Query, QueryTerm
    from index.stores.base import Store

SHORTEST: Final = 5
"""Letters of a stem below which nothing is corrected: too many short words are near to each other."""

_SEEN: Final = 20  # windows in which a corrected word's spelling is looked for
_LONG: Final = 8  # letters from which on two errors are forgiven


def correct(term: QueryTerm, store: Store) -> str | None:
    """Return the near term that was probably meant by one which no passage has, None where there is none."""
    if has_han(term.term) or len(term.term) < SHORTEST or not term.term.isalpha():
        return None
    for distance in (1, 2) if len(term.term) >= _LONG else (1,):
        if found := store.near(term.term, distance):
            return found[0]
    return None


def did_you_mean(query: Query, windows: Sequence[Window]) -> str | None:
    """Return the question as it was understood, where a corrected word is in one of the best windows; else None."""
    text = query.text
    for one in reversed(query.terms):
        if one.corrected and (forms := _forms(one, windows[:_SEEN])):
            typed = text[one.start : one.end].lower()
            nearest = min(forms, key=lambda form: edits(typed, form.lower()))
            text = text[: one.start] + nearest + text[one.end :]
    return text if text != query.text else None


def _forms(term: QueryTerm, windows: Sequence[Window]) -> list[str]:
    """Return how the first of the windows that has a term writes it."""
    for window in windows:
        if forms := [window.analysed.text[start:end] for (start, end), found in window.matches if found == term.term]:
            return forms
    return []


def edits(one: str, other: str) -> int:
    """Return the edit distance of two words, a swap of neighbours counting one (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
