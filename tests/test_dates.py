"""Dates as articles write them."""

from __future__ import annotations

import pytest

from index.dates import parse_date


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
