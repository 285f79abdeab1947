"""Which days the words of a text mean, in English and both scripts of Chinese."""

from __future__ import annotations

import datetime as dt

import pytest

from index.time.mentions import mentions
from index.time.periods import read_iso, to_iso

WRITTEN = "2022-06-22"
"""A Wednesday."""


def read(text: str, written: str | None = WRITTEN) -> list[tuple[str, str | None]]:
    """Return the words of each time in a text, and its days; None for one that stays open."""
    found = mentions(text, read_iso(written) if written else None)
    return [(text[slice(*one.span)], to_iso(one.period) if one.period else None) for one in found]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2021-10-31T10:00:00Z", "2021-10-31"),
        ("On Oct. 31, 2021 at 10:30", "2021-10-31"),
        ("the 31st of October 2021", "2021-10-31"),
        ("31.10.2021", "2021-10-31"),
        ("10/31/2021", "2021-10-31"),
        ("from June 26 - 28, 2025", "2025-06-26/2025-06-28"),
        ("April 1 - May 27, 2025", "2025-04-01/2025-05-27"),
        ("from 2019 to 2021", "2019/2021"),
        ("the 2019–21 season", "2019/2021"),
        ("in Q3 2021", "2021-07/2021-09"),
        ("the second half of 2020", "2020-07/2020-12"),
        ("in the summer of 2020", "2020-06/2020-08"),
        ("in late 2021", "2021-09/2021-12"),
        ("the late 1990s", "1997/1999"),
        ("the 19th century", "1801/1900"),
        ("2021年10月31日", "2021-10-31"),
        ("2021 年 10 月 31 日", "2021-10-31"),
        ("二〇二一年十月三十一号", "2021-10-31"),
        ("民國110年", "2021"),
        ("民国七十一年7月1日", "1982-07-01"),
        ("2019-2021年", "2019/2021"),
        ("2017年9至10月", "2017-09/2017-10"),
        ("1991年9月至1995年1月", "1991-09/1995-01"),
        ("2021年第三季度", "2021-07/2021-09"),
        ("2014年夏天", "2014-06/2014-08"),
        ("上世紀九十年代", "1990/1999"),
        ("17世纪20年代", "1620/1629"),
        ("7至8世紀", "0601/0800"),
    ],
)
def test_a_whole_date_needs_no_article(text: str, days: str) -> None:
    """It means the same whenever the text was written."""
    assert [found for _, found in read(text, None)] == [days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("between May and September last year", "2021-05/2021-09"),
        ("June 20", "2022-06-20"),
        ("in December", "2022-12"),
        ("yesterday", "2022-06-21"),
        ("last Friday", "2022-06-17"),
        ("last week", "2022-06-13/2022-06-19"),
        ("next month", "2022-07"),
        ("last June", "2021-06"),
        ("two weeks ago", "2022-06-06/2022-06-12"),
        ("eight years ago", "2014"),
        ("earlier this year", "2022-01-01/2022-06-22"),
        ("去年5月至9月", "2021-05/2021-09"),
        ("去年上半年", "2021-01/2021-06"),
        ("上个月", "2022-05"),
        ("下個月25日", "2022-07-25"),
        ("昨晚", "2022-06-21"),
        ("上周一", "2022-06-13"),
        ("本週三上午10時", "2022-06-22"),
        ("三年前", "2019"),
        ("10月18日到27日", "2022-10-18/2022-10-27"),
    ],
)
def test_a_relative_one_is_counted_from_the_article(text: str, days: str) -> None:
    """Without the article's date it stays open."""
    assert [found for _, found in read(text)] == [days]
    assert [found for _, found in read(text, None)] == [None]


@pytest.mark.parametrize("text", ["last week", "yesterday", "on Friday", "两周前", "昨天"])
def test_an_article_of_a_month_leaves_its_weeks_open(text: str) -> None:
    """Of June 2022 the last week is any."""
    assert [found for _, found in read(text, "2022-06")] == [None]
    assert [found for _, found in read("last year, 去年", "2022-06")] == ["2021", "2021"]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2021",
        "on February 31",
        "2021年2月30日",
        "3/4/2021",
        "from 2021 to 2019",
        "農曆八月十五",
        "农历正月初五",
        "大年初三",
    ],
)
def test_what_is_no_day_for_certain_stays_open(text: str) -> None:
    """Days that are none, ranges backwards, the lunar calendar, day and month that may be either way round."""
    assert {found for _, found in read(text)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "2021/13/45",
        "in the year 12021",
        "99999年",
        "version 2.10 of 1.2.3",
        "10.0.19.99 and 192.168.2019.1",
        "$2000 and €1999",
        "you may go, and we march on",
        "May I ask?",
        "the second place",
        "2000 users joined",
        "CVE-2021-1234, COVID-19 and RFC 1918",
        "port 1984 at 1920x1080",
        "3rd century BC and 500 BC",
        "at 10:30 or 8点30分",
        "3年内、10年后、每年",
        "月球和一个月",
        "100000000000000000000年前",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    """Numbers of things, versions, addresses, prices, verbs."""
    assert read(text) == []


def test_spans_are_the_words() -> None:
    """In order, none overlapping another."""
    text = "In 2017, and again on June 16, 2018 (去年的事)."
    assert [words for words, _ in read(text)] == ["2017", "June 16, 2018", "去年"]


def test_dates_at_the_end_of_the_calendar_raise_nothing() -> None:
    """Not even relative ones."""
    for written in ("0001-01-01", "9999-12-31"):
        for text in ("tomorrow, yesterday, next week, last month, 3 years ago, next year, last decade, 900 years ago",):
            assert all(days is None or days for _, days in read(text, written))
    assert read_iso("10000") is None
    assert to_iso(mentions("9999年12月31日")[0].period or (_ for _ in ()).throw(AssertionError)) == "9999-12-31"


def test_a_period_is_written_as_precisely_as_it_is() -> None:
    """Days, months, years, or two of them."""
    for text in ("2022-06-20", "2022-06", "2022"):
        days = read_iso(text)
        assert days
        assert to_iso(days) == text
    june = read_iso("2022-06")
    assert june
    assert to_iso(june._replace(last=dt.date(2022, 6, 29))) == "2022-06-01/2022-06-29"
