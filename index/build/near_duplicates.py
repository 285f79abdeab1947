"""Articles that say the same in nearly the same words, such as one wire story in two papers."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

ALIKE: Final = 0.7
"""Share of the stretches of eight letters, of all that two articles have, that both must have."""

_STRETCH_LETTERS: Final = 8  # letters (Han characters count as letters)
_SIGNATURE_BYTES: Final = 64  # bytes of a signature
_BAND_BYTES: Final = 4  # bytes of a signature by which pairs are looked for: of two alike, one band in four is the same
_MAX_LETTERS: Final = 200_000  # letters that are looked at; of a longer text the beginning tells
_NO_LETTER = re.compile(r"[\W_]+")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], dtype=np.uint64)


def signature(text: str) -> str:
    """Return a short mark of a text's wording, base64; empty where the text is too short to tell by.

    It is a MinHash: the share of places at which two marks agree is about the share of stretches that the texts share.
    """
    letters = _NO_LETTER.sub("", text.lower())[:_MAX_LETTERS]
    if len(letters) < _SIGNATURE_BYTES:
        return ""
    points = np.frombuffer(letters.encode("utf-32-le", "replace"), dtype="<u4").astype(np.uint64)
    hashed = np.zeros(len(points) - _STRETCH_LETTERS + 1, dtype=np.uint64)
    for n in range(_STRETCH_LETTERS):
        hashed = (hashed ^ points[n : len(hashed) + n]) * _FACTORS[0]
        hashed ^= hashed >> np.uint64(29)
    # One hash tells the place, by its highest bits, and what is least there: as good as 64 hashes, and 64 × faster.
    hashed = np.sort(hashed * _FACTORS[1])
    places = hashed >> np.uint64(58)
    first = np.searchsorted(places, np.arange(_SIGNATURE_BYTES, dtype=np.uint64))
    filled = first < np.append(first[1:], len(hashed))
    # A place that nothing fell into takes the next one's, as two texts with the same stretches would both do.
    source = np.flatnonzero(filled)
    first = first[source[np.searchsorted(source, np.arange(_SIGNATURE_BYTES)) % len(source)]]
    least = ((hashed[first] << np.uint64(6)) * _FACTORS[2]) >> np.uint64(56)
    return base64.b64encode(least.astype(np.uint8).tobytes()).decode()


def groups(signatures: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return the articles that are near-duplicates, from (id, signature) pairs: sorted ids, two or more a group.

    An article is in one group at most. The order of the pairs does not matter.
    """
    marked = sorted((name, mark) for name, mark in signatures if mark)
    if len(marked) < 2:
        return []
    marks = np.frombuffer(b"".join(base64.b64decode(mark) for _, mark in marked), dtype=np.uint8)
    clusters = _joined(len(marked), _pairs(marks.reshape(len(marked), _SIGNATURE_BYTES)))
    return [tuple(marked[n][0] for n in group) for group in clusters]


def _pairs(marks: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Return pairs of alike marks, as indices; of many that agree in a band each is held to the first one only."""
    pairs: set[tuple[int, int]] = set()
    bands = np.ascontiguousarray(marks).view("<u4")
    for band in range(bands.shape[1]):
        order = np.argsort(bands[:, band], kind="stable")
        values = bands[order, band]
        opens = np.append(True, values[1:] != values[:-1])
        heads = order[np.maximum.accumulate(np.where(opens, np.arange(len(order)), 0))]
        pairs.update(zip(heads[~opens].tolist(), order[~opens].tolist(), strict=True))
    if not pairs:
        return []
    left, right = np.array(sorted(pairs)).T
    alike = (marks[left] == marks[right]).mean(axis=1) >= ALIKE
    return list(zip(left[alike].tolist(), right[alike].tolist(), strict=True))


def _joined(count: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the groups of two or more into which pairs join what they name, each in order."""
    above = list(range(count))

    def head(n: int) -> int:
        while above[n] != n:
            above[n] = n = above[above[n]]
        return n

    for left, right in pairs:
        lower, other = sorted((head(left), head(right)))
        above[other] = lower
    joined: dict[int, list[int]] = {}
    for n in range(count):
        joined.setdefault(head(n), []).append(n)
    return [group for group in joined.values() if len(group) > 1]
