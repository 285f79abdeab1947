"""The tables in PostgreSQL, and their way from each version to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.errors import DataError

if TYPE_CHECKING:
    import psycopg

_LOCK: Final = 0x63697465_00000001  # of those who migrate; numbers as Telegram's bots have end far below

SCHEMA: Final = (
    """
    CREATE TABLE languages ("user" text PRIMARY KEY, language text NOT NULL);
    CREATE TABLE votes (
        "user" text NOT NULL, question text NOT NULL, article text NOT NULL, start integer NOT NULL,
        "end" integer NOT NULL, version text NOT NULL, up integer NOT NULL, voted double precision NOT NULL
    );
    CREATE INDEX votes_user ON votes ("user");
    CREATE TABLE questions (
        asked double precision NOT NULL, seconds double precision NOT NULL, answered integer NOT NULL,
        confidence double precision NOT NULL, text text
    );
    CREATE INDEX questions_asked ON questions (asked);
    CREATE TABLE answers (
        chat text NOT NULL, question bigint NOT NULL, answer bigint NOT NULL, sent double precision NOT NULL,
        PRIMARY KEY (chat, question)
    );
    CREATE TABLE updates (
        id bigint PRIMARY KEY, chat bigint NOT NULL, fleeting boolean NOT NULL, body text, worker text,
        received double precision NOT NULL DEFAULT extract(epoch FROM clock_timestamp())
    );
    CREATE INDEX updates_free ON updates (received, id) WHERE body IS NOT NULL AND worker IS NULL;
    CREATE INDEX updates_chat ON updates (chat, received, id) WHERE body IS NOT NULL;
    CREATE INDEX updates_worker ON updates (worker) WHERE body IS NOT NULL AND worker IS NOT NULL;
    CREATE TABLE workers (name text PRIMARY KEY, until double precision NOT NULL);
    CREATE UNLOGGED TABLE buckets (
        key text PRIMARY KEY, level double precision NOT NULL, at double precision NOT NULL
    );
    CREATE UNLOGGED TABLE windows (key text PRIMARY KEY, times double precision[] NOT NULL);
    CREATE UNLOGGED TABLE pauses (key text PRIMARY KEY, until double precision NOT NULL, refused boolean NOT NULL);
    """,
)
"""Statements that migrate each version to the next. Times are seconds since 1970 by the server's clock, but for votes
and questions, which go by the bots' clocks. `received` orders the updates of a chat: Telegram sends the next one of a
chat only after the one before was confirmed, while their numbers begin anew after a quiet week."""


def migrate(connection: psycopg.Connection[Any], bot: str) -> None:
    """Make the tables, or bring them to the newest version; one process does it while the others wait.

    Raises DataError if they are of a newer citebot or of another bot than the one of that number.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        connection.execute("CREATE TABLE IF NOT EXISTS about (name text PRIMARY KEY, value text NOT NULL)")
        for script in SCHEMA[look_at_tables(connection, bot) :]:
            connection.execute(script)
        connection.execute(
            "INSERT INTO about VALUES ('schema', %s), ('bot', %s)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (str(len(SCHEMA)), bot),
        )


def look_at_tables(connection: psycopg.Connection[Any], bot: str) -> int:
    """Return the version of the tables, 0 if there are none; see `migrate` for what is raised."""
    if connection.execute("SELECT to_regclass('about')").fetchone() == (None,):
        return 0
    about = dict(connection.execute("SELECT name, value FROM about").fetchall())
    version, owner = int(about.get("schema", 0)), about.get("bot", bot)
    if version > len(SCHEMA):
        raise DataError(
            f"The database of BOT_DATABASE_URL has schema {version}, this citebot knows {len(SCHEMA)}. Run the newer"
            " citebot, or set BOT_DATABASE_URL to another database."
        )
    if owner != bot:
        raise DataError(
            f"The database of BOT_DATABASE_URL belongs to the bot {owner}, BOT_TOKEN to the bot {bot}. Give each bot a"
            " database of its own."
        )
    return version
