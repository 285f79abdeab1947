"""What a text says of itself."""

from __future__ import annotations

import pytest

from index.readers.header import read_header
from index.readers.metadata import SourceFields
from index.readers.plain.blocks import plain_blocks

REST = "\n\nThe rules changed in May.\n\nTwo fell."


def header(text: str) -> tuple[SourceFields, str]:
    """Return what the header of a plain text says, and the beginning of the prose below it."""
    fields, blocks = read_header(text, plain_blocks(text, 0))
    return fields, text[blocks[0].span.start : blocks[0].span.end]


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (" date 2017-09-18 Bloomberg", SourceFields(date="2017-09-18", publisher="Bloomberg")),
        (
            "date 2017-09-18 The Wall Street Journal",
            SourceFields(date="2017-09-18", publisher="The Wall Street Journal"),
        ),
        ("Ban on coins widens", SourceFields(title="Ban on coins widens")),
        ("Is it over?\n\nby Liu Xin", SourceFields(title="Is it over?", author="Liu Xin")),
        (
            "Ban widens\nBy Liu Xin and Jane Doe | Example\nNovember 1, 2021",
            SourceFields("Ban widens", None, "Liu Xin and Jane Doe", "2021-11-01"),
        ),
        ("By LIU XIN", SourceFields(author="Liu Xin")),
        ("Date: 2021-11-01 10:30", SourceFields(date="2021-11-01")),
        ("Published: 2021", SourceFields(date="2021")),
        ("2021-11-01\n\nBan widens", SourceFields("Ban widens", date="2021-11-01")),
        (
            "微信封禁账号\n\n作者：王小明\n日期：2021年11月1日",
            SourceFields("微信封禁账号", None, "王小明", "2021-11-01"),
        ),
        ("文／王小明\n\n2021年11月1日 10:30", SourceFields(author="王小明", date="2021-11-01")),
        ("比特幣跌破三萬\n\n記者王小明／台北報導", SourceFields("比特幣跌破三萬", None, "王小明")),
        ("记者 王小明", SourceFields(author="王小明")),
        ("date 2021-11-01 WeChat bans coin accounts", SourceFields("WeChat bans coin accounts", date="2021-11-01")),
    ],
)
def test_a_header_is_read_and_is_no_prose(head: str, fields: SourceFields) -> None:
    """Date, publisher, title and author are known, and the prose begins below them."""
    assert header(head + REST) == (fields, "The rules changed in May.")


def test_prose_goes_on_behind_a_date() -> None:
    """The rest of the date's line is the first paragraph."""
    fields, first = header(" date 2021-11-01 Major firms signed it on Sunday.\n\nTwo fell.")
    assert (fields, first) == (SourceFields(date="2021-11-01"), "Major firms signed it on Sunday.")


@pytest.mark.parametrize(
    "first",
    [
        "The rules changed in May, as the bank had said.",
        "Actors made their debut in \"Fixed Bayonet.''",
        "2021年11月1日，微信宣布新规。",
        "November 1, 2021 was a Monday.",
        "Updated 2021 guidelines were published.",
        "Published in 2021, the rules name 11 tenets.",
        "date 2021-13-45 was printed.",
        "By Monday the rules had changed.",
        "记者从央行获悉，规定已经生效。",
        "2021.",
        "A line without an end that goes on and on " + "and on " * 30,
    ],
)
def test_a_first_sentence_is_prose(first: str) -> None:
    """What ends like a sentence, or is long, is neither title nor header."""
    assert header(first.strip() + REST) == (SourceFields(), first.strip())


@pytest.mark.parametrize("text", ["Title alone", "no stops\n\nat all", "- an item\n\nThe rules changed."])
def test_a_line_above_no_prose_is_no_title(text: str) -> None:
    """A title stands above sentences, and is no list item."""
    fields, _ = header(text)
    assert fields == SourceFields()


def test_nothing_has_no_header() -> None:
    """Without a block there is nothing to read."""
    assert read_header("", []) == (SourceFields(), [])


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Effective Date: March 17, 2026", "2026-03-17"),
        ("Sat, 03 Aug 2019 10:20:00 GMT", "2019-08-03"),
        ("August 3, 2019 10:20 AM PDT", "2019-08-03"),
        ("2019年8月3日 星期六 10:20", "2019-08-03"),
        ("Last revised: 3 August 2019 at 10:20 CEST", "2019-08-03"),
    ],
)
def test_a_date_line_is_read_with_its_day_and_zone(line: str, date: str) -> None:
    """As offices, mail and newspapers write them."""
    fields, prose = header(f"Lock reopens\n\n{line}{REST}")
    assert (fields.title, fields.date) == ("Lock reopens", date)
    assert prose == "The rules changed in May."


def test_the_source_line_names_the_publisher() -> None:
    """Between the date and the reporter, as Chinese papers have it."""
    fields, _ = header(f"钟楼完工\n\n2019年8月3日 星期六\n来源：河港晚报\n记者 李文{REST}")
    assert (fields.publisher, fields.author, fields.date) == ("河港晚报", "李文", "2019-08-03")


@pytest.mark.parametrize(
    "log",
    ["2023-11-04 08:00:01 pump started\n2023-11-04 08:00:02 pump stopped", "- 2019-08-03: opened\n- 2019-08-04: shut"],
)
def test_a_date_in_a_log_is_none_of_the_articles(log: str) -> None:
    """It says when something happened in the text."""
    fields, _ = header(log + REST)
    assert fields.date is None


def test_a_menu_is_no_title() -> None:
    """Notes open with links to where they belong; a title beside the name of its paper is one."""
    assert header(f"Home | Garden index{REST}")[0].title is None
    assert header(f"The lock reopens in May | Harbour News{REST}")[0].title is not None
