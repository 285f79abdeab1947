"""When an answer fails: a polite message to the person and one line in the log."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError
from telegram.ext import ApplicationHandlerStop

from bot import render
from bot.errors import WaitedTooLongError
from bot.handlers.replies import question_in, reply
from bot.logs import describe, place
from bot.ops.failed_updates import kind_of
from index.errors import IndexAwayError

if TYPE_CHECKING:
    from telegram.ext import CallbackContext

    from bot.handlers.service import Service

log = logging.getLogger(__name__)


async def report(service: Service, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Log what went wrong and tell the person, unless the person cannot be reached.

    Raises ApplicationHandlerStop: if the admission check itself failed, no other handler may answer.
    """
    if context.error is not None and isinstance(update, Update):
        await _report(service, update, context.error)
    raise ApplicationHandlerStop


async def _report(service: Service, update: Update, error: Exception) -> None:
    if isinstance(error, Forbidden):  # blocked by the person or removed from the group: nobody can be told
        log.info("Update %s was not answered: %s", update.update_id, describe(error))
        return
    try:
        await _tell(service, update, error)
    except Exception as again:  # noqa: BLE001 - an update that is odd for a handler may be odd here too
        log.debug("Update %s: nobody could be told: %s", update.update_id, place(again))


async def _tell(service: Service, update: Update, error: Exception) -> None:
    if isinstance(error, WaitedTooLongError):
        log.info("Update %s waited too long for a pause that Telegram asked for.", update.update_id)
        await _excuse(service, update)
        return
    service.failed_updates.tell("handled", update.update_id, kind_of(update), error)
    if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
        await _apologise(service, update, error)


async def _excuse(service: Service, update: Update) -> None:
    """Say once in a chat that earlier questions were not answered, even if Telegram asks for more pauses meanwhile."""
    message, person = update.effective_message, update.effective_user
    if message is None or person is None or not await service.notices["stale", message.chat_id, person.id].take():
        return
    html = render.plain(service.texts(message.from_user, question_in(message)).was_away)
    while True:
        with contextlib.suppress(WaitedTooLongError):
            await reply(message, html)
            return


async def _apologise(service: Service, update: Update, error: Exception) -> None:
    away = isinstance(error, IndexAwayError)
    texts = service.texts(update.effective_user)
    if update.callback_query is not None:
        await update.callback_query.answer(texts.unavailable if away else texts.failed)
    elif update.message is not None:
        texts = service.texts(update.message.from_user, question_in(update.message))
        await reply(update.message, render.plain(texts.unavailable if away else texts.failed))
