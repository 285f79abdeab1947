"""Articles to read: the newest, all of them, and links that open one or repeat a question."""

from __future__ import annotations

from bot.keys import article_key, article_payload, question_payload
from tests.support.chatting import EN, HANT, LONG, QUESTION, Talk


def test_the_newest_articles_are_listed_and_read(talk: Talk) -> None:
    """By date; a number opens one, the way back leads to the list."""
    listed = talk.emulator.ask(talk.person(), "/latest")
    lines = listed.text.splitlines()
    total = talk.retriever.coverage().articles
    assert lines[0] == EN.latest.format(first=1, last=10, count=total)
    assert lines[2] == "1. WeChat bans accounts that provide access to crypto or NFT-related services · June 2022"
    assert [line.rpartition(" · ")[2] for line in lines[2:6]] == [
        "June 2022",
        "1 November 2021",
        "August 2018",
        "18 September 2017",
    ]
    before = listed.text
    talk.pressed(listed, "4")
    assert listed.text.startswith("China’s crackdown on bitcoin and WeChat")
    talk.pressed(listed, f"« {EN.back}")
    assert listed.text == before


def test_the_newest_about_a_topic_are_listed(talk: Talk) -> None:
    """Those that speak of it, in either language; a number opens one. Nothing about it is said, too."""
    listed = talk.emulator.ask(talk.person(), "/latest NFT")
    lines = listed.text.splitlines()
    assert lines[0] == EN.latest_about.format(words="NFT", count=len(talk.retriever.speaking_of("NFT")))
    assert lines[2].startswith("1. WeChat bans accounts that provide access to crypto or NFT-related services")
    assert not any("cider" in line for line in lines)
    talk.pressed(listed, "1")
    assert listed.text.startswith("WeChat bans accounts")
    chinese = talk.emulator.ask(talk.person("zh-TW"), "/latest 微信")
    assert chinese.text.splitlines()[0].startswith(HANT.latest_about.partition("{")[0])
    none = talk.emulator.ask(talk.person(), "/latest <b>Supercellular</b> & more")
    assert none.text == EN.none_about.format(words="<b>Supercellular</b> & more")


def test_all_articles_can_be_gone_through(talk: Talk) -> None:
    """Ten a page, by title; each opens at its first page, and back leads to the page of the list."""
    listed = talk.emulator.ask(talk.person("zh-TW"), "/sources")
    titles = [line.partition(". ")[2] for line in listed.text.splitlines() if line[0:1].isdigit()]
    assert talk.labels(listed)[-3:] == ["◀", "1/2", "▶"]
    talk.pressed(listed, "▶")
    assert listed.text.startswith(HANT.sources.format(first=11, last=19, count=19))
    titles += [line.partition(". ")[2] for line in listed.text.splitlines() if line[0:1].isdigit()]
    assert len({*titles}) == talk.retriever.coverage().articles == 19
    talk.pressed(listed, "14")
    assert listed.text.startswith(titles[13])
    assert talk.labels(listed) == ["1/1", f"« {HANT.back}"]
    assert talk.emulator.answer_to(talk.emulator.press(listed, "1/1")) == ""
    talk.pressed(listed, "«")
    assert listed.text.startswith(HANT.sources.format(first=11, last=19, count=19))


def test_a_reply_to_an_article_asks_that_article(talk: Talk) -> None:
    """As a reply to an answer does."""
    ada = talk.person()
    listed = talk.emulator.ask(ada, "/latest")
    talk.pressed(listed, "4")
    answer = talk.emulator.reply_to(talk.emulator.say(ada, "how many users does WeChat have?", reply_to=listed))
    assert answer.text.startswith(EN.in_that_article)
    assert "Bloomberg" in answer.text


def test_a_link_opens_an_article(talk: Talk) -> None:
    """On its first page, without a list to go back to; one that is gone is told."""
    opened = talk.emulator.ask(talk.person(), f"/start {article_payload(article_key('cider'))}")
    assert opened.text.startswith("Title of cider\n\n")
    first = opened.text
    talk.pressed(opened, "▶")
    talk.pressed(opened, "◀")
    assert opened.text == first
    assert LONG.startswith(first.split("\n\n")[1])
    assert not any(label.startswith("«") for label in talk.labels(opened))
    gone = talk.emulator.ask(talk.person(), f"/start {article_payload(article_key('gone'))}")
    assert gone.text == EN.article_gone
    data = opened.buttons()[0]["callback_data"].replace(article_key("cider"), article_key("gone"))
    assert talk.emulator.answer_to(talk.emulator.press(opened, data=data)) == EN.article_gone


def test_a_link_repeats_a_question(talk: Talk) -> None:
    """The question, which the link hides, stands above its answer; its buttons work."""
    answer = talk.emulator.ask(talk.person(), f"/start {question_payload(QUESTION)}")
    assert answer.marked("blockquote") == [QUESTION]
    assert answer.text == f"{QUESTION}\n\n{talk.expected(QUESTION)}"
    talk.pressed(answer, "▶")
    assert answer.text == f"{QUESTION}\n\n{talk.expected(QUESTION, 1)}"
    for nonsense in ("q!!", "q%", "a", "hello", "q" + "A" * 63):
        assert talk.emulator.ask(talk.person(), f"/start {nonsense}").text
