"""The bot's life: reach Telegram, poll it until told to stop, finish what is under way."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.errors import TokenRejectedError
from bot.handlers import ALLOWED_UPDATES
from bot.logs import describe

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine

    from bot.app import App

log = logging.getLogger(__name__)

LONG_POLL = 30  # seconds
LONGEST_PAUSE = 30  # seconds between two attempts
_REJECTED = (
    "The Bot API at {} does not accept BOT_TOKEN."
    " Compare it with the one that @BotFather shows under /mybots, or check BOT_BASE_URL."
)


async def serve(application: App, stop: asyncio.Event, rejected: asyncio.Event, address: str) -> None:
    """Answer until `stop` is set; then finish what is under way, within five seconds.

    Raises TokenRejectedError where the Bot API at `address` does not know the token, at once or later.
    """
    try:
        if await _unless(stop, _start(application)):
            await _first(stop.wait(), rejected.wait())
            if rejected.is_set() and not stop.is_set():
                raise TokenRejectedError(_REJECTED.format(address))
    except InvalidToken:
        raise TokenRejectedError(_REJECTED.format(address)) from None
    finally:
        await _finish(application)


async def _start(application: App) -> None:
    await _reach(application)
    assert application.updater is not None  # noqa: S101 - the builder makes one unless it is told not to
    await application.start()
    await application.updater.start_polling(
        timeout=LONG_POLL,
        allowed_updates=ALLOWED_UPDATES,
        bootstrap_retries=-1,
        drop_pending_updates=False,
        error_callback=_told,
    )
    log.info("Answering as @%s.", application.bot.username)


async def _reach(application: App) -> None:
    """Ask Telegram who the bot is, again and again while the network or Telegram is down."""
    pause = 1.0
    while True:
        try:
            return await application.initialize()
        except InvalidToken:
            raise
        except TelegramError as error:
            log.warning("Telegram cannot be reached, trying again in %.0f s: %s", pause, describe(error))
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _told(error: TelegramError) -> None:
    """Log that a poll failed; the next one comes by itself."""
    if isinstance(error, Conflict):
        log.warning("Another program polls with this token: stop it, as each question reaches only one of the two.")
    else:
        log.warning("Telegram cannot be reached, trying again: %s", describe(error))


async def _finish(application: App) -> None:
    if application.updater is not None and application.updater.running:
        await _within(1.5, application.updater.stop())
    if application.running:
        await _within(2.5, application.stop())
    await _within(0.5, application.shutdown())


async def _within(seconds: float, step: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await step
    except TimeoutError:
        log.warning("Stopped although something was still under way.")
    except TelegramError as error:  # what ended the polling ends here: a token that is known no more
        log.debug("The last poll failed: %s", describe(error))


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Do the work, or drop it when `stop` is set first; tell whether it was done."""
    task = asyncio.ensure_future(work)
    await _first(stop.wait(), task)
    if not task.done():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return False
    task.result()
    return True


async def _first(*waits: Awaitable[object]) -> None:
    """Wait for the first of several; a task among them goes on, a bare coroutine is dropped."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task, wait in zip(tasks, waits, strict=True):
        if task is not wait:
            task.cancel()
