"""Start and stop: reach Telegram, answer until stopped, finish what is being sent."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from telegram.error import InvalidToken, TelegramError

from bot.errors import DeafError, TokenRejectedError
from bot.logs import describe, place
from bot.ops.pages import StatusPages
from bot.transport import profile
from bot.transport.claims import Claims
from bot.transport.intake import Intake
from bot.transport.polling import Polling
from bot.transport.retries import until_done
from bot.transport.webhook import Webhook

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine

    from bot.index_client import IndexClient
    from bot.ops.ops import Ops
    from bot.settings import BotSettings
    from bot.transport.application import App

log = logging.getLogger(__name__)

_REJECTED = (
    "The Bot API at {} does not accept BOT_TOKEN."
    " Compare it with the one that @BotFather shows under /mybots, or check BOT_BASE_URL."
)
_DEAF = "Updates do not come any more, as what asks for them has ended by itself{}. The bot ends, to be started anew."


class Source(Protocol):
    """Where updates come from; `run` goes on until it is cancelled, and raises InvalidToken."""

    async def start(self) -> None:
        """Get ready, however long that takes."""

    async def run(self) -> None:
        """Fetch updates."""

    async def stop(self) -> None:
        """Stop fetching updates."""


async def serve(application: App, client: IndexClient, settings: BotSettings, ops: Ops, stop: asyncio.Event) -> None:
    """Do what the role says until `stop` is set; then finish what is being sent, within five seconds.

    What is not finished by then is answered after the next start, or by another process. Raises TokenRejectedError if
    the Bot API does not accept the token, at the start or later, and DeafError if no more updates come.
    """
    pages = StatusPages(ops.health, ops.metrics)
    if settings.health_port is not None:
        pages.open(settings.health_listen, settings.health_port)
    tasks = [asyncio.create_task(ops.keep_tidy())]
    intake = Intake(application, ops.data.queue, ops.failed_updates)
    sources = _sources(application, settings, ops, intake)
    try:
        if await _unless(stop, _start(application, client if settings.answers else None, sources)):
            if settings.receives:
                tasks.append(asyncio.create_task(profile.present(application.bot)))
            await _listen(stop, sources)
    except InvalidToken:
        raise TokenRejectedError(_REJECTED.format(settings.base_url)) from None
    finally:
        ops.health.deaf = ops.health.deaf or "the bot ends"
        for task in tasks:
            task.cancel()
        await _finish(application, sources)
        await pages.close()


def _sources(application: App, settings: BotSettings, ops: Ops, intake: Intake) -> list[Source]:
    """Return where updates come from: what was stored, Telegram, or both.

    What was stored comes first, so that a chat's questions keep their order.
    """
    sources: list[Source] = []
    if settings.answers:
        sources.append(Claims(intake, application.update_processor, shared=ops.data.shared))
    if settings.receives:
        sources.append((Webhook if settings.webhook_url else Polling)(application, settings, ops, intake))
    return sources


async def _start(application: App, client: IndexClient | None, sources: list[Source]) -> None:
    await until_done(application.initialize)
    if client is not None:
        await _warm(client)
    await application.start()
    for source in sources:
        await source.start()
    log.info("Answering as @%s.", application.bot.username)


async def _warm(client: IndexClient) -> None:
    try:
        await client.warm()
    except Exception as error:  # noqa: BLE001 - what is wrong with the index is told to who asks it
        log.warning("Nothing could be loaded ahead of the first question: %s", place(error))


async def _listen(stop: asyncio.Event, sources: list[Source]) -> None:
    try:
        ended = await _unless(stop, _run(sources))
    except InvalidToken:
        raise
    except Exception as error:
        log.debug("Updates do not come any more.", exc_info=error)
        raise DeafError(_DEAF.format(f" ({place(error)})")) from error
    if ended:
        raise DeafError(_DEAF.format(""))


async def _run(sources: list[Source]) -> None:
    """Run all until the first one ends."""
    tasks = [asyncio.create_task(source.run()) for source in sources]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _finish(application: App, sources: list[Source]) -> None:
    application.update_processor.close()
    for source in sources:
        await _within(1.5, source.stop())
    if application.running:
        await _within(2.5, application.stop())
    await _within(0.5, application.shutdown())


async def _within(seconds: float, step: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await step
    except TimeoutError:
        log.warning("Stopped although something was still under way.")
    except TelegramError as error:  # the token is no longer accepted, and that was reported
        log.debug("The last poll failed: %s", describe(error))


async def _unless(stop: asyncio.Event, work: Coroutine[None, None, None]) -> bool:
    """Do the work, or cancel it if `stop` is set first; return whether it was done."""
    task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait((task, stopped), return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not task.done():
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return False
    if not task.cancelled():
        task.result()
    return True
