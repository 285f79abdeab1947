"""The updates received from Telegram: each is stored until it is handled, even if the bot is killed meanwhile.

Telegram forgets an update as soon as it is confirmed, by the next poll or by a webhook's 200, long before it is
answered. So it is stored first, and marked as done when its handlers have ended.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

from bot.data.base import Claimed

if TYPE_CHECKING:
    from bot.data.base import Storage


class Journal:
    """The queue of one process: what it adds it answers itself, and what an earlier start left it claims.

    The raw update is stored, not the library's object: a message that was pinned and then deleted has the date 0,
    and the library's object of that cannot be written as JSON.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._taken: set[int] = set()

    def add(self, number: int, chat: int, raw: object, *, fleeting: bool = False) -> bool:  # noqa: ARG002 - the contract's
        """Store an update; return False if it came before, as after a lost confirmation.

        A fleeting one is not stored: it is outdated after a restart. What cannot be stored is answered all the same.
        """
        if fleeting:
            return True
        row = (number, time.time(), json.dumps(raw))
        is_new = self._storage.write("INSERT INTO updates VALUES (?, ?, ?) ON CONFLICT DO NOTHING", *row) != 0
        if is_new:
            self._taken.add(number)
        return is_new

    async def claim(self, chats: int) -> list[Claimed]:  # noqa: ARG002 - one process has all chats
        """Return what an earlier start has left, in the order it came."""
        rows = self._storage.read("SELECT id, body FROM updates WHERE body IS NOT NULL ORDER BY received, id")
        claimed = [Claimed(*row) for row in rows if row[0] not in self._taken]
        self._taken.update(number for number, _ in claimed)
        return claimed

    def holds(self, number: int) -> bool:  # noqa: ARG002 - nobody else could have it
        """Return True: there is no other process."""
        return True

    def done(self, number: int) -> None:
        """Mark an update as done; its number stays, so that it is recognised if it comes again."""
        self._taken.discard(number)
        self._storage.write("UPDATE updates SET body = NULL WHERE id = ?", number)

    def waiting(self) -> int | None:
        """Return how many updates are not done."""
        for (count,) in self._storage.read("SELECT COUNT(*) FROM updates WHERE body IS NOT NULL"):
            return int(count)
        return None

    def drop_before(self, moment: float) -> None:
        """Delete updates that are done and older than a moment, in seconds since 1970."""
        self._storage.write("DELETE FROM updates WHERE received < ? AND body IS NULL", moment)

    def close(self) -> None:
        """Leave what is not done to the next start."""
        self._taken.clear()
