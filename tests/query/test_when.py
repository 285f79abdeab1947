"""The time that a question asks about."""

from __future__ import annotations

import datetime as dt

import pytest

from index.query.when import asked_when
from index.time.periods import read_iso, to_iso

NOW = dt.date(2022, 6, 22)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("what happened in March 2021?", "2021-03"),
        ("who won this year", "2022"),
        ("news from last week", "2022-06-13/2022-06-19"),
        ("kernel updates since 2020", "2020/.."),
        ("what came after May 2021", "2021-06/.."),
        ("who was mayor before 2015", "../2014"),
        ("until 2019", "../2019"),
        ("before June", "../2022-05"),
        ("去年的冠军", "2021"),
        ("2020年以来发布了什么", "2020/.."),
        ("2015年之前谁是市长", "../2014"),
        ("民國104年的縣長", "2015"),
    ],
)
def test_days_are_read(question: str, days: str) -> None:
    """Absolute ones, and relative ones from the day of asking."""
    when = asked_when(question, NOW)
    assert when
    assert when.period
    assert to_iso(when.period) == days


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("what is the latest kernel", "newest"),
        ("how many users so far", "newest"),
        ("目前的会长是谁", "newest"),
        ("when was the first summit", "oldest"),
        ("第一次選舉", "oldest"),
    ],
)
def test_newest_and_oldest_are_read(question: str, order: str) -> None:
    """As words of either language."""
    when = asked_when(question, NOW)
    assert when
    assert (when.period, when.order) == (None, order)


@pytest.mark.parametrize(
    "question",
    [
        "what happened before the ban",
        "what may happen next",
        "who march in june",
        "how do I install version 2.10",
        "direct current of the pump",
        "first aid for burns",
        "什么是比特币",
        "after the election",
    ],
)
def test_other_questions_ask_for_none(question: str) -> None:
    """Also where a month has no year: its words are searched."""
    assert asked_when(question, NOW) is None


def test_words_that_only_count_from_today_are_idle() -> None:
    """No article need have "last month"; 2021 it may have."""
    when = asked_when("kudos given last month", NOW)
    assert when
    assert ["kudos given last month"[slice(*span)] for span in when.idle] == ["last month"]
    absolute = asked_when("kudos given in 2021", NOW)
    assert absolute
    assert absolute.idle == ()


def test_what_comes_beside_the_question_wins() -> None:
    """Either end may be open."""
    since, until = read_iso("2020"), read_iso("2021-06")
    for given, days in (((since, until), "2020-01/2021-06"), ((since, None), "2020/.."), ((None, until), "../2021-06")):
        when = asked_when("what happened in 2015", NOW, *given)
        assert when
        assert when.period
        assert to_iso(when.period) == days
