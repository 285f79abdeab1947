"""Times in answers: what a question asks for, what a date means, how old an article is, what changed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Asking, Retriever
from index.build.build import build
from index.time.periods import read_iso

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Answer

ARTICLES = {
    "2019": ("2019-03-05", "The harbour of Brimfield handled 210 ships last year. The ferry line had 12 boats."),
    "2021": ("2021-02-10", "The harbour of Brimfield handled 260 ships last year. Its crane was repaired on January 20."),
    "2022": ("2022-06", "The harbour of Brimfield handled 305 ships last year. A storm closed it in May."),
    "undated": (None, "A lighthouse stands on the cliff of Brimfield. The keeper sold lamp oil last Friday."),
}


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    """Return a retriever on articles of three years and one without a date."""
    folder: Path = tmp_path_factory.mktemp("times")
    (folder / "seeds").mkdir()
    for name, (date, text) in ARTICLES.items():
        front = f"---\ntitle: Report\n{f'date: {date}' if date else ''}\n---\n"
        (folder / "seeds" / f"{name}.md").write_text(f"{front}\n{text}\n", encoding="utf-8")
    build(folder / "seeds", folder / "index")
    return Retriever.open(folder / "index", today=lambda: dt.date(2026, 11, 25))


def first(answer: Answer) -> str:
    """Return the article of the first snippet."""
    return answer.snippets[0].article.id


def test_the_year_of_the_event_comes_before_that_of_the_article(retriever: Retriever) -> None:
    """What an article of 2021 tells of last year was in 2020."""
    question = "how many ships did the harbour of Brimfield handle in {}"
    assert first(retriever.ask(question.format(2020))) == "2021"
    assert first(retriever.ask(question.format(2018))) == "2019"
    note = retriever.ask(question.format(2020)).time
    assert note
    assert (note.asked, note.fits) == ("2020", True)


def test_a_relative_time_counts_from_the_day_of_asking(retriever: Retriever) -> None:
    """That of the retriever, or the one that is given."""
    question = "how many ships did the harbour of Brimfield handle last year"
    assert first(retriever.ask(question, asking=Asking(dt.date(2022, 1, 1)))) == "2022"
    assert first(retriever.ask(question, asking=Asking(dt.date(2019, 1, 1)))) == "2019"


def test_nothing_of_the_time_is_said_with_the_nearest(retriever: Retriever) -> None:
    """The nearest stands first."""
    answer = retriever.ask("how many ships did the harbour of Brimfield handle in 2025")
    assert answer.time
    assert (answer.time.asked, answer.time.fits, answer.time.nearest) == ("2025", False, "2022-06")
    assert first(answer) == "2022"


def test_since_and_until_come_from_beside_the_question(retriever: Retriever) -> None:
    """They need no words."""
    question = "ships of the harbour of Brimfield"
    asked = Asking(since=read_iso("2018"), until=read_iso("2018"))
    assert first(retriever.ask(question, asking=asked)) == "2019"
    asked = Asking(since=read_iso("2020"), until=read_iso("2020"))
    assert first(retriever.ask(question, asking=asked)) == "2021"


def test_the_latest_is_the_newest_that_answers(retriever: Retriever) -> None:
    """Not the newest of all."""
    assert first(retriever.ask("what are the latest numbers of ships that the harbour of Brimfield handled")) == "2022"
    assert first(retriever.ask("how many boats does the ferry line currently have")) == "2019"


def test_without_a_time_there_is_none(retriever: Retriever) -> None:
    """Then the age of the article is told; with one it is not, nor that of an article without a date."""
    answer = retriever.ask("how many boats does the ferry line have")
    assert answer.time is None
    assert (first(answer), answer.snippets[0].age) == ("2019", 7)
    assert retriever.ask("how many boats did the ferry line have in 2019").snippets[0].age is None
    assert retriever.ask("where is the lighthouse").snippets[0].age is None
    young = retriever.ask("how many boats does the ferry line have", asking=Asking(dt.date(2020, 3, 4)))
    assert young.snippets[0].age is None


def test_what_a_date_means_is_told_where_its_words_do_not(retriever: Retriever) -> None:
    """January 20 of an article of February 2021 is that of its year; without a date nothing is known."""
    assert retriever.ask("when was the crane repaired").snippets[0].answer_date == "2021-01-20"
    assert retriever.ask("when did the keeper sell lamp oil").snippets[0].answer_date is None


def test_an_answer_that_changed_names_the_older_ones(retriever: Retriever) -> None:
    """The newest stands first, the others below, newest first."""
    answer = retriever.ask("how many ships did the harbour of Brimfield handle")
    assert first(answer) == "2022"
    assert [(one.date, one.value) for one in answer.snippets[0].earlier] == [
        ("2021-02-10", "260"),
        ("2019-03-05", "210"),
    ]
    assert retriever.ask("how many boats does the ferry line have").snippets[0].earlier == ()


def test_articles_that_speak_of_something_are_listed_newest_first(retriever: Retriever) -> None:
    """Those without a date last; all of the words must be there."""
    assert [source.id for source in retriever.speaking_of("Brimfield")] == ["2022", "2021", "2019", "undated"]
    assert [source.id for source in retriever.speaking_of("harbour storm")] == ["2022"]
    assert retriever.speaking_of("submarine") == ()
