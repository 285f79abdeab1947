"""Windows found in two languages, in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answer.confidence import evidence
from index.answer.finding import find_windows
from index.answer.fusion import merge
from index.answer.retriever import Retriever
from index.evaluation.explanation import explain
from index.query.translation import cross
from index.query.understanding import understand
from index.ranking.ranker import LANGUAGE, rank
from index.stores.engines import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from index.ranking.ranker import Window
    from index.stores.base import Store
    from tests.conftest import MakeIndex

FILES = {
    "en.txt": "The old windmill of Brimfield closed in September 2017.\n\nA bank of Oldport burnt.\n\nThe mill is old.",
    "zh.txt": "布里姆菲尔德的旧风车开放参观。\n\n港口的面包师在2020年烤面包。\n\n银行没有消息。",
}
QUESTIONS = [
    "旧风车什么时候关闭",
    "谁烤面包",
    "港口的银行",
    "when did the windmill close",
    "who bakes bread",
    "the bank",
]


@pytest.fixture
def index(make_index: MakeIndex) -> Path:
    """Return an index of an article in each language."""
    return make_index(FILES)


def both(question: str, store: Store) -> tuple[list[Window], list[Window]]:
    """Return the windows in a question's own language and in the other one."""
    query = understand(question, store)
    other = cross(query, store)
    assert other is not None
    own = [one for one in find_windows(query, store) if not one.query.crossed]
    hits = [hit for hit in store.search(other.weights(), 40) if own_id(question) not in hit.analysed.passage.article]
    return own, rank(other, hits)


def own_id(question: str) -> str:
    """Return the id of the article in a question's language."""
    return "en" if question.isascii() else "zh"


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_windows_are_there_best_first(index: Path, question: str) -> None:
    """Each language's in its own order."""
    store = open_store(index)
    own, other = both(question, store)
    merged = merge(own, other)
    assert [one.score for one in merged] == sorted((one.score for one in merged), reverse=True)
    assert [(one.analysed.passage, one.rows) for one in merged if not one.query.crossed] == [
        (one.analysed.passage, one.rows) for one in own
    ]
    assert [(one.analysed.passage, one.rows) for one in merged if one.query.crossed] == [
        (one.analysed.passage, one.rows) for one in other
    ]
    assert merge([], other) == other
    assert merge(own, []) == own


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_language_that_is_surer_comes_first(index: Path, question: str) -> None:
    """By a little more than the own one, which is preferred."""
    own, other = both(question, open_store(index))
    if own and other:
        crossed_first = merge(own, other)[0].query.crossed
        assert crossed_first is (evidence(other) - evidence(own) > 0.25)


def test_what_only_one_language_says_comes_first(index: Path) -> None:
    """Whatever the other one has on the subject."""
    retriever = Retriever.open(index)
    assert retriever.ask("旧风车什么时候关闭").snippets[0].article.id == "en"
    assert retriever.ask("谁在2020年烤面包").snippets[0].article.id == "zh"
    assert retriever.ask("who baked bread in 2020").snippets[0].article.id == "zh"
    assert retriever.ask("when did the windmill of Brimfield close").snippets[0].article.id == "en"


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_parts_of_an_explanation_add_up(index: Path, question: str) -> None:
    """The shift between the languages is one of them."""
    trace = Retriever.open(index).trace(question, 5)
    explained = explain(trace).snippets
    for snippet, parts in zip(trace.answer.snippets, explained, strict=True):
        assert sum(part.contribution for part in parts) == pytest.approx(snippet.score, abs=1e-4)
    names = [{part.name for part in parts} for parts in explained]
    own = {snippet.article.id == own_id(question) for snippet in trace.answer.snippets}
    if own == {True, False}:
        assert [LANGUAGE in one for one in names] == [
            snippet.article.id != own_id(question) for snippet in trace.answer.snippets
        ]
