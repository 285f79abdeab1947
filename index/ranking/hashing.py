"""Rolling hashes (Karp-Rabin) of texts, by which a few terms are found among many."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from index.stores.packed_terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Places = NDArray[np.intp]
    Hashes = NDArray[np.uint64]

_BASE: Final = 0x9E3779B97F4A7C15  # any odd number whose bits are well mixed: the golden ratio's
_HIGH_BITS: Final = np.uint64(
    48
)  # without its low 48 bits a hash tells of nearly all that they are none of those wanted
_KEPT_POWERS: Final = (
    1 << 18
)  # powers of the base that are kept, 4 MB: more than the candidates of a question mostly need


class Hashed:
    """Rolling hashes (Karp-Rabin) of every substring of a text; no two unequal ones had the same hash so far.

    The hash is the sum of the substring's code points, each times the next power of a base, modulo 2**64 (R. M. Karp
    and M. O. Rabin, IBM Journal of Research and Development 31, 1987).
    """

    def __init__(self, text: str) -> None:
        """Take the text."""
        self.points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        powers, self._inverses = _kept_powers() if len(text) < _KEPT_POWERS else _powers(len(text) + 1)
        self._sums = np.zeros(len(text) + 1, dtype=np.uint64)
        np.cumsum(self.points * powers[: len(text)], out=self._sums[1:])

    def between(self, starts: Places, ends: Places) -> Hashes:
        """Return the hashes of some substrings."""
        return (self._sums[ends] - self._sums[starts]) * self._inverses[starts]

    def every(self, size: int, step: int = 1) -> Hashes:
        """Return the hashes of all substrings of a size, or of those whose start is a multiple of `step`."""
        starts = np.arange(0, len(self.points) - size + 1, step)
        return self.between(starts, starts + size)


class Words(Hashed):
    """Words in one text, a space before and behind each; word `n` is from `starts[n]` to `ends[n]`."""

    def __init__(self, parts: Iterable[Sequence[str]]) -> None:
        """Take the words in parts, none of them empty."""
        texts = (part.text if isinstance(part, Terms) else " ".join(part) for part in parts)
        super().__init__("".join(f" {text}" for text in texts if text) + " ")
        spaces = np.flatnonzero(self.points == ord(" "))
        self.starts, self.ends = spaces[:-1] + 1, spaces[1:]

    def whole(self) -> Hashes:
        """Return the hash of each word."""
        return self.between(self.starts, self.ends)

    def word_numbers(self, places: Places) -> Places:
        """Return which word each place is in; the space before a word is part of it."""
        words: Places = np.searchsorted(self.starts, places + 1, side="right") - 1
        return words


def find(hashes: Hashes, wanted: Hashes) -> tuple[Places, Places]:
    """Return which of some hashes are one of those wanted, and which one each is."""
    if not wanted.size:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    maybe = np.zeros(1 << 16, dtype=bool)
    maybe[wanted >> _HIGH_BITS] = True
    places = np.flatnonzero(maybe[hashes >> _HIGH_BITS])
    order = np.argsort(wanted)
    numbers = order[np.minimum(np.searchsorted(wanted, hashes[places], sorter=order), len(order) - 1)]
    same = wanted[numbers] == hashes[places]
    return places[same], numbers[same]


@cache
def _kept_powers() -> tuple[Hashes, Hashes]:
    return _powers(_KEPT_POWERS)


def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Return so many powers of the base from the zeroth on, and of its inverse modulo 2**64."""
    raised = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        factors = np.full(count, base, dtype=np.uint64)
        factors[0] = 1
        raised.append(np.cumprod(factors))
    return raised[0], raised[1]
