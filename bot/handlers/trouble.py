"""When answering fails: a polite line for the person, one line in the log."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from bot import render
from bot.handlers.replies import question_in, reply
from bot.logs import describe

if TYPE_CHECKING:
    from telegram.ext import CallbackContext

    from bot.service import Service

log = logging.getLogger(__name__)


async def report(service: Service, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Log what went wrong and tell the person, unless it is the way to the person that is broken."""
    error = context.error
    if error is None or not isinstance(update, Update):
        return
    if isinstance(error, Forbidden):  # blocked by the person, or thrown out of the group: nobody is there to be told
        log.info("Update %s was not answered: %s", update.update_id, describe(error))
        return
    log.error("Update %s was not answered: %s", update.update_id, describe(error), exc_info=error)
    if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
        with contextlib.suppress(TelegramError):
            await _apologise(service, update)


async def _apologise(service: Service, update: Update) -> None:
    texts = service.texts(update.effective_user)
    if update.callback_query is not None:
        await update.callback_query.answer(texts.failed)
    elif update.message is not None:
        texts = service.texts(update.message.from_user, question_in(update.message))
        await reply(update.message, render.plain(texts.failed))
