"""Whether the bot is healthy, for monitoring."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from index.errors import IndexUnusableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.data.opening import Data
    from index.answer.retriever import Retriever


class Health:
    """Knows when Telegram last answered, and which index is used."""

    def __init__(self, retriever: Retriever, stale_after: float, role: str, data: Data) -> None:
        """After `stale_after` seconds without an answer from Telegram a bot that receives counts as stale."""
        self._retriever = retriever
        self._stale_after = stale_after
        self._role = role
        self._data = data
        self._heard = time.monotonic()
        self.deaf = ""
        """Why no updates can come; empty if they can."""
        self.standby = False
        """Whether another process polls, and this one takes over when that is gone."""
        self.waiting: Callable[[], int] = lambda: 0
        """Returns how many updates wait."""

    def heard(self) -> None:
        """Note that Telegram has just answered a poll or sent an update."""
        self._heard = time.monotonic()

    def version(self) -> str | None:
        """Return the version of the index in use, None if none can be used."""
        try:
            return self._retriever.coverage().version
        except IndexUnusableError:
            return None

    def state(self) -> tuple[bool, dict[str, object]]:
        """Return whether the bot is healthy, and the body of /healthz."""
        silence, version = time.monotonic() - self._heard, self.version()
        stale = silence > self._stale_after and self._role != "answer" and not self.standby
        away = self._data.storage.trouble
        troubles = {
            "deaf": self.deaf,
            "database": away,
            "stale": stale,
            "index": version is None or self._retriever.trouble,
        }
        state: dict[str, object] = {
            "status": next((name for name, there in troubles.items() if there), "ok"),
            "role": self._role,
            "standby": self.standby,
            "updates_trouble": self.deaf or None,
            "database_trouble": away or None,
            "seconds_since_telegram": round(silence, 1),
            "index_version": version,
            "index_trouble": self._retriever.trouble or None,
            "waiting": self.waiting(),
            "waiting_in_all": self._data.queue.waiting(),
        }
        return state["status"] == "ok", state
