"""One call to Telegram, and whether it is worth making again."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from telegram.error import BadRequest, InvalidToken, NetworkError, TelegramError

MAX_WAIT_SECONDS: Final = 600.0  # seconds from which on an answer is worth no further attempt
MAX_PAUSE_SECONDS: Final = 30.0  # seconds between two attempts


class Call:
    """A call that is made until it gets through."""

    def __init__(self, endpoint: str, data: dict[str, Any]) -> None:
        self.endpoint = endpoint
        self.data = data
        self.paused = 0.0
        """Seconds that it has waited for pauses."""
        self.begin_anew()

    @property
    def chat(self) -> int | str | None:
        """The chat that it is about."""
        chat: int | str | None = self.data.get("chat_id")
        return chat

    @property
    def hint(self) -> bool:
        """True for "is typing", which is worth nothing a moment later."""
        return self.endpoint == "sendChatAction"

    @property
    def key(self) -> int | str:
        """Whose pauses it waits for."""
        return self.endpoint if self.chat is None else self.chat

    def follow(self, chat: int) -> None:
        """Go to another chat instead."""
        self.data["chat_id"] = chat

    def begin_anew(self) -> None:
        """Count attempts from now on."""
        self.pause = 1.0
        self._deadline: float | None = None

    def has_time(self) -> bool:
        """Tell whether there is time for another attempt: ten minutes after the first."""
        if self._deadline is None:
            self._deadline = _now() + MAX_WAIT_SECONDS
        return _now() + self.pause < self._deadline

    async def rest(self) -> None:
        """Wait for the next attempt."""
        await asyncio.sleep(self.pause)
        self.pause = min(self.pause * 2, MAX_PAUSE_SECONDS)


def is_passing(error: TelegramError) -> bool:
    """Tell whether the same call may get through later.

    What cannot even be written down, as half a surrogate pair in the name of a chat, is a NetworkError to the library.
    """
    hopeless = isinstance(error, BadRequest | InvalidToken) or isinstance(error.__cause__, UnicodeError)
    return isinstance(error, NetworkError) and not hopeless


def _now() -> float:
    return asyncio.get_running_loop().time()
