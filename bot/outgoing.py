"""What the bot sends, at the pace that Telegram allows, and again where it did not get through."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from telegram.error import BadRequest, ChatMigrated, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.limiters import Keyed, Window
from bot.logs import describe

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from telegram._utils.types import JSONDict

    Result = bool | JSONDict | list[JSONDict]

log = logging.getLogger(__name__)

PER_SECOND: Final = 30
CHAT_BURST: Final = 3
"""Messages that a chat may get in any three seconds, one a second on average: Telegram bears short bursts."""
GROUP_PER_MINUTE: Final = 20

GIVE_UP: Final = 600.0  # seconds from which on an answer is worth no further attempt
LONGEST_PAUSE: Final = 30.0  # seconds between two attempts
_SLACK: Final = 0.1  # seconds on top of what Telegram asks for, as its clock is not ours


class Outgoing(BaseRateLimiter[None]):
    """Sends each call when its chat and the bot as a whole may.

    The library's own AIORateLimiter lets everything through again as soon as any call ends, also while Telegram's
    `retry_after` runs (its issue #5338); it knows no limit for a private chat, and its buckets let a group have 40
    messages in the first minute. Here all messages stand in one line
    whose head waits out the pause, so that none passes and none piles up behind it.

    A call that waits for its chat holds no connection: a group that has used up its minute keeps nobody else waiting.
    """

    def __init__(self, at_once: int, buttons: int, on_error: Callable[[TelegramError], None]) -> None:
        """Allow `at_once` messages and so many `buttons` side by side; `on_error` is told of each failure."""
        self._overall = Window(PER_SECOND, 1)
        self._chats = Keyed(lambda: Window(CHAT_BURST, CHAT_BURST))
        self._groups = Keyed(lambda: Window(GROUP_PER_MINUTE, 60))
        self._places = asyncio.Semaphore(at_once)
        self._buttons = asyncio.Semaphore(buttons)
        self._line = asyncio.Lock()
        self._paused_until = 0.0
        self._on_error = on_error

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Leave nothing."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,  # noqa: ANN401 - the library's type
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002 - the library's signature
    ) -> Result:
        """Make a call when it may be made; see the class.

        A message that did not get through is sent again, with growing pauses. It may then come twice, where only the
        confirmation was lost: that is better than a question without an answer.
        """
        deadline, pause = _now() + GIVE_UP, 1.0
        while True:
            try:
                async with self._turn(data.get("chat_id")):
                    return await callback(*args, **kwargs)
            except TelegramError as error:
                self._on_error(error)
                if isinstance(error, ChatMigrated):
                    log.info("The group %s is now the supergroup %s.", data["chat_id"], error.new_chat_id)
                    data["chat_id"] = error.new_chat_id
                elif isinstance(error, RetryAfter) and _seconds(error) < deadline - _now():
                    self._hold(_seconds(error), endpoint)
                elif _may_pass(error, data) and _now() + pause < deadline:
                    log.warning("%s failed, trying again in %.0f s: %s", endpoint, pause, describe(error))
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)
                else:
                    raise

    @asynccontextmanager
    async def _turn(self, chat: int | str | None) -> AsyncIterator[None]:
        """Wait until a call to a chat may be made, and keep a connection for it.

        A call to no chat, such as a button's, waits for a pause only, and has connections of its own: who presses a
        button does not stand behind a thousand answers.
        """
        if chat is None:
            async with self._buttons:
                await self._wait_out()
                yield
            return
        await self._chats[chat].wait()
        if isinstance(chat, str) or chat < 0:  # a name is a group's or a channel's
            await self._groups[chat].wait()
        async with self._places:  # before the line, so that what leaves it is sent at once
            async with self._line:
                await self._wait_out()
                await self._overall.wait()
            yield

    async def _wait_out(self) -> None:
        while (left := self._paused_until - _now()) > 0:
            if left > GIVE_UP:
                raise RetryAfter(int(left))
            await asyncio.sleep(left)

    def _hold(self, seconds: float, endpoint: str) -> None:
        log.warning("Telegram asks for a pause of %.0f s after %s.", seconds, endpoint)
        self._paused_until = max(self._paused_until, _now() + seconds + _SLACK)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _seconds(error: RetryAfter) -> float:
    return error._retry_after.total_seconds()  # the public one warns that its type will change


def _may_pass(error: TelegramError, data: dict[str, Any]) -> bool:
    """Tell whether a message may get through later; what belongs to no chat is not worth waiting for."""
    hopeless = isinstance(error, BadRequest | InvalidToken | RetryAfter)
    return "chat_id" in data and isinstance(error, NetworkError) and not hopeless
