"""The updates received from Telegram: each is stored until it is handled, even if the bot is killed meanwhile.

Telegram forgets an update as soon as it is confirmed, by the next poll or by a webhook's 200, long before it is
answered. So it is stored first, and marked as done when its handlers have ended.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.data.database import Database


class Journal:
    """Knows which updates have come and which still wait; an update's text is deleted once it is handled.

    The raw update is stored, not the library's object: a message that was pinned and then deleted has the date 0,
    and the library's object of that cannot be written as JSON.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: int, raw: object) -> bool:
        """Store an update; return False if it came before, as after a lost confirmation."""
        row = (number, time.time(), json.dumps(raw))
        return self._database.write("INSERT OR IGNORE INTO updates VALUES (?, ?, ?)", *row) != 0

    def done(self, number: int) -> None:
        """Mark an update as done; its number stays, so that it is recognised if it comes again."""
        self._database.write("UPDATE updates SET body = NULL WHERE id = ?", number)

    def waiting(self) -> list[tuple[int, str]]:
        """Return the updates that are not done: number and JSON, in the order they came."""
        rows = self._database.read("SELECT id, body FROM updates WHERE body IS NOT NULL ORDER BY received, id")
        return [(number, body) for number, body in rows]

    def drop_before(self, moment: float) -> None:
        """Delete updates that are done and older than a moment, in seconds since 1970."""
        self._database.write("DELETE FROM updates WHERE received < ? AND body IS NULL", moment)
