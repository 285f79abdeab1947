"""The playground as the entry point uses it: opened before the bot starts, closed after it has stopped."""

from __future__ import annotations

import secrets

from bot.emulator.server import Server
from bot.emulator.state import BOT, State
from bot.playground.pages import LOCAL, Pages
from bot.playground.stage import Stage

PORT = 8866
"""The default port of the page."""


class Playground:
    """A Bot API on this machine and the page of those who chat there; lives in the event loop that opens it."""

    def __init__(self) -> None:
        # Nobody else may talk to this Bot API, also no web site that is open in the operator's browser.
        self.token = f"{BOT['id']}:{secrets.token_urlsafe(24)}"
        self._server = Server(State(privacy=True), self.token)
        self._stage = Stage(self._server)
        self._pages = Pages(self._stage)

    def open(self, port: int) -> tuple[str, str]:
        """Listen, and return the address of the page and the Bot API's `base_url`.

        Raises BotSettingsError if the port is taken.
        """
        page = self._pages.open(port)
        return page, f"http://{LOCAL}:{self._server.listen(0)}/bot"

    async def close(self) -> None:
        """Stop listening and cut every connection."""
        await self._pages.close()
        await self._server.close()
