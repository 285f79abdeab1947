"""The real bot as its operator runs it: webhook, health, metrics, lists, limits, commands and logs."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.data.opening import open_data
from bot.emulator import Emulator, Fault
from bot.emulator.entities import parse
from bot.ops.health import Health
from bot.render.operator import MAX_LINES, messages
from bot.settings import BotSettings
from bot.texts import TEXTS
from tests.support.running import Bot, free_port, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.emulator import Message
    from index.answer.retriever import Retriever

EN, HANS, HANT = TEXTS["en"], TEXTS["zh-Hans"], TEXTS["zh-Hant"]
QUESTION = "when did WeChat ban NFT accounts"
UNANSWERABLE = "Which quartet did Beethoven dedicate to Rasumovsky?"


@contextmanager
def answering(emulator: Emulator, folder: Path, index: Path, **settings: str) -> Iterator[Bot]:
    """Run a bot in front of an emulator until it is there."""
    with started(folder, index, TOKEN=emulator.token, BASE_URL=emulator.base_url, **settings) as bot:
        bot.wait_until_said("Answering as")
        yield bot


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """Return a Bot API of its own for each test."""
    with Emulator(privacy=False) as running:
        yield running


def texts_to(emulator: Emulator, message: Message) -> list[str]:
    """Return what the bot replied to a message."""
    return [sent.text for sent in emulator.replies(message.chat) if sent.reply_to is message]


def test_questions_come_by_webhook(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """Telegram is told where and with which secret; without the secret nothing is taken; buttons work as by polling."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/citebot/hook"
    settings = {"WEBHOOK_URL": url, "WEBHOOK_PORT": str(port)}
    with answering(emulator, tmp_path, seeds_index, **settings) as bot:
        ada = emulator.private()
        answer = emulator.ask(ada, QUESTION)
        assert "WeChat" in answer.text
        emulator.press(answer)
        emulator.wait_for(lambda: answer.edits == 1)
        body = {
            "update_id": 1,
            "message": {"message_id": 1, "date": int(time.time()), "chat": ada.to_json(), "text": "NFT"},
        }
        for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
            assert httpx.post(url, json=body, headers=headers).status_code == 403
        assert emulator.state.webhook is not None
        assert len(emulator.state.webhook.secret) >= 32
        assert emulator.polls == 0
        assert emulator.state.webhook.secret not in bot.said()
        assert bot.stop() == 0
    assert len(emulator.replies(ada)) == 1
    with answering(emulator, tmp_path, seeds_index):
        assert emulator.ask(ada, QUESTION), "polling again, the webhook is taken away"


def test_a_webhook_that_cannot_be_served_says_so(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """A port that is taken is named by its setting, exit 1."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for settings in ({"WEBHOOK_URL": "https://example.org/x", "WEBHOOK_PORT": port}, {"HEALTH_PORT": port}):
            with started(tmp_path, seeds_index, TOKEN=emulator.token, BASE_URL=emulator.base_url, **settings) as bot:
                assert bot.process.wait(20) == 1
                assert f"_PORT {port} cannot be used" in bot.said().splitlines()[-1]


def test_a_webhook_that_telegram_refuses_is_named(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """In one line with Telegram's reason and what to set; /healthz is not well until Telegram agrees."""
    hook, health = free_port(), free_port()
    settings = {"WEBHOOK_URL": f"http://127.0.0.1:{hook}/x", "WEBHOOK_PORT": str(hook), "HEALTH_PORT": str(health)}
    settings |= {"TOKEN": emulator.token, "BASE_URL": emulator.base_url}
    emulator.fail("setWebhook", *[Fault("refuse", 400)] * 2)
    with started(tmp_path, seeds_index, **settings) as bot:
        bot.wait_until_said("Telegram refuses BOT_WEBHOOK_URL")
        told = httpx.get(f"http://127.0.0.1:{health}/healthz")
        assert (told.status_code, told.json()["status"]) == (503, "deaf")
        assert "ad webhook: " in told.json()["updates_trouble"]
        bot.wait_until_said("Answering as")
        assert httpx.get(f"http://127.0.0.1:{health}/healthz").status_code == 200
        assert "WeChat" in emulator.ask(emulator.private(), QUESTION).text
        (line,) = [line for line in bot.said().splitlines() if "refuses" in line]
        assert "ad webhook: " in line
        assert "443, 80, 88 or 8443" in line


def test_health_and_metrics(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """Well while Telegram answers, with the index's version; questions, times and errors are counted."""
    port = free_port()
    with answering(emulator, tmp_path, seeds_index, HEALTH_PORT=str(port)) as bot:
        emulator.ask(emulator.private(), QUESTION)
        emulator.ask(emulator.private(), UNANSWERABLE)
        emulator.block(emulator.private(1002))
        emulator.say(emulator.private(1002), QUESTION)
        bot.wait_until_said("blocked by the user")
        health = httpx.get(f"http://127.0.0.1:{port}/healthz")
        assert health.status_code == 200
        assert health.json()["status"] == "ok"
        assert health.json()["seconds_since_telegram"] < 20
        metrics = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        for line in (
            'citebot_questions_total{answered="true"} 2.0',
            'citebot_questions_total{answered="false"} 1.0',
            "citebot_answer_seconds_count 3.0",
            "citebot_candidates_seconds_count 3.0",
            "citebot_evidence_seconds_count 3.0",
            'citebot_telegram_errors_total{type="Forbidden"} 1.0',
            "citebot_updates_waiting 0.0",
            f'citebot_index_info{{version="{health.json()["index_version"]}"}} 1.0',
        ):
            assert line in metrics.splitlines(), metrics


def test_health_tells_when_telegram_is_silent(retriever: Retriever, tmp_path: Path) -> None:
    """After the time that was set without a word from Telegram it answers 503's state, and recovers."""
    health = Health(retriever, 0.05, "all", open_data(BotSettings(data=tmp_path)))
    assert health.state()[0]
    time.sleep(0.06)
    assert health.state() == (False, health.state()[1] | {"status": "stale"})
    health.heard()
    assert health.state()[1]["status"] == "ok"


def test_only_who_may_is_answered(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """Of those who are not on the list a person is told once how to get there, a group and the blocked hear nothing."""
    settings = {"ALLOW": "1001, -2001 1003", "BLOCK": "1003", "ADMINS": "1009"}
    with answering(emulator, tmp_path, seeds_index, **settings):
        stranger, blocked = emulator.private(1002, "zh-TW"), emulator.private(1003)
        first = emulator.say(stranger, "hello there")
        assert emulator.reply_to(first).text in {one.not_invited.format(id=1002) for one in TEXTS.values()}
        for chat in (stranger, blocked, emulator.group(-2002)):
            emulator.say(chat, f"/ask {QUESTION}")
        for chat in (emulator.private(1001), emulator.group(-2001), emulator.private(1009)):
            assert "WeChat" in emulator.ask(chat, f"/ask {QUESTION}").text
        emulator.wait_for(lambda: not emulator.waiting)
        assert len(emulator.replies(stranger)) == 1
        assert emulator.replies(blocked) == emulator.replies(emulator.group(-2002)) == []


def test_who_asks_too_fast_is_told_once(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """After the questions that are allowed a minute there is one notice, then silence; other people are answered."""
    with answering(emulator, tmp_path, seeds_index, USER_PER_MINUTE="2"):
        ada = emulator.private()
        asked = [emulator.say(ada, f"{QUESTION} {number}") for number in range(5)]
        emulator.reply_to(asked[2])
        assert "WeChat" in emulator.ask(emulator.private(1002), QUESTION).text
        emulator.wait_for(lambda: not emulator.waiting)
        replies = [texts_to(emulator, one) for one in asked]
        assert replies[2] == [EN.slow_down]
        assert replies[3:] == [[], []]
        assert all("WeChat" in text for (text,) in replies[:2])
        group = emulator.group()
        emulator.say(group, "just talking")
        emulator.ask(emulator.private(1004), QUESTION)
        assert emulator.replies(group) == []


def test_many_waiting_questions_collapse_into_the_newest(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """While the first is being answered thirty more come: one notice, and the newest is answered."""
    with answering(emulator, tmp_path, seeds_index):
        ada = emulator.private()
        with emulator.hold("sendMessage") as arrived:
            first = emulator.say(ada, QUESTION)
            arrived()
            asked = [emulator.say(ada, f"{QUESTION} {number}") for number in range(30)]
            emulator.wait_for(lambda: not emulator.waiting)
        emulator.reply_to(asked[-1])
        assert [texts_to(emulator, one) for one in asked[:-1]] == [[EN.only_newest]] + [[]] * 28
        assert "WeChat" in texts_to(emulator, asked[-1])[0]
        assert "WeChat" in texts_to(emulator, first)[0]


def test_old_questions_get_one_notice(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """What was asked during an outage is not answered one by one; what is asked now is."""
    ada, hour_ago = emulator.private(1001, "zh-TW"), int(time.time()) - 3600
    with answering(emulator, tmp_path, seeds_index) as bot:
        assert bot.stop() == 0
    old = [emulator.say(ada, f"火幣 {number}", content={"date": hour_ago}) for number in range(3)]
    start = emulator.say(ada, "/start", content={"date": hour_ago})
    with answering(emulator, tmp_path, seeds_index):
        assert emulator.reply_to(old[0]).text == HANT.was_away
        assert emulator.reply_to(start).text.startswith(HANT.about)
        assert "WeChat" in emulator.ask(ada, QUESTION).text
        assert [texts_to(emulator, one) for one in old[1:]] == [[], []]


def test_admins_see_how_it_goes(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """/stats counts since midnight and lists what had no answer; for others the command is unknown."""
    settings = {"ADMINS": "1001", "LOG_QUESTIONS": "true"}
    with answering(emulator, tmp_path, seeds_index, **settings):
        ada = emulator.private()
        for question in (QUESTION, UNANSWERABLE, UNANSWERABLE):
            emulator.ask(ada, question)
        lines = emulator.ask(ada, "/stats").text.splitlines()
        assert lines[0].startswith("Questions today: 3, answered: 33%. Half took at most ")
        assert lines[-1] == f"2 × {UNANSWERABLE}"
        assert emulator.ask(ada, "/broken").text == EN.none_voted_down
        assert emulator.ask(emulator.private(1002), "/stats").text.startswith(EN.about)


def test_reload_builds_and_answers_from_it(emulator: Emulator, seeds: Path, tmp_path: Path) -> None:
    """An article that was added is found without a restart; all that came of it is told in the admin's language."""
    folder, index = tmp_path / "seeds", tmp_path / "index"
    shutil.copytree(seeds, folder)
    (folder / "old.txt").write_text("Jam\n\nGrumbleton made jam until 1873.\n", "utf-8")
    with answering(emulator, tmp_path, index, ADMINS="1001") as bot:
        ada = emulator.private(1001, "zh-hans")
        assert emulator.ask(ada, "what does Zorblatt sell").text.startswith((EN.no_answer, EN.nothing_close))
        tea = "Zorblatt sells tea in Grumbleton every day, and has done so since the market there was opened.\n"
        for name, title in (("new", "Tea"), ("copy", "More tea")):
            (folder / f"{name}.txt").write_text(f"{title}\n\n{tea}", "utf-8")
        (folder / "bad.pdf").write_bytes(b"no such thing")
        (folder / "old.txt").unlink()
        asked = emulator.say(ada, "/reload")
        emulator.wait_for(lambda: len(texts_to(emulator, asked)) == 2, 60)
        started_with, told = texts_to(emulator, asked)
        assert started_with == HANS.reloading
        lines = told.splitlines()
        assert HANS.built.split("：")[1].format(articles=6, added=2, changed=0, removed=1) in lines[0]
        assert _below(HANS.articles_added, lines) == ["• More tea", "• Tea"]
        assert _below(HANS.articles_removed, lines) == ["• Jam"]
        assert _below(HANS.nearly_the_same, lines) == ["• More tea = Tea"]
        (skipped,) = _below(HANS.files_skipped, lines)
        assert skipped.startswith("• bad.pdf: ")
        assert "Zorblatt sells tea" in emulator.ask(ada, "what does Zorblatt sell").text
        assert bot.process.poll() is None


def test_a_reload_that_fails_says_why(emulator: Emulator, seeds: Path, seeds_index: Path, tmp_path: Path) -> None:
    """And answers go on from the old index."""
    with answering(emulator, tmp_path, seeds_index, ADMINS="1001"):  # there is no folder of seeds here
        ada = emulator.private(1001, "zh-TW")
        asked = emulator.say(ada, "/reload")
        emulator.wait_for(lambda: len(texts_to(emulator, asked)) == 2, 60)
        first, *why = texts_to(emulator, asked)[1].splitlines()
        assert first == HANT.not_built
        assert "INDEX_SEEDS" in " ".join(why)
        assert "WeChat" in emulator.ask(ada, QUESTION).text


def test_broken_names_the_article(emulator: Emulator, seeds_index: Path, retriever: Retriever, tmp_path: Path) -> None:
    """By its title, below a heading in the admin's language; the whole question, however long it is."""
    question = f"{QUESTION}, and please tell me all that is known of it{' indeed' * 20}"
    with answering(emulator, tmp_path, seeds_index, ADMINS="1001"):
        ada = emulator.private(1001, "zh-hans")
        emulator.press(emulator.ask(ada, question), "👎")
        title = retriever.ask(question, 1).snippets[0].article.title
        told = emulator.ask(ada, "/broken").text.splitlines()
        assert told == [HANS.voted_down, f"👎 1 · {question} → {title}"]


def test_what_is_long_comes_in_several_messages() -> None:
    """Nothing is cut but what would be too many messages, and that is told."""
    lines = [f"file {number}.pdf: cannot be read <b>&" for number in range(300)]
    assert len(told := messages(lines, EN)) > 2
    assert "\n".join(parse(one)[0] for one in told).splitlines() == lines
    assert parse(messages(lines * 2, EN)[-1])[0].splitlines()[-1] == EN.more_lines.format(count=600 - MAX_LINES)


def _below(heading: str, lines: list[str]) -> list[str]:
    """Return the points below a heading."""
    after = lines[lines.index(heading) + 1 :]
    return after[: after.index("")] if "" in after else after


@pytest.mark.parametrize("texts", [True, False])
def test_a_question_is_one_line_of_json(emulator: Emulator, seeds_index: Path, tmp_path: Path, texts: bool) -> None:
    """Time, how long, answered and confidence; the text only where the operator says so."""
    settings = {"LOG_FORMAT": "json", "LOG_QUESTIONS": str(texts)}
    with answering(emulator, tmp_path, seeds_index, **settings) as bot:
        emulator.ask(emulator.private(), QUESTION)
        bot.wait_until_said('"bot.questions"')
        rows = [json.loads(line) for line in bot.said().splitlines()]
    (row,) = [row for row in rows if row["logger"] == "bot.questions"]
    assert row["answered"] is True
    assert 0 < row["seconds"] < 20
    assert 0.5 < row["confidence"] <= 1
    assert row.get("question") == (QUESTION if texts else None)
    with closing(sqlite3.connect(tmp_path / ".citebot-bot" / "bot.sqlite")) as database:
        assert database.execute("SELECT text FROM questions").fetchall() == [(QUESTION if texts else None,)]
        assert database.execute("SELECT COUNT(*) FROM updates WHERE body IS NOT NULL").fetchall() == [(0,)]
