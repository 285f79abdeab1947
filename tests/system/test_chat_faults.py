"""What goes wrong on the way to a person: a message that is gone or too old, a block, a group that has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.emulator import Emulator
from index.answer.retriever import Retriever
from tests.support.chatting import QUESTION, Talk
from tests.support.running import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def alone(running_talk: Talk, tmp_path: Path) -> Iterator[Talk]:
    """Return a bot of a test's own, whose refusals are meant."""
    index = running_talk.bot.log.parent / "made"
    with (
        Emulator() as emulator,
        started(tmp_path, index, TOKEN=emulator.token, BASE_URL=emulator.base_url) as bot,
    ):
        yield Talk(emulator, bot, Retriever.open(index))


def test_an_answer_deleted_before_it_is_changed_stays_deleted(alone: Talk) -> None:
    """A press that comes too late writes nothing, and the log has no error."""
    ada = alone.person()
    asked = alone.emulator.say(ada, QUESTION)
    answer = alone.emulator.reply_to(asked)
    with alone.emulator.hold("editMessageText") as arrived:
        query = alone.emulator.press(answer, "▶")
        arrived()
        alone.emulator.delete(answer)
    assert alone.emulator.answer_to(query) == ""
    alone.emulator.rewrite(asked, f"{QUESTION}?")
    alone.emulator.wait_for(lambda: alone.emulator.replies(ada))
    (again,) = alone.emulator.replies(ada)
    assert again.text == alone.expected(f"{QUESTION}?"), "whoever corrects the question wants an answer"
    assert "ERROR" not in alone.bot.said()


def test_an_answer_too_old_to_be_changed_is_given_anew(alone: Talk) -> None:
    """As a reply to the question, with its own buttons."""
    ada = alone.person()
    asked = alone.emulator.say(ada, QUESTION)
    answer = alone.emulator.reply_to(asked)
    answer.frozen = True
    alone.emulator.press(answer, "▶")
    alone.emulator.wait_for(lambda: len(alone.emulator.replies(ada)) == 2)
    anew = alone.emulator.replies(ada)[1]
    assert anew.reply_to is asked
    assert anew.text == alone.expected(QUESTION, 1)
    alone.pressed(anew, "▶")
    assert anew.text == alone.expected(QUESTION, 2)
    assert "ERROR" not in alone.bot.said()


def test_a_press_too_old_to_be_answered_still_turns(alone: Talk) -> None:
    """Telegram gives up on the button's waiting after a while; the message can be edited all the same."""
    answer = alone.emulator.ask(alone.person(), QUESTION)
    alone.pressed(answer, "▶", expired=True)
    assert answer.text == alone.expected(QUESTION, 1)
    assert "ERROR" not in alone.bot.said()


def test_who_blocks_the_bot_is_left_alone(alone: Talk) -> None:
    """No apology, no error; who unblocks it is answered."""
    ada = alone.person()
    asked = alone.emulator.say(ada, "hello")
    alone.emulator.reply_to(asked)
    alone.emulator.block(ada)
    alone.emulator.say(ada, QUESTION)
    alone.bot.wait_until_said("bot was blocked by the user")
    ada.blocked = False
    assert alone.emulator.ask(ada, QUESTION).text == alone.expected(QUESTION)
    assert len(alone.emulator.replies(ada)) == 2
    assert "ERROR" not in alone.bot.said()


def test_a_group_that_has_become_a_supergroup_is_answered_there(alone: Talk) -> None:
    """The question is in the old group: the answer quotes it, so that its buttons work."""
    group = alone.group()
    with alone.emulator.hold("sendMessage") as arrived:
        alone.emulator.say(group, f"/ask {QUESTION}")
        arrived()
        moved = alone.emulator.migrate(group, -100_777)
    alone.emulator.wait_for(lambda: any(sent.edits for sent in alone.emulator.replies(moved)))
    (answer,) = alone.emulator.replies(moved)
    assert answer.text == f"{QUESTION}\n\n{alone.expected(QUESTION)}"
    alone.pressed(answer, "▶")
    assert answer.text == f"{QUESTION}\n\n{alone.expected(QUESTION, 1)}"
    assert "ERROR" not in alone.bot.said()


def test_an_inline_query_too_old_to_be_answered_is_let_go(alone: Talk) -> None:
    """Telegram refuses the answer; the next query is answered."""
    ada = alone.person()
    with alone.emulator.hold("answerInlineQuery") as arrived:
        late = alone.emulator.type(ada, "WeChat bans")
        arrived()
        late.expired = True
    alone.emulator.wait_for(lambda: any(call.code == 400 for call in alone.emulator.transcript))
    assert alone.emulator.results(ada, "WeChat bans accounts").results
    assert "ERROR" not in alone.bot.said()
