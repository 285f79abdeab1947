"""A pressed button: whose question it belongs to, and how to answer the press."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from telegram import Message
from telegram.error import BadRequest

from bot.handlers.replies import Edit, edit, question_shown, reply

if TYPE_CHECKING:
    import re

    from telegram import CallbackQuery, InlineKeyboardMarkup

    from bot.handlers.service import Service
    from bot.texts import Texts


class Press(NamedTuple):
    """A pressed button, its data, and the question that its message answers ("" if that is gone).

    The message stays in the asker's language; notices are in the presser's: in a group these may be two people.
    """

    query: CallbackQuery
    message: Message | None
    match: re.Match[str]
    question: str
    texts: Texts
    notices: Texts


def read(service: Service, query: CallbackQuery, match: re.Match[str]) -> Press:
    """Return a pressed button; Telegram does not show the bot messages that are very old."""
    message = query.message if isinstance(query.message, Message) else None
    question = question_shown(message) if message else ""
    asked = message.reply_to_message if message else None
    asker = asked.from_user if asked and asked.from_user and not asked.from_user.is_bot else query.from_user
    return Press(
        query, message, match, question, service.texts(asker, question), service.texts(query.from_user, question)
    )


async def notify(press: Press, notice: str = "") -> None:
    """Answer the press, so that the button stops waiting; after an outage that is too late and fails silently."""
    with contextlib.suppress(BadRequest):
        await press.query.answer(notice or None)


async def show(press: Press, html: str, keyboard: InlineKeyboardMarkup | None) -> None:
    """Edit the button's message, or write a new one if it cannot be edited; do nothing if it was deleted."""
    if press.message is None:
        return
    message = press.message
    done = await edit(message.get_bot(), message.chat_id, message.message_id, html, keyboard)
    if done is Edit.FIXED:
        await reply(message.reply_to_message or message, html, keyboard)
