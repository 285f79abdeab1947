"""Opens what the bot stores: in PostgreSQL if BOT_DATABASE_URL is set, else in the file of its data folder."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.data.answers import AnswerMessages, SharedAnswerMessages
from bot.data.database import Database
from bot.data.journal import Journal
from bot.data.votes import read_key, shared_key
from bot.errors import DataError

if TYPE_CHECKING:
    from bot.data.base import Limits, Storage, Turn, UpdateQueue
    from bot.settings import BotSettings

_NO_LIBRARY: Final = "BOT_DATABASE_URL needs the extra: pip install -c constraints.txt -e '.[cluster]'."


@dataclass(frozen=True, slots=True)
class Data:
    """All that is stored. `key` hashes people and chats; `limits` and `turn` are there if processes share them."""

    storage: Storage
    queue: UpdateQueue
    answers: AnswerMessages
    key: bytes
    limits: Limits | None = None
    turn: Turn | None = None

    @property
    def shared(self) -> bool:
        """True if other processes may answer what this one receives."""
        return self.limits is not None

    def close(self) -> None:
        """Close everything."""
        if self.turn is not None:
            self.turn.close()
        self.queue.close()
        self.storage.close()


def open_data(settings: BotSettings) -> Data:
    """Return the bot's data as set; raises DataError if it cannot be opened."""
    url, key = settings.database_url.get_secret_value(), shared_key(settings.token.get_secret_value())
    if not url:
        file = Database(settings.data)
        return Data(file, Journal(file), AnswerMessages(), read_key(settings.data))
    if not library_is_there():
        raise DataError(_NO_LIBRARY)
    from bot.data.postgres.opening import open_shared  # noqa: PLC0415 - an extra, and 0.3 s to import

    polls = settings.receives and not settings.webhook_url
    storage, queue, limits, turn = open_shared(url, _bot(settings), key, polls=polls)
    return Data(storage, queue, SharedAnswerMessages(storage, key), key, limits, turn)


def look_at_database(settings: BotSettings) -> str:
    """Return what the shared database is; raises DataError if the bot cannot use it. Nothing is changed there."""
    if not library_is_there():
        raise DataError(_NO_LIBRARY)
    from bot.data.postgres.opening import described  # noqa: PLC0415 - see above

    return described(settings.database_url.get_secret_value(), _bot(settings))


def _bot(settings: BotSettings) -> str:
    """Return the bot's number, which stays when it gets a new token."""
    return settings.token.get_secret_value().partition(":")[0]


def library_is_there() -> bool:
    """Tell whether the extra is installed."""
    return importlib.util.find_spec("psycopg") is not None
