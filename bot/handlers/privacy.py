"""/privacy says what is stored about a person; /forget deletes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram import BotCommandScopeChat
from telegram.constants import ChatType

from bot import render
from bot.handlers.replies import reply

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service


async def tell(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Say what is stored about people."""
    if update.message is not None:
        await reply(update.message, render.privacy(service.kept, service.texts(update.message.from_user)))


async def forget(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Delete what is stored about a person, and say how much that was."""
    message = update.message
    if message is None or message.from_user is None:
        return
    texts = service.texts(message.from_user)
    count = service.records.forget(message.from_user.id)
    if count and message.chat.type == ChatType.PRIVATE:
        await message.get_bot().delete_my_commands(BotCommandScopeChat(message.chat_id))
    confirmation = texts.forgotten.format(count=count) if count else texts.nothing_to_forget
    await reply(message, render.plain(confirmation))
