"""The sets about time say what their articles say, and their days are days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from index.readers.articles import read_articles
from tests.tuning.when.sets import ARTICLES, Asked, Mention, read_mentions, read_questions, read_traps

if TYPE_CHECKING:
    from index.model import Article

QUESTIONS = read_questions()
MENTIONS = read_mentions()


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Return the articles by their paths."""
    read = (read_articles(path, ARTICLES, path.stem, {})[0] for path in sorted(ARTICLES.iterdir()))
    return {article.source.path: article for (article,) in read}


def test_each_article_is_dated_where_its_file_says_so(articles: dict[str, Article]) -> None:
    """Two of them are not, and one is of the future."""
    dates = [article.source.date for article in articles.values()]
    assert len(dates) == 24
    assert dates.count(None) == 2
    assert [date for date in dates if date and date > "2026"] == ["2031-06-01"]


@pytest.mark.parametrize("asked", [one for one in QUESTIONS if one.language != "en"], ids=lambda one: one.id)
def test_what_answers_stands_in_the_article(asked: Asked, articles: dict[str, Article]) -> None:
    """So do the quotes; of what the articles do not know there is neither."""
    texts = [articles[path].text for path, _ in asked.gold]
    assert all(quote in text for (_, quote), text in zip(asked.gold, texts, strict=True))
    assert all(any(answer in text for text in texts) for answer in asked.answers)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one.id)
def test_a_question_has_a_day_and_a_time_that_is_wanted(asked: Asked) -> None:
    """The day is one of the calendar, the time does not end before it begins, and gold goes with answers."""
    assert dt.date.fromisoformat(asked.now).isoformat() == asked.now
    assert asked.wanted.first <= asked.wanted.last
    assert bool(asked.gold) == bool(asked.answers) == asked.answerable
    assert not (asked.answerable and asked.missing_time)


def test_there_is_enough_of_each_kind() -> None:
    """Half the questions are in Chinese, a fifth asks for a time of which there is nothing, each has its own name."""
    languages = Counter(one.language for one in QUESTIONS)
    assert languages == {"en": 40, "zh-Hans": 20, "zh-Hant": 20}
    assert sum(one.missing_time for one in QUESTIONS) == 16
    for ones in (QUESTIONS, MENTIONS, read_traps()):
        assert max(Counter(one.id for one in ones).values()) == 1


@pytest.mark.parametrize("mention", MENTIONS, ids=lambda one: one.id)
def test_a_mention_is_a_stretch_of_its_sentence(mention: Mention, articles: dict[str, Article]) -> None:
    """What is marked is not empty, each reading is an interval, and our own sentences are of an article so dated."""
    words = mention.text[mention.start : mention.end]
    assert words == words.strip() != ""
    assert all(one.first <= one.last for one in mention.right)
    if mention.source == "own":
        dates = {one.source.date for one in articles.values() if mention.text in one.text}
        assert dates == {mention.date}


def test_no_sentence_is_in_twice() -> None:
    """A trap is no sentence with a mention, either."""
    marked = Counter((one.text, one.start) for one in MENTIONS)
    assert max(marked.values()) == 1
    assert not {one.text for one in read_traps()} & {one.text for one in MENTIONS}
