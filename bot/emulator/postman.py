"""Delivers updates to the bot's webhook, one after the other, and repeats each until it is accepted."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

if TYPE_CHECKING:
    from bot.emulator.server import Server
    from bot.emulator.state import State, Webhook

RETRY_SECONDS = 0.2  # seconds; Telegram waits longer each time


class Postman:
    """Delivers while there is a webhook."""

    def __init__(self, state: State, server: Server) -> None:
        self._state = state
        self._server = server

    async def deliver(self) -> None:
        """Deliver for ever."""
        while True:
            async with self._server.changed:
                await self._server.changed.wait_for(lambda: self._state.webhook and self._state.updates)
            hook = self._state.webhook
            if hook is None:
                continue
            update = self._state.updates[0]
            hook.last_error = await self._post(hook, json.dumps(update))
            if hook.last_error:
                await asyncio.sleep(RETRY_SECONDS)
            elif update in self._state.updates:
                self._state.updates.remove(update)
            await self._server.announce()

    async def _post(self, hook: Webhook, body: str) -> str:
        """Return why the delivery failed, "" if it did not."""
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret
        try:
            await AsyncHTTPClient().fetch(hook.url, method="POST", headers=headers, body=body)
        except HTTPClientError as refused:
            return f"Wrong response from the webhook: {refused.code}"
        except OSError as error:
            return f"Connection failed: {error}"
        return ""
