"""Updates by polling: the bot asks Telegram for updates and waits for them."""

from __future__ import annotations

import asyncio
import logging
import warnings
from typing import TYPE_CHECKING, Final

from telegram.error import Conflict, EndPointNotFound, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.errors import DataAwayError
from bot.logs import describe
from bot.ops.failed_updates import number_of
from bot.transport.intake import ALLOWED_UPDATES, Intake
from bot.transport.retries import Pause, until_done

if TYPE_CHECKING:
    from bot.ops.ops import Ops
    from bot.settings import BotSettings
    from bot.transport.application import App

log = logging.getLogger(__name__)

STANDBY_SECONDS: Final = 1.0
"""Seconds between two looks whether another process still polls, or the database is still away."""
PATIENCE_SECONDS: Final = 5.0  # after a full poll before it counts as lost

# The library's own polling parses all updates of a poll together: one that it cannot parse would come again for ever,
# with everybody's texts in the log. Raw updates need the call that the library advises against.
warnings.filterwarnings("ignore", message="Please use 'Bot.getUpdates'")


class Polling:
    """Asks for updates; the next poll confirms those that were taken."""

    def __init__(self, application: App, settings: BotSettings, ops: Ops, intake: Intake) -> None:
        self._bot = application.bot
        self._timeout = settings.poll_timeout
        self._ops = ops
        self._intake = intake
        self._turn = ops.data.turn
        self._offset = 0

    async def start(self) -> None:
        """Delete the webhook, if there is one: with a webhook Telegram answers no poll."""
        await until_done(self._bot.delete_webhook)

    async def run(self) -> None:
        """Poll for ever; raises InvalidToken if Telegram no longer accepts the token."""
        pause = Pause()
        while True:
            await self._stand_by()
            try:
                self._take(await self._poll(self._timeout))
            except InvalidToken:
                raise
            except DataAwayError:  # what was stored is confirmed by the next poll, the rest comes again
                await asyncio.sleep(STANDBY_SECONDS)
            except TimedOut:  # the network lost the poll; no further wait is needed
                continue
            except TelegramError as error:
                self._ops.failed(error)
                _tell(error)
                await pause.wait(error)
            else:
                pause = Pause()

    async def stop(self) -> None:
        """Confirm what was taken, so that Telegram does not send it again."""
        if self._offset:
            await self._poll(0)

    async def _poll(self, timeout: int) -> list[object]:  # noqa: ASYNC109 - it is Telegram that waits
        asked = {"offset": self._offset, "timeout": timeout, "allowed_updates": ALLOWED_UPDATES}
        try:
            updates = await self._bot.do_api_request("getUpdates", asked, read_timeout=timeout + PATIENCE_SECONDS)
        except EndPointNotFound:  # how this call reports a token that is not accepted
            raise InvalidToken from None
        self._ops.health.heard()
        return updates if isinstance(updates, list) else []

    async def _stand_by(self) -> None:
        """Wait while another process polls: Telegram answers one only."""
        if self._turn is None:
            return
        was, self._ops.health.standby = self._ops.health.standby, not await self._turn.mine()
        if self._ops.health.standby and not was and not self._ops.data.storage.trouble:
            log.info("Another process polls: this one stands by, and takes over when that is gone.")
        while self._ops.health.standby:
            self._offset = 0  # the other goes on from where this one was
            await asyncio.sleep(STANDBY_SECONDS)
            if await self._turn.mine():
                self._ops.health.standby = False
                self._ops.health.heard()
                log.info("This process polls from now on.")

    def _take(self, updates: list[object]) -> None:
        numbers = []
        for update in updates:
            self._intake.take(update)
            if (number := number_of(update)) is not None:
                numbers.append(number)
                self._offset = number + 1
        if updates and not numbers:  # an update without a number cannot be confirmed and would come again at once
            raise NetworkError("updates without a number")


def _tell(error: TelegramError) -> None:
    """Log that a poll failed; the next one comes by itself."""
    if isinstance(error, Conflict):
        log.warning("Another program polls with this token: stop it, as each question reaches only one of the two.")
    else:
        log.warning("Telegram cannot be reached, trying again: %s", describe(error))
