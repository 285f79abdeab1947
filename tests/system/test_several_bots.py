"""Several real bot processes on one token, in front of the emulator, with a real PostgreSQL between them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.data.opening import open_data
from bot.emulator import Emulator
from bot.settings import load_settings
from tests.support.database import PASSWORD, Postgres
from tests.support.running import clean_environment, free_port
from tests.support.several import Several, disordered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUESTION = "when did WeChat ban NFT accounts"
CHATS, EACH = 24, 5


@pytest.fixture
def several(database_url: str, seeds_index: Path, tmp_path: Path) -> Iterator[Several]:
    """Return where the processes of a test meet; nothing that they send may be refused."""
    with Emulator() as emulator:
        yield Several(tmp_path, seeds_index, emulator, database_url)
        assert [call for call in emulator.transcript if call.code not in {200, 409}] == []


def test_a_killed_worker_loses_nothing_and_disorders_nothing(several: Several) -> None:
    """One receives, two answer, one of them is killed: at most what that one had in work is answered twice."""
    emulator = several.emulator
    people = [emulator.private(person) for person in range(1, CHATS + 1)]
    with several.bot("receiver", "receive"), several.bot("one", "answer") as one, several.bot("two", "answer") as two:
        asked = [emulator.say(person, QUESTION) for _ in range(EACH) for person in people]
        emulator.wait_for(lambda: sum(map(len, several.replies(asked).values())) > len(asked) // 4)
        killed = max(one, two, key=lambda bot: len(several.held_by(bot)))  # the first to look may have claimed all
        killed.kill()
        held = several.held_by(killed)
        emulator.wait_for(lambda: all(several.replies(asked).values()), 60)
        time.sleep(0.5)  # for what would come twice
        replies = several.replies(asked)
    assert held
    assert {number for number, sent in replies.items() if len(sent) > 1} <= held
    assert disordered(asked, replies) == []
    sent = sorted(message.came for messages in replies.values() for message in messages)
    # A busy machine sends late what was reserved in time; with a limit of its own each, they would send all 120.
    most = max(sum(begin <= moment < begin + 2 for moment in sent) for begin in sent)
    assert most <= 75, "they share Telegram's limit"


def test_another_one_polls_when_the_first_is_gone(several: Several) -> None:
    """Until then it stands by, which is no illness; whatever the first had taken is answered."""
    emulator, port = several.emulator, free_port()
    with several.bot("first", "all") as first, several.bot("second", "all", HEALTH_PORT=str(port)) as second:
        second.wait_until_said("Another process polls")
        health = httpx.get(f"http://127.0.0.1:{port}/healthz")
        assert (health.status_code, health.json()["standby"]) == (200, True)
        assert emulator.ask(emulator.private(1), QUESTION)
        first.kill()
        asked = emulator.say(emulator.private(1), QUESTION)
        second.wait_until_said("This process polls from now on")
        assert emulator.reply_to(asked)
        assert httpx.get(f"http://127.0.0.1:{port}/healthz").json()["standby"] is False
        assert "Another program polls" not in second.said()


def test_an_edited_question_changes_its_answer_whoever_gave_it(several: Several) -> None:
    """The answer is known to the process that is told of the edit, and the language to all."""
    emulator = several.emulator
    ada = emulator.private(1)
    with several.bot("first", "all") as first:
        asked = emulator.say(ada, QUESTION)
        answer = emulator.reply_to(asked)
        assert first.stop() == 0
    with several.bot("second", "all"):
        before = answer.text
        emulator.rewrite(asked, "who is the founder of Huobi")
        emulator.wait_for(lambda: answer.edits and answer.text != before)


def test_the_database_goes_away_and_comes_back(several: Several, postgres: Postgres) -> None:
    """One line tells of it, /healthz answers 503, no update is confirmed meanwhile, and then all are answered."""
    emulator, port = several.emulator, free_port()
    with several.bot("only", "all", HEALTH_PORT=str(port)) as only:
        assert emulator.ask(emulator.private(1), QUESTION)
        postgres.stop()
        try:
            only.wait_until_said("cannot be used")
            asked = [emulator.say(emulator.private(person), QUESTION) for person in (1, 2, 3)]
            time.sleep(2)
            health = httpx.get(f"http://127.0.0.1:{port}/healthz")
            assert (health.status_code, health.json()["status"]) == (503, "database")
            assert "citebot_database_up 0.0" in httpx.get(f"http://127.0.0.1:{port}/metrics").text
            assert emulator.waiting == len(asked)
        finally:
            postgres.start()
        for message in asked:
            assert emulator.reply_to(message, 30)
        assert httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
        said = only.said()
        assert len(re.findall("ERROR", said)) == 1, said
        assert "no update is lost meanwhile" in said
        assert "can be used again" in said
        assert PASSWORD not in said


def test_a_webhook_is_refused_while_the_database_is_away(several: Several, postgres: Postgres) -> None:
    """So that Telegram delivers again; the process that receives answers nothing itself."""
    emulator, port = several.emulator, str(free_port())
    hook = {"WEBHOOK_URL": f"http://127.0.0.1:{port}/hook", "WEBHOOK_PORT": port}
    with several.bot("receiver", "receive", **hook), several.bot("worker", "answer") as worker:
        assert emulator.ask(emulator.private(1), QUESTION)
        postgres.stop()
        try:
            asked = emulator.say(emulator.private(1), QUESTION)
            emulator.wait_for(lambda: "503" in (emulator.state.webhook.last_error if emulator.state.webhook else ""))
        finally:
            postgres.start()
        assert emulator.reply_to(asked, 30)
        assert worker.stop() == 0


@pytest.mark.parametrize("way", ["password", "nobody listens", "no such database", "another bot's"])
def test_a_database_that_cannot_be_used_is_told(
    way: str, postgres: Postgres, database_url: str, seeds_index: Path, tmp_path: Path
) -> None:
    """By the bot and by --check: one line with the setting, never the password."""
    name = database_url.rpartition("/")[2]
    urls = {
        "password": postgres.url(name, "a-wrong-%20word"),
        "nobody listens": f"postgresql://bot:{PASSWORD}@127.0.0.1:{free_port()}/{name}",
        "no such database": postgres.url("none"),
        "another bot's": database_url,
    }
    another = load_settings(token="1:other", database_url=database_url, data=tmp_path)  # noqa: S106 - it opens nothing
    open_data(another).close()
    with Emulator() as emulator:
        settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url, "DATABASE_URL": urls[way]}
        environment = clean_environment() | {f"BOT_{key}": value for key, value in settings.items()}
        for options in ([], ["--check"]):
            done = subprocess.run(
                [sys.executable, "-m", "bot", *options],
                env=environment | {"INDEX_DIR": str(seeds_index)},
                cwd=tmp_path,
                capture_output=True,
                encoding="utf-8",
                timeout=60,
                check=False,
            )
            said = done.stdout + done.stderr
            assert done.returncode == 1
            assert "BOT_DATABASE_URL" in said
            assert not re.search(f"{PASSWORD}|a-wrong|Traceback", said), said
