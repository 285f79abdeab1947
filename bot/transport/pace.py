"""Whose limits and pauses count: those of this process alone, or those that all processes on the token share."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Protocol

from bot.data.base import LATE_SECONDS
from bot.transport.limiters import Bucket, Keyed, Window
from bot.transport.pauses import Pauses

if TYPE_CHECKING:
    from collections.abc import Hashable

    from bot.data.base import Limits

_TRIES: Final = 3  # to be there at a reserved moment


class Taking(Protocol):
    """A limit of what comes in."""

    async def take(self) -> bool:
        """Take one; return False if there is none."""


class Waiting(Protocol):
    """A limit of what goes out."""

    async def wait(self) -> None:
        """Wait until one more may happen."""


class Buckets(Protocol):
    """A limit of what comes in for each key."""

    def __getitem__(self, key: object) -> Taking: ...


class Windows(Protocol):
    """A limit of what goes out for each key."""

    def __getitem__(self, key: object) -> Waiting: ...


class Pace(Protocol):
    """Makes limits; `name` tells those of one kind from those of another."""

    def buckets(self, name: str, count: float, seconds: float) -> Buckets:
        """Return token buckets of `count` that fill up within `seconds`."""

    def windows(self, name: str, count: int, seconds: float) -> Windows:
        """Return windows of at most `count` in any `seconds`."""

    def pauses(self) -> Pauses:
        """Return the pauses that Telegram asks for."""


class OwnPace:
    """The limits of a process that is alone."""

    def buckets(self, name: str, count: float, seconds: float) -> Buckets:  # noqa: ARG002 - each call makes others
        """Return new buckets."""
        return Keyed(lambda: Bucket(count, seconds))

    def windows(self, name: str, count: int, seconds: float) -> Windows:  # noqa: ARG002 - as above
        """Return new windows."""
        return Keyed(lambda: Window(count, seconds))

    def pauses(self) -> Pauses:
        """Return new pauses."""
        return Pauses()


class SharedPace:
    """The limits of all processes together. While the database is away each keeps to its own, at full measure."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def buckets(self, name: str, count: float, seconds: float) -> Buckets:
        """Return the buckets of a name."""
        return _SharedBuckets(self._limits, name, count, seconds)

    def windows(self, name: str, count: int, seconds: float) -> Windows:
        """Return the windows of a name."""
        return _SharedWindows(self._limits, name, count, seconds)

    def pauses(self) -> Pauses:
        """Return the pauses of all."""
        return SharedPauses(self._limits)


class _SharedBuckets:
    def __init__(self, limits: Limits, name: str, count: float, seconds: float) -> None:
        self._limits, self._name, self._count, self._seconds = limits, name, count, seconds
        self._own = Keyed(lambda: Bucket(count, seconds))

    def __getitem__(self, key: object) -> Taking:
        return _SharedBucket(self, key)

    async def take(self, key: object) -> bool:
        """Take a token of a key."""
        taken = self._limits.take(f"{self._name} {key}", self._count, self._seconds)
        return await self._own[key].take() if taken is None else taken


class _SharedBucket:
    def __init__(self, buckets: _SharedBuckets, key: object) -> None:
        self._buckets, self._key = buckets, key

    async def take(self) -> bool:
        """Take a token."""
        return await self._buckets.take(self._key)


class _SharedWindows:
    def __init__(self, limits: Limits, name: str, count: int, seconds: float) -> None:
        self._limits, self._name, self._count, self._seconds = limits, name, count, seconds
        self._own = Keyed(lambda: Window(count, seconds))

    def __getitem__(self, key: object) -> Waiting:
        return _SharedWindow(self, key)

    async def wait(self, key: object) -> None:
        """Wait until one more of a key may happen."""

        async def others() -> None:
            for _ in range(_TRIES):
                wait = self._limits.reserve(f"{self._name} {key}", self._count, self._seconds) or 0.0
                reserved = asyncio.get_running_loop().time() + wait
                await asyncio.sleep(wait)
                # On a busy machine the moment may have passed, and the next one is another process's.
                if asyncio.get_running_loop().time() - reserved < LATE_SECONDS:
                    return

        await self._own[key].wait(others)


class _SharedWindow:
    def __init__(self, windows: _SharedWindows, key: object) -> None:
        self._windows, self._key = windows, key

    async def wait(self) -> None:
        """Wait until one more may happen."""
        await self._windows.wait(self._key)


class SharedPauses(Pauses):
    """The pauses that any process was asked for."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits

    def hold(self, key: Hashable, seconds: float, *, chat: bool) -> bool:
        """Let the calls of a key wait in all processes; tell whether that is for all chats now."""
        own = super().hold(key, seconds, chat=chat)
        return bool(self._limits.hold(str(key), seconds, chat=chat)) or own

    def passed(self) -> None:
        """Note that a message has got through to a chat."""
        super().passed()
        self._limits.passed()

    def left(self, key: Hashable = None) -> float:
        """Return for how many seconds a key has to wait, without one the whole bot; 0 or less where it need not."""
        return max(super().left(key), self._limits.left("" if key is None else str(key)) or 0.0)
