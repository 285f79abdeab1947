"""Limits that several processes share, by the server's clock; the tables are emptied if the server crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import psycopg

from bot.data.base import LATE_SECONDS
from bot.data.votes import keyed_hash
from bot.errors import DataAwayError

if TYPE_CHECKING:
    from bot.data.postgres.connection import Connection

_EVERYBODY: Final = ""
_IDLE_SECONDS: Final = 3600.0
_NOW: Final = "extract(epoch FROM clock_timestamp())::float8"
_TAKE: Final = f"""
    INSERT INTO buckets AS old VALUES (%(key)s, 1, {_NOW}) ON CONFLICT (key) DO UPDATE
    SET level = greatest(0, old.level - (excluded.at - old.at) * %(rate)s) + 1, at = excluded.at
    WHERE greatest(0, old.level - (excluded.at - old.at) * %(rate)s) + 1 <= %(count)s
"""  # noqa: S608 - the names are ours
# The moment after the last one, and `seconds` after the one that is `count` back.
_RESERVE: Final = f"""
    INSERT INTO windows AS old VALUES (%(key)s, ARRAY[{_NOW}]) ON CONFLICT (key) DO UPDATE
    SET times = (old.times || greatest(
        excluded.times[1],
        old.times[cardinality(old.times)],
        old.times[cardinality(old.times) - %(count)s + 1] + %(seconds)s
    ))[greatest(1, cardinality(old.times) - %(count)s + 2):]
    RETURNING times[cardinality(times)] - {_NOW}
"""  # noqa: S608
_HOLD: Final = f"""
    INSERT INTO pauses AS old VALUES (%s, {_NOW} + %s, %s) ON CONFLICT (key) DO UPDATE
    SET until = greatest(old.until, excluded.until), refused = excluded.refused
"""  # noqa: S608
_REFUSED: Final = f"SELECT count(*) FROM pauses WHERE refused AND until > {_NOW}"  # noqa: S608
_LEFT: Final = f"""
    SELECT coalesce(max(until) FILTER (WHERE key IN (%s, '')), 0) - {_NOW}, coalesce(bool_or(refused), false)
    FROM pauses
"""  # noqa: S608


class PostgresLimits:
    """See `bot.data.base.Limits`. Keys are stored as keyed hashes: they name people and chats."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key
        self._some_refused = False

    def take(self, key: str, count: float, seconds: float) -> bool | None:
        """Take a token; False if there is none."""
        done = self._run(_TAKE, {"key": self._hash(key), "rate": count / seconds, "count": count})
        return None if done is None else done.rowcount > 0

    def reserve(self, key: str, count: int, seconds: float) -> float | None:
        """Reserve the next moment and return the wait until it."""
        values = {"key": self._hash(key), "count": count, "seconds": seconds + LATE_SECONDS}
        return self._first(_RESERVE, values)

    def hold(self, key: str, seconds: float, *, chat: bool) -> bool | None:
        """Let a key pause, and everybody if two chats are refused one after the other."""
        if self._run(_HOLD, (self._hash(key), seconds, chat)) is None:
            return None
        self._some_refused = self._some_refused or chat
        refused = self._first(_REFUSED, ()) if chat else 0
        if refused is None or refused < 2:
            return None if refused is None else False
        self._run(_HOLD, (_EVERYBODY, seconds, False))
        return True

    def passed(self) -> None:
        """Note that a message has got through; costs nothing while no chat is refused."""
        if self._some_refused and self._run("UPDATE pauses SET refused = false WHERE refused", ()) is not None:
            self._some_refused = False

    def left(self, key: str) -> float | None:
        """Return for how long a key still has to pause."""
        done = self._run(_LEFT, (self._hash(key) if key else _EVERYBODY,))
        if done is None or (row := done.fetchone()) is None:
            return None
        self._some_refused = bool(row[1])
        return max(0.0, float(row[0]))

    def drop_idle(self) -> None:
        """Delete what has not been used for an hour, which is longer than any limit."""
        self._run(f"DELETE FROM buckets WHERE at < {_NOW} - %s", (_IDLE_SECONDS,))  # noqa: S608
        self._run(f"DELETE FROM windows WHERE times[cardinality(times)] < {_NOW} - %s", (_IDLE_SECONDS,))  # noqa: S608
        self._run(f"DELETE FROM pauses WHERE until < {_NOW}", ())  # noqa: S608

    def _hash(self, key: str) -> str:
        return keyed_hash(self._key, key)

    def _first(self, statement: str, values: Any) -> float | None:  # noqa: ANN401 - a dictionary or a tuple
        done = self._run(statement, values)
        row = done.fetchone() if done is not None else None
        return None if row is None else float(row[0])

    def _run(self, statement: str, values: Any) -> psycopg.Cursor[Any] | None:  # noqa: ANN401
        try:
            return self._connection.run(statement, values)
        except (DataAwayError, psycopg.Error):  # the server says what is wrong; this process keeps to its own limits
            return None
