"""Read a message, reply to it and edit a reply, as all handlers do."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from telegram import LinkPreviewOptions, Message, MessageEntity, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated

from bot.keys import question_of_payload

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from telegram import Bot, InlineKeyboardMarkup

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message_id_invalid")
_FIXED = "message can't be edited"


class Edit(Enum):
    """Result of editing a message: done, gone (it was deleted), or fixed (too old to be edited)."""

    DONE = auto()
    GONE = auto()
    FIXED = auto()


def question_in(message: Message) -> str:
    """Return the question in a message: its text without command and mention, or the question that a link carries."""
    text = words(message)
    for entity in reversed(entities(message)):
        opens = entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0
        if opens and stretch(message, entity).partition("@")[0] == "/start":
            return question_of_payload(payload_in(message)) or ""
        if opens or mentions(message, entity):
            before, _, after = _parted(text, entity)
            text = before + after
    return text.strip()


def words(message: Message) -> str:
    """Return what somebody wrote: the text, or the caption of a photo, video or file."""
    return message.text or message.caption or ""


def entities(message: Message) -> Sequence[MessageEntity]:
    """Return the entities of that text: commands, mentions, addresses."""
    return message.entities if message.text else message.caption_entities


def opening_command(message: Message) -> str:
    """Return the command that a message begins with, in lower case, with the bot it names; "" if there is none."""
    first = next(iter(entities(message)), None)
    if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset > 0:
        return ""
    return stretch(message, first).lower()


def stretch(message: Message, entity: MessageEntity) -> str:
    """Return the text of an entity; the method of python-telegram-bot fails on half a surrogate pair."""
    return _parted(words(message), entity)[1]


def _parted(text: str, entity: MessageEntity) -> tuple[str, str, str]:
    """Return the text before an entity, in it and after it; its offsets count UTF-16 units."""
    raw = text.encode("utf-16-le", "surrogatepass")
    start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
    before, under, after = (
        part.decode("utf-16-le", "surrogatepass") for part in (raw[:start], raw[start:end], raw[end:])
    )
    return before, under, after


def payload_in(message: Message) -> str:
    """Return the payload after `/start`."""
    return (message.text or "").partition(" ")[2].strip()


def question_shown(message: Message) -> str:
    """Return the question that a message of the bot answers: the one it quotes, else the one it replies to."""
    quoted = question_quoted(message)
    if quoted is None and message.reply_to_message:
        return question_in(message.reply_to_message)
    return quoted or ""


def question_quoted(message: Message) -> str | None:
    """Return the question that a message of the bot quotes at its top, None if it quotes none."""
    first = message.entities[0] if message.entities else None
    if first is None or first.type != MessageEntity.BLOCKQUOTE or first.offset > 0:
        return None
    return stretch(message, first)


def mentions(message: Message, entity: MessageEntity) -> bool:
    """Tell whether an entity names the bot."""
    name = message.get_bot().username.casefold()
    return entity.type == MessageEntity.MENTION and stretch(message, entity).casefold() == f"@{name}"


async def reply(message: Message, html: str, keyboard: InlineKeyboardMarkup | None = None) -> Message:
    """Reply to a message, or write to its chat if the message has been deleted meanwhile.

    If the group has become a supergroup, the text goes there, but not as a reply: message numbers differ there.
    """
    options: dict[str, Any] = {
        "parse_mode": ParseMode.HTML,
        "link_preview_options": NO_PREVIEW,
        "reply_markup": keyboard,
    }
    where = ReplyParameters(message.message_id, allow_sending_without_reply=True)
    try:
        return await message.reply_text(html, reply_parameters=where, **options)
    except ChatMigrated as moved:
        return await message.get_bot().send_message(moved.new_chat_id, html, **options)


async def edit(bot: Bot, chat: int, message: int, html: str, keyboard: InlineKeyboardMarkup | None) -> Edit:
    """Edit a message of the bot and return the result."""
    return await outcome(
        bot.edit_message_text(
            html, chat, message, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW, reply_markup=keyboard
        )
    )


async def outcome(change: Awaitable[object]) -> Edit:
    """Return the result of an edit."""
    try:
        await change
    except ChatMigrated:
        return Edit.FIXED
    except BadRequest as refused:
        why = refused.message.lower()
        if why.startswith(_GONE):
            return Edit.GONE
        if why.startswith(_FIXED):
            return Edit.FIXED
        if not why.startswith(_UNCHANGED):  # a button was pressed twice
            raise
    return Edit.DONE
