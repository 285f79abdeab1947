"""Updates by polling: the bot asks Telegram for them, and waits for the next one."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import Conflict

from bot.handlers import ALLOWED_UPDATES
from bot.logs import describe

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.error import TelegramError

    from bot.app import App
    from bot.settings import BotSettings

log = logging.getLogger(__name__)


async def start(application: App, settings: BotSettings, on_error: Callable[[TelegramError], None]) -> None:
    """Poll until the updater is stopped; `on_error` is told of each poll that failed."""
    assert application.updater is not None  # noqa: S101 - the builder makes one unless it is told not to

    def failed(error: TelegramError) -> None:
        on_error(error)
        _told(error)

    await application.updater.start_polling(
        timeout=settings.poll_timeout,
        allowed_updates=ALLOWED_UPDATES,
        bootstrap_retries=-1,
        drop_pending_updates=False,
        error_callback=failed,
    )


def _told(error: TelegramError) -> None:
    """Log that a poll failed; the next one comes by itself."""
    if isinstance(error, Conflict):
        log.warning("Another program polls with this token: stop it, as each question reaches only one of the two.")
    else:
        log.warning("Telegram cannot be reached, trying again: %s", describe(error))
