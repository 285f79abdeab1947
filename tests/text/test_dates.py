"""Dates as articles write them, and as readers are told them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.dates import parse_date, told

if TYPE_CHECKING:
    from index.text.language import Language


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2021-11-01", "2021-11-01"),
        ("2021/1/5", "2021-01-05"),
        ("2021-11", "2021-11"),
        (" 2021 ", "2021"),
        ("2021-11-01T10:00:00.5Z", "2021-11-01"),
        ("2021年11月1日 10:30", "2021-11-01"),
        ("2021 年 11 月", "2021-11"),
        ("November 1, 2021", "2021-11-01"),
        ("Monday, Nov. 1st, 2021 10:30 am", "2021-11-01"),
        ("1 Sept 2017", "2017-09-01"),
        ("June 2022", "2022-06"),
        ("2021-02-29", None),
        ("2021-13", None),
        ("20211", None),
        ("3021", None),
        ("may", None),
        ("", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text: str, date: str | None) -> None:
    """What is no date of the calendar is none."""
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("date", "language", "text"),
    [
        ("2022-06-20", "en", "20 June 2022"),
        ("2022-06", "en", "June 2022"),
        ("2022", "en", "2022"),
        ("2017-09-04", "en", "4 September 2017"),
        ("2022-06-20", "zh-Hans", "2022年6月20日"),
        ("2022-06", "zh-Hans", "2022年6月"),
        ("2022", "zh-Hans", "2022年"),
        ("2017-12-04", "zh-Hant", "2017年12月4日"),
    ],
)
def test_a_date_is_told_as_its_reader_writes_it(date: str, language: Language, text: str) -> None:
    """No more precisely than it is known, without leading zeros."""
    assert told(date, language) == text


@given(
    st.dates(dt.date(1500, 1, 1), dt.date(2199, 12, 31)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["en", "zh-Hant"]),
)
def test_a_date_that_is_told_is_the_same_date(date: dt.date, length: int, language: Language) -> None:
    """Read back it is what it was, as precise as it was."""
    known = date.isoformat()[:length]
    assert parse_date(told(known, language)) == known
