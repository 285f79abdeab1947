"""Questions and their corrections: any text in a private chat, text meant for the bot in a group, /ask anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.constants import ChatType

from bot import render
from bot.handlers import groups
from bot.handlers.replies import Edit, edit, question_in, reply
from bot.handlers.views import ViewOptions, view
from bot.handlers.waiting import typing
from bot.render import buttons

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service


async def question(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Answer a message that is a question as it stands, also one that was edited."""
    if (message := update.effective_message) is not None:
        await _is_first(service, message)
        await answer(service, message, question_in(message), edited=update.edited_message is not None)


async def command(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Answer `/ask question`, or the message that a bare /ask replies to; otherwise explain how to ask."""
    message = update.effective_message
    if message is None:
        return
    asked, edited = question_in(message), update.edited_message is not None
    above = message.reply_to_message
    if asked:
        await answer(service, message, asked, edited=edited)
    elif above is not None and not edited and question_in(above) and not groups.from_the_bot(above):
        await answer(service, above, question_in(above))
        await groups.warn_of_mentions(service, message, above)
    elif not edited:
        texts = service.texts(message.from_user)
        here = texts.how_to_ask_here.format(bot=message.get_bot().username)
        await reply(message, render.plain(texts.how_to_ask if message.chat.type == ChatType.PRIVATE else here))


async def no_text(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Reply to a picture, sticker or voice message that only text is read; once for each album."""
    message = update.message
    if message is not None and await _is_first(service, message):
        await reply(message, render.plain(service.texts(message.from_user).text_only))


async def answer(service: Service, message: Message, asked: str, *, edited: bool = False, quoted: bool = False) -> None:
    """Answer a question. A reply to an answer searches its article first; an edited question changes its answer.

    `quoted`: the message does not show the question, so the answer quotes it.
    """
    above = message.reply_to_message
    within = buttons.article_in(above.reply_markup) if above is not None and groups.from_the_bot(above) else None
    response = await typing(message, service.index.ask(asked, within))
    if response.answer.declined in {"empty", "small_talk"} and message.chat.type != ChatType.PRIVATE and not edited:
        return  # people thank the bot, or just mention it
    texts = service.texts(message.from_user, asked)
    answer_view = await view(service, response, texts, ViewOptions(quoted=asked if quoted else None))
    chat, bot = message.chat_id, message.get_bot()
    earlier = service.answers.answer_to(chat, message.message_id) if edited else None
    if earlier is not None and await edit(bot, chat, earlier, *answer_view) is Edit.DONE:
        return
    sent = await reply(message, *answer_view)
    if sent.chat_id != chat:  # the group has become a supergroup, where the question is not: the answer quotes it
        await edit(bot, sent.chat_id, sent.message_id, *await view(service, response, texts, ViewOptions(quoted=asked)))
    service.answers.remember(chat, message.message_id, sent.message_id)


async def _is_first(service: Service, message: Message) -> bool:
    """Tell whether a message is the first of its album, or of none: its caption stands below one picture only."""
    album = message.media_group_id
    return album is None or await service.notices["album", message.chat_id, album].take()
