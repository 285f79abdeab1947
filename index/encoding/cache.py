"""A cache of vectors: passages that answer one question come up for others."""

from __future__ import annotations

import sys
import threading
from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.encoding.encoder import Encoder, Vectors

MAX_CACHE_BYTES: Final = 64_000_000
"""Bytes of vectors that are kept: of 512 numbers each, some 28,000."""


class CachedEncoder:
    """Encodes a passage once, as long as there is room; the least recently used goes first.

    A vector is found by the encoder's name and the text itself, so nobody has to tell it of a changed article.
    """

    def __init__(self, encoder: Encoder, limit: int = MAX_CACHE_BYTES) -> None:
        """Take the encoder and the bytes that vectors and their keys may take."""
        self.name = encoder.name
        self._encoder = encoder
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[bytes, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """The bytes that are taken."""
        return self._size

    def encode_question(self, question: str) -> Vectors:
        """Return its vector, which is not kept: people ask in ever new words."""
        return self._encoder.encode_question(question)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return their vectors; those that are not kept are encoded together."""
        if not texts:
            return self._encoder.encode_passages(texts)
        keys = [self._key(text) for text in texts]
        vectors = self._look_up(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in vectors}
        if missing:
            rows = self._encoder.encode_passages(list(missing.values()))
            # Copies, as a row that is a view would hold the whole batch in memory.
            fresh = {key: row.copy() for key, row in zip(missing, rows, strict=True)}
            self._keep(fresh)
            vectors |= fresh
        return np.stack([vectors[key] for key in keys])

    def _key(self, text: str) -> bytes:
        return blake2b(f"{self.name}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _look_up(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        vectors = {}
        with self._lock:
            for key in keys:
                if (vector := self._kept.get(key)) is not None:
                    self._kept.move_to_end(key)
                    vectors[key] = vector
        return vectors

    def _keep(self, fresh: dict[bytes, Vectors]) -> None:
        with self._lock:
            for key, vector in fresh.items():
                if key not in self._kept:  # else another thread has met the same passage meanwhile
                    self._size += _room(key, vector)
                    self._kept[key] = vector
            while self._size > self._limit:
                self._size -= _room(*self._kept.popitem(last=False))


def _room(key: bytes, vector: Vectors) -> int:
    return sys.getsizeof(key) + sys.getsizeof(vector)
