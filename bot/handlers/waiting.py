"""What a person sees while the bot looks for an answer."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final, TypeVar

from telegram.constants import ChatAction
from telegram.error import TelegramError

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from telegram import Message

_T = TypeVar("_T")

HINT_AFTER_SECONDS: Final = 1.0
"""Seconds before the hint is sent; most answers take 0.01 s, and a hint costs as much as a message."""


async def typing(message: Message, work: Awaitable[_T]) -> _T:
    """Return the result of the work for an answer; if it takes long, show Telegram's "typing" once."""
    hint = asyncio.create_task(_hint(message))
    try:
        return await work
    finally:
        hint.cancel()


async def _hint(message: Message) -> None:
    await asyncio.sleep(HINT_AFTER_SECONDS)
    topic = message.message_thread_id if message.is_topic_message else None
    with contextlib.suppress(TelegramError):  # nobody waits for a hint
        await message.get_bot().send_chat_action(message.chat_id, ChatAction.TYPING, message_thread_id=topic)
