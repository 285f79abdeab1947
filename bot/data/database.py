"""The bot's SQLite file: opened, migrated to the newest schema, and never a reason not to answer."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from bot.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

FILE: Final = "bot.sqlite"
PATIENCE_SECONDS: Final = 1.0  # for another program that writes the file, such as a shell of the operator's

_SAY_AGAIN_SECONDS: Final = 600.0  # between two log lines about a file that cannot be used

SCHEMA: Final = (
    """
    CREATE TABLE languages (user TEXT PRIMARY KEY, language TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE votes (
        user TEXT, question TEXT, article TEXT, start INTEGER, end INTEGER,
        version TEXT NOT NULL, up INTEGER NOT NULL, voted REAL NOT NULL,
        PRIMARY KEY (user, question, article, start, end)
    ) WITHOUT ROWID;
    CREATE TABLE questions (
        asked REAL NOT NULL, seconds REAL NOT NULL, answered INTEGER NOT NULL, confidence REAL NOT NULL, text TEXT
    );
    CREATE INDEX questions_asked ON questions (asked);
    CREATE TABLE updates (id INTEGER PRIMARY KEY, received REAL NOT NULL, body TEXT);
    """,
)
"""Statements that migrate each schema version to the next. Times are seconds since 1970; `up` is 1 or 0."""


class Database:
    """One connection, shared by all threads; each statement is a transaction of its own.

    A statement that fails, for example because the disk is full, changes nothing and finds nothing: the person still
    gets the answer, and the log gets one line in ten minutes.
    """

    def __init__(self, folder: Path) -> None:
        """Open the file in a folder; create both if missing. Raises DataError if that fails."""
        self._path = folder / FILE
        self._lock = threading.Lock()
        self._told_at = -_SAY_AGAIN_SECONDS
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = sqlite3.connect(
                self._path, timeout=PATIENCE_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._connection.execute("PRAGMA journal_mode = WAL")
            # Can lose only the last moments, and only if the machine itself goes down.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA secure_delete = ON")  # deleted data is overwritten, as /privacy promises
            self._migrate()
        except (OSError, sqlite3.Error) as error:
            raise DataError(f"The bot's data in {folder} cannot be opened: {error}. Check BOT_DATA.") from error

    @property
    def trouble(self) -> str:
        """Return nothing: a file that cannot be used right now is no reason to call the bot ill."""
        return ""

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def write(self, statement: str, *values: object) -> int | None:
        """Run a statement and return how many rows it changed, None if it failed."""
        try:
            with self._lock:
                return self._connection.execute(statement, tuple(map(_storable, values))).rowcount
        except sqlite3.Error as error:
            self._told(error)
            return None

    def read(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds, none if it failed."""
        try:
            with self._lock:
                return self._connection.execute(query, tuple(map(_storable, values))).fetchall()
        except sqlite3.Error as error:
            self._told(error)
            return []

    def _migrate(self) -> None:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        if version > len(SCHEMA):
            raise DataError(
                f"{self._path} has schema {version}, this citebot knows {len(SCHEMA)}. Run the newer citebot, or set "
                "BOT_DATA to another folder."
            )
        for number, script in enumerate(SCHEMA[version:], start=version + 1):
            self._connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")

    def _told(self, error: sqlite3.Error) -> None:
        # On a full disk a small change often fits after a larger one failed: do not log each of these.
        if time.monotonic() - self._told_at >= _SAY_AGAIN_SECONDS:
            log.error("The database %s cannot be used, answers go on without it: %s", self._path, error)
            self._told_at = time.monotonic()


def _storable(value: object) -> object:
    """Replace half a surrogate pair by a question mark: JSON can carry it, UTF-8 cannot."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
