"""What several processes share: who has which chat, what becomes of a dead one's, limits, turns, connections."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.address import Address, is_address
from bot.data.opening import Data, open_data
from bot.data.postgres import connection as connections
from bot.data.postgres import journal as journals
from bot.data.postgres.connection import Connection
from bot.data.postgres.schema import SCHEMA
from bot.data.postgres.server import MIN_VERSION, Server, look_at_version
from bot.data.votes import Records
from bot.errors import DataAwayError, DataError
from bot.settings import load_settings
from tests.bot.data.test_journal import add, claimed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.database import Postgres

TOKEN = "424242:shared"  # noqa: S105 - it opens nothing


@pytest.fixture
def process(database_url: str, tmp_path: Path) -> Iterator[Callable[[], Data]]:
    """Return what makes one more process's data."""
    made: list[Data] = []

    def make() -> Data:
        made.append(open_data(load_settings(data=tmp_path, token=TOKEN, database_url=database_url)))
        return made[-1]

    yield make
    for data in made:
        data.close()


async def test_a_chat_is_one_process_s_at_a_time(process: Callable[[], Data]) -> None:
    """All that waits in it; what comes later is nobody's before that is done. The oldest chats go first."""
    receiver, one, two = process(), process(), process()
    for number, chat in enumerate([7, 8, 7, 9, 7, 8]):
        assert not add(receiver, number, chat=chat), "the receiver answers none itself"
    assert await claimed(one, 2) == [0, 1, 2, 4, 5]
    add(receiver, 6, chat=7)
    assert await claimed(two) == [3]
    assert await claimed(one) == []
    for number in (0, 2):
        one.queue.done(number)
    assert await claimed(two) == []
    one.queue.done(4)
    assert one.queue.waiting() == 4  # and its own statements are through
    assert await claimed(two) == [6]


async def test_no_two_processes_get_the_same_however_they_race(process: Callable[[], Data]) -> None:
    """Four claim at the same time, a few chats each, until nothing is left; each chat's numbers rise."""
    receiver, others = process(), [process() for _ in range(4)]
    for number in range(300):
        add(receiver, number, chat=number % 20)
    given: list[int] = []

    async def work(data: Data) -> None:
        while receiver.queue.waiting():
            for number in await claimed(data, 3):
                given.append(number)
                await asyncio.sleep(0)
                data.queue.done(number)
            await asyncio.sleep(0.01)

    await asyncio.gather(*map(work, others))
    assert sorted(given) == list(range(300))
    for chat in range(20):
        of_chat = [number for number in given if number % 20 == chat]
        assert of_chat == sorted(of_chat)


async def test_what_a_dead_process_had_goes_to_another_one(
    process: Callable[[], Data], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After its lease; who is silent for so long may begin nothing, and what it has done meanwhile stays done."""
    monkeypatch.setattr(journals, "LEASE_SECONDS", 3.0)
    silent, other = process(), process()
    for number in (1, 2):
        add(silent, number)
    assert await claimed(silent) == [1, 2]
    assert silent.queue.holds(2)
    silent.queue.done(1)
    assert await claimed(other) == []
    deadline = time.monotonic() + 30
    while (got := await claimed(other)) == []:
        assert time.monotonic() < deadline
        await asyncio.sleep(0.1)
    assert got == [2]
    assert not silent.queue.holds(2)
    assert other.queue.holds(2)
    assert not other.queue.holds(2), "it has begun"


async def test_what_was_not_begun_in_time_is_given_back(
    process: Callable[[], Data], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although its process lives: it was busy for longer than its lease, and may begin nothing of what it had."""
    busy, other = process(), process()
    for number in (1, 2, 3):
        add(busy, number, chat=7)
    assert await claimed(busy) == [1, 2, 3]
    assert busy.queue.holds(1)
    monkeypatch.setattr(journals, "LEASE_SECONDS", 0.2)
    await asyncio.sleep(0.3)
    assert not busy.queue.holds(2)
    monkeypatch.setattr(journals, "LEASE_SECONDS", 60.0)
    busy.queue._renewed = -1e9  # type: ignore[attr-defined]  # as after the next round of its loop
    assert await claimed(busy, 0) == []
    assert not busy.queue.holds(3), "it stands behind 2, which is nobody's now"
    assert await claimed(other) == [], "1 is in work"
    busy.queue.done(1)
    assert busy.queue.waiting() == 2
    assert await claimed(other) == [2, 3]


async def test_what_a_process_gives_back_is_another_one_s_at_once(process: Callable[[], Data]) -> None:
    """It was told to stop."""
    one, two = process(), process()
    add(one, 1)
    assert await claimed(one) == [1]
    one.close()
    assert await claimed(two) == [1]


async def test_a_fleeting_update_is_not_answered_late(
    process: Callable[[], Data], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An inline query is worth an answer for some seconds only."""
    data = process()
    data.queue.add(1, 7, {}, fleeting=True)
    assert await claimed(data) == [1]
    data.queue.add(2, 8, {}, fleeting=True)
    monkeypatch.setattr(journals, "FLEETING_SECONDS", 0.0)
    assert await claimed(data) == []
    assert data.queue.waiting() == 1


def test_what_no_row_can_hold_is_not_tried_again(process: Callable[[], Data]) -> None:
    """It is told like any update that cannot be kept."""
    with pytest.raises(psycopg.DataError):
        process().queue.add(10**30, 7, {})


def test_a_bucket_is_one_for_all(process: Callable[[], Data]) -> None:
    """Two processes together take what there is; another key is another bucket, and time fills it again."""
    one, two = process().limits, process().limits
    assert one
    assert two
    assert [limits.take("ada", 3, 600) for limits in (one, two, one, two, one)] == [True, True, True, False, False]
    assert two.take("bob", 3, 600)
    assert one.take("eve", 1, 0.2)
    time.sleep(0.3)
    assert two.take("eve", 1, 0.2)


def test_a_window_is_one_for_all(process: Callable[[], Data]) -> None:
    """Of eight moments that two processes reserve no four lie within a second."""
    one, two = process().limits, process().limits
    assert one
    assert two
    moments = []
    for limits in (one, two) * 4:
        wait = limits.reserve("all", 3, 1.0)
        assert wait is not None
        moments.append(time.monotonic() + wait)
    assert all(later - earlier > 1.0 for earlier, later in zip(moments, moments[3:], strict=False))
    assert moments[7] - moments[0] < 3.0


def test_a_pause_is_one_for_all(process: Callable[[], Data]) -> None:
    """Of one chat, until a second one is refused before any message got through."""
    one, two = process().limits, process().limits
    assert one
    assert two
    assert one.hold("7", 60, chat=True) is False
    assert 50 < (two.left("7") or 0) <= 60
    assert two.left("8") == 0
    two.passed()
    assert two.hold("8", 60, chat=True) is False, "a message got through between"
    assert one.hold("9", 30, chat=True) is True
    assert 20 < (two.left("") or 0) <= 30
    one.drop_idle()
    assert 50 < (two.left("7") or 0) <= 60


async def test_one_polls_until_it_is_gone(process: Callable[[], Data]) -> None:
    """The turn stays where it is, and the next one gets it when the first has closed."""
    one, two = process(), process()
    assert one.turn
    assert two.turn
    assert [await one.turn.mine(), await two.turn.mine(), await one.turn.mine()] == [True, False, True]
    one.turn.close()
    assert await two.turn.mine()


async def test_a_server_that_gives_no_answer_holds_nobody_up(
    postgres: Postgres, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first statement fails after its time, the next ones at once, and then the connection is back by itself."""
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 0.3)
    connection = Connection(Server(Address(database_url)))
    with pytest.raises(DataAwayError, match="gave no answer"):
        connection.run("SELECT pg_sleep(30)")
    began = time.monotonic()
    while connection.trouble:
        with pytest.raises(DataAwayError):
            connection.run("SELECT 1")
        assert time.monotonic() - began < 10
        await asyncio.sleep(0.05)
    assert (await connection.arun("SELECT 1")).fetchall() == [(1,)]
    connection.close()


def test_tables_of_a_newer_citebot_or_another_bot_are_left_alone(database_url: str, tmp_path: Path) -> None:
    """Each is told with what to do."""
    settings = load_settings(data=tmp_path, token=TOKEN, database_url=database_url)
    open_data(settings).close()
    open_data(settings).close()
    with pytest.raises(DataError, match="belongs to the bot 424242"):
        open_data(load_settings(data=tmp_path, token="1:other", database_url=database_url))  # noqa: S106 - opens nothing
    with psycopg.connect(database_url) as newer:
        newer.execute("UPDATE about SET value = %s WHERE name = 'schema'", (str(len(SCHEMA) + 1),))
    with pytest.raises(DataError, match="Run the newer citebot"):
        open_data(settings)


def test_a_server_that_is_too_old_is_told() -> None:
    """With the oldest that will do."""
    look_at_version(MIN_VERSION)
    with pytest.raises(DataError, match=r"PostgreSQL 12 of BOT_DATABASE_URL is too old: 13"):
        look_at_version(120022)


def test_nobody_can_be_told_from_the_database(process: Callable[[], Data], database_url: str) -> None:
    """No number of a person or chat is in any table, once the updates are answered; nor is the key."""
    data, person = process(), 77_123_456_789
    records = Records(data.storage, data.key)
    records.vote(person, "q", "a", 0, 9, "v", up=True)
    records.set_language(person, "en")
    data.answers.remember(person, 1, 2)
    assert data.limits
    data.limits.take(f"person {person}", 3, 60)
    data.limits.reserve(f"chat {person}", 3, 60)
    data.limits.hold(str(person), 60, chat=True)
    found = ""
    with psycopg.connect(database_url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            found += str(connection.execute(f"SELECT * FROM {table}".encode()).fetchall())  # noqa: S608 - a name of ours
    assert len(tables) == 10
    assert "'en'" in found
    assert str(person) not in found
    assert data.key.hex() not in found


@pytest.mark.parametrize(
    ("url", "shown", "secrets"),
    [
        ("postgresql://bot:a%20b@db.example:5433/cite", "db.example:5433/cite", ["a%20b", "a b"]),
        ("postgres://bot@db/cite?sslmode=require", "db/cite", []),
        ("postgresql:///cite?host=/run/postgresql", "this machine/cite", []),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str, secrets: list[str]) -> None:
    """As it is written and as it is meant."""
    address = Address(url)
    assert is_address(url)
    assert (address.shown(), address.secrets()) == (shown, secrets)
    assert all(secret not in address.redact(f"no {url} x {secret}") for secret in secrets)


@pytest.mark.parametrize("url", ["mysql://bot@db/cite", "postgresql://bot@db", "db", "postgresql://bot:a#b@db/cite"])
def test_what_is_no_address_is_told_without_showing_it(url: str) -> None:
    """A password that is not written %XX takes the address apart."""
    assert not is_address(url)
