"""The queue of updates that several processes share."""

from __future__ import annotations

import json
import os
import secrets
import socket
import time
from typing import TYPE_CHECKING, Final

import psycopg

from bot.data.base import FLEETING_SECONDS, Claimed
from bot.errors import DataAwayError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from bot.data.postgres.connection import Connection, Rows

LEASE_SECONDS: Final = 10.0
"""Seconds without a word from a process after which its updates go to others."""

_RENEWALS: Final = 5  # words from a process in that time
_NOW: Final = "extract(epoch FROM clock_timestamp())::float8"
_ADD: Final = "INSERT INTO updates (id, chat, fleeting, body) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
_RENEW: Final = f"INSERT INTO workers VALUES (%s, {_NOW} + %s) ON CONFLICT (name) DO UPDATE SET until = excluded.until"  # noqa: S608
# The first update of a chat carries its turn: whoever locks it has the chat, and takes with it all that waits there, as
# what waits decides how the first is answered. While it is in work nothing of its chat can be claimed, as nothing else
# of it is first.
_CLAIM: Final = f"""
    WITH first AS (
        SELECT chat FROM updates AS one
        WHERE body IS NOT NULL AND worker IS NULL AND NOT EXISTS (
            SELECT FROM updates AS earlier
            WHERE earlier.chat = one.chat AND earlier.body IS NOT NULL
                AND (earlier.received, earlier.id) < (one.received, one.id)
        )
        ORDER BY received, id LIMIT %s FOR UPDATE SKIP LOCKED
    ), claimed AS (
        UPDATE updates SET worker = %s
        WHERE chat IN (SELECT chat FROM first) AND body IS NOT NULL AND worker IS NULL
        RETURNING id, body, received, fleeting AND received < {_NOW} - %s AS outdated
    )
    SELECT id, body, outdated FROM claimed ORDER BY received, id
"""  # noqa: S608 - numbers and names of ours
_FREE_OF_THE_DEAD: Final = f"""
    UPDATE updates SET worker = NULL
    WHERE body IS NOT NULL AND worker IS NOT NULL
        AND NOT EXISTS (SELECT FROM workers WHERE name = worker AND until > {_NOW})
"""  # noqa: S608
_FREE_UNKNOWN: Final = (
    "UPDATE updates SET worker = NULL WHERE body IS NOT NULL AND worker = %s AND id <> ALL(%s::bigint[])"
)
_FREE_OF: Final = "UPDATE updates SET worker = NULL WHERE body IS NOT NULL AND worker = %s"
_DONE: Final = "UPDATE updates SET body = NULL, worker = NULL WHERE id = %s AND (worker = %s OR worker IS NULL)"


class PostgresJournal:
    """See `bot.data.base.UpdateQueue`. Its own name stands beside what it has claimed, and it says often that it lives.

    While the database is away nobody can say so: after that, a process takes what others have left only when it has
    itself been connected for a whole lease, in which the others had time to come back.

    What stands under its name and is unknown to it, as its lease has ended or the answer to a claim was lost, it gives
    back: nobody else would ever get it, as this process lives.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._name = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(8)}"
        self._renewed = -LEASE_SECONDS
        self._begun: dict[int, bool] = {}
        self._undone: set[int] = set()

    def add(self, number: int, chat: int, raw: object, *, fleeting: bool = False) -> bool:
        """Store an update, unless it came before, for whoever claims it; see the contract for what is raised."""
        try:
            self._connection.run(_ADD, (number, chat, fleeting, json.dumps(raw)))
        except psycopg.DataError:  # it holds what no row can: it would fail again
            raise
        except psycopg.Error as error:  # such as a full disk
            raise DataAwayError(str(error)) from error
        return False

    async def claim(self, chats: int) -> list[Claimed]:
        """Claim what waits in up to so many chats, and say that this process lives."""
        try:
            await self._renew()
            for number in list(self._undone):
                self._cross_out(number)
            if chats <= 0:
                return []
            rows = (await self._connection.arun(_CLAIM, (chats, self._name, FLEETING_SECONDS))).fetchall()
        except (DataAwayError, psycopg.Error):
            return []
        self._begun.update((number, False) for number, *_ in rows)
        for number, _, outdated in rows:
            if outdated:
                self.done(number)
        return [Claimed(number, body) for number, body, outdated in rows if not outdated]

    def holds(self, number: int) -> bool:
        """Tell whether it is claimed and not begun, and begin it: not after a lease without a word from this process.

        Then all that is not begun is given up, also what comes behind it in its chat.
        """
        self._give_up_if_late()
        if self._begun.get(number, True):
            return False
        self._begun[number] = True
        return True

    def done(self, number: int) -> None:
        """Mark an update as done, without waiting for it."""
        self._cross_out(number)

    def waiting(self) -> int | None:
        """Return how many updates are not done, in all processes."""
        try:
            row = self._connection.run("SELECT count(*) FROM updates WHERE body IS NOT NULL").fetchone()
        except (DataAwayError, psycopg.Error):
            return None
        return int(row[0]) if row else None

    def drop_before(self, moment: float) -> None:
        """Delete updates that are done and older than a moment, and the names of processes that are gone."""
        self._connection.submit("DELETE FROM updates WHERE received < %s AND body IS NULL", (moment,))
        self._connection.submit("DELETE FROM workers WHERE until < %s", (moment,))

    def close(self) -> None:
        """Give back what is not done, and close the connection."""
        self._connection.submit(_FREE_OF, (self._name,))
        self._connection.submit("DELETE FROM workers WHERE name = %s", (self._name,))
        self._connection.close()

    async def _renew(self) -> None:
        now = time.monotonic()
        if now - self._renewed < LEASE_SECONDS / _RENEWALS:
            return
        self._give_up_if_late()
        await self._connection.arun(_RENEW, (self._name, LEASE_SECONDS))
        self._renewed = now
        await self._connection.arun(_FREE_UNKNOWN, (self._name, list(self._begun)))
        if now - self._connection.since > LEASE_SECONDS:
            await self._connection.arun(_FREE_OF_THE_DEAD)

    def _give_up_if_late(self) -> None:
        if time.monotonic() >= self._renewed + LEASE_SECONDS:
            self._begun = {number: begun for number, begun in self._begun.items() if begun}

    def _cross_out(self, number: int) -> None:
        def noted(done: Future[Rows]) -> None:
            if done.exception() is None:
                self._begun.pop(number, None)
            else:
                self._undone.add(number)

        self._undone.discard(number)
        self._connection.submit(_DONE, (number, self._name)).add_done_callback(noted)
