"""The button below an answer: the other snippets, in place."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from telegram import CallbackQuery, Message
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import render
from bot.buttons import more as button
from bot.buttons import read
from bot.handlers.replies import NO_PREVIEW, question_in
from bot.texts import texts_for

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext

    from bot.desk import Desk, Found
    from bot.texts import Texts

# An edit that changes nothing: the button was pressed twice. A message that is gone: it was deleted meanwhile.
_HARMLESS = ("message is not modified", "message to edit not found")


async def more(desk: Desk, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Show the snippet that a button leads to; the question is read off the message that the answer replies to."""
    query = update.callback_query
    if query is None:
        return
    message, wanted = query.message, read(query.data)
    asked = message.reply_to_message if isinstance(message, Message) else None
    question = question_in(asked) if asked else ""
    texts = texts_for(question, query.from_user.language_code)
    if wanted is None or not question:
        await _notify(query, texts.question_gone)
        return
    found = await desk.ask(question)
    same = wanted.mark == found.mark and wanted.position < len(found.answer.snippets)
    await _notify(query, "" if same else texts.articles_changed)
    await _show(query, found, wanted.position if same else 0, texts)


async def _notify(query: CallbackQuery, notice: str) -> None:
    """End the button's waiting; one that waited through an outage can no longer be answered."""
    with contextlib.suppress(BadRequest):
        await query.answer(notice or None)


async def _show(query: CallbackQuery, found: Found, position: int, texts: Texts) -> None:
    try:
        await query.edit_message_text(
            render.answer(found.answer, position, texts),
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=button(found, position, texts),
        )
    except BadRequest as refused:
        if not refused.message.lower().startswith(_HARMLESS):
            raise
