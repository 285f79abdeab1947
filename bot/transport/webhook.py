"""Updates by webhook: Telegram sends them to the operator's address."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.errors import DataAwayError
from bot.logs import describe
from bot.ops.pages import listen
from bot.transport.intake import ALLOWED_UPDATES, Intake
from bot.transport.retries import until_done

if TYPE_CHECKING:
    from telegram.error import BadRequest

    from bot.ops.ops import Ops
    from bot.settings import BotSettings
    from bot.transport.application import App

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS: Final = 30.0
_TAKEN: Final = "another program has changed the webhook; start this bot again, or stop the other"
_REFUSED: Final = (
    "Telegram refuses BOT_WEBHOOK_URL %s: %s. Set it to an https address that Telegram reaches from outside, at port"
    " 443, 80, 88 or 8443."
)


class Webhook:
    """Listens for updates, tells Telegram the address, and watches its deliveries."""

    def __init__(self, application: App, settings: BotSettings, ops: Ops, intake: Intake) -> None:
        self._bot = application.bot
        self._settings = settings
        self._health = ops.health
        self._intake = intake
        self._told = ""
        path = urlsplit(settings.webhook_url).path.rstrip("/")
        given = {"webhook": self, "secret": settings.secret().encode()}
        self._http = HTTPServer(Application([(re.escape(path) + "/?", _Delivery, given)], log_function=lambda _: None))

    async def start(self) -> None:
        """Listen, and set the webhook until Telegram agrees; raises BotSettingsError if the port cannot be used."""
        listen(self._http, self._settings.webhook_listen, self._settings.webhook_port, "WEBHOOK")
        await until_done(self._set, self._refused)
        self._health.deaf = ""

    async def run(self) -> None:
        """Ask Telegram again and again how its deliveries go: a bot that gets no update cannot know by itself.

        Raises InvalidToken if Telegram no longer accepts the token.
        """
        while True:
            try:
                await self._look()
            except InvalidToken:
                raise
            except TelegramError as error:
                log.warning("Telegram cannot be reached, trying again: %s", describe(error))
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def stop(self) -> None:
        """Stop listening."""
        self._http.stop()
        await self._http.close_all_connections()

    def take(self, update: object) -> None:
        """Take an update that Telegram has sent; raises DataAwayError if it has to send it again."""
        self._health.heard()
        self._intake.take(update)

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._settings.webhook_url, allowed_updates=ALLOWED_UPDATES, secret_token=self._settings.secret()
        )

    def _refused(self, error: BadRequest) -> None:
        self._health.deaf = f"Telegram refuses BOT_WEBHOOK_URL: {error.message}"
        if error.message != self._told:
            log.error(_REFUSED, self._settings.webhook_url, error.message)
        self._told = error.message

    async def _look(self) -> None:
        info = await self._bot.get_webhook_info()
        self._health.heard()
        taken = info.url != self._settings.webhook_url
        self._health.deaf = _TAKEN if taken else ""
        trouble = _TAKEN if taken else (info.last_error_message or "") if info.pending_update_count else ""
        if trouble and trouble != self._told:
            log.warning("Telegram cannot deliver to BOT_WEBHOOK_URL: %s", trouble)
        self._told = trouble


class _Delivery(RequestHandler):
    """One delivery, accepted unless the database is away.

    Telegram would repeat a refused one for ever, before all others.
    """

    def initialize(self, webhook: Webhook, secret: bytes) -> None:
        self._webhook = webhook
        self._secret = secret

    def post(self) -> None:
        header = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(header.encode(), self._secret):
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        try:
            update: Any = json.loads(self.request.body)
        except ValueError:  # cut short by a proxy; the next attempt may be complete
            self.set_status(HTTPStatus.BAD_REQUEST)
        except RecursionError:
            self._take(None)
        else:
            self._take(update)

    def _take(self, update: object) -> None:
        try:
            self._webhook.take(update)
        except DataAwayError:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
