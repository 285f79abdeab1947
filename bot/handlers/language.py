"""/lang: the language in which the bot writes to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from telegram import BotCommandScopeChat
from telegram.constants import ChatType

from bot import render
from bot.handlers.presses import Press, notify, show
from bot.handlers.replies import reply
from bot.render import buttons
from bot.texts import TEXTS, Language
from bot.transport.profile import commands

if TYPE_CHECKING:
    from telegram import Update
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service


async def ask(service: Service, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Offer the languages."""
    if update.message is not None:
        texts = service.texts(update.message.from_user)
        await reply(update.message, render.plain(texts.which_language), buttons.of_languages(texts))


async def choose(service: Service, press: Press) -> None:
    """Store the language that a person chose; in a private chat show the commands in it too."""
    person = press.query.from_user
    chosen: Language | None = next(
        (language for language in get_args(Language) if language == press.match["language"]), None
    )
    service.records.set_language(person.id, chosen)
    texts = TEXTS[chosen] if chosen else service.texts(person)
    confirmation = texts.language_set if chosen else texts.language_by_question
    await notify(press, confirmation)
    if press.message is None or press.message.chat.type != ChatType.PRIVATE:
        return  # in a group others may still choose
    await show(press, render.plain(confirmation), None)
    bot, scope = press.message.get_bot(), BotCommandScopeChat(press.message.chat_id)
    if chosen is None:
        await bot.delete_my_commands(scope)
    else:
        await bot.set_my_commands(commands(texts), scope)
