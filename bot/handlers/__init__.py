"""What the bot does with an update: a file a family of handlers, brought together here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.handlers import ask, browse, help, trouble  # noqa: A004 (a family is called what its command is)

if TYPE_CHECKING:
    from telegram.ext import Application

    from bot.desk import Desk

ALLOWED_UPDATES = ("message", "callback_query")


def register(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk) -> None:
    """Add all handlers; the first that takes an update is the only one, so order matters."""
    new = filters.UpdateType.MESSAGE  # an edited message is no new question
    alone = new & filters.ChatType.PRIVATE
    application.add_handler(CommandHandler("ask", partial(ask.command, desk), new))
    application.add_handler(CommandHandler(("start", "help"), partial(help.about, desk), new))
    application.add_handler(MessageHandler(alone & filters.COMMAND, partial(help.about, desk)))
    application.add_handler(MessageHandler(alone & filters.TEXT, partial(ask.question, desk)))
    application.add_handler(MessageHandler(alone & ~filters.StatusUpdate.ALL, ask.no_text))
    application.add_handler(CallbackQueryHandler(partial(browse.more, desk)))
    application.add_error_handler(trouble.report)
