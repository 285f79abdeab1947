"""Updates of different chats side by side, those of one chat one after the other."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

if TYPE_CHECKING:
    from collections.abc import Awaitable

WAITING = 1_000_000
"""Updates that may wait for their turn."""


class ChatOrder(BaseUpdateProcessor):
    """Keeps the order within a chat, and works on `at_once` chats at a time.

    The base class counts updates before they are told apart: were its limit `at_once`, one chat that writes fast would
    take all places to wait in its own row. So that limit only bounds the waiting.
    """

    def __init__(self, at_once: int) -> None:
        super().__init__(WAITING)
        self._places = asyncio.Semaphore(at_once)
        self._rows: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Run one update's handlers when its chat's earlier updates are done and there is a place."""
        # The row lives as long as an update holds it here, so that chats that fall silent leave nothing behind.
        row = self._rows.setdefault(_chat(update), asyncio.Lock())
        async with row, self._places:
            await coroutine

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Leave nothing."""


def _chat(update: object) -> int:
    """Tell whose turn it is: the chat's, else the person's; whatever has neither shares row 0."""
    if not isinstance(update, Update):
        return 0
    chat = update.effective_chat or update.effective_user
    return chat.id if chat else 0
