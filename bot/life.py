"""The bot's life: reach Telegram, answer until told to stop, finish what is under way."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, TelegramError

from bot import polling, profile, webhook
from bot.errors import TokenRejectedError
from bot.health import Pages
from bot.logs import describe

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine

    from bot.app import App
    from bot.ops import Ops
    from bot.settings import BotSettings

log = logging.getLogger(__name__)

LONGEST_PAUSE = 30  # seconds between two attempts
_REJECTED = (
    "The Bot API at {} does not accept BOT_TOKEN."
    " Compare it with the one that @BotFather shows under /mybots, or check BOT_BASE_URL."
)


async def serve(
    application: App, settings: BotSettings, ops: Ops, stop: asyncio.Event, rejected: asyncio.Event
) -> None:
    """Answer until `stop` is set; then finish what is under way, within five seconds.

    What is not finished by then is answered after the next start. Raises TokenRejectedError where the Bot API does not
    know the token, at once or later.
    """
    pages = Pages(ops.health, ops.metrics)
    if settings.health_port is not None:
        pages.open(settings.health_listen, settings.health_port)
    tasks = [asyncio.create_task(ops.keep_tidy())]
    try:
        if await _unless(stop, _start(application, settings, ops)):
            tasks.append(asyncio.create_task(profile.present(application.bot)))
            if settings.webhook_url:
                watch = webhook.watch(application, settings, ops.health, rejected.set)
                tasks.append(asyncio.create_task(watch))
            await _first(stop.wait(), rejected.wait())
            if rejected.is_set() and not stop.is_set():
                raise TokenRejectedError(_REJECTED.format(settings.base_url))
    except InvalidToken:
        raise TokenRejectedError(_REJECTED.format(settings.base_url)) from None
    finally:
        for task in tasks:
            task.cancel()
        await _finish(application)
        await pages.close()


async def _start(application: App, settings: BotSettings, ops: Ops) -> None:
    await _reach(application)
    await application.start()
    # What was under way comes first, so that a chat's questions keep their order.
    if resumed := await application.update_queue.resume(application.bot):
        log.info("%d updates were under way when the bot last ended: they are answered now.", resumed)
    if settings.webhook_url:
        await webhook.start(application, settings)
    else:
        await polling.start(application, settings, ops.failed)
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


async def _finish(application: App) -> None:
    application.update_processor.close()
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
