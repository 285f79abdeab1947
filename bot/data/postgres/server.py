"""The PostgreSQL server of all connections of a process: how it is reached, and whether it can be used right now."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Any, Final

import psycopg

from bot.errors import DataAwayError, DataError

if TYPE_CHECKING:
    from bot.address import Address

log = logging.getLogger(__name__)

MIN_VERSION: Final = 130000  # as the server counts: 13.0
CONNECT_SECONDS: Final = 5

# A receiver whose machine goes down must not keep its turn for the two hours that the system's own settings take.
_SESSION: Final = (
    b"SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3; SET jit = off"
)


class Server:
    """Connects to the database, and says once that it is away and once that it is back."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._lock = threading.Lock()
        self._away: dict[object, str] = {}
        self._told = False
        self._told_at = float("-inf")

    @property
    def trouble(self) -> str:
        """Why it cannot be used right now; empty if it can."""
        return next(iter(self._away.values()), "")

    def connect(self) -> psycopg.Connection[Any]:
        """Return a new connection; raises DataAwayError if there is none, and DataError if the server is too old."""
        try:
            connection = psycopg.connect(
                self._address.url,
                autocommit=True,
                connect_timeout=CONNECT_SECONDS,
                application_name="citebot",
                target_session_attrs="read-write",
            )
            look_at_version(connection.info.server_version)
            connection.execute(_SESSION)
        except psycopg.Error as error:
            raise DataAwayError(self.complaint(error)) from None  # its own text may hold the address
        return connection

    def complaint(self, error: Exception) -> str:
        """Return what is wrong with the database and what to do, without the password."""
        why = self._address.redact(str(error)) or type(error).__name__
        return (
            f"The database at {self._address.shown()} cannot be used: {why}."
            " Check BOT_DATABASE_URL, and that PostgreSQL runs there."
        )

    def lost(self, connection: object, since: float, why: Exception) -> str:
        """Note that a connection is lost, and return what is wrong.

        One that was made before the last outage was told was lost in that, and saw it late: that was told already.
        """
        complaint = self.complaint(why)
        with self._lock:
            first = not self._told and since > self._told_at
            if first:
                self._told, self._told_at = True, time.monotonic()
            self._away[connection] = complaint
        if first:
            log.error("%s Trying again every second; no update is lost meanwhile.", complaint)
        return complaint

    def back(self, connection: object) -> None:
        """Note that a connection is there again."""
        with self._lock:
            self._away.pop(connection, None)
            last = self._told and not self._away
            if last:
                self._told = False
        if last:
            log.warning("The database at %s can be used again.", self._address.shown())


def look_at_version(version: int) -> None:
    """Raise DataError for a server that is too old, by the number that it gives itself."""
    if version < MIN_VERSION:
        raise DataError(
            f"PostgreSQL {version // 10000} of BOT_DATABASE_URL is too old: {MIN_VERSION // 10000} or newer is needed."
        )
