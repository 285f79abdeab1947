"""Where the words of a question stand that a lexicon may know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.query import QueryTerm
from index.query.segments import Segment, han_segments, latin_segments
from index.text.analysis import analyse
from index.text.folding import fold

KNOWN = {"加密货币", "加密", "货币", "交易所", "交易", "公司", "家公", "哪家", "币", "火", "initi coin offer", "coin"}


def terms(text: str) -> list[QueryTerm]:
    """Return all the terms of a text as a question has them."""
    return [QueryTerm(one.term, one.term, one.kind, one.start, one.end, named=False) for one in analyse(text)]


def han(text: str, taken: set[int] | None = None) -> dict[str, float]:
    """Return the segments of a Han text with their shares."""
    found = han_segments(text, terms(text), taken or set(), KNOWN.__contains__)
    assert all(text[one.start : one.end] == one.key for one in found)
    return {one.key: one.share for one in found}


def test_the_longest_known_word_counts_whole_and_those_in_it_less() -> None:
    """加密货币 is what it says; 货币 in it is a hint."""
    assert han("加密货币") == {"加密货币": 1.0, "加密": 0.4, "货币": 0.4}


def test_a_word_across_others_counts_little() -> None:
    """哪家公司 is no question about 家公."""
    found = han("哪家公司")
    assert found["公司"] == 1.0
    assert found["家公"] <= 0.3


def test_a_single_character_counts_where_no_known_word_holds_it() -> None:
    """火 in 火锅, which is not known, but not 币 in 货币."""
    assert han("火") == {"火": 0.4}
    assert "币" not in han("货币")


def test_a_word_that_is_not_known_is_kept_to_be_missed() -> None:
    """So that a question counts what its answer lacks; what jieba sees in a known word is not."""
    assert han("红烧肉")["红烧肉"] == 1.0


def test_what_is_taken_is_left_out() -> None:
    """As the characters of a number are."""
    assert han("加密货币", {0, 1}) == {"货币": 1.0}
    assert han("加密货币", {0, 1, 2, 3}) == {}


def test_latin_phrases_stand_beside_their_words() -> None:
    """A phrase counts whole where it is known, its words less; those that nobody knows count whole."""
    text = "initial coin offerings banned"
    found = latin_segments(terms(text), set(), KNOWN.__contains__)
    assert found == [
        Segment(0, 7, "initi", 0.4),
        Segment(0, 22, "initi coin offer", 1.0),
        Segment(8, 12, "coin", 0.4),
        Segment(13, 22, "offer", 0.4),
        Segment(23, 29, "ban", 1.0),
    ]
    assert [one.key for one in latin_segments(terms(text), {8}, KNOWN.__contains__)] == ["initi", "offer", "ban"]


@pytest.mark.parametrize("text", ["", "?", "😀" * 100, "\ud800", "123"])
def test_a_text_without_words_has_no_segments_of_han(text: str) -> None:
    """Nor is it an error."""
    assert han(text) == {}


@given(st.text(st.sampled_from("加密货币交易所公司哪家火 coinMX1?"), max_size=40))
def test_every_segment_is_a_stretch_of_the_question(text: str) -> None:
    """None twice, each with a share between 0 and 1, in order."""
    folded = fold(text)
    for found in (
        han_segments(folded, terms(text), set(), KNOWN.__contains__),
        latin_segments(terms(text), set(), KNOWN.__contains__),
    ):
        assert found == sorted(found)
        assert len({one[:2] for one in found}) == len(found)
        assert all(0 <= one.start < one.end <= len(text) and 0 < one.share <= 1 for one in found)
