"""Who polls: Telegram refuses all but one, so the others stand by until that one is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import psycopg

from bot.errors import DataAwayError

if TYPE_CHECKING:
    from bot.data.postgres.connection import Connection

_LOCK: Final = 0x63697465_00000002  # one database has one bot


class PostgresTurn:
    """An advisory lock, which the server takes back when this connection ends, whatever ends it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._locked_since: float | None = None

    async def mine(self) -> bool:
        """Tell whether it is this process's turn; a connection that was lost has lost it too."""
        since = self._connection.since
        try:
            if self._locked_since == since:
                await self._connection.arun("SELECT 1")
                return self._connection.since == since
            row = (await self._connection.arun("SELECT pg_try_advisory_lock(%s)", (_LOCK,))).fetchone()
        except (DataAwayError, psycopg.Error):
            return False
        self._locked_since = since if row and row[0] else None
        return self._locked_since is not None

    def close(self) -> None:
        """Give it up at once: the server may take a moment to see that a connection has ended."""
        self._connection.submit("SELECT pg_advisory_unlock_all()")
        self._connection.close()
