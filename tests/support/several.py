"""Several bot processes on one token and one database, and what they have answered."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

import psycopg

from tests.support.running import Bot, started

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.emulator import Chat, Emulator, Message

LEASE_SECONDS: Final = 3  # of the processes in tests, which wait for its end
START_SECONDS: Final = 60  # for several that start on one machine
PROGRAM: Final = f"""
import sys
from bot.data.postgres import journal
journal.LEASE_SECONDS = {LEASE_SECONDS}
from bot.__main__ import main
sys.exit(main())
"""


class Several(NamedTuple):
    """Where they meet."""

    folder: Path
    made: Path
    emulator: Emulator
    url: str
    program: str = PROGRAM

    @contextmanager
    def bot(self, name: str, role: str, **settings: str) -> Iterator[Bot]:
        """Run a process of a role in a folder of its own, until the context closes."""
        (self.folder / name).mkdir()
        given = {
            "TOKEN": self.emulator.token,
            "BASE_URL": self.emulator.base_url,
            "DATABASE_URL": self.url,
            "ROLE": role,
        }
        with started(self.folder / name, self.made, [sys.executable, "-c", self.program], **given | settings) as bot:
            bot.wait_until_said("Answering as", START_SECONDS)
            yield bot

    def held_by(self, bot: Bot) -> set[int]:
        """Return the numbers of the messages that a process has claimed and not done."""
        query = "SELECT body FROM updates WHERE body IS NOT NULL AND worker LIKE %s"
        with psycopg.connect(self.url) as connection:
            rows = connection.execute(query, (f"% {bot.process.pid} %",)).fetchall()
        return {int(json.loads(body)["message"]["message_id"]) for (body,) in rows}

    def replies(self, asked: Sequence[Message]) -> dict[int, list[Message]]:
        """Return the replies to each message by its number, in the order they came."""
        found: dict[int, list[Message]] = {message.id: [] for message in asked}
        for sent in list(self.emulator.state.messages.values()):
            if sent.from_bot and sent.reply_to is not None and sent.reply_to.id in found:
                found[sent.reply_to.id].append(sent)
        return found


def disordered(asked: Sequence[Message], replies: dict[int, list[Message]]) -> list[Chat]:
    """Return the chats whose first replies did not come in the order of their messages."""
    chats: dict[int, list[Message]] = {}
    for message in asked:
        chats.setdefault(message.chat.id, []).append(message)
    firsts = ([replies[message.id][0].id for message in messages] for messages in chats.values())
    return [messages[0].chat for messages, ids in zip(chats.values(), firsts, strict=True) if ids != sorted(ids)]
