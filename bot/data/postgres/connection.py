"""One connection to PostgreSQL that never keeps its callers waiting for long, and comes back by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import socket
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final

import psycopg

from bot.errors import DataAwayError, DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.data.postgres.server import Server

    Values = Sequence[object] | Mapping[str, object]
    Rows = psycopg.Cursor[Any]
    Work = queue.SimpleQueue[tuple[str, Values, Future[Rows]] | None]

PATIENCE_SECONDS: Final = 3.0
"""Seconds for one statement: a server that hangs, or a network that swallows all, ends no connection by itself."""
AGAIN_SECONDS: Final = 1.0  # between two attempts to connect

_NOT_HERE: Final = frozenset({"25006"})  # the server has become another one's read-only copy


class Connection:
    """Runs statements one after the other in a thread of its own, each within `PATIENCE_SECONDS`.

    While the server is away every statement fails at once, so that an event loop waits once and not for each.
    """

    def __init__(self, server: Server) -> None:
        """Connect; raises DataError if that is not possible."""
        self._server = server
        self._lock = threading.Lock()
        self._closed = False
        self._connection: psycopg.Connection[Any] | None
        self._work: Work
        self.since: float
        """When it was connected, on the monotonic clock."""
        self._begin(server.connect())

    @property
    def trouble(self) -> str:
        """Why the database cannot be used right now; empty if it can."""
        return self._server.trouble

    def run(self, statement: str, values: Values = ()) -> Rows:
        """Run a statement and return what it gave.

        Raises DataAwayError if the server is away, and psycopg's own errors for what is wrong with the statement.
        """
        future = self.submit(statement, values)
        try:
            return future.result(PATIENCE_SECONDS)
        except TimeoutError:
            raise self._stuck() from None

    async def arun(self, statement: str, values: Values = ()) -> Rows:
        """Do the same without holding up the event loop."""
        future = asyncio.wrap_future(self.submit(statement, values))
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await asyncio.shield(future)
        except TimeoutError:
            future.add_done_callback(lambda late: late.cancelled() or late.exception())  # nobody waits for it any more
            raise self._stuck() from None

    def submit(self, statement: str, values: Values = ()) -> Future[Rows]:
        """Have a statement run after all that were submitted before it."""
        future: Future[Rows] = Future()
        with self._lock:
            if self._connection is None:
                future.set_exception(DataAwayError(self.trouble))
            else:
                self._work.put((statement, values, future))
        return future

    def close(self) -> None:
        """Close it, once what was submitted before is done."""
        with self._lock:
            self._closed = True
            self._work.put(None)
            connection, self._connection = self._connection, None
        self._thread.join(PATIENCE_SECONDS)
        if connection is not None and not self._thread.is_alive():
            connection.close()

    def _begin(self, connection: psycopg.Connection[Any]) -> None:
        with self._lock:
            self._connection, self._work, self.since = connection, queue.SimpleQueue(), time.monotonic()
            given = (connection, self._work)
            self._thread = threading.Thread(target=self._do, args=given, name="database", daemon=True)
        self._thread.start()

    def _do(self, connection: psycopg.Connection[Any], work: Work) -> None:
        while (task := work.get()) is not None:
            statement, values, future = task
            try:
                rows: Rows = connection.execute(statement.encode(), values)
            except psycopg.Error as error:
                if connection.closed or error.sqlstate in _NOT_HERE:
                    self._lose(connection, error)
                    future.set_exception(DataAwayError(self.trouble))
                else:
                    future.set_exception(error)
            except Exception as error:  # noqa: BLE001 - whoever waits for it is told
                future.set_exception(error)
            else:
                future.set_result(rows)

    def _stuck(self) -> DataAwayError:
        with self._lock:
            connection = self._connection
        if connection is not None:
            self._lose(connection, TimeoutError(f"it gave no answer for {PATIENCE_SECONDS:.0f} s"))
        return DataAwayError(self.trouble)

    def _lose(self, connection: psycopg.Connection[Any], why: Exception) -> None:
        """Give a connection up, and connect again in the background; do nothing if that was done already."""
        with self._lock:
            if self._connection is not connection or self._closed:
                return
            self._connection, left = None, self._work
        complaint = self._server.lost(self, self.since, why)
        _cut(connection)
        with contextlib.suppress(queue.Empty):
            while (task := left.get_nowait()) is not None:
                task[2].set_exception(DataAwayError(complaint))
        left.put(None)  # its thread ends
        threading.Thread(target=self._reconnect, name="reconnect", daemon=True).start()

    def _reconnect(self) -> None:
        while not self._closed:
            try:
                connection = self._server.connect()
            except DataError:
                time.sleep(AGAIN_SECONDS)
            else:
                self._begin(connection)
                self._server.back(self)
                return


def _cut(connection: psycopg.Connection[Any]) -> None:
    """Cut a connection's network, which wakes the thread that waits for it; closing it there would not be safe."""
    with contextlib.suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
