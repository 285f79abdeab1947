"""When answering fails: a polite line for the person, one line in the log."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot import render
from bot.handlers.replies import reply, texts_of
from bot.logs import describe
from bot.texts import texts_for

if TYPE_CHECKING:
    from telegram.ext import CallbackContext

log = logging.getLogger(__name__)


async def report(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Log what went wrong and tell the person, unless it is the way to the person that is broken."""
    error = context.error
    if error is None or not isinstance(update, Update):
        return
    log.error("Update %s was not answered: %s", update.update_id, describe(error), exc_info=error)
    unreachable = isinstance(error, Forbidden) or (
        isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    )
    if not unreachable:
        with contextlib.suppress(TelegramError):
            await _apologise(update)


async def _apologise(update: Update) -> None:
    if update.callback_query is not None:
        await update.callback_query.answer(texts_for(None, update.callback_query.from_user.language_code).failed)
    elif update.message is not None:
        await reply(update.message, render.plain(texts_of(update.message).failed))
