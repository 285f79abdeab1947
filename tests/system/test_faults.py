"""The real bot when things go wrong: Telegram, the network, the machine, the index."""

from __future__ import annotations

import resource
import shutil
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.emulator import Emulator, Fault
from bot.texts import TEXTS
from index.build.build import build
from tests.support.running import Bot, free_port, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.emulator import Message

QUESTION = "when did WeChat ban NFT accounts"


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """Return a Bot API of its own for each test."""
    with Emulator() as running:
        yield running


@contextmanager
def answering(emulator: Emulator, folder: Path, index: Path, **settings: str) -> Iterator[Bot]:
    """Run a bot in front of an emulator until it is there."""
    folder.mkdir(exist_ok=True)
    with started(folder, index, TOKEN=emulator.token, BASE_URL=emulator.base_url, **settings) as bot:
        bot.wait_until_said("Answering as")
        yield bot


def answers(emulator: Emulator, asked: Message) -> int:
    """Return how many replies a message has got."""
    return sum(sent.reply_to is asked for sent in emulator.replies(asked.chat))


def ask_all(emulator: Emulator, people: range) -> list[Message]:
    """Let each of some people ask once."""
    return [emulator.say(emulator.private(person), f"{QUESTION} {person}") for person in people]


def test_a_pause_of_a_chat_keeps_no_other_waiting(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """After a 429 one person waits; the others are answered, and turn the pages of their answers."""
    with answering(emulator, tmp_path, seeds_index) as bot:
        emulator.fail("sendMessage", Fault("refuse", 429, retry_after=4))
        first = emulator.say(emulator.private(1), QUESTION)
        bot.wait_until_said("Telegram asks for a pause of 4 s after sendMessage, of one chat.")
        answer = emulator.ask(emulator.private(2), QUESTION)
        assert emulator.answer_to(emulator.press(answer, "▶")) == ""
        emulator.wait_for(lambda: answer.edits)
        assert not answers(emulator, first)
        emulator.reply_to(first)
        assert answers(emulator, first) == 1


def test_what_waits_for_too_long_is_told_so(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """A pause longer than BOT_STALE_AFTER: when it is over, the person reads once that earlier questions were left."""
    with answering(emulator, tmp_path, seeds_index, STALE_AFTER="2") as bot:
        ada = emulator.private()
        emulator.fail("sendMessage", Fault("refuse", 429, retry_after=4))
        asked = [emulator.say(ada, QUESTION)]
        bot.wait_until_said("Telegram asks for a pause of 4 s")
        asked += [emulator.say(ada, f"{QUESTION} {number}") for number in range(3)]
        assert emulator.reply_to(asked[0]).text == TEXTS["en"].was_away
        assert "WeChat" in emulator.ask(ada, QUESTION).text
        assert [answers(emulator, one) for one in asked] == [1, 0, 0, 0]
        assert "could not be" not in bot.said()


def test_a_pause_of_the_whole_bot_is_kept_by_all(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """Where two chats are refused nothing is sent to anybody until that is over; then all are answered, once."""
    with answering(emulator, tmp_path, seeds_index) as bot:
        emulator.fail("sendMessage", *[Fault("refuse", 429, retry_after=2)] * 2)
        first = ask_all(emulator, range(1, 3))
        bot.wait_until_said("of the whole bot")
        paused = time.monotonic()
        asked = [*first, *ask_all(emulator, range(3, 8))]
        emulator.wait_for(lambda: any(answers(emulator, one) for one in asked))
        assert time.monotonic() - paused > 1.8
        emulator.wait_for(lambda: all(answers(emulator, one) for one in asked))
        assert [answers(emulator, one) for one in asked] == [1] * len(asked)


@pytest.mark.parametrize(
    "fault",
    [Fault("refuse", 500), Fault("refuse", 502), Fault("lose"), Fault("forget")],
    ids=["500", "502", "cut before", "cut after"],
)
def test_an_answer_that_did_not_get_through_is_sent_again(
    emulator: Emulator, seeds_index: Path, tmp_path: Path, fault: Fault
) -> None:
    """At least once, and twice only where the message arrived and its confirmation was lost."""
    with answering(emulator, tmp_path, seeds_index) as bot:
        emulator.fail("sendMessage", fault)
        ada = emulator.private()
        first, second = emulator.say(ada, QUESTION), emulator.say(ada, f"{QUESTION} 2")
        emulator.reply_to(second)
        assert answers(emulator, first) == (2 if fault.kind == "forget" else 1)
        assert answers(emulator, second) == 1
        assert emulator.replies(ada)[-1].reply_to is second, "in order"
        assert "sendMessage failed, trying again in 1 s" in bot.said()
        assert "Traceback" not in bot.said()


def test_a_poll_that_is_never_answered_is_given_up(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """Where the network swallows a poll the bot asks again, some seconds after the poll should have ended."""
    emulator.fail("getUpdates", Fault("hang"))
    with answering(emulator, tmp_path, seeds_index, POLL_TIMEOUT="1") as bot:
        asked = emulator.say(emulator.private(), QUESTION)
        emulator.reply_to(asked, timeout=15)
        emulator.fail("getUpdates", Fault("hang"))
        emulator.wait_for(lambda: not emulator.waiting)
        assert bot.stop() == 0


def test_a_poll_that_fails_is_repeated(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """Refused or cut off: one line each, and the question that waited is answered."""
    emulator.fail("getUpdates", Fault("refuse", 502), Fault("lose"), Fault("forget"))
    with answering(emulator, tmp_path, seeds_index) as bot:
        asked = emulator.say(emulator.private(), QUESTION)
        emulator.reply_to(asked)
        assert answers(emulator, asked) == 1
        assert "Telegram cannot be reached, trying again" in bot.said()
        assert "Traceback" not in bot.said()


def test_two_bots_with_one_token_say_so(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """The one whose poll was ended tells what to do; the person is answered by either."""
    with (
        answering(emulator, tmp_path / "one", seeds_index) as one,
        answering(emulator, tmp_path / "two", seeds_index),
    ):
        one.wait_until_said("Another program polls with this token: stop it")
        assert emulator.ask(emulator.private(), QUESTION)


def test_a_group_that_became_a_supergroup_is_answered_there(
    emulator: Emulator, seeds_index: Path, tmp_path: Path
) -> None:
    """The answer to a question from just before goes to the new id."""
    with answering(emulator, tmp_path, seeds_index):
        group = emulator.group(-2001)
        with emulator.hold("sendMessage") as arrived:
            emulator.say(group, f"/ask {QUESTION}")
            arrived()
            supergroup = emulator.migrate(group, -1_002_001)
        emulator.wait_for(lambda: emulator.replies(supergroup))
        assert emulator.replies(group) == []


def test_who_blocked_the_bot_is_left_alone(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """One line in the log, no second attempt, and others are answered."""
    with answering(emulator, tmp_path, seeds_index) as bot:
        ada = emulator.private()
        with emulator.hold("sendMessage") as arrived:
            emulator.say(ada, QUESTION)
            arrived()
            emulator.block(ada)
        assert emulator.ask(emulator.private(1002), QUESTION)
        bot.wait_until_said("blocked by the user")
        refused = [call for call in emulator.transcript if call.code == 403]
        assert len(refused) == 1
        assert sum("blocked by the user" in line for line in bot.said().splitlines()) == 1


def test_killed_with_questions_under_way_it_answers_them_later(
    emulator: Emulator, seeds_index: Path, tmp_path: Path
) -> None:
    """What Telegram has been told to forget is not lost: it is answered after the restart, in order, once."""
    ada = emulator.private()
    with answering(emulator, tmp_path, seeds_index) as bot:
        with emulator.hold("sendMessage") as arrived:
            asked = [emulator.say(ada, f"{QUESTION} {number}") for number in range(6)]
            arrived()
            emulator.wait_for(lambda: not emulator.waiting)
            bot.kill()
        sent = len(emulator.replies(ada))  # the call that was held takes effect when it is let go
    with answering(emulator, tmp_path, seeds_index) as bot:
        bot.wait_until_said("6 updates were under way")
        emulator.reply_to(asked[-1])
        assert [answers(emulator, one) for one in asked] == [1 + sent] + [1] * 5
        order = [asked.index(one.reply_to) for one in emulator.replies(ada) if one.reply_to][sent:]
        assert order == sorted(order)


@pytest.mark.slow
def test_killed_again_and_again_it_answers_everybody(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """Sixty people ask while the bot is killed three times: each is answered, twice only what was just being sent."""
    emulator.slow_down(0.05)
    asked: list[Message] = []
    kills = 3

    def answered(one: Message) -> bool:
        return answers(emulator, one) > 0

    for turn in range(kills):
        with answering(emulator, tmp_path, seeds_index) as bot:
            asked += ask_all(emulator, range(1 + 20 * turn, 21 + 20 * turn))
            emulator.wait_for(lambda: sum(map(answered, asked)) >= len(asked) - 12)  # noqa: B023 - it has ended here
            bot.kill()
    with answering(emulator, tmp_path, seeds_index):
        emulator.wait_for(lambda: all(map(answered, asked)))
    twice = sum(answers(emulator, one) - 1 for one in asked)
    assert twice <= kills * 16, "no more than were on their way at once"


def test_told_to_stop_it_leaves_nothing_behind(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """A hundred people wait for the outgoing limit: it stops within five seconds, and answers the rest later, once."""
    with answering(emulator, tmp_path, seeds_index) as bot:
        asked = ask_all(emulator, range(1, 201))
        emulator.wait_for(lambda: any(answers(emulator, one) for one in asked))
        assert bot.stop() == 0
        assert not all(answers(emulator, one) for one in asked)
    with answering(emulator, tmp_path, seeds_index):
        emulator.wait_for(lambda: all(answers(emulator, one) for one in asked), 30)
        assert sum(answers(emulator, one) for one in asked) <= len(asked) + 16
        assert emulator.ask(emulator.private(999), QUESTION)


def test_an_index_that_is_gone_goes_on_answering(
    emulator: Emulator, seeds: Path, seeds_index: Path, tmp_path: Path
) -> None:
    """Deleted or of another format: the one that was opened answers, health tells, and a new one is taken."""
    index, port = tmp_path / "index", str(free_port())
    shutil.copytree(seeds_index, index)
    with answering(emulator, tmp_path / "bot", index, HEALTH_PORT=port) as bot:
        ada = emulator.private()
        expected = emulator.ask(ada, QUESTION).text
        (home,) = (one for one in index.iterdir() if one.name.startswith("tantivy-"))
        home.rename(home.with_name("tantivy-999"))
        assert emulator.ask(ada, QUESTION).text == expected
        bot.wait_until_said("Still answering from the index that was opened before: ")
        shutil.rmtree(index)
        assert emulator.ask(ada, QUESTION).text == expected
        health = httpx.get(f"http://127.0.0.1:{port}/healthz")
        assert (health.status_code, health.json()["status"]) == (503, "index")
        build(seeds, index)
        assert emulator.ask(ada, QUESTION).text == expected
        assert httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
        assert "Traceback" not in bot.said()


def test_a_full_disk_does_not_stop_the_answers(emulator: Emulator, seeds_index: Path, tmp_path: Path) -> None:
    """No file can grow any more: everybody is answered, once, and the log has one line."""
    with answering(emulator, tmp_path, seeds_index) as bot:
        _, hard = resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (64 * 1024, hard))
        asked = ask_all(emulator, range(1, 41))
        emulator.wait_for(lambda: all(answers(emulator, one) for one in asked))
        assert bot.said().count("answers go on without it") == 1
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (hard, hard))
        assert emulator.ask(emulator.private(99), QUESTION)
        assert [answers(emulator, one) for one in asked] == [1] * 40
