"""The terms and names of the articles of a build, for which a lexicon is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.lexicon.proper_names import find_names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from index.stores.base import AnalysedPassage

_MAX_TERMS: Final = (
    300_000  # terms; a million passages of Chinese have millions of pairs, most of which no dictionary has
)


class Vocabulary:
    """Collects the terms and names of articles; where `asked` is given, once there are many only the terms of it."""

    def __init__(self, asked: Callable[[], AbstractSet[str]] | None = None) -> None:
        self.terms: set[str] = set()
        self.names: set[str] = set()
        self._asked = asked

    def see(self, passages: Sequence[AnalysedPassage]) -> None:
        """Take up the passages of one article."""
        for passage in passages:
            self.terms.update(passage.terms, passage.titled, passage.headed)
        self.names |= find_names(passage.text for passage in passages)
        self._trim()

    def add(self, other: Vocabulary) -> Vocabulary:
        """Add another vocabulary, and return what of it is new."""
        fresh = Vocabulary()
        fresh.terms, fresh.names = other.terms - self.terms, other.names - self.names
        self.terms |= fresh.terms
        self.names |= fresh.names
        self._trim()
        return fresh

    def _trim(self) -> None:
        if self._asked and len(self.terms) > _MAX_TERMS:
            self.terms &= self._asked()
