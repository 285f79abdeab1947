"""Calls that the bot cannot do without are repeated while the network or Telegram is down."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, TypeVar

from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.logs import describe

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)

_T = TypeVar("_T")

MAX_PAUSE_SECONDS: Final = 30.0  # between two attempts


class Pause:
    """The time between two attempts, doubled each time."""

    def __init__(self) -> None:
        self._next = 1.0

    async def wait(self, why: TelegramError) -> None:
        """Wait, at least as long as Telegram asks for."""
        await asyncio.sleep(self.seconds(why))
        self._next = min(self._next * 2, MAX_PAUSE_SECONDS)

    def seconds(self, why: TelegramError) -> float:
        """Return how long the next wait is, in seconds."""
        return max(self._next, why._retry_after.total_seconds()) if isinstance(why, RetryAfter) else self._next


async def until_done(call: Callable[[], Awaitable[_T]], refused: Callable[[BadRequest], None] | None = None) -> _T:
    """Repeat a call until it succeeds and return its result; raises InvalidToken.

    Each failure is logged; a BadRequest goes to `refused` instead, if that is given.
    """
    pause = Pause()
    while True:
        try:
            return await call()
        except InvalidToken:
            raise
        except TelegramError as error:
            why = error
        if refused is not None and isinstance(why, BadRequest):
            refused(why)
        else:
            log.warning("Telegram cannot be reached, trying again in %.0f s: %s", pause.seconds(why), describe(why))
        await pause.wait(why)
