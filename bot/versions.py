"""Values made once for each version of the index."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.answer.retriever import Retriever

_T = TypeVar("_T")


class PerVersion(Generic[_T]):
    """Caches the value made from the newest version; callers that ask meanwhile wait without a thread."""

    def __init__(self, make: Callable[[Retriever], _T]) -> None:
        self._make = make
        self._made: tuple[str, _T] | None = None
        self._lock = asyncio.Lock()

    async def of(self, commit: Retriever) -> _T:
        """Return the value for a commit; make it in a thread if it is not cached."""
        async with self._lock:
            version = commit.coverage().version
            if self._made is None or self._made[0] != version:
                self._made = version, await asyncio.to_thread(self._make, commit)
            return self._made[1]
