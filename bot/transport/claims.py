"""Takes what waits in the database to this process's handlers, as much as it can work on."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.transport.chat_order import ChatOrder
    from bot.transport.intake import Intake

log = logging.getLogger(__name__)

MAX_CHATS: Final = 32
"""Chats that a process works on at the same time, without those that wait for Telegram: the rest is left to others."""
LOOK_SECONDS: Final = 0.1
"""Seconds between two looks; a question waits for half of it on average."""


class Claims:
    """Claims updates for as long as the bot runs; that is also how other processes see that this one lives."""

    def __init__(self, intake: Intake, order: ChatOrder, *, shared: bool) -> None:
        """Where the queue is not `shared`, nobody else adds to it, so that one look at the start is enough."""
        self._intake = intake
        self._order = order
        self._shared = shared

    async def start(self) -> None:
        """Take what was not done when the bot last ended: all of it, if there is no other process."""
        if resumed := await self._intake.resume(MAX_CHATS):
            log.info("%d updates were under way when the bot last ended: they are answered now.", resumed)

    async def stop(self) -> None:
        """Leave what was claimed to the queue, which gives it back when it is closed."""

    async def run(self) -> None:
        """Claim for ever."""
        if not self._shared:
            await asyncio.Event().wait()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self._intake.resume(MAX_CHATS - self._order.busy())
