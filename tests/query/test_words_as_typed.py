"""Questions whose words are not spelled as the articles spell them, and what is marked as their answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever

if TYPE_CHECKING:
    from tests.conftest import MakeIndex

TEXT = """The observatory

The dome froze shut in the winter of 1963. Two mice ate the cables.

The Blu-ray of the film costs 14 euros. The tank T-34 in the yard was made in 1944.

The gate shuts at 18:30 on weekdays. In 2017 it was painted.

The telescope was installed on 2004-11-09 by Ilse Brand. COVID-19 kept visitors away for 26 weeks.

Marlena Voss charges the batteries each Monday.
"""


@pytest.fixture
def observatory(make_index: MakeIndex) -> Retriever:
    """Return a retriever on one short article."""
    return Retriever.open(make_index({"observatory.txt": TEXT}))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("when did the dome freeze", "1963"),
        ("how much is the bluray", "14 euros"),
        ("when was the T34 made", "1944"),
        ("when does the gate shut", "18:30"),
        ("when was the telescope installed", "2004-11-09"),
    ],
)
def test_the_answer_is_found_and_marked(observatory: Retriever, question: str, marked: str) -> None:
    """However the question spells its words."""
    best = observatory.ask(question).snippets[0]
    assert best.answer is not None
    assert best.text[slice(*best.answer)] == marked


@pytest.mark.parametrize("question", ["what did the mouse eat", "who changes the batteries", "how old is Marlene"])
def test_a_right_word_is_not_corrected(observatory: Retriever, question: str) -> None:
    """An inflected form, a near word and a near name."""
    assert observatory.ask(question).did_you_mean is None


def test_swapped_letters_in_a_short_word_are_corrected(observatory: Retriever) -> None:
    """Of four letters, too; another letter there may be another word."""
    assert observatory.ask("which tank is in the yadr").did_you_mean == "which tank is in the yard"
    assert observatory.ask("which tank is in the yarf").did_you_mean is None


@pytest.mark.parametrize(("question", "marked"), [("桥高多少米", "九米"), ("井深多少", "四十米")])
def test_chinese_nouns_of_one_character_are_found(make_index: MakeIndex, question: str, marked: str) -> None:
    """Though no article has the pair that they make in the question."""
    text = "镇上有座桥，是石头的，高九米。\n\n屋后的井一直有水，深四十米。\n\n林中的鹿怕人。"
    best = Retriever.open(make_index({"a.txt": text})).ask(question).snippets[0]
    assert best.answer is not None
    assert best.text[slice(*best.answer)] == marked
