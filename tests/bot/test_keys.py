"""Short names for articles, answers and questions, and what a link carries."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import keys


@given(st.text())
def test_a_link_gives_back_its_question_or_there_is_none(question: str) -> None:
    """In the signs and the length that Telegram takes."""
    payload = keys.question_payload(question)
    if payload is None:
        assert len(question.encode("gb18030", "replace")) > 47 or any("\ud800" <= char <= "\udfff" for char in question)
    else:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload)
        assert keys.question_of_payload(payload) == question
        assert keys.article_of_payload(payload) is None or len(payload) == 12


@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("x" * 47, True),
        ("x" * 48, False),
        ("微信什么时候开始封禁与加密货币有关的公众号呢", True),
        ("国" * 24, False),
        ("\ud800", False),
    ],
)
def test_47_letters_or_23_han_characters_fit_into_a_link(question: str, fits: bool) -> None:
    """A longer question has none; half a surrogate pair neither."""
    assert (keys.question_payload(question) is not None) == fits


@pytest.mark.parametrize("payload", ["", "a", "hello", "q=", "q!", "qA", "q\x00", "q" + "_" * 63, "aé"])
def test_a_strange_link_carries_nothing(payload: str) -> None:
    """Anybody can write anything behind /start."""
    question = keys.question_of_payload(payload)
    assert not question or isinstance(question, str)
    assert keys.article_of_payload(payload) is None


def test_an_article_s_key_fits_into_a_link_and_is_its_own() -> None:
    """However long its id is."""
    names = ["a", "b", "ü/文章" * 100, "\ud800", "a/b", ""]
    found = {keys.article_key(name) for name in names}
    assert len(found) == len(names)
    assert {len(key) for key in found} == {11}
    assert all(keys.article_of_payload(keys.article_payload(key)) == key for key in found)
