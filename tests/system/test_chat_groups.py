"""Groups: who is answered there, in which topic, and what people are told about mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.emulator import Emulator
from bot.emulator.state import BOT
from index.answer.retriever import Retriever
from tests.support.chatting import EN, HANT, QUESTION, Talk
from tests.support.running import started

if TYPE_CHECKING:
    from pathlib import Path

NAME = BOT["username"]


def test_mentions_and_replies_are_questions_and_talk_is_not(talk: Talk) -> None:
    """One message an answer; thanks, other bots' commands and commands that name nobody but /ask get none."""
    group, ada = talk.group(), talk.person()
    for text in (QUESTION, "/help", f"/ask@other_bot {QUESTION}", f"hello @{NAME}", "@somebody when?", "/start"):
        talk.emulator.say(group, text, by=ada)
    mentioned = talk.emulator.reply_to(talk.emulator.say(group, f"@{NAME} {QUESTION}", by=ada))
    assert mentioned.text == talk.expected(QUESTION)
    talk.emulator.say(group, "thanks!", by=ada, reply_to=mentioned)
    talk.emulator.say(group, content={"sticker": STICKER}, by=ada, reply_to=mentioned)
    followed = talk.emulator.reply_to(
        talk.emulator.say(group, f"who reported it, @{NAME.upper()}?", reply_to=mentioned)
    )
    named = talk.emulator.ask(group, f"/help@{NAME}")
    assert talk.emulator.replies(group) == [mentioned, followed, named]
    assert EN.commands["latest"] in named.text


STICKER = {
    "file_id": "1",
    "file_unique_id": "1",
    "width": 1,
    "height": 1,
    "type": "regular",
    "is_animated": False,
    "is_video": False,
}


def test_anybody_may_press_and_the_message_keeps_the_language_of_who_asked(talk: Talk) -> None:
    """The notice is in the language of who pressed."""
    group, mei, ben = talk.group(), talk.person("en"), talk.person("en")
    chosen = talk.emulator.ask(mei, "/lang")
    talk.pressed(chosen, "繁體")
    answer = talk.emulator.reply_to(talk.emulator.say(group, f"/ask {QUESTION}", by=mei))
    talk.pressed(answer, "▶", by=ben)
    assert answer.text == talk.expected(QUESTION, 1, HANT)
    assert HANT.context in talk.labels(answer)
    assert talk.emulator.answer_to(talk.emulator.press(answer, "👍", by=mei)) == HANT.thanks
    assert talk.emulator.answer_to(talk.emulator.press(answer, "👍", by=ben)) == EN.thanks


def test_a_topic_gets_its_answers_in_the_topic(talk: Talk) -> None:
    """Also where the question was deleted before it was answered, and for what a button writes."""
    forum = talk.group(topics=(7, 8))
    answer = talk.emulator.reply_to(talk.emulator.say(forum, f"/ask {QUESTION}", topic=7))
    none = talk.emulator.reply_to(talk.emulator.say(forum, "/ask when did Tencent buy Supercell", topic=8))
    talk.emulator.press(none, "❓ 1")
    example = talk.emulator.reply_to(none)
    with talk.emulator.hold("sendMessage") as arrived:
        asked = talk.emulator.say(forum, f"/ask {QUESTION}?", topic=8)
        arrived()
        talk.emulator.delete(asked)
    talk.emulator.wait_for(lambda: len(talk.emulator.replies(forum)) == 4)
    assert [sent.topic for sent in talk.emulator.replies(forum)] == [7, 8, 8, 8]
    assert answer.topic == 7
    assert example.topic == 8


def test_ask_can_be_put_to_somebody_else_s_message(talk: Talk) -> None:
    """A bare /ask in reply to a question answers that, and its buttons know the question."""
    group, ada, mei = talk.group(), talk.person(), talk.person()
    asked = talk.emulator.say(group, QUESTION, by=ada)
    talk.emulator.say(group, f"/ask@{NAME}", by=mei, reply_to=asked)
    answer = talk.emulator.reply_to(asked)
    talk.pressed(answer, "▶", by=mei)
    assert answer.text == talk.expected(QUESTION, 1)
    bare = talk.emulator.ask(group, f"/ask@{NAME}")
    assert bare.text == EN.how_to_ask_here.format(bot=NAME)


def test_with_privacy_mode_people_are_told_once_what_a_mention_needs(talk: Talk, tmp_path: Path) -> None:
    """On joining as a plain member, or else when somebody points the bot to a mention that it was not shown."""
    index = talk.bot.log.parent / "made"
    with (
        Emulator(privacy=True) as emulator,
        started(tmp_path, index, TOKEN=emulator.token, BASE_URL=emulator.base_url),
    ):
        there = Talk(emulator, talk.bot, Retriever.open(index))
        mei = there.person("zh-TW")
        joined, ruled, old = there.group(), there.group(), there.group()
        emulator.join(joined, mei)
        emulator.join(ruled, mei, "administrator")
        (told,) = emulator.wait_for(lambda: emulator.replies(joined))
        (short,) = emulator.wait_for(lambda: emulator.replies(ruled))
        assert short.text == HANT.joined.format(bot=NAME)
        assert told.text == f"{short.text}\n\n{HANT.mentions_unseen.format(bot=NAME)}"
        for _ in range(2):
            unseen = emulator.say(old, f"@{NAME} {QUESTION}")
            emulator.say(old, "/ask", reply_to=unseen)
            assert emulator.reply_to(unseen).text == there.expected(QUESTION)
        assert emulator.ask(old, f"/ask {QUESTION}!").text == there.expected(QUESTION)
        warned = [sent.text for sent in emulator.replies(old) if sent.text == EN.mentions_unseen.format(bot=NAME)]
        assert len(warned) == 1
        assert [call for call in emulator.transcript if call.code != 200] == []
