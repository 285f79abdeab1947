"""The bot's parts, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
from telegram.ext import AIORateLimiter, Application
from telegram.request import HTTPXRequest

from bot.handlers import register
from bot.processor import ChatOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.desk import Desk
    from bot.settings import BotSettings

AT_ONCE = 16
"""Chats that are answered side by side; more makes each slower, as every request searches the connection pool."""

CONNECTIONS = AT_ONCE + 4
KEEPALIVE = 60.0  # seconds; httpx's own 5 would mean a new TLS handshake for nearly every answer

App = Application[Any, Any, Any, Any, Any, Any]


def build(settings: BotSettings, desk: Desk, on_rejected: Callable[[], None]) -> App:
    """Return the application; `on_rejected` is called when a poll is told that the token is not known any more."""

    async def look(response: httpx.Response) -> None:
        if response.status_code == httpx.codes.UNAUTHORIZED:
            on_rejected()

    application = (
        Application.builder()
        .token(settings.token.get_secret_value())
        .base_url(settings.base_url)
        .request(_request(CONNECTIONS))
        .get_updates_request(_request(1, event_hooks={"response": [look]}))
        .rate_limiter(AIORateLimiter(max_retries=3))
        .concurrent_updates(ChatOrder(AT_ONCE))
        .build()
    )
    register(application, desk)
    return application


def _request(connections: int, **more: object) -> HTTPXRequest:
    limits = httpx.Limits(
        max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=KEEPALIVE
    )
    return HTTPXRequest(connection_pool_size=connections, httpx_kwargs={"limits": limits, **more})
