"""Updates by webhook: Telegram sends them to an address of the operator's."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError

from bot.errors import BotSettingsError
from bot.handlers import ALLOWED_UPDATES
from bot.logs import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.app import App
    from bot.health import Health
    from bot.settings import BotSettings

log = logging.getLogger(__name__)

LOOK_EVERY: Final = 30.0  # seconds


async def start(application: App, settings: BotSettings) -> None:
    """Listen, and tell Telegram where; raises BotSettingsError where the address cannot be listened at."""
    assert application.updater is not None  # noqa: S101 - the builder makes one unless it is told not to
    try:
        await application.updater.start_webhook(
            listen=settings.webhook_listen,
            port=settings.webhook_port,
            url_path=urlsplit(settings.webhook_url).path.rstrip("/"),
            webhook_url=settings.webhook_url,
            secret_token=settings.secret(),
            allowed_updates=ALLOWED_UPDATES,
            bootstrap_retries=-1,
            drop_pending_updates=False,
        )
    except OSError as error:
        raise BotSettingsError(
            f"BOT_WEBHOOK_LISTEN {settings.webhook_listen} with BOT_WEBHOOK_PORT {settings.webhook_port} cannot be "
            f"used: {error.strerror}."
        ) from error


async def watch(application: App, settings: BotSettings, health: Health, on_rejected: Callable[[], None]) -> None:
    """Ask Telegram again and again how its deliveries go: a bot that hears nothing cannot tell by itself.

    `on_rejected` is called where the token is not known any more.
    """
    told = ""
    while True:
        try:
            info = await application.bot.get_webhook_info()
        except InvalidToken:
            on_rejected()
        except TelegramError as error:
            log.warning("Telegram cannot be reached, trying again: %s", describe(error))
        else:
            health.heard()
            trouble = info.last_error_message if info.pending_update_count else ""
            if info.url != settings.webhook_url:
                trouble = "another program has changed the webhook; start this bot again, or stop the other"
            if trouble and trouble != told:
                log.warning("Telegram cannot deliver to BOT_WEBHOOK_URL: %s", trouble)
            told = trouble or ""
        await asyncio.sleep(LOOK_EVERY)
