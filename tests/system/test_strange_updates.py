"""The real bot and updates that no library foresees: nobody may silence it for everybody."""

from __future__ import annotations

import json
import re
import socket
import sys
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx
import pytest

from bot.emulator import Emulator
from tests.support.running import Bot, free_port, started
from tests.support.strange import ADDED, DELETED, SAID, updates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

QUESTION = "when did WeChat ban NFT accounts"
WAYS = ["polling", "webhook"]
BATCH = 500
LONG = 180.0  # seconds, for a batch on a machine that has more to do
LONGEST = 1800  # seconds, for all of them there
# So many people are not written to within a test by Telegram's limits.
UNLIMITED = """
import sys
from bot.__main__ import main
from bot.transport import outgoing
outgoing.MAX_PER_SECOND = 10**6
sys.exit(main())
"""
# What asks for updates ends, as by an error that nobody foresaw.
ENDING = """
import sys
from bot.transport import intake
from bot.__main__ import main
def take(self, raw): raise RuntimeError("Zorblatt")
intake.Intake.take = take
sys.exit(main())
"""
PRIVATE = {"id": 7_777, "type": "private", "first_name": SAID}
GROUP = {"id": -7_777, "type": "group", "title": SAID}
POLL = {"id": "1", "question": SAID, "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": False}


def service(chat: Mapping[str, Any], **content: object) -> dict[str, Any]:
    """Return an update with a service message of a chat."""
    sender = {"id": 7_777, "is_bot": False, "first_name": SAID}
    return {"message": {"message_id": 9, "date": 1_700_000_000, "chat": chat, "from": sender, **content}}


STRANGE = (
    (service(PRIVATE, pinned_message=DELETED), ""),
    (service(GROUP, pinned_message=DELETED), ""),
    (service(GROUP, poll_option_added=ADDED), ""),
    (service(GROUP, poll=POLL), "(message) could not be parsed"),  # has no `allows_revoting`, as from an older server
    ({"poll": POLL}, "(poll) could not be parsed"),
    ({"of_tomorrow": {"text": SAID}}, ""),
    (service({"id": [SAID], "type": "private"}, text=SAID), "(message) could not be parsed"),
    (service(PRIVATE, text=["NFT"]), "(message) could not be handled"),
)
"""Updates, and what is told of each."""


def settings_of(way: str) -> dict[str, str]:
    """Return the settings of a bot that gets its updates in a way."""
    port = str(free_port())
    return {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_PORT": port} if way == "webhook" else {}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """Return a Bot API of its own for each test."""
    with Emulator(privacy=False) as running:
        yield running


@pytest.mark.parametrize("way", WAYS)
def test_whoever_sends_them_others_are_answered(
    emulator: Emulator, seeds_index: Path, tmp_path: Path, way: str
) -> None:
    """What cannot be dealt with is told once, by number and type; after a restart nothing is left of any."""
    settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url} | settings_of(way)
    with started(tmp_path, seeds_index, **settings) as bot:
        bot.wait_until_said("Answering as")
        for number, (update, _) in enumerate(STRANGE):
            emulator.hand_over(update)
            assert "WeChat" in emulator.ask(emulator.private(1_000 + number), QUESTION).text
        emulator.wait_for(lambda: not emulator.waiting)
        bot.wait_until_said("could not be handled")
        assert bot.stop() == 0
        lapses = re.findall(r"Update 90\d\d (\(\w+\) could not be \w+)", bot.said())
        assert lapses == [lapse for _, lapse in STRANGE if lapse]
        assert SAID not in bot.said()
    with started(tmp_path, seeds_index, **settings) as bot:
        assert "WeChat" in emulator.ask(emulator.private(), QUESTION).text
        assert "were under way" not in bot.said()


@pytest.mark.parametrize(
    "count",
    [
        pytest.param(2_000, id="some"),
        pytest.param(20_000, id="all", marks=[pytest.mark.slow, pytest.mark.timeout(LONGEST)]),
    ],
)
@pytest.mark.parametrize("way", WAYS)
def test_after_any_updates_it_answers(
    emulator: Emulator, seeds_index: Path, tmp_path: Path, way: str, count: int
) -> None:
    """All types of updates and messages, whole and spoiled: a question after each batch is answered, no text logged."""
    port = str(free_port())
    settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url, "HEALTH_PORT": port} | settings_of(way)
    made = updates(seed=12, count=count)
    with started(tmp_path, seeds_index, [sys.executable, "-c", UNLIMITED], **settings) as bot:
        bot.wait_until_said("Answering as")
        for number in range(count // BATCH):
            hand_over(emulator, list(islice(made, BATCH)), first=100_000 + number * BATCH)
            assert "WeChat" in emulator.ask(emulator.private(1_000 + number), QUESTION, LONG).text
        emulator.wait_for(lambda: not emulator.waiting, LONG)
        assert httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=LONG).json()["status"] == "ok"
        failed = _failed(port)
        assert failed["parsed"] > count / 5
        assert failed["handled"] > 0
        assert bot.process.poll() is None
        said = bot.said()
    assert SAID not in said
    assert len(said.splitlines()) < 2 * count, "it does not go round in circles"
    assert not emulator.replies(emulator.private(7_777))


def hand_over(emulator: Emulator, updates: list[dict[str, Any]], first: int) -> None:
    """Let the bot poll for updates, or send all of them to its webhook at once, with numbers from `first` on.

    One by one, as the emulator brings them, most of the time would go by waiting for the network.
    """
    hook = emulator.state.webhook
    if hook is None:
        emulator.hand_over(*updates)
        return
    where = urlsplit(hook.url)
    head = f"POST {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\nX-Telegram-Bot-Api-Secret-Token: {hook.secret}\r\n"
    bodies = [json.dumps({**update, "update_id": number}) for number, update in enumerate(updates, start=first)]
    with socket.create_connection((where.hostname, where.port), LONG) as connection:
        connection.sendall("".join(f"{head}Content-Length: {len(body)}\r\n\r\n{body}" for body in bodies).encode())
        with connection.makefile("rb") as answers:
            taken = 0
            while taken < len(updates):
                line = answers.readline()
                assert line, "the bot has cut the connection"
                assert not line.startswith(b"HTTP/") or b" 200 " in line
                taken += line.startswith(b"HTTP/")


def _failed(port: str) -> dict[str, float]:
    text = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=LONG).text
    found = re.findall(r'citebot_updates_failed_total{stage="(\w+)"} (\S+)', text)
    return {stage: float(times) for stage, times in found}


def test_when_updates_end_by_themselves_it_ends(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """One line that says so, without what the error says, and exit 1, so that it is started anew."""
    settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url}
    with started(tmp_path, seeds_index, [sys.executable, "-c", ENDING], **settings) as bot:
        bot.wait_until_said("Answering as")
        emulator.say(emulator.private(), QUESTION)
        assert bot.process.wait(10) == 1
        told = [line for line in bot.said().splitlines() if "do not come any more" in line]
        assert len(told) == 1
        assert told[0].startswith("citebot: ")
        assert "RuntimeError at " in told[0]
        assert SAID not in bot.said()


def test_it_is_not_well_while_it_ends(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """From the moment on that updates do not come any more, /healthz says so, also while an answer is under way."""
    port = free_port()
    settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url, "HEALTH_PORT": str(port), "POLL_TIMEOUT": "1"}
    with started(tmp_path, seeds_index, **settings) as bot:
        with emulator.hold("sendMessage") as arrived:
            emulator.say(emulator.private(), QUESTION)
            arrived()
            emulator.withdraw_token()
            bot.wait_until_said("Answering as")
            assert _unwell(port, bot)
        assert bot.process.wait(10) == 1


def _unwell(port: int, bot: Bot) -> bool:
    while bot.process.poll() is None:
        health = httpx.get(f"http://127.0.0.1:{port}/healthz")
        if health.status_code == 503:
            return bool(health.json()["status"] == "deaf")
    return False
