"""Token buckets by the key that they count for: a person, a chat, a group."""

from __future__ import annotations

from typing import Final

from aiolimiter import AsyncLimiter

_FEW: Final = 512


class Limiters:
    """`count` things in any `seconds` for each key; a bucket that has filled up again is forgotten."""

    def __init__(self, count: float, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._made: dict[object, AsyncLimiter] = {}
        self._many = _FEW

    async def acquire(self, key: object) -> None:
        """Wait until there is room for one more, and take it."""
        await self._of(key).acquire()

    async def take(self, key: object) -> bool:
        """Take room for one more; False, and nothing taken, where there is none."""
        limiter = self._of(key)
        if not limiter.has_capacity():
            return False
        await limiter.acquire()
        return True

    def __len__(self) -> int:
        return len(self._made)

    def _of(self, key: object) -> AsyncLimiter:
        if key not in self._made:
            if len(self._made) >= self._many:
                self._made = {one: made for one, made in self._made.items() if not made.has_capacity(self._count)}
                self._many = max(_FEW, 2 * len(self._made))  # so that looking through them costs little per key
            self._made[key] = AsyncLimiter(self._count, self._seconds)
        return self._made[key]
