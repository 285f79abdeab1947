"""Typing errors: the articles' nearest word for a word that they do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.query.english import is_english
from index.text.folding import has_han

if TYPE_CHECKING:
    from index.stores.base import Store

MIN_STEM_LETTERS: Final = 4
"""Letters of a stem below which nothing is corrected: too many short words are near to each other."""

_MIN_CHANGED_LETTERS: Final = (
    5  # letters from which on a letter may be another; in a shorter word one is doubled, single or swapped
)
_MIN_TWICE_LETTERS: Final = 8  # … from which on two errors are forgiven


def correct(term: str, word: str, store: Store) -> str | None:
    """Return the near term that was probably meant by one which no passage has, None where there is none.

    `word` is the term's word as typed, without its case: one that English has is no typing error, though the articles
    may have a near one: change is not charge, nor Martina Marina.
    """
    if has_han(term) or len(term) < MIN_STEM_LETTERS or not term.isalpha():
        return None
    for distance in (1, 2) if len(term) >= _MIN_TWICE_LETTERS else (1,):
        neighbours = [
            neighbour
            for neighbour in store.near(term, distance)
            if len(term) >= _MIN_CHANGED_LETTERS or set(neighbour) == set(term)
        ]
        if neighbours:
            return None if is_english(word) else neighbours[0]
    return None
