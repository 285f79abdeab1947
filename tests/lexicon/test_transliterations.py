"""Names of a Han question that sound like names in the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.lexicon.lexicon import Lexicon
from index.lexicon.transliterations import find_namesakes, is_namesake
from index.stores.engines import open_store
from index.text.folding import fold

if TYPE_CHECKING:
    from tests.conftest import MakeIndex


@pytest.fixture
def lexicon(make_index: MakeIndex) -> Lexicon:
    """Return the lexicon of an article with a few names."""
    text = "It was led by Turabi in Sudan, and by Mozart and Norman, Morman and Fresno in Tesla and Brimfield."
    return Lexicon(open_store(make_index({"a.txt": text})))


def heard(text: str, lexicon: Lexicon, free: set[int] | None = None) -> dict[str, list[str]]:
    """Return what stretches of a text sound like."""
    folded = fold(text)
    found = find_namesakes(folded, set(range(len(text))) if free is None else free, lexicon)
    return {folded[one.start : one.end]: list(one.names) for one in found}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("图拉比", {"图拉比": ["turabi"]}),
        ("圖拉比", {"图拉比": ["turabi"]}),
        ("谁是莫扎特、弗雷斯诺", {"莫扎特": ["mozart"], "弗雷斯诺": ["fresno"]}),
        ("红烧肉怎么做", {}),
        ("😀\ud800", {}),
        ("", {}),
    ],
)
def test_a_name_is_heard_where_it_stands(lexicon: Lexicon, text: str, names: dict[str, list[str]]) -> None:
    """No dictionary has it; the characters around it are no part of it."""
    assert heard(text, lexicon) == names


def test_names_that_are_nearly_as_alike_share_the_weight(lexicon: Lexicon) -> None:
    """诺曼 may be any of them: the likeliest first, each with less than it would have alone."""
    (found,) = find_namesakes("诺曼", {0, 1}, lexicon)
    assert next(iter(found.names)) == "norman"
    assert all(0 < weight <= 1 for weight in found.names.values())
    (alone,) = find_namesakes("图拉比", {0, 1, 2}, lexicon)
    assert alone.names == {"turabi": 1.0}


def test_only_free_characters_are_heard(lexicon: Lexicon) -> None:
    """Those that mean something are no sounds."""
    assert heard("图拉比", lexicon, {0, 1}) == {}
    assert heard("图拉比", lexicon, set()) == {}


def test_a_name_that_the_dictionary_has_is_told_by_its_sound(lexicon: Lexicon) -> None:
    """So that 特斯拉 is taken for a name, 银行 for a word."""
    assert is_namesake("特斯拉", "tesla", lexicon)
    assert not is_namesake("银行", "bank", lexicon)
    assert not is_namesake("特斯拉", "mozart", lexicon)


def test_a_long_question_is_heard_to_its_end(lexicon: Lexicon) -> None:
    """Four thousand characters of those that write names."""
    assert "图拉比" in heard("拉" * 2_000 + "，图拉比，" + "比" * 2_000, lexicon)
