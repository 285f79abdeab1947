"""What the bot stores about people, without their names: their language and their votes."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import tempfile
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.data.database import Database
from bot.errors import DataError
from bot.texts import TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from bot.data.base import Storage
    from bot.texts import Language

SECRET: Final = "secret"  # noqa: S105 - the file's name
_KEY_BYTES: Final = 32

# "user" and "end" are words of PostgreSQL's own.
_SET_LANGUAGE: Final = (
    'INSERT INTO languages VALUES (?, ?) ON CONFLICT ("user") DO UPDATE SET language = excluded.language'
)
# In two steps: a question may be longer than a key of PostgreSQL's indexes can be.
_CHANGE_VOTE: Final = (
    "UPDATE votes SET version = ?, up = ?, voted = ?"
    ' WHERE "user" = ? AND question = ? AND article = ? AND start = ? AND "end" = ?'
)
_BROKEN: Final = (
    "SELECT question, SUM(1 - up) AS down,"
    " (SELECT article FROM votes AS last WHERE last.question = votes.question ORDER BY voted DESC LIMIT 1)"
    " FROM votes GROUP BY question HAVING SUM(1 - up) > SUM(up) ORDER BY down DESC, MAX(voted) DESC LIMIT ?"
)


class Broken(NamedTuple):
    """A question whose answer was voted down, by how many people, and the article shown last."""

    question: str
    votes: int
    article: str


class Records:
    """Stores languages and votes. A person is stored as a keyed hash only, and the key is not in the database.

    Every method is a transaction of less than a millisecond, so an event loop may call it.
    """

    def __init__(self, database: Storage, key: bytes) -> None:
        self._database = database
        self._key = key

    @classmethod
    def open(cls, folder: Path) -> Records:
        """Return the records of a data folder; raises DataError if they cannot be opened."""
        return cls(Database(folder), read_key(folder))

    def language(self, user: int) -> Language | None:
        """Return the language that a person chose, None if they chose none."""
        for (language,) in self._database.read('SELECT language FROM languages WHERE "user" = ?', self._hash(user)):
            return next((known for known in TEXTS if known == language), None)
        return None

    def set_language(self, user: int, language: Language | None) -> None:
        """Store the language that a person chose; None deletes it."""
        if language is None:
            self._database.write('DELETE FROM languages WHERE "user" = ?', self._hash(user))
        else:
            self._database.write(_SET_LANGUAGE, self._hash(user), language)

    def vote(  # noqa: PLR0913, PLR0917 - a vote says all of this
        self, user: int, question: str, article_id: str, start: int, end: int, version: str, up: bool
    ) -> None:
        """Store a person's vote on a passage as the answer to a question; a later vote replaces the earlier one.

        `start` and `end` are the passage in the article's text, `version` is the index that it was shown from.
        """
        vote, key = (version, int(up), time.time()), (self._hash(user), question, article_id, start, end)
        if self._database.write(_CHANGE_VOTE, *vote, *key) == 0:
            self._database.write("INSERT INTO votes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *key, *vote)

    def forget(self, user: int) -> int:
        """Delete everything about a person and return how many rows that was."""
        hashed = self._hash(user)
        votes = self._database.write('DELETE FROM votes WHERE "user" = ?', hashed)
        languages = self._database.write('DELETE FROM languages WHERE "user" = ?', hashed)
        return (votes or 0) + (languages or 0)

    def broken(self, limit: int) -> list[Broken]:
        """Return the questions with more votes against their answers than for them, most first."""
        return [Broken(*row) for row in self._database.read(_BROKEN, limit)]

    def drop_before(self, moment: float) -> None:
        """Delete the votes from before a moment, in seconds since 1970."""
        self._database.write("DELETE FROM votes WHERE voted < ?", moment)

    def _hash(self, user: int) -> str:
        return keyed_hash(self._key, str(user))


def keyed_hash(key: bytes, text: str) -> str:
    """Return what stands for a text in the database: without the key it cannot be told whose it is."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), key=key, digest_size=16).hexdigest()


def shared_key(token: str) -> bytes:
    """Return the key that all processes on a token have without sharing a folder."""
    return hashlib.blake2b(b"people", key=token.encode()[:64], digest_size=_KEY_BYTES).digest()


def read_key(folder: Path) -> bytes:
    """Return the key of a data folder; create a random one if there is none. Raises DataError if that fails."""
    path = folder / SECRET
    try:
        if not path.exists():
            _make_key(path)
        key = bytes.fromhex(path.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise DataError(f"The key in {path} cannot be used: {error}. Delete it to begin anew.") from error
    if len(key) != _KEY_BYTES:
        raise DataError(f"The key in {path} is not {_KEY_BYTES} bytes long. Delete it to begin anew.")
    return key


def _make_key(path: Path) -> None:
    """Write a key atomically, readable by the owner only; keep one that another bot has just written."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as made:
        made.write(secrets.token_hex(_KEY_BYTES))
        made.flush()
        with contextlib.suppress(FileExistsError):
            os.link(made.name, path)
