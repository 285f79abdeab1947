"""The updates that Telegram has handed over: each is kept until it is dealt with, whatever ends the bot meanwhile.

Telegram forgets an update as soon as it is confirmed, by the next poll or by a webhook's 200, long before it is
answered. So it is written down first, and crossed out when its handlers are done.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from typing import TYPE_CHECKING, Any

from telegram import Update

if TYPE_CHECKING:
    from telegram import Bot

    from bot.database import Database

log = logging.getLogger(__name__)


class Journal:
    """Which updates have come, and which of them still wait; the text of one is deleted when it is dealt with."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, update: Update) -> bool:
        """Write down an update; False where it had come before, as after a confirmation that was lost."""
        row = (update.update_id, time.time(), update.to_json())
        return self._database.write("INSERT OR IGNORE INTO updates VALUES (?, ?, ?)", *row) != 0

    def done(self, update: Update) -> None:
        """Cross out an update; its number stays, so that it is known when it comes again."""
        self._database.write("UPDATE updates SET body = NULL WHERE id = ?", update.update_id)

    def waiting(self) -> list[str]:
        """Return the updates that are not crossed out, as JSON, in the order they came."""
        rows = self._database.read("SELECT body FROM updates WHERE body IS NOT NULL ORDER BY received, id")
        return [body for (body,) in rows]

    def drop_before(self, moment: float) -> None:
        """Forget the updates from before a moment, in seconds since 1970, that are crossed out."""
        self._database.write("DELETE FROM updates WHERE received < ? AND body IS NULL", moment)


class Inbox(asyncio.Queue[object]):
    """The queue between Telegram and the handlers; what has been put is in the journal.

    The library confirms an update to Telegram only after it has put it here, both by polling and by webhook.
    """

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal

    async def put(self, item: object) -> None:
        """Add an update; one that has come before is left out."""
        if not isinstance(item, Update) or _fleeting(item) or self._journal.add(item):
            await super().put(item)

    async def resume(self, bot: Bot) -> int:
        """Add the updates that were under way when the bot last ended, and return how many they are."""
        waiting = self._journal.waiting()
        for body in waiting:
            update: dict[str, Any] = json.loads(body)
            await super().put(Update.de_json(update, bot))
        return len(waiting)


def _fleeting(update: Update) -> bool:
    """Tell whether an update is worth nothing after a restart: who types an inline query has typed on."""
    return update.inline_query is not None or update.chosen_inline_result is not None
