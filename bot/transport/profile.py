"""How the bot presents itself in Telegram: its commands and descriptions in each language, and what it may do."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from telegram import BotCommand
from telegram.error import TelegramError

from bot.logs import describe
from bot.texts import TEXTS

if TYPE_CHECKING:
    from telegram import Bot

    from bot.texts import Language, Texts

log = logging.getLogger(__name__)

# Telegram has two-letter languages here, so both scripts of Chinese share one. Whoever chooses Traditional with
# /lang gets the commands in it for their chat.
_CODES: Final[dict[str, Language]] = {"": "en", "zh": "zh-Hans"}
_NO_INLINE: Final = (
    "Inline mode is off, so that @%s in other chats finds nothing. To turn it on: @BotFather, /setinline, this bot."
)


def commands(texts: Texts) -> list[BotCommand]:
    """Return the commands with their descriptions in one language."""
    return [BotCommand(command, does) for command, does in texts.commands.items()]


async def present(bot: Bot) -> None:
    """Set the commands and descriptions if Telegram has others, and tell the operator what is turned off.

    The bot can answer without this, so a failure is only logged.
    """
    if not bot.supports_inline_queries:
        log.warning(_NO_INLINE, bot.username)
    try:
        for code, language in _CODES.items():
            await _present(bot, code, TEXTS[language])
    except TelegramError as error:
        log.warning("The bot's commands and descriptions could not be set: %s", describe(error))


async def _present(bot: Bot, code: str, texts: Texts) -> None:
    """Set what differs: Telegram allows few changes of a profile, and a bot may be restarted often."""
    if list(await bot.get_my_commands(language_code=code)) != commands(texts):
        await bot.set_my_commands(commands(texts), language_code=code)
    if (await bot.get_my_description(code)).description != texts.about:
        await bot.set_my_description(texts.about, code)
    if (await bot.get_my_short_description(code)).short_description != texts.profile:
        await bot.set_my_short_description(texts.profile, code)
