"""Opens all that is shared, and looks at the database without changing it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from bot.address import Address
from bot.data.postgres.connection import Connection
from bot.data.postgres.journal import PostgresJournal
from bot.data.postgres.limits import PostgresLimits
from bot.data.postgres.schema import look_at_tables, migrate
from bot.data.postgres.server import Server
from bot.data.postgres.storage import PostgresStorage
from bot.data.postgres.turn import PostgresTurn

if TYPE_CHECKING:
    from bot.data.base import Limits, Storage, Turn, UpdateQueue


class Shared(NamedTuple):
    """What several processes share; `turn` is there for one that polls."""

    storage: Storage
    queue: UpdateQueue
    limits: Limits
    turn: Turn | None


def open_shared(url: str, bot: str, key: bytes, *, polls: bool) -> Shared:
    """Connect and make the tables where they are missing; `bot` is the bot's number, `key` hashes keys of limits.

    Raises DataError if the database cannot be used.
    """
    server = Server(Address(url))
    with closing(server.connect()) as connection:
        migrate(connection, bot)
    # The queue has a connection of its own: nobody's language waits while updates are claimed.
    storage = Connection(server)
    return Shared(
        PostgresStorage(storage),
        PostgresJournal(Connection(server)),
        PostgresLimits(storage, key),
        PostgresTurn(Connection(server)) if polls else None,
    )


def described(url: str, bot: str) -> str:
    """Return the server's version and where it is; raises DataError if the bot cannot use the database."""
    address = Address(url)
    with closing(Server(address).connect()) as connection:
        look_at_tables(connection, bot)
        version = connection.info.server_version
    return f"PostgreSQL {version // 10000}.{version % 10000} at {address.shown()}"
