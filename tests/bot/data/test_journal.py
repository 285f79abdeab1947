"""Updates that are written down before Telegram forgets them, in one process's file or in a shared database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.data.database import Database
from bot.data.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

    from bot.data.opening import Data
    from tests.bot.data.conftest import Opened

ALL = 1_000
"""Chats that are claimed: all there are."""


def update(number: int, text: str = "hello", chat: int = 7) -> dict[str, Any]:
    """Return an update with a message, as Telegram sends it."""
    where = {"id": chat, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": 1, "chat": where, "text": text}}


def add(data: Data, number: int, text: str = "hello", chat: int = 7) -> bool:
    """Store such an update."""
    return data.queue.add(number, chat, update(number, text, chat))


async def claimed(data: Data, chats: int = ALL) -> list[int]:
    """Return the numbers of what is claimed."""
    return [number for number, _ in await data.queue.claim(chats)]


async def test_what_is_not_done_comes_again(opened: Opened) -> None:
    """At the next start, in the order it came, also where numbers begin anew; what is done does not."""
    first = opened()
    for number in (900, 901, 902, 5):
        add(first, number)
    first.queue.done(901)
    assert first.queue.waiting() == 3
    first.close()
    second = opened()
    assert await claimed(second) == [900, 902, 5]
    assert await claimed(second) == [], "it has them already"
    for number in (900, 902, 5):
        second.queue.done(number)
    second.close()
    assert await claimed(opened()) == []


async def test_an_update_that_comes_twice_is_known(opened: Opened) -> None:
    """Whether it waits or is done: Telegram repeats what it has seen no confirmation for."""
    first = opened()
    add(first, 1)
    assert not add(first, 1)
    first.close()
    second = opened()
    assert not add(second, 1)
    assert await claimed(second) == [1]
    second.queue.done(1)
    assert not add(second, 1)
    assert second.queue.waiting() == 0


@pytest.mark.parametrize(
    "text", ['火幣 \U0001f600 "quoted" \u202e \x00 \'; DROP TABLE updates; --', "half \ud83d a pair", "100 % ? %s"]
)
async def test_an_update_survives_as_it_was_sent(opened: Opened, text: str) -> None:
    """Text of any kind, and fields that no library knows."""
    sent = {**update(1, text), "of_tomorrow": [{"date": 0}, None]}
    opened().queue.add(1, 7, sent)
    ((number, body),) = await opened().queue.claim(ALL)
    assert (number, json.loads(body)) == (1, sent)


async def test_what_is_done_leaves_no_text_and_then_nothing(data: Data) -> None:
    """The text goes at once, the number after a while; what waits stays however old it is."""
    for number in (1, 2):
        add(data, number)
    data.queue.done(1)
    assert data.queue.waiting() == 1
    assert data.storage.read("SELECT id FROM updates WHERE body IS NULL") == [(1,)]
    data.queue.drop_before(1e12)
    assert data.queue.waiting() == 1
    assert data.storage.read("SELECT id FROM updates") == [(2,)]


def test_a_full_disk_loses_no_update_that_is_answered_now(tmp_path: Path) -> None:
    """What cannot be written down counts as new all the same: one process can still answer it."""
    database = Database(tmp_path)
    (pages,) = database.read("PRAGMA page_count")[0]
    database.read(f"PRAGMA max_page_count = {pages}")
    journal = Journal(database)
    assert all(journal.add(number, 7, update(number, "long " * 800)) for number in range(30))
