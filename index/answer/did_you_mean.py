"""The question with its typing errors corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.text.edit_distance import edits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.query.query import Query, QueryTerm
    from index.ranking.ranker import Window

_MAX_WINDOWS: Final = 20  # windows in which a corrected word's spelling is looked for


def did_you_mean(query: Query, windows: Sequence[Window]) -> str | None:
    """Return the question as it was understood, where a corrected word is in one of the best windows; else None."""
    text = query.text
    for term in reversed(query.terms):
        if term.corrected and (forms := _forms(term, windows[:_MAX_WINDOWS])):
            typed = text[term.start : term.end].lower()
            nearest = min(forms, key=lambda form: edits(typed, form.lower()))
            text = text[: term.start] + nearest + text[term.end :]
    return text if text != query.text else None


def _forms(term: QueryTerm, windows: Sequence[Window]) -> list[str]:
    """Return how the first of the windows that has a term writes it."""
    for window in windows:
        if forms := [window.analysed.text[start:end] for (start, end), key in window.matches if key == term.term]:
            return forms
    return []
