"""Updates that are written down before Telegram forgets them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from telegram import Bot, Chat, InlineQuery, Message, Update, User

from bot.database import Database
from bot.journal import Inbox, Journal

if TYPE_CHECKING:
    from pathlib import Path

BOT = Bot("1:token")
ADA = User(7, "Ada", is_bot=False)


def update(number: int, text: str = "hello") -> Update:
    """Return an update with a message."""
    return Update(number, message=Message(number, datetime.now(UTC), Chat(7, Chat.PRIVATE), from_user=ADA, text=text))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Return an empty database."""
    return Database(tmp_path)


def numbers(inbox: Inbox) -> list[int]:
    """Return the updates in a queue, and empty it."""
    found = [inbox.get_nowait() for _ in range(inbox.qsize())]
    return [one.update_id for one in found if isinstance(one, Update)]


async def test_what_is_not_crossed_out_comes_again(database: Database) -> None:
    """After a restart, in the order it came, also where numbers begin anew; what is dealt with does not."""
    journal = Journal(database)
    for number in (900, 901, 902, 5):
        await Inbox(journal).put(update(number, f"text {number}"))
    journal.done(update(901))
    inbox = Inbox(Journal(database))
    assert await inbox.resume(BOT) == 3
    assert numbers(inbox) == [900, 902, 5]


async def test_an_update_that_comes_twice_is_taken_once(database: Database) -> None:
    """Whether it waits or is dealt with: Telegram repeats what it has seen no confirmation for."""
    journal = Journal(database)
    inbox = Inbox(journal)
    for _ in range(2):
        await inbox.put(update(1))
    journal.done(update(1))
    await inbox.put(update(1))
    assert numbers(inbox) == [1]


async def test_an_update_survives_as_it_was(database: Database) -> None:
    """Text of any kind, entities and all."""
    text = '火幣 \U0001f600 "quoted" \u202e \x00 \'; DROP TABLE updates; --'
    await Inbox(Journal(database)).put(update(1, text))
    inbox = Inbox(Journal(database))
    await inbox.resume(BOT)
    again = inbox.get_nowait()
    assert isinstance(again, Update)
    assert again.message is not None
    assert again.message.text == text
    assert again.message.from_user == ADA


async def test_what_is_worth_nothing_later_is_not_kept(database: Database) -> None:
    """An inline query passes, and so does what is no update."""
    inbox = Inbox(Journal(database))
    await inbox.put(Update(1, inline_query=InlineQuery("1", ADA, "q", "")))
    await inbox.put("stop")
    assert inbox.qsize() == 2
    assert Journal(database).waiting() == []


async def test_what_is_dealt_with_leaves_no_text_and_then_nothing(database: Database) -> None:
    """The text goes at once, the number after a while; what waits stays however old it is."""
    journal = Journal(database)
    for number in (1, 2):
        await Inbox(journal).put(update(number))
    journal.done(update(1))
    assert database.read("SELECT id FROM updates WHERE body IS NULL") == [(1,)]
    journal.drop_before(1e12)
    assert database.read("SELECT id FROM updates") == [(2,)]


async def test_a_full_disk_loses_no_update_that_is_answered_now(database: Database) -> None:
    """What cannot be written down is still put into the queue."""
    (pages,) = database.read("PRAGMA page_count")[0]
    database.read(f"PRAGMA max_page_count = {pages}")
    inbox = Inbox(Journal(database))
    for number in range(30):
        await inbox.put(update(number, "long " * 800))
    assert numbers(inbox) == list(range(30))
