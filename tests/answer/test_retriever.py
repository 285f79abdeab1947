"""The asking trip on the real index of the seeds, and on small ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.build.build import build
from index.model import Span

if TYPE_CHECKING:
    from tests.conftest import MakeIndex


@pytest.mark.parametrize(
    "question", ["when did WeChat ban NFT accounts", "hey, when did wechat ban nft acounts? thanks"]
)
def test_the_date_comes_first_and_its_lead_says_what_happened(retriever: Retriever, question: str) -> None:
    """A topic match is not an answer: the only date stands three sentences after the ban."""
    found = retriever.ask(question)
    best = found.snippets[0]
    assert found.answered
    assert best.text.startswith("The move was highlighted")
    assert best.answer is not None
    assert best.text[slice(*best.answer)] == "June 20"
    assert best.lead is not None
    assert "has updated its policies to ban accounts" in best.lead.text
    assert best.article.date == "2022-06"
    shown = [(one.start, one.end) for one in found.snippets if one.article.id == best.article.id]
    assert (best.lead.start, best.lead.end) not in shown


@pytest.mark.parametrize(
    "question",
    ["who won the world cup", "when did Tencent buy Supercell", "did facebook ban crypto ads", "红烧肉怎么做"],
)
def test_what_the_articles_do_not_say_is_declined(retriever: Retriever, question: str) -> None:
    """Also where some of its words are in the articles."""
    assert not retriever.ask(question).answered


def test_an_article_is_searched_first_where_the_question_follows_up_on_it(retriever: Retriever) -> None:
    """Where it answers, all snippets are its own; where it does not, all articles are searched."""
    question = "how many users does WeChat have?"
    anywhere = retriever.ask(question).snippets[0].article.id
    other = next(one.article.id for one in retriever.ask(question, 9).snippets if one.article.id != anywhere)
    inside = retriever.trace(question, within=other)
    assert inside.within == other
    assert {one.article.id for one in inside.answer.snippets} == {other}
    assert inside.answer.answered
    for nowhere in ("no such article", "001_ca5edf94065dd830"):
        elsewhere = retriever.trace("Which policy covers secondary NFT trading?", within=nowhere)
        assert elsewhere.within is None
        assert elsewhere.answer == retriever.ask("Which policy covers secondary NFT trading?")


def test_a_retriever_can_stay_with_a_commit(make_index: MakeIndex) -> None:
    """What it tells fits together, however often the index is rebuilt meanwhile."""
    folder = make_index({"a.txt": "Barley is dear in Brimfield."})
    retriever = Retriever.open(folder)
    still = retriever.pinned()
    version = still.coverage().version
    (folder / "seeds" / "a.txt").write_text("Oats are dear in Brimfield.", encoding="utf-8")
    build(folder / "seeds", folder)
    assert retriever.ask("What is dear in Brimfield?").snippets[0].text == "Oats are dear in Brimfield."
    assert still.ask("What is dear in Brimfield?").snippets[0].text == "Barley is dear in Brimfield."
    assert still.coverage().version == version != retriever.coverage().version


def test_the_sentences_around_a_snippet_are_given(make_index: MakeIndex) -> None:
    """In order, across passages, no more than were asked for on either side, and none of another article."""
    paragraphs = [f"Item {n} weighs {n} stone. It cost {n} crowns in all that year." for n in range(300)]
    retriever = Retriever.open(make_index({"a.txt": "A list\n\n" + "\n\n".join(paragraphs), "b.txt": "Else."}))
    text = retriever.text("a")
    for n in (0, 1, 7, 150, 299):
        start = text.index(paragraphs[n])
        found = retriever.around("a", Span(start, start + len(paragraphs[n])), 3)
        assert all(text[one.start : one.end] == one.text for one in found)
        assert len(found) == 2 + min(3, 2 * n) + min(3, 2 * (299 - n))
        assert [one.opens for one in found if one.start == start] == [True]
        assert [one.start for one in found] == sorted(one.start for one in found)
    assert retriever.around("b", Span(9000, 9001), 3) == ()
    with pytest.raises(KeyError):
        retriever.around("c", Span(0, 1), 3)


def test_a_name_of_stopwords_is_found_and_other_stopwords_are_declined(make_index: MakeIndex) -> None:
    """Where the articles have it, "The Who" is a band."""
    retriever = Retriever.open(
        make_index(
            {
                "a.txt": "The Who played in Brimfield on June 20.",
                "b.txt": "Barley is dear. Who knew that the end was near?",
            }
        )
    )
    assert retriever.ask("The Who").answered
    assert retriever.ask("The Who").snippets[0].article.id == "a"
    for question in ("the", "to be or not to be"):
        assert retriever.ask(question).declined in ("unsure", "no_match")


def test_one_han_character_is_a_question(make_index: MakeIndex) -> None:
    """茶 has no word of two characters to match by."""
    retriever = Retriever.open(make_index({"a.txt": "茶是中国的传统饮料。", "b.txt": "咖啡来自非洲。"}))
    found = retriever.ask("茶")
    assert found.snippets[0].article.id == "a"
    assert found.snippets[0].highlights[0] == (0, 1)


@pytest.mark.parametrize(
    "question", ["AND", '"', "*", "~2", "field:", "a" * 5000, "\u202eabc", "WeChat " * 200, "１１亿"]
)
def test_no_question_is_an_error(retriever: Retriever, question: str) -> None:
    """Each is answered or declined."""
    found = retriever.ask(question)
    assert 0 <= found.confidence <= 1
    assert found.answered is (found.declined is None)


@pytest.mark.parametrize("question", ["What is it?", "Where do I pay?", "要多少钱？"])
def test_a_question_that_is_a_heading_finds_its_section(make_index: MakeIndex, question: str) -> None:
    """Also where it has hardly a word that tells anything, and the text of another section has them all."""
    text = (
        "# Harbour\n\nBoats leave from here.\n\n"
        "## Prices\n\nWhere you pay, what it is, 要多少钱 is written there.\n\n"
        "## What is it?\n\nA boat to the island.\n\n## Where do I pay?\n\nOn board.\n\n## 要多少钱？\n\n一克朗。\n"
    )
    (shown, *_) = Retriever.open(make_index({"a.md": text})).ask(question).snippets
    assert shown.headings[-1] == question


def test_steps_come_first_where_steps_are_asked_for(make_index: MakeIndex) -> None:
    """The same words in prose tell of the thing, a list tells how to do it."""
    prose = "## Costs\n\nTo replace a lost badge takes a day at the desk.\n\n"
    steps = "## Office\n\n1. Replace a lost badge at the desk.\n2. Pay a crown.\n"
    retriever = Retriever.open(make_index({"a.md": f"# Work\n\nHours are long.\n\n{prose}{steps}"}))
    assert retriever.ask("how do I replace a lost badge").snippets[0].kind == "list"
    assert retriever.ask("lost badge day").snippets[0].kind == "prose"
