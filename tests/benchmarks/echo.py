"""The least that a bot can do, with citebot's settings: sends each text back. The peer of the load benchmark."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import httpx
from telegram.ext import AIORateLimiter, Application, CallbackContext, MessageHandler, filters
from telegram.request import HTTPXRequest

from bot.app import KEEPALIVE_SECONDS, MAX_CALLS, MAX_CONNECTIONS

if TYPE_CHECKING:
    from telegram import Update


async def echo(update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
    """Send a text back."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text, do_quote=True)


def main() -> None:
    """Answer until told to stop."""

    def request(connections: int) -> HTTPXRequest:
        limits = httpx.Limits(
            max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=KEEPALIVE_SECONDS
        )
        return HTTPXRequest(connection_pool_size=connections, httpx_kwargs={"limits": limits})

    application = (
        Application.builder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(os.environ["BOT_BASE_URL"])
        .request(request(MAX_CONNECTIONS))
        .get_updates_request(request(1))
        .rate_limiter(AIORateLimiter(max_retries=3))
        .concurrent_updates(MAX_CALLS)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(timeout=30)


if __name__ == "__main__":
    main()
