"""A text in which values stand, and what is asked of the whole of it."""

from __future__ import annotations

from index.text.analysis import analyse
from index.text.folding import has_han


class Page:
    """A text, and what is asked of the whole of it only where some value needs it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._inside: set[int] | None = None
        self._is_han: bool | None = None

    @property
    def is_han(self) -> bool:
        """Whether it holds Han characters."""
        if self._is_han is None:
            self._is_han = has_han(self.text)
        return self._is_han

    def parts_word(self, place: int) -> bool:
        """Tell whether a place is within a word: 大 of 大学, 三 of 星期三."""
        if self._inside is None:
            words = (token for token in analyse(self.text) if token.kind == "word")
            self._inside = {place for word in words for place in range(word.start + 1, word.end)}
        return place in self._inside
