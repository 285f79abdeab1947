"""Example questions come from the index at hand, and it answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import TODAY, Asking, Retriever
from index.build.build import build
from index.suggestions.examples import ARTICLES, TRIES, example_questions
from index.suggestions.proposals import propose

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Answer

ORCHARD = """Orchard opens in Brimfield

The cider maker Tallow Press has more than 40 apple presses in its new hall. Its head Mabel Quince said that Brimfield
was the only town with enough water. On June 3, 2019 the hall was opened by the mayor.
"""
HARBOUR = """港口扩建

林港集团是一家经营码头的公司。2018年5月2日，码头开始扩建。董事长王海生表示，工程需要三年。
"""


def opened(folder: Path, **articles: str) -> Retriever:
    """Return an index of some articles."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, text in articles.items():
        (seeds / f"{name}.txt").write_text(text, encoding="utf-8")
    build(seeds, folder / "made")
    return Retriever.open(folder / "made")


class Counting(Retriever):
    """A retriever that counts what it is asked."""

    asked = 0

    def ask(self, question: str, top: int = 3, *, within: str | None = None, asking: Asking = TODAY) -> Answer:
        """Count, and answer."""
        self.asked += 1
        return super().ask(question, top, within=within, asking=asking)


def test_examples_are_answered_from_the_sentence_that_suggested_them(tmp_path: Path) -> None:
    """Each example is answered, by the article that it came from; the same index gives the same ones."""
    retriever = opened(tmp_path, orchard=ORCHARD, harbour=HARBOUR)
    examples = example_questions(retriever, 4)
    assert examples == example_questions(retriever, 4)
    assert len(set(examples)) == 4
    assert all(retriever.ask(example).answered for example in examples)


def test_two_languages_give_one_example_each(tmp_path: Path) -> None:
    """The first two differ in language where the index has two."""
    retriever = opened(tmp_path, orchard=ORCHARD, harbour=HARBOUR)
    first, second = example_questions(retriever)
    assert first.isascii() != second.isascii()
    assert {retriever.ask(question, 1).snippets[0].article.id for question in (first, second)} == {"orchard", "harbour"}


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("In town Tallow has over 40 million apple presses.", "How many apple presses does Tallow have?"),
        ("As its CEO Mabel Quince knows, rain helps.", "Who is Mabel Quince?"),
        ("In spring Tallow was founded in March 1999.", "When was Tallow founded?"),
        ("They know that Tallow is a press for cider.", "What is Tallow?"),
        ("In town Mabel Quince said that to Tom Oak, in short.", "What did Mabel Quince say about Tom Oak?"),
        ("They use Pressed Apple Juice (PAJ) today.", "What does PAJ stand for?"),
        ("On June 3, 2019 it opened.", "What happened on June 3, 2019?"),
        ("It closed in May 2020.", "What happened in May 2020?"),
    ],
)
def test_english_sentences_suggest_questions(text: str, question: str) -> None:
    """A number, a role, a date, an explanation or a statement in a sentence suggests the question after it."""
    assert question in [proposal.question for proposal in propose([text], "en")]


@pytest.mark.parametrize(
    ("text", "language", "question"),
    [
        ("林港集团是一家经营码头的公司。", "zh-Hans", "林港集团是什么？"),
        ("王海生是一位船長。", "zh-Hant", "王海生是誰？"),
        ("2018年5月2日，碼頭開始擴建。", "zh-Hant", "2018年5月2日發生了什麼？"),
        ("董事長王海生表示，工程需要三年。", "zh-Hant", "董事長王海生說了什麼？"),
        ("约翰·史密斯（1950年生）很高。", "zh-Hans", "约翰·史密斯是谁？"),
        ("据说《水手之歌》很好听。", "zh-Hans", "《水手之歌》是什么？"),
    ],
)
def test_chinese_sentences_suggest_questions(text: str, language: str, question: str) -> None:
    """The same in Chinese, in the article's own script."""
    assert question in [proposal.question for proposal in propose([text], language)]


@pytest.mark.parametrize(
    "text",
    [
        "Exchanges were closed in May.",
        "They met on Monday, as Chinese companies do.",
        "The school teaches Culture and Creative Industries, among others.",
        "Tallow-related goods are sold, but Tallow-related, as they say, is vague.",
        "the owner, a man of 40, is Quince.",
        "On June 3rd and on June 40000 it rained.",
    ],
)
def test_half_names_and_common_words_suggest_nothing_about_themselves(text: str) -> None:
    """What is capitalised only for its place, a weekday, an adjective or half a name is no name."""
    strange = {"Exchanges", "Monday", "Chinese", "Creative", "Tallow-related", "40000", "Culture"}
    questions = [proposal.question for proposal in propose([text], "en")]
    assert not [question for question in questions for word in strange if word in question]


def test_an_index_that_suggests_nothing_gives_none(tmp_path: Path) -> None:
    """No examples are better than bad ones; other languages than English and Chinese suggest none either."""
    assert example_questions(opened(tmp_path, plain="it rained all day and then it stopped.")) == ()
    assert propose(["Сегодня CEO Mabel Quince said so."], "und") == []


def test_a_large_index_is_asked_no_more_than_a_small_one(tmp_path: Path) -> None:
    """The number of questions tried has a bound, whatever the number of articles and of ideas."""
    notes = {f"a{n}": f"Note {n}\n\nA note: it rained " + ", ".join(dates(n)) + "." for n in range(90)}
    opened(tmp_path, **notes)
    counting = Counting.open(tmp_path / "made", threshold=1.0)  # never sure enough
    assert isinstance(counting, Counting)
    assert example_questions(counting) == ()
    assert TRIES < counting.asked <= ARTICLES + TRIES


def dates(number: int) -> list[str]:
    """Return four dates that no other number gives."""
    return [f"on {month} {number % 28 + 1}, {1900 + number}" for month in ("June", "July", "March", "May")]


def test_a_chinese_name_needs_its_bounds() -> None:
    """Without a sign before and after it nobody can tell where a name begins, so it suggests nothing."""
    assert propose(["历史学家约翰·史密斯声称如此。", "他认为很好，俗称好事。"], "zh-Hans") == []
