"""Typing errors, and what they were meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.answer.retriever import Retriever
from index.text.edit_distance import edits

if TYPE_CHECKING:
    from tests.conftest import MakeIndex

WORDS = st.text("abc中", max_size=7)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("ban", "ban", 0),
        ("ban", "bank", 1),
        ("ban", "bean", 1),
        ("ban", "bin", 1),
        ("ban", "bna", 1),
        ("abcd", "badc", 2),
        ("ca", "abc", 3),
        ("tencent", "tecnetn", 2),
        ("微信", "微博", 1),
    ],
)
def test_edits_are_counted(one: str, other: str, count: int) -> None:
    """One each for a letter more, less or other, and for neighbours that are swapped, which are then left alone."""
    assert edits(one, other) == edits(other, one) == count


@given(WORDS, WORDS)
def test_edits_keep_within_bounds(one: str, other: str) -> None:
    """None only between equal words; at least what the lengths differ by, at most the longer length."""
    assert (edits(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edits(one, other) <= max(len(one), len(other))
    assert edits(f"x{one}", f"x{other}") == edits(one, other)


@pytest.fixture
def mill(make_index: MakeIndex) -> Retriever:
    """Return a retriever on one short article."""
    text = "Tallow Press opened a windmill in Brimfield, where barley is ground for the brewery."
    return Retriever.open(make_index({"mill.txt": text}))


def test_the_question_as_understood_is_offered(mill: Retriever) -> None:
    """The articles' spelling stands in the question's place, the rest as it was typed."""
    assert mill.ask("Who opened  the widnmill?").did_you_mean == "Who opened  the windmill?"
    assert mill.ask("where in Brimfeild, PLEASE, is the brewry").did_you_mean == (
        "where in Brimfield, PLEASE, is the brewery"
    )


@pytest.mark.parametrize("question", ["Who opened the windmill?", "opened a zeppelin", "???", "hi", "milk"])
def test_nothing_is_offered_where_nothing_was_corrected(mill: Retriever, question: str) -> None:
    """Nor where there is no near word."""
    assert mill.ask(question).did_you_mean is None
