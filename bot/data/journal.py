"""The updates that Telegram has handed over: each is kept until it is dealt with, whatever ends the bot meanwhile.

Telegram forgets an update as soon as it is confirmed, by the next poll or by a webhook's 200, long before it is
answered. So it is written down first, and crossed out when its handlers are done.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.data.database import Database


class Journal:
    """Which updates have come, and which of them still wait; the text of one is deleted when it is dealt with.

    What is kept is what Telegram sent, not what the library makes of it: a message that was pinned and then deleted
    has the date 0, and the library's object of that could not be written down at all.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, number: int, raw: object) -> bool:
        """Write down an update; False where it had come before, as after a confirmation that was lost."""
        row = (number, time.time(), json.dumps(raw))
        return self._database.write("INSERT OR IGNORE INTO updates VALUES (?, ?, ?)", *row) != 0

    def done(self, number: int) -> None:
        """Cross out an update; its number stays, so that it is known when it comes again."""
        self._database.write("UPDATE updates SET body = NULL WHERE id = ?", number)

    def waiting(self) -> list[tuple[int, str]]:
        """Return the updates that are not crossed out: number and JSON, in the order they came."""
        rows = self._database.read("SELECT id, body FROM updates WHERE body IS NOT NULL ORDER BY received, id")
        return [(number, body) for number, body in rows]

    def drop_before(self, moment: float) -> None:
        """Forget the updates from before a moment, in seconds since 1970, that are crossed out."""
        self._database.write("DELETE FROM updates WHERE received < ? AND body IS NULL", moment)
