"""Updates of different chats run at the same time, those of one chat one after the other."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot import observation

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.observation import Asked

MAX_WAITING_UPDATES = 1_000_000
"""Updates that may wait."""


class ChatQueue:
    """The waiting updates of a chat, in order, and the lock that the running one holds."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.waiting: deque[object] = deque()


class ChatOrder(BaseUpdateProcessor):
    """Keeps the order within a chat, and reports when an update is done.

    The number of running updates is not limited here but where it costs: at the connections to Telegram and the threads
    that ask the index. With a limit here, a few chats that wait for Telegram would hold up all others.
    """

    def __init__(
        self,
        on_done: Callable[[Update], None],
        observers: Sequence[Callable[[Asked], None]] = (),
        holds: Callable[[int], bool] = lambda _: True,
    ) -> None:
        """`on_done` is called with each update whose handlers have ended, `observers` with each question.

        `holds` tells by its number whether an update is still to be answered here.
        """
        super().__init__(MAX_WAITING_UPDATES)
        self._queues: WeakValueDictionary[int, ChatQueue] = WeakValueDictionary()
        self._on_done = on_done
        self._observers = observers
        self._holds = holds
        self._closed = False
        self.length = 0
        """Updates that wait or run."""
        self.busy: Callable[[], int] = lambda: self.chats
        """Returns how many chats have an update in work that does not wait for its chat's own pace."""

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Run the handlers of an update once the earlier updates of its chat are done."""
        # The queue lives as long as an update refers to it, so silent chats leave nothing behind.
        queue = self._queues.setdefault(chat_of(update), ChatQueue())
        queue.waiting.append(update)
        self.length += 1
        arrived = time.monotonic()
        try:
            async with queue.turn:
                queue.waiting.popleft()
                if not self._closed and self._may_begin(update):
                    await self._work(update, coroutine, arrived)
        finally:
            self.length -= 1
            if asyncio.iscoroutine(coroutine):
                coroutine.close()  # does nothing where it has run

    def behind(self, update: Update) -> list[Update]:
        """Return the updates of the same chat that wait behind the running one, in order."""
        queue = self._queues.get(chat_of(update))
        return [later_update for later_update in queue.waiting if isinstance(later_update, Update)] if queue else []

    @property
    def chats(self) -> int:
        """Return the number of chats with an update that waits or runs."""
        return len(self._queues)

    def close(self) -> None:
        """Start no more updates; those that wait are left for the next start."""
        self._closed = True

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Leave nothing."""

    def _may_begin(self, update: object) -> bool:
        return not isinstance(update, Update) or self._holds(update.update_id)

    async def _work(self, update: object, coroutine: Awaitable[object], arrived: float) -> None:
        noted = observation.begin()
        await coroutine
        if not isinstance(update, Update):
            return
        self._on_done(update)
        if noted and (update.message or update.edited_message):  # buttons and inline queries are not counted
            event = observation.asked(noted[-1], time.monotonic() - arrived)
            for observer in self._observers:
                observer(event)


def chat_of(update: object) -> int:
    """Return the id of an update's chat, else of its person; 0 for an update that has neither."""
    if not isinstance(update, Update):
        return 0
    chat = update.effective_chat or update.effective_user
    return chat.id if chat else 0
