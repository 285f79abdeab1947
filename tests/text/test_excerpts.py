"""Texts cut to a width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Span
from index.text.analysis import analyse
from index.text.excerpts import Worth, cut, last_edge
from index.text.width import MAX_FOCUS_COLUMNS, columns

LATIN = st.sampled_from(["ban", "coins,", "re-sell", "US$400", "“quoted.”", "O’Neill", "1,000", "—", "end."])
HAN = st.sampled_from(["微信", "禁止", "交易，", "虚拟货币", "NFT", "。", "公众号、"])
TEXT = st.one_of(st.lists(LATIN, min_size=8).map(" ".join), st.lists(HAN, min_size=8).map("".join))


def shown(text: str, matches: list[str], width: float = MAX_FOCUS_COLUMNS) -> str:
    """Return what is shown of a text in which some words match."""
    worth = [Worth(Span(text.index(word), text.index(word) + len(word)), word, 1.0) for word in matches]
    start, end = cut(text, Span(0, len(text)), worth, width)
    return text[start:end]


def test_what_fits_is_not_cut() -> None:
    """A snippet is at most 400 columns, of which a Han character takes 2.5."""
    assert MAX_FOCUS_COLUMNS == 400
    for text in ("a" * 400, "中" * 160):
        assert shown(text, []) == text
    assert len(shown("中" * 161, [])) <= 160


def test_a_long_text_opens_at_the_clause_that_holds_the_matches() -> None:
    """Where nothing matches, it is its beginning."""
    text = "nothing of it here, " * 30 + "until the ban came on Monday"
    assert "the ban came on Monday" in shown(text, ["ban", "Monday"])
    assert text.startswith(shown(text, []))
    han = "这里没有，" * 60 + "后来微信禁止了交易。"
    assert "微信禁止了交易" in shown(han, ["微信", "禁止"])


def test_the_earliest_of_equals_is_shown() -> None:
    """A reader starts at the beginning where no clause holds more."""
    text = "the ban came, " + "and more was said of it, " * 20 + "then the coin fell"
    assert shown(text, ["ban", "coin"]).startswith("the ban came, and")


def test_a_rare_word_outweighs_many_copies_of_a_common_one() -> None:
    """Of a list of items the one is shown that was asked for."""
    text = "\n".join(f"Item {n} costs {3 * n} dollars" for n in range(200))
    worth = [
        Worth(Span(*found.span()), found.group(), {"Item": 0.1}.get(found.group(), 5.0))
        for found in re.finditer(r"\bItem\b|\b77\b", text)
    ]
    start, end = cut(text, Span(0, len(text)), worth, MAX_FOCUS_COLUMNS)
    assert "Item 77 costs 231 dollars" in text[start:end]


def test_a_text_without_clauses_is_shown_from_what_matched() -> None:
    """Its beginning would hold nothing of the question."""
    text = "word " * 150 + "who was elected chairman of it " + "word " * 150
    assert shown(text, ["elected"]).startswith("elected chairman")


@pytest.mark.parametrize("text", ["x" * 1000, "😀" * 1000, f"{'x' * 500}, and {'y' * 500}"])
def test_a_word_wider_than_the_room_is_the_one_thing_that_is_cut(text: str) -> None:
    """Something is shown of it all the same."""
    assert 0 < columns(shown(text, [])) <= MAX_FOCUS_COLUMNS


@given(TEXT, st.integers(40, 400), st.data())
def test_a_cut_is_narrow_enough_and_parts_no_word(text: str, width: int, data: st.DataObject) -> None:
    """It lies in its span, touches no white space at its ends, and holds each word whole or not at all."""
    begin = data.draw(st.sampled_from([0, *(token.start for token in analyse(text) if token.kind == "word")]))
    spans = [Span(t.start, t.end) for t in analyse(text) if t.start >= begin] or [Span(begin, begin + 1)]
    worth = [Worth(span, text[span.start : span.end], 1.0) for span in data.draw(st.lists(st.sampled_from(spans)))]
    start, end = cut(text, Span(begin, len(text)), worth, width)
    assert begin <= start < end <= len(text)
    assert columns(text[start:end]) <= width
    assert text[start:end] == text[start:end].strip()
    for token in analyse(text[begin:]):
        if token.kind == "word":
            inside = [start <= begin + place < end for place in range(token.start, token.end)]
            assert all(inside) or not any(inside)


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300), st.integers(5, 60))
def test_any_text_can_be_cut(text: str, width: int) -> None:
    """Whatever it is made of, what is shown is a part of it that fits."""
    start, end = cut(text, Span(0, len(text)), [], width)
    assert 0 <= start <= end <= len(text)
    assert columns(text[start:end]) <= width or (start, end) == (0, 0)


@pytest.mark.parametrize(
    ("text", "place", "end"),
    [
        ("one two three", 9, 7),
        ("one two three", 7, 7),
        ("one two", 99, 7),
        ("他们禁止虚拟货币交易", 5, 4),
        ("x" * 500, 200, 200),
        ("👩🏽\u200d🚀" * 100, 200, 200),
        ("👩🏽\u200d🚀" * 100, 198, 196),
        ("e\u0301" * 100, 101, 100),
    ],
)
def test_the_last_edge_parts_no_word_and_no_sign(text: str, place: int, end: int) -> None:
    """A word in any script stays whole, and so does a sign that is drawn from several characters."""
    assert last_edge(text, place) == end
