"""Typing errors: words of a question that the articles do not have, and the near ones that they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.text.analysis import has_han

if TYPE_CHECKING:
    from index.stores.base import Store

SHORTEST: Final = 5
"""Letters of a stem below which nothing is corrected: too many short words are near to each other."""

_LONG: Final = 8  # letters from which on two errors are forgiven


def correct(term: str, store: Store) -> str | None:
    """Return the near term that was probably meant by one which no passage has, None where there is none."""
    if has_han(term) or len(term) < SHORTEST or not term.isalpha():
        return None
    for distance in (1, 2) if len(term) >= _LONG else (1,):
        if found := store.near(term, distance):
            return found[0]
    return None
