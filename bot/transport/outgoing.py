"""What the bot sends, at the pace that Telegram allows, and again where it did not get through."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from telegram.error import ChatMigrated, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

from bot.errors import WaitedTooLongError
from bot.logs import describe
from bot.transport.calls import MAX_WAIT_SECONDS, Call, is_passing
from bot.transport.pace import OwnPace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from telegram._utils.types import JSONDict

    from bot.transport.pace import Pace

    Result = bool | JSONDict | list[JSONDict]

log = logging.getLogger(__name__)

MAX_PER_SECOND: Final = 30
MAX_CHAT_BURST: Final = 3
"""Messages that a chat may get in any three seconds, one a second on average: Telegram bears short bursts."""
MAX_GROUP_PER_MINUTE: Final = 20


class Outgoing(BaseRateLimiter[None]):
    """Sends each call when its chat and the bot as a whole may.

    The library's own AIORateLimiter lets everything through again as soon as any call ends, also while Telegram's
    `retry_after` runs (its issue #5338); it knows no limit for a private chat, its buckets let a group have 40 messages
    in the first minute, and a pause of one chat is one of all. Here all messages stand in one line whose head waits out
    a pause of the whole bot, so that none passes and none piles up behind it.

    A call that waits for its chat holds no connection: a group that has used up its minute keeps nobody else waiting.
    """

    def __init__(
        self,
        at_once: int,
        buttons: int,
        on_error: Callable[[TelegramError], None],
        stale_after: float = MAX_WAIT_SECONDS,
        pace: Pace | None = None,
    ) -> None:
        """Allow `at_once` messages and so many `buttons` side by side; `on_error` is told of each failure.

        A new message that has been kept from its chat by pauses for `stale_after` seconds is not sent any more. `pace`
        tells whose limits count; None: its own.
        """
        pace = pace or OwnPace()
        self._overall = pace.windows("all", MAX_PER_SECOND, 1)["all"]
        self._chats = pace.windows("chat", MAX_CHAT_BURST, MAX_CHAT_BURST)
        self._groups = pace.windows("group", MAX_GROUP_PER_MINUTE, 60)
        self._places = asyncio.Semaphore(at_once)
        self._buttons = asyncio.Semaphore(buttons)
        self._line = asyncio.Lock()
        self._pauses = pace.pauses()
        self._on_error = on_error
        self._stale_after = stale_after
        self.held = 0
        """Calls that wait for their own chat's pause or pace."""

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

        Raises WaitedTooLongError, when its chat is open again, for a message that has waited for too long.
        """
        call = Call(endpoint, data)
        while True:
            try:
                async with self._turn(call):
                    result = await callback(*args, **kwargs)
                    self._passed(call)
                    return result
            except TelegramError as error:
                self._on_error(error)
                if not self._may_pass(call, error):
                    raise
                if not isinstance(error, ChatMigrated | RetryAfter):
                    log.warning("%s failed, trying again in %.0f s: %s", endpoint, call.pause, describe(error))
                    await call.rest()

    @asynccontextmanager
    async def _turn(self, call: Call) -> AsyncIterator[None]:
        """Wait until a call may be made, and keep a connection for it.

        A call to no chat, such as a button's, waits for a pause only, and has connections of its own: who presses a
        button does not stand behind a thousand answers.
        """
        if call.chat is None or call.hint:
            async with self._buttons:
                await self._short_pause(call)
                yield
            return
        while True:
            await self._may_write(call, call.chat)
            async with self._places:  # before the line, so that what leaves it is sent at once
                async with self._line:
                    call.paused += await self._pauses.over()
                    await self._overall.wait()
                if self._pauses.left(call.key) <= 0:  # the chat's own pause may have begun meanwhile
                    if call.endpoint == "sendMessage" and call.paused > self._stale_after:
                        raise WaitedTooLongError
                    yield
                    return

    async def _may_write(self, call: Call, chat: int | str) -> None:
        """Wait for a chat's own pause and pace."""
        self.held += 1
        try:
            call.paused += await self._pauses.over(call.key)
            await self._chats[chat].wait()
            if isinstance(chat, str) or chat < 0:  # a name is a group's or a channel's
                await self._groups[chat].wait()
        finally:
            self.held -= 1

    async def _short_pause(self, call: Call) -> None:
        """Wait for a pause that a press of a button outlives; a hint waits for none."""
        left = self._pauses.left(call.key)
        if left > (0 if call.hint else MAX_WAIT_SECONDS):
            raise RetryAfter(int(left) + 1)
        await self._pauses.over(call.key)

    def _passed(self, call: Call) -> None:
        if call.chat is not None and not call.hint:
            self._pauses.passed()

    def _may_pass(self, call: Call, error: TelegramError) -> bool:
        """Tell whether a call that failed may get through later; what belongs to no chat is not worth waiting for."""
        if call.hint:
            return False
        if isinstance(error, ChatMigrated):
            log.info("The group %s is now the supergroup %s.", call.chat, error.new_chat_id)
            call.follow(error.new_chat_id)
            return True
        if isinstance(error, RetryAfter):
            return self._held(call, _seconds(error))
        return call.chat is not None and is_passing(error) and call.has_time()

    def _held(self, call: Call, seconds: float) -> bool:
        """Keep to a pause that Telegram asks for; tell whether the call is worth making after it."""
        everybody = self._pauses.hold(call.key, seconds, chat=call.chat is not None)
        whose = "the whole bot" if everybody else "one method" if call.chat is None else "one chat"
        log.warning("Telegram asks for a pause of %.0f s after %s, of %s.", seconds, call.endpoint, whose)
        call.begin_anew()
        return call.chat is not None or seconds < MAX_WAIT_SECONDS


def _seconds(error: RetryAfter) -> float:
    return error._retry_after.total_seconds()  # the public one warns that its type will change
