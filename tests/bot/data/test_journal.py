"""Updates that are written down before Telegram forgets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.data.database import Database
from bot.data.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path


def update(number: int, text: str = "hello") -> dict[str, Any]:
    """Return an update with a message, as Telegram sends it."""
    chat = {"id": 7, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": 1, "chat": chat, "text": text}}


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Return an empty database."""
    return Database(tmp_path)


def waiting(database: Database) -> list[int]:
    """Return the numbers of what is not crossed out, as after a restart."""
    return [number for number, _ in Journal(database).waiting()]


def test_what_is_not_crossed_out_comes_again(database: Database) -> None:
    """After a restart, in the order it came, also where numbers begin anew; what is dealt with does not."""
    journal = Journal(database)
    for number in (900, 901, 902, 5):
        assert journal.add(number, update(number))
    journal.done(901)
    assert waiting(database) == [900, 902, 5]


def test_an_update_that_comes_twice_is_known(database: Database) -> None:
    """Whether it waits or is dealt with: Telegram repeats what it has seen no confirmation for."""
    journal = Journal(database)
    assert [journal.add(1, update(1)) for _ in range(2)] == [True, False]
    journal.done(1)
    assert not journal.add(1, update(1))


@pytest.mark.parametrize(
    "text", ['火幣 \U0001f600 "quoted" \u202e \x00 \'; DROP TABLE updates; --', "half \ud83d a pair"]
)
def test_an_update_survives_as_it_was_sent(database: Database, text: str) -> None:
    """Text of any kind, and fields that no library knows."""
    sent = {**update(1, text), "of_tomorrow": [{"date": 0}, None]}
    Journal(database).add(1, sent)
    ((number, body),) = Journal(database).waiting()
    assert (number, json.loads(body)) == (1, sent)


def test_what_is_dealt_with_leaves_no_text_and_then_nothing(database: Database) -> None:
    """The text goes at once, the number after a while; what waits stays however old it is."""
    journal = Journal(database)
    for number in (1, 2):
        journal.add(number, update(number))
    journal.done(1)
    assert database.read("SELECT id FROM updates WHERE body IS NULL") == [(1,)]
    journal.drop_before(1e12)
    assert database.read("SELECT id FROM updates") == [(2,)]


def test_a_full_disk_loses_no_update_that_is_answered_now(database: Database) -> None:
    """What cannot be written down counts as new all the same."""
    (pages,) = database.read("PRAGMA page_count")[0]
    database.read(f"PRAGMA max_page_count = {pages}")
    journal = Journal(database)
    assert all(journal.add(number, update(number, "long " * 800)) for number in range(30))
