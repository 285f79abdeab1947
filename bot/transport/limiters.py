"""Rate limits by person, chat or group: token buckets for what comes in, windows for what goes out.

A token bucket allows a burst, which is right for people. Telegram does not: it counts the messages of the last second
or minute, and a bucket of 20 a minute lets 40 through in the first minute.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from aiolimiter import AsyncLimiter

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_FEW: Final = 512


class Limit(Protocol):
    """The limit of one key; an idle one is the same as a new one."""

    def idle(self) -> bool:
        """Tell whether it may be forgotten."""


_L = TypeVar("_L", bound=Limit)


class Keyed(Generic[_L]):
    """A limit for each key, made when it is first needed and dropped some time after it is idle."""

    def __init__(self, make: Callable[[], _L]) -> None:
        self._make = make
        self._made: dict[object, _L] = {}
        self._many = _FEW

    def __getitem__(self, key: object) -> _L:
        if key not in self._made:
            if len(self._made) >= self._many:
                self._made = {other_key: limit for other_key, limit in self._made.items() if not limit.idle()}
                self._many = max(_FEW, 2 * len(self._made))  # so that the clean-up costs little for each key
            self._made[key] = self._make()
        return self._made[key]

    def __len__(self) -> int:
        return len(self._made)


class Bucket:
    """A token bucket: `count` things at once, filled up again within `seconds`."""

    def __init__(self, count: float, seconds: float) -> None:
        self._limiter = AsyncLimiter(count, seconds)

    async def take(self) -> bool:
        """Take a token; return False if there is none."""
        if not self._limiter.has_capacity():
            return False
        await self._limiter.acquire()
        return True

    def idle(self) -> bool:
        """Tell whether it is full."""
        return self._limiter.has_capacity(self._limiter.max_rate)


class Window:
    """At most `count` things in any `seconds`, in the order in which they were asked for."""

    def __init__(self, count: int, seconds: float) -> None:
        self._seconds = seconds
        self._times: deque[float] = deque(maxlen=count)
        self._line = asyncio.Lock()

    async def wait(self, others: Callable[[], Awaitable[None]] | None = None) -> None:
        """Wait until one more may happen, and for `others` who count too."""
        loop = asyncio.get_running_loop()
        async with self._line:
            if len(self._times) == self._times.maxlen:
                await asyncio.sleep(max(0.0, self._times[0] + self._seconds - loop.time()))
            if others is not None:
                await others()
            # The real time, not the planned one: a late loop would send the next messages too soon after this one.
            self._times.append(loop.time())

    def idle(self) -> bool:
        """Tell whether nothing has happened for `seconds`."""
        now = asyncio.get_running_loop().time()
        return not self._line.locked() and (not self._times or self._times[-1] + self._seconds < now)
