"""What the articles of a build have that a lexicon serves: their terms and their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.lexicon.names import find_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.stores.base import AnalysedPassage


class Vocabulary:
    """Collects the terms and names of articles."""

    def __init__(self) -> None:
        self.terms: set[str] = set()
        self.names: set[str] = set()

    def see(self, passages: Sequence[AnalysedPassage]) -> None:
        """Take up the passages of one article."""
        self.terms.update(*(one.terms for one in passages))
        self.names |= find_names(one.text for one in passages)

    def add(self, other: Vocabulary) -> Vocabulary:
        """Take up another vocabulary, and return what of it is new."""
        fresh = Vocabulary()
        fresh.terms, fresh.names = other.terms - self.terms, other.names - self.names
        self.terms |= fresh.terms
        self.names |= fresh.names
        return fresh
