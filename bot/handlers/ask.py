"""Questions: a text in a private chat, or /ask anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot import render
from bot.buttons import more
from bot.handlers.replies import question_in, reply, texts_of

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import CallbackContext

    from bot.desk import Desk


async def question(desk: Desk, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Answer a text that is a question as it stands."""
    if update.message is not None:
        await _answer(desk, update.message)


async def command(desk: Desk, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Answer `/ask question`; a bare /ask is told how."""
    message = update.message
    if message is None:
        return
    if question_in(message):
        await _answer(desk, message)
    else:
        await reply(message, render.plain(texts_of(message).how_to_ask))


async def no_text(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Tell who sends a picture, a sticker or a voice that only text is read."""
    if update.message is not None:
        await reply(update.message, render.plain(texts_of(update.message).text_only))


async def _answer(desk: Desk, message: Message) -> None:
    texts = texts_of(message)
    found = await desk.ask(question_in(message))
    match found.answer.declined:
        case "empty":
            await reply(message, render.plain(texts.empty))
        case "small_talk":
            await reply(message, render.plain(texts.small_talk))
        case _:
            await reply(message, render.answer(found.answer, 0, texts), more(found, 0, texts))
