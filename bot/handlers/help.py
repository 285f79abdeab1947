"""What the bot is and what it covers: /start, /help, and any command that it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot import render
from bot.handlers.replies import reply
from bot.texts import texts_for

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext

    from bot.desk import Desk


async def about(desk: Desk, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Say what the bot is, what it covers, and what one may ask it."""
    if update.message is None:
        return
    person = update.message.from_user
    known = await desk.about()
    texts = texts_for(None, person.language_code if person else None)
    await reply(update.message, render.about(known.coverage, known.examples, texts))
