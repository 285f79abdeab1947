"""An explanation adds up: its parts are the score's, its terms the question's."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

import pytest

from index.answer.confidence import SAME
from index.answer.retriever import Retriever
from index.cli.tables import explanation_text
from index.evaluation.explanation import explain
from index.ranking.features import FEATURES
from tests.support.forking import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeIndex

QUESTION = "When did WeChat ban NFT accounts?"


def test_the_parts_of_a_score_add_up_to_it(retriever: Retriever) -> None:
    """For every snippet: each feature once, largest contribution first, the sum being the snippet's score."""
    trace = retriever.trace(QUESTION, 3)
    explanation = explain(trace)
    assert len(explanation.snippets) == len(trace.answer.snippets) > 1
    for snippet, parts in zip(trace.answer.snippets, explanation.snippets, strict=True):
        assert sum(part.contribution for part in parts) == pytest.approx(snippet.score, abs=1e-4)
        assert {part.name for part in parts} == set(FEATURES)
        contributions = [part.contribution for part in parts]
        assert contributions == sorted(contributions, reverse=True)
        assert contributions == [part.value * part.weight for part in parts]


def test_each_snippet_has_the_parts_of_its_own_window(make_index: MakeIndex) -> None:
    """Also where two articles have theirs at the same place, and where a sentence is too long to be shown whole."""
    long = "The harbour was " + ", ".join(f"dredged by crew {n}" for n in range(60)) + "."
    folder = make_index(
        {"a.txt": "Port\n\nThe harbour is deep.", "b.txt": "Quay\n\nThe harbour is here.", "c.txt": f"Sea\n\n{long}"}
    )
    trace = Retriever.open(folder).trace("how deep is the harbour dredged")
    assert {one.article.id for one in trace.answer.snippets} == {"a", "b", "c"}
    for snippet, parts in zip(trace.answer.snippets, explain(trace).snippets, strict=True):
        assert sum(part.contribution for part in parts) == pytest.approx(snippet.score, abs=1e-4)


def test_a_crossed_question_tells_what_stood_for_its_words(retriever: Retriever) -> None:
    """The likeliest first; and its parts add up, too."""
    trace = retriever.trace("哪家公司封禁了NFT账号")
    text = explanation_text(explain(trace))
    assert re.search(r"封禁 .* as block / ban", text)
    assert re.search(r"账号 .* as account number", text)
    for snippet, parts in zip(trace.answer.snippets, explain(trace).snippets, strict=True):
        assert sum(part.contribution for part in parts) == pytest.approx(snippet.score, abs=1e-4)


def test_the_parts_of_the_confidence_add_up_to_it(retriever: Retriever) -> None:
    """The logistic function of their sum and the bias is the answer's confidence."""
    trace = retriever.trace(QUESTION)
    explanation = explain(trace)
    assert {part.name for part in explanation.signals} == set(SAME.weights)
    total = sum(part.contribution for part in explanation.signals) + explanation.bias
    assert 1 / (1 + math.exp(-total)) == pytest.approx(trace.answer.confidence)


def test_the_question_is_told_as_it_was_understood(retriever: Retriever) -> None:
    """Its terms with idf, rare ones higher than frequent ones, and what it asks for; an unknown word is marked."""
    explanation = explain(retriever.trace("When did WeChat ban xyzzyplugh?"))
    assert explanation.answer_type == "date"
    idf = {one.term: one.idf for one in explanation.terms}
    assert idf["xyzzyplugh"] > idf["wechat"] > 0
    [line] = [line for line in explanation_text(explanation).splitlines() if line.startswith("xyzzyplugh")]
    assert "in no article" in line


@pytest.mark.parametrize("question", ["", "hello", "xyzzyplugh"])
def test_nothing_found_is_explained_too(retriever: Retriever, question: str) -> None:
    """Without a snippet there are no parts, and the text has still something to say."""
    explanation = explain(retriever.trace(question))
    assert (explanation.snippets, explanation.signals) == ((), ())
    assert explanation_text(explanation)


def test_ask_explains_as_text_and_json(seeds_index: Path, tmp_path: Path) -> None:
    """The text follows the snippets, JSON has it as a field of the answer; without the option there is neither."""

    def asked(*more: str) -> str:
        options = ("--index", str(seeds_index), "--top", "2", *more)
        return run("index", "ask", QUESTION, *options, folder=tmp_path).out

    answer, explained = asked(), asked("--explain")
    assert explained.startswith(answer.rstrip())
    assert "Score of snippet 2" in explained
    assert "Score of snippet" not in answer
    row, plain = json.loads(asked("--explain", "--json")), json.loads(asked("--json"))
    parts = row.pop("explain")["snippets"][0]
    assert row == plain
    assert parts[0].keys() == {"name", "value", "weight", "contribution"}
    assert sum(part["contribution"] for part in parts) == pytest.approx(row["snippets"][0]["score"], abs=1e-4)
