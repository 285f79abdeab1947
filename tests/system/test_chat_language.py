"""The languages that the bot speaks, its profile in them, and what it keeps of people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.data.votes import Records
from tests.support.chatting import EN, HANS, HANT, QUESTION, UNANSWERABLE, Talk
from tests.support.running import started

if TYPE_CHECKING:
    from pathlib import Path

    from bot.texts import Texts

DEFAULT = json.dumps({"type": "default"})


@pytest.mark.parametrize(
    ("code", "texts"),
    [("zh-hans", HANS), ("zh-hant-tw", HANT), ("zh-TW", HANT), ("zh", HANS), ("en-GB", EN), ("de", EN), (None, EN)],
)
def test_commands_are_answered_in_the_language_of_telegram(talk: Talk, code: str | None, texts: Texts) -> None:
    """Where there is no question to tell by."""
    assert talk.emulator.ask(talk.person(code), "/start").text.startswith(texts.about)


def test_the_question_s_language_comes_before_telegram_s(talk: Talk) -> None:
    """In its script, for messages and buttons."""
    ada = talk.person("en")
    for question, texts in (("红烧肉怎么做", HANS), ("紅燒肉怎麼做", HANT), (UNANSWERABLE, EN)):
        answer = talk.emulator.ask(ada, question)
        assert answer.text.startswith(texts.nothing_close) or texts.context in talk.labels(answer)
    answer = talk.emulator.ask(talk.person("en"), "Jake Smith 是什麼人？")
    assert HANT.context in talk.labels(answer)


def test_the_chosen_language_comes_first(talk: Talk) -> None:
    """For all that is said, and for the commands of the chat; it can be given up again."""
    ada = talk.person("en")
    offered = talk.emulator.ask(ada, "/lang")
    assert talk.labels(offered) == ["English", "简体中文", "繁體中文", EN.by_question]
    assert talk.emulator.answer_to(talk.pressed(offered, "繁體中文")) == HANT.language_set
    assert offered.text == HANT.language_set
    scope = json.dumps({"chat_id": ada.id, "type": "chat"})
    commands = talk.emulator.wait_for(lambda: talk.emulator.state.commands.get((scope, "")))
    assert {one["description"] for one in commands} == set(HANT.commands.values())
    answer = talk.emulator.ask(ada, QUESTION)
    assert HANT.context in talk.labels(answer)
    offered = talk.emulator.ask(ada, "/lang")
    talk.pressed(offered, HANT.by_question)
    assert offered.text == EN.language_by_question
    talk.emulator.wait_for(lambda: (scope, "") not in talk.emulator.state.commands)
    assert EN.context in talk.labels(talk.emulator.ask(ada, QUESTION))


def test_the_profile_is_set_in_each_language_and_left_alone_when_it_is(talk: Talk, tmp_path: Path) -> None:
    """A second start asks, and changes nothing: Telegram allows few changes a day."""
    state = talk.emulator.state
    talk.emulator.wait_for(lambda: ("short_description", "zh") in state.descriptions)
    for code, texts in (("", EN), ("zh", HANS)):
        listed = {one["command"]: one["description"] for one in state.commands[DEFAULT, code]}
        assert listed == texts.commands
        assert state.descriptions["description", code] == texts.about
        assert state.descriptions["short_description", code] == texts.profile
    with talk.emulator.__class__() as emulator:
        emulator.state.commands, emulator.state.descriptions = dict(state.commands), dict(state.descriptions)
        with started(tmp_path, talk.bot.log.parent / "made", TOKEN=emulator.token, BASE_URL=emulator.base_url):
            emulator.wait_for(lambda: [call.method for call in emulator.transcript].count("getMyShortDescription") == 2)
            assert emulator.ask(emulator.private(), QUESTION)
        assert not [call for call in emulator.transcript if call.method.startswith("setMy")]


def test_what_is_kept_is_told_and_can_be_deleted(talk: Talk) -> None:
    """/privacy names what there is, /forget deletes it and tells how much that was."""
    ada = talk.person()
    told = talk.emulator.ask(ada, "/privacy").text
    for said in (EN.privacy_asked, EN.privacy_kept, EN.privacy_counted.format(days=90), EN.privacy_telegram):
        assert said in told
    assert EN.privacy_questions.format(days=90) not in told
    assert talk.emulator.ask(ada, "/forget").text == EN.nothing_to_forget
    ben = talk.person()
    talk.pressed(talk.emulator.ask(ben, "/lang"), "English")
    answer = talk.emulator.ask(ben, QUESTION)
    talk.emulator.answer_to(talk.emulator.press(answer, "👎"))
    assert talk.emulator.ask(ben, "/forget").text == EN.forgotten.format(count=2)
    assert not any(str(ben.id) in scope for scope, _ in talk.emulator.state.commands)
    assert Records.open(talk.bot.log.parent / ".citebot-bot").forget(ben.id) == 0
