"""Tables with rows in PostgreSQL."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, Final

import psycopg

from bot.errors import DataAwayError

if TYPE_CHECKING:
    from bot.data.postgres.connection import Connection

log = logging.getLogger(__name__)

_SAY_AGAIN_SECONDS: Final = 600.0  # between two log lines about a statement that fails


class PostgresStorage:
    """See `bot.data.base.Storage`; what is stored may be seen by other processes at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told_at = -_SAY_AGAIN_SECONDS

    @property
    def trouble(self) -> str:
        """Why it cannot be used right now; empty if it can."""
        return self._connection.trouble

    def write(self, statement: str, *values: object) -> int | None:
        """Run a statement and return how many rows it changed, None if it failed."""
        done = self._run(statement, values)
        return None if done is None else done.rowcount

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds, none if it failed."""
        done = self._run(query, values)
        return [] if done is None else done.fetchall()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _run(self, statement: str, values: tuple[object, ...]) -> psycopg.Cursor[Any] | None:
        try:
            return self._connection.run(statement.replace("?", "%s"), [*map(_storable, values)])
        except DataAwayError:  # which was told when it began
            return None
        except psycopg.Error as error:
            self._told(error)
            return None

    def _told(self, error: psycopg.Error) -> None:
        if time.monotonic() - self._told_at >= _SAY_AGAIN_SECONDS:  # no more than its type: its text may hold a row
            log.error("The database cannot be used, answers go on without it: %s", type(error).__name__)
            self._told_at = time.monotonic()


def _storable(value: object) -> object:
    """Replace by a question mark what UTF-8 or PostgreSQL cannot carry: half a surrogate pair, and the character 0."""
    return value.encode("utf-8", "replace").decode().replace("\0", "?") if isinstance(value, str) else value
