"""Which message of the bot answers which question, so that an edited question changes its answer."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from bot.data.votes import keyed_hash

if TYPE_CHECKING:
    from bot.data.base import Storage

_MAX_REMEMBERED: Final = 10_000  # questions; some hundred kilobytes
_REMEMBER: Final = (
    "INSERT INTO answers VALUES (?, ?, ?, ?)"
    " ON CONFLICT (chat, question) DO UPDATE SET answer = excluded.answer, sent = excluded.sent"
)


class AnswerMessages:
    """The last ten thousand, in memory only."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[int, int], int] = OrderedDict()

    def remember(self, chat: int, question: int, answer: int) -> None:
        """Remember which message answers a question."""
        self._answers[chat, question] = answer
        self._answers.move_to_end((chat, question))
        if len(self._answers) > _MAX_REMEMBERED:
            self._answers.popitem(last=False)

    def answer_to(self, chat: int, question: int) -> int | None:
        """Return the message that answers a question, None if it is not known."""
        return self._answers.get((chat, question))

    def drop_before(self, moment: float) -> None:
        """Do nothing: their number is limited."""


class SharedAnswerMessages(AnswerMessages):
    """The same in the database, as another process may be told of the edit; chats are stored as keyed hashes."""

    def __init__(self, storage: Storage, key: bytes) -> None:
        super().__init__()
        self._storage = storage
        self._key = key

    def remember(self, chat: int, question: int, answer: int) -> None:
        """Remember which message answers a question."""
        self._storage.write(_REMEMBER, keyed_hash(self._key, str(chat)), question, answer, time.time())

    def answer_to(self, chat: int, question: int) -> int | None:
        """Return the message that answers a question, None if it is not known."""
        key = keyed_hash(self._key, str(chat))
        rows = self._storage.read("SELECT answer FROM answers WHERE chat = ? AND question = ?", key, question)
        return int(rows[0][0]) if rows else None

    def drop_before(self, moment: float) -> None:
        """Delete those from before a moment, in seconds since 1970."""
        self._storage.write("DELETE FROM answers WHERE sent < ?", moment)
