"""Answers as people get them: their snippets, context, article, votes, corrections and follow-ups."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from bot.data.votes import Records
from bot.emulator import Emulator
from index.answer.retriever import Retriever
from index.build.build import build
from tests.support.chatting import COPIED, EN, HANS, LONG, QUESTION, SEEDS, UNANSWERABLE, Talk
from tests.support.running import started

if TYPE_CHECKING:
    from pathlib import Path

    from bot.texts import Texts


def test_the_answer_stands_out_among_the_matches(talk: Talk) -> None:
    """Matches and answer are bold, what was asked for is underlined too; the source line follows."""
    answer = talk.emulator.ask(talk.person(), QUESTION)
    assert answer.marked("underline") == ["June 20"]
    assert {"June 20", "WeChat"} <= set(answer.marked("bold"))
    assert answer.text == talk.expected(QUESTION)
    source = answer.text.rpartition("\n\n")[2]
    assert source.startswith("WeChat bans accounts that provide access to crypto or NFT-related services · June 2022")


def test_arrows_go_through_all_snippets_and_round(talk: Talk) -> None:
    """▶ and ◀ edit in place; what stands between them tells where one is, and ends its waiting when pressed."""
    answer = talk.emulator.ask(talk.person(), QUESTION)
    assert talk.labels(answer) == ["◀", "1/5", "▶", "Context", "Article", "👍", "👎"]
    assert talk.emulator.answer_to(talk.pressed(answer, "▶")) == ""
    assert answer.text == talk.expected(QUESTION, 1)
    assert talk.labels(answer)[1] == "2/5"
    talk.pressed(answer, "◀")
    talk.pressed(answer, "◀")
    assert answer.text == talk.expected(QUESTION, 4)
    assert answer.preview == {"is_disabled": True}
    assert talk.emulator.answer_to(talk.emulator.press(answer, "5/5")) == ""
    assert answer.edits == 3


def test_context_opens_the_sentences_around_and_closes(talk: Talk) -> None:
    """They stand in an expandable quotation with the snippet bold among them."""
    question = "how many pints did barrel 60 of Grumbleton cider hold?"
    answer = talk.emulator.ask(talk.person(), question)
    before = answer.text
    talk.pressed(answer, EN.context)
    (around,) = answer.marked("expandable_blockquote")
    assert answer.text.startswith("Barrel 60 of Grumbleton cider was opened. It held 67 pints")
    assert around.startswith("It held 65 pints and tasted of pears.")
    assert "Barrel 60 of Grumbleton cider was opened. It held 67 pints" in answer.marked("bold")[-1]
    assert "Barrel 61" in around
    assert EN.hide_context in talk.labels(answer)
    talk.pressed(answer, EN.hide_context)
    assert answer.text == before


def test_context_names_the_articles_that_say_the_same(talk: Talk) -> None:
    """By their titles, below the sentences."""
    answer = talk.emulator.ask(talk.person(), "when was the lighthouse of Brimfield lit?")
    assert COPIED in answer.text
    assert EN.also_in.format(count=1) in answer.text
    shown = "light" if "Title of light" in answer.text else "copy"
    talk.pressed(answer, EN.context)
    other = {"light": "copy", "copy": "light"}[shown]
    assert answer.text.endswith(f"{EN.also_in_these}\n• Title of {other}")


def test_the_article_opens_at_the_snippet_and_can_be_read_to_both_ends(talk: Talk) -> None:
    """Its pages hold all of it; the way back leads to the snippet."""
    answer = talk.emulator.ask(talk.person(), "how many pints did barrel 60 of Grumbleton cider hold?")
    before = answer.text
    talk.pressed(answer, EN.article)
    assert "Barrel 60" in answer.marked("bold")[0]
    pages = int(talk.labels(answer)[1].partition("/")[2])
    assert pages > 2
    read = []
    for _ in range(pages):
        assert answer.text.startswith("Title of cider\n\n")
        read.append((talk.labels(answer)[1], answer.text.partition("\n\n")[2]))
        talk.pressed(answer, "▶")
    whole = "\n\n".join(text for _, text in sorted(read, key=lambda page: int(page[0].partition("/")[0])))
    assert LONG.replace("\n\n", "\n") in whole.replace("\n\n", "\n")
    talk.pressed(answer, f"« {EN.back}")
    assert answer.text == before


def test_votes_are_kept_one_a_person(talk: Talk) -> None:
    """Of whoever presses; a second vote on the same passage replaces the first."""
    ben = talk.person()
    group = talk.group()
    answer = talk.emulator.ask(group, f"/ask {QUESTION} please")
    for presser, button in ((ben, "👍"), (ben, "👎"), (talk.person(), "👎")):
        assert talk.emulator.answer_to(talk.emulator.press(answer, button, by=presser)) == EN.thanks
    records = Records.open(talk.bot.log.parent / ".citebot-bot")
    (broken,) = [one for one in records.broken(10) if one.question == f"{QUESTION} please"]
    assert broken.votes == 2
    assert records.forget(ben.id) == 1


def test_no_answer_is_told_with_the_closest_and_with_what_can_be_asked(talk: Talk) -> None:
    """Two questions that the articles answer can be asked by a press, in the person's own message."""
    answer = talk.emulator.ask(talk.person(), UNANSWERABLE)
    assert answer.text.startswith(f"{EN.no_answer}\n\n")
    assert answer.marked("underline") == [], "what stands there is not what was asked for"
    _, examples = answer.text.split(EN.answerable + "\n")
    first, second = examples.splitlines()
    assert [first[:3], second[:3]] == ["1. ", "2. "]
    talk.emulator.press(answer, "❓ 2")
    asked = talk.emulator.reply_to(answer)
    assert asked.marked("blockquote") == [second[3:]]
    assert EN.no_answer not in asked.text
    assert asked.text.endswith(talk.expected(second[3:]))
    if "▶" in talk.labels(asked):
        talk.pressed(asked, "▶")
        assert asked.text == f"{second[3:]}\n\n{talk.expected(second[3:], 1)}", "the question is read off the quotation"


def test_a_mistyped_question_can_be_asked_as_it_was_meant(talk: Talk) -> None:
    """In the place of the answer, with the question quoted, so that its other snippets can be gone through."""
    mistyped = "secondry NFT trading polcy coverd"
    meant = talk.retriever.ask(mistyped, 5).did_you_mean
    assert meant
    answer = talk.emulator.ask(talk.person(), mistyped)
    assert EN.did_you_mean.format(question=meant) in answer.text
    talk.pressed(answer, EN.ask_that)
    assert answer.marked("blockquote") == [meant]
    assert answer.text == f"{meant}\n\n{talk.expected(meant)}"
    talk.pressed(answer, EN.article)
    talk.pressed(answer, f"« {EN.back}")
    assert answer.text == f"{meant}\n\n{talk.expected(meant)}"


def test_a_follow_up_is_put_to_the_article_first(talk: Talk) -> None:
    """And says so, also where that article does not tell; its own buttons go on in it."""
    ada = talk.person()
    question = "how many users does WeChat have?"
    smith = talk.emulator.ask(ada, "Who is Jake Smith?")
    assert "Bloomberg" in smith.text
    there = talk.emulator.reply_to(talk.emulator.say(ada, question, reply_to=smith))
    assert there.text.startswith(f"{EN.in_that_article}\n\n")
    assert "Bloomberg" in there.text
    talk.pressed(there, "▶")
    assert there.text.startswith(f"{EN.in_that_article}\n\n")
    assert "Bloomberg" in there.text
    elsewhere = talk.emulator.reply_to(talk.emulator.say(ada, "when was the lighthouse lit?", reply_to=smith))
    assert elsewhere.text.startswith(f"{EN.not_in_that_article}\n\n")
    assert COPIED in elsewhere.text


def test_a_corrected_question_gets_its_answer_corrected(talk: Talk) -> None:
    """The answer is edited, buttons too; where it has been deleted meanwhile there is a new one."""
    ada = talk.person()
    asked = talk.emulator.say(ada, "when did WeChat")
    answer = talk.emulator.reply_to(asked)
    talk.emulator.rewrite(asked, QUESTION)
    talk.emulator.wait_for(lambda: answer.edits == 1)
    assert answer.text == talk.expected(QUESTION)
    talk.pressed(answer, "▶")
    assert answer.text == talk.expected(QUESTION, 1)
    assert talk.emulator.replies(ada) == [answer]


def test_what_no_longer_applies_says_so(talk: Talk) -> None:
    """A question that is gone, a message that is too old, a button of another version."""
    asked = talk.emulator.say(talk.person(), QUESTION)
    answer = talk.emulator.reply_to(asked)
    talk.pressed(answer, "", data="more:1:00000000")
    for data in ("s:1:00000000:", "x" * 64):
        query = talk.emulator.press(answer, data=data)
        assert talk.emulator.answer_to(query) == EN.articles_changed
    assert talk.labels(answer) == [f"↻ {EN.ask_again}"]
    talk.pressed(answer, "↻")
    assert answer.text == talk.expected(QUESTION)
    assert talk.emulator.answer_to(talk.emulator.press(answer, "▶", old=True)) == EN.question_gone
    talk.emulator.delete(asked)
    assert talk.emulator.answer_to(talk.emulator.press(answer, "▶")) == EN.question_gone


def test_buttons_survive_a_restart_and_a_rebuild(tmp_path: Path) -> None:
    """A rebuild that leaves an answer as it is leaves its buttons; one that does not has it asked again."""
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS, seeds)
    index = tmp_path / "made"
    build(seeds, index)
    with Emulator() as emulator:
        settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url}
        ada = emulator.private()
        with started(tmp_path, index, **settings) as bot:
            asked = emulator.say(ada, QUESTION)
            answer = emulator.reply_to(asked)
            assert bot.stop() == 0
        (seeds / "other.txt").write_text("Sheep\n\nSheep live in a meadow.", encoding="utf-8")
        build(seeds, index)
        with started(tmp_path, index, **settings) as bot:
            talk = Talk(emulator, bot, Retriever.open(index))
            assert emulator.answer_to(talk.pressed(answer, "▶")) == ""
            assert answer.text == talk.expected(QUESTION, 1)
            emulator.rewrite(asked, f"{QUESTION}?")
            emulator.wait_for(lambda: len(emulator.replies(ada)) == 2)
            shutil.copy(seeds / "other.txt", seeds / "000_c8146b5ad7f98930.txt")
            build(seeds, index)
            assert emulator.answer_to(talk.pressed(answer, "▶")) == EN.articles_changed
            assert talk.labels(answer) == [f"↻ {EN.ask_again}"]
            assert emulator.answer_to(talk.pressed(answer, "↻")) == ""
            assert answer.text.startswith(talk.expected(f"{QUESTION}?"))


@pytest.mark.parametrize("asked", ["hello", "?!"])
def test_who_only_greets_is_greeted(talk: Talk, asked: str) -> None:
    """Without any button."""
    answer = talk.emulator.ask(talk.person(), asked)
    assert answer.text in {EN.small_talk, EN.empty}
    assert answer.keyboard is None


@pytest.mark.parametrize(("asked", "texts"), [("How many articles do you have?", EN), ("你有哪些文章", HANS)])
def test_who_asks_about_the_collection_is_told_what_it_covers(talk: Talk, asked: str, texts: Texts) -> None:
    """With the commands that list it, and questions to ask."""
    answer = talk.emulator.ask(talk.person(), asked)
    assert texts.articles.format(count=talk.retriever.coverage().articles) in answer.text
    assert texts.collection in answer.text
    assert [button["text"] for button in answer.buttons()] == ["❓ 1", "❓ 2"]


def test_fast_presses_show_the_last_state_only(talk: Talk) -> None:
    """While the first change is on its way nine more are asked for: each press is answered, two changes are made."""
    answer = talk.emulator.ask(talk.person(), QUESTION)
    (data,) = [button["callback_data"] for button in answer.buttons() if button["text"] == "▶"]
    before = len(talk.emulator.transcript)
    with talk.emulator.hold("editMessageText") as arrived:
        first = talk.emulator.press(answer, data=data)
        arrived()
        later = [data.replace("s:1:", f"s:{position}:", 1) for position in (2, 3, 4, 0, 1, 2, 3, 4, 3)]
        presses = [first, *(talk.emulator.press(answer, data=one) for one in later)]
        talk.emulator.wait_for(lambda: not talk.emulator.waiting)
    for press in presses:
        assert talk.emulator.answer_to(press) == ""
    last = talk.expected(QUESTION, 3)
    talk.emulator.wait_for(lambda: answer.text == last)
    changes = [call for call in talk.emulator.transcript[before:] if call.method == "editMessageText"]
    assert len(changes) == 2


PHOTO = {"photo": [{"file_id": "A", "file_unique_id": "a", "width": 90, "height": 90, "file_size": 1000}]}


def test_a_caption_is_a_question(talk: Talk) -> None:
    """Of a photo in a private chat, also where it is changed; of an album one answer and no talk of texts."""
    ada = talk.person()
    asked = talk.emulator.say(ada, content={**PHOTO, "caption": QUESTION})
    answer = talk.emulator.reply_to(asked)
    assert answer.text == talk.expected(QUESTION)
    assert talk.pressed(answer, "▶")
    assert answer.text == talk.expected(QUESTION, 1)
    asked.content["caption"] = UNANSWERABLE
    talk.emulator.rewrite(asked, "")
    talk.emulator.wait_for(lambda: answer.text.startswith(EN.no_answer))
    bob = talk.person()
    album = [{**PHOTO, "media_group_id": "77", **caption} for caption in ({"caption": QUESTION}, {}, {})]
    for content in album:
        talk.emulator.say(bob, content=content)
    talk.emulator.ask(bob, QUESTION)
    assert [one.text for one in talk.emulator.replies(bob)] == [talk.expected(QUESTION)] * 2


def test_captions_are_asked_in_groups(talk: Talk) -> None:
    """/ask in a caption, /ask in reply to one, a caption that mentions the bot; other captions are talk."""
    ada, group = talk.person(), talk.group()
    photo = talk.emulator.say(group, by=ada, content={**PHOTO, "caption": QUESTION})
    talk.emulator.say(group, "/ask", by=ada, reply_to=photo)
    assert talk.emulator.reply_to(photo).text == talk.expected(QUESTION)
    for words, kind in ((f"/ask {QUESTION}", "bot_command"), (f"@emulated_bot {QUESTION}", "mention")):
        length = words.index(" ")
        marked = {"caption_entities": [{"type": kind, "offset": 0, "length": length}]}
        captioned = talk.emulator.say(group, by=ada, content={**PHOTO, "caption": words, **marked})
        assert talk.emulator.reply_to(captioned).text == talk.expected(QUESTION)
    other = {"caption_entities": [{"type": "bot_command", "offset": 0, "length": 14}]}
    talk.emulator.say(group, by=ada, content={**PHOTO, "caption": f"/ask@other_bot {QUESTION}", **other})
    talk.emulator.ask(group, f"/ask {QUESTION}")
    assert len(talk.emulator.replies(group)) == 4
