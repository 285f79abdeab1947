"""Groups: joining one, which messages are for the bot, and which ones Telegram does not show it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from telegram import ChatMember
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, Forbidden
from telegram.ext import filters

from bot import render
from bot.handlers.replies import NO_PREVIEW, entities, mentions, opening_command, reply

if TYPE_CHECKING:
    from telegram import Message, Update
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service

_OUTSIDE = {ChatMember.LEFT, ChatMember.BANNED}
_GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


class _Meant(filters.MessageFilter):
    """Messages that mention the bot or reply to it."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message is meant for the bot."""
        above = message.reply_to_message
        return (above is not None and from_the_bot(above)) or names_the_bot(message)


class _Named(filters.MessageFilter):
    """Commands in private chats, and in groups those that name the bot: another bot may have the same command."""

    def filter(self, message: Message) -> bool:
        """Tell whether a command is meant for this bot alone."""
        return message.chat.type == ChatType.PRIVATE or "@" in opening_command(message)


class _Captioned(filters.MessageFilter):
    """Captions that begin with /ask: the library looks for commands only in texts."""

    def filter(self, message: Message) -> bool:
        """Tell whether a caption asks this bot."""
        return bool(message.caption) and asks(message)


MEANT, NAMED, CAPTIONED = _Meant(), _Named(), _Captioned()


def asks(message: Message) -> bool:
    """Tell whether a message begins with /ask, with or without the name of this bot."""
    name, _, addressee = opening_command(message).partition("@")
    return name == "/ask" and addressee in {"", message.get_bot().username.lower()}


def from_the_bot(message: Message) -> bool:
    """Tell whether the bot wrote a message."""
    return message.from_user is not None and message.from_user.id == message.get_bot().id


def names_the_bot(message: Message) -> bool:
    """Tell whether a message mentions the bot."""
    return any(mentions(message, entity) for entity in entities(message))


async def joined(service: Service, update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Tell a group that the bot has joined how to ask it, and which messages Telegram will not show it."""
    change = update.my_chat_member
    if change is None or change.chat.type not in _GROUPS:
        return
    if change.old_chat_member.status not in _OUTSIDE or change.new_chat_member.status in _OUTSIDE:
        return
    texts = service.texts(change.from_user)
    sentences = [texts.joined]
    if not context.bot.can_read_all_group_messages and change.new_chat_member.status != ChatMember.ADMINISTRATOR:
        sentences.append(texts.mentions_unseen)
        service.warned.add(change.chat.id)
    html = "\n\n".join(render.plain(sentence.format(bot=context.bot.username)) for sentence in sentences)
    with contextlib.suppress(BadRequest, Forbidden):  # it may not be allowed to write there
        await context.bot.send_message(change.chat.id, html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)


async def warn_of_mentions(service: Service, message: Message, unseen: Message) -> None:
    """Tell a group once what to do when Telegram did not show the bot a mention.

    The bot learns of such a message only if a later one replies to it.
    """
    bot = message.get_bot()
    if bot.can_read_all_group_messages or message.chat_id in service.warned or not names_the_bot(unseen):
        return
    service.warned.add(message.chat_id)
    texts = service.texts(message.from_user)
    await reply(message, render.plain(texts.mentions_unseen.format(bot=bot.username)))
