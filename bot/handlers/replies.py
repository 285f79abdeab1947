"""Reading a message and replying to it, as all handlers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import LinkPreviewOptions, Message, MessageEntity, ReplyParameters
from telegram.constants import ParseMode

from bot.texts import Texts, texts_for

if TYPE_CHECKING:
    from telegram import InlineKeyboardMarkup

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def question_in(message: Message) -> str:
    """Return what a message asks: its text, without the command that it may begin with."""
    text = message.text or ""
    first = message.entities[0] if message.entities else None
    if first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0:
        text = text[first.length :]  # a command is ASCII: its UTF-16 units are its characters
    return text.strip()


def texts_of(message: Message) -> Texts:
    """Return what to say to who wrote a message, in its language."""
    return texts_for(question_in(message), message.from_user.language_code if message.from_user else None)


async def reply(message: Message, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    """Reply to a message, or just write to its chat where it has been deleted meanwhile."""
    await message.reply_text(
        html,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
        reply_markup=keyboard,
    )
