"""Inline mode: what is offered while somebody types "@bot question" in any chat, and what a chosen result posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.emulator import Emulator
from bot.keys import question_of_payload
from index.answer.retriever import Retriever
from index.build.build import build
from index.text.dates import told
from tests.support.chatting import EN, HANS, QUESTION, Talk, make_seeds
from tests.support.running import started

if TYPE_CHECKING:
    from pathlib import Path


def test_a_question_gets_up_to_ten_results(talk: Talk) -> None:
    """Title, date and snippet of each; a chosen one posts the sourced snippet with a link to the article."""
    ada, group = talk.person(), talk.group()
    query = talk.emulator.results(ada, "WeChat crypto ban")
    snippets = talk.retriever.ask("WeChat crypto ban", 10).snippets
    assert query.results is not None
    assert 5 < len(query.results) == len(snippets) <= 10
    for result, snippet in zip(query.results, snippets, strict=True):
        assert result["title"] == snippet.article.title
        date, _, said = result["description"].partition(" · ")
        assert date == told(snippet.article.date or "", "en")
        focus = snippet.text[slice(*snippet.focus)]  # its paragraphs stand on lines of their own there
        assert "".join(focus.split()).startswith("".join(said.removesuffix("…").split()))
    posted = talk.emulator.choose(query, 0, group)
    assert snippets[0].text[slice(*snippets[0].focus)] in posted.text
    source = posted.text.rpartition("\n\n")[2]
    assert source.startswith(f"{snippets[0].article.title} · {told(snippets[0].article.date or '', 'en')}")
    (button,) = posted.buttons()
    assert button["text"] == EN.read_article
    opened = talk.emulator.ask(ada, "/start " + button["url"].partition("?start=")[2])
    assert opened.text.startswith(snippets[0].article.title)


def test_what_was_chosen_is_no_question(talk: Talk) -> None:
    """Neither in the chat with the bot nor in a group does it answer its own snippets."""
    ada, group = talk.person(), talk.group()
    query = talk.emulator.results(ada, QUESTION)
    for chat in (ada, group):
        talk.emulator.choose(query, 0, chat)
        talk.emulator.ask(chat, f"/ask {QUESTION}")
        assert len(talk.emulator.replies(chat)) == 1


def test_an_empty_query_offers_questions(talk: Talk) -> None:
    """That the articles answer; the one that is chosen is posted with its answer."""
    query = talk.emulator.results(talk.person(), "  ")
    assert query.results is not None
    assert len(query.results) == 2
    posted = talk.emulator.choose(query, 0, talk.group())
    assert posted.marked("blockquote") == [query.results[0]["title"]]
    assert posted.text.endswith(talk.expected(query.results[0]["title"]))


def test_a_button_leads_to_the_private_chat(talk: Talk) -> None:
    """With the question, where it fits into a link; in the person's own language."""
    ada = talk.person()
    query = talk.emulator.results(ada, "微信有多少用户")
    assert query.button is not None
    assert query.button["text"] == HANS.ask_privately
    assert question_of_payload(query.button["start_parameter"]) == "微信有多少用户"
    answer = talk.emulator.ask(ada, f"/start {query.button['start_parameter']}")
    assert answer.marked("blockquote") == ["微信有多少用户"]
    long = talk.emulator.results(ada, "WeChat " * 36)
    assert long.button == {"text": EN.ask_privately, "start_parameter": "hello"}
    assert talk.emulator.ask(ada, "/start hello").text.startswith(EN.about)
    nothing = talk.emulator.results(ada, "xqzzt vwwpl")
    assert nothing.results == []
    assert nothing.button is not None


def test_who_types_on_is_answered_once(talk: Talk) -> None:
    """Queries that follow each other at once are not looked up; one that was answered before is answered at once."""
    ada = talk.person()
    typed = [talk.emulator.type(ada, QUESTION[:end]) for end in range(5, 30)]
    last = talk.emulator.results(ada, QUESTION)
    assert last.results
    assert len([query for query in typed if query.results is not None]) < 5
    again = talk.emulator.results(ada, f" {QUESTION} ")
    assert again.results == last.results
    assert (again.personal, 0 < again.cache_time <= 60) == (True, True)


def test_results_are_of_the_newest_index(shared_cache: Path, tmp_path: Path) -> None:
    """What is remembered of a question ends with the index that it came from; inline mode that is off is told."""
    index = make_seeds(tmp_path, shared_cache)
    with (
        Emulator() as emulator,
        started(tmp_path, index, TOKEN=emulator.token, BASE_URL=emulator.base_url) as bot,
    ):
        talk = Talk(emulator, bot, Retriever.open(index))
        ada = talk.person()
        assert emulator.results(ada, "What do unicorns of Grumbleton eat?").results != []
        (tmp_path / "seeds" / "unicorns.txt").write_text("Unicorns of Grumbleton eat thistles.", encoding="utf-8")
        build(tmp_path / "seeds", index)
        (best, *_) = emulator.results(ada, "What do unicorns of Grumbleton eat?").results or []
        assert "thistles" in best["description"]
        assert "Inline mode is off" not in bot.said()


def test_inline_mode_that_is_off_is_told_at_start(talk: Talk, tmp_path: Path) -> None:
    """In a line that says where to turn it on."""
    with (
        Emulator(inline=False) as emulator,
        started(tmp_path, talk.bot.log.parent / "made", TOKEN=emulator.token, BASE_URL=emulator.base_url) as bot,
    ):
        bot.wait_until_said("Inline mode is off")
        assert "/setinline" in bot.said()
