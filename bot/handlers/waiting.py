"""What a person sees while an answer is looked for."""

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
"""Seconds from which on a person wonders; most answers take a hundredth, and a hint costs as much as a message."""


async def typing(message: Message, work: Awaitable[_T]) -> _T:
    """Return what the work for a message's answer gives; Telegram's "typing" is shown once where it takes long."""
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
