"""What was read of a generation and may be asked for again: the newest of it, up to a number."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

_K = TypeVar("_K", bound="Hashable")
_V = TypeVar("_V")


class Kept(Generic[_K, _V]):
    """Values by key, of which the oldest go once there are too many; safe to share among threads."""

    def __init__(self, most: int) -> None:
        """Take how many are kept."""
        self._most = most
        self._values: OrderedDict[_K, _V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: _K) -> _V | None:
        """Return a value, None where it is not kept."""
        return self._values.get(key)

    def put(self, values: Mapping[_K, _V]) -> None:
        """Keep values, at least all of these."""
        with self._lock:
            self._values.update(values)
            while len(self._values) > self._most + len(values):
                self._values.popitem(last=False)
