"""Which two things a question compares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.build.build import build
from index.query.understanding import understand
from index.stores.engines import open_store

if TYPE_CHECKING:
    from index.stores.base import Store

CARDS = """Cards

A yellow card is a warning; the player stays on the pitch. A red card sends the player off.

黄牌是警告，球员留在场上。红牌罚出场，球队少一个人。
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store that knows the words of the questions."""
    folder = tmp_path_factory.mktemp("cards")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "cards.txt").write_text(CARDS, encoding="utf-8")
    build(folder / "seeds", folder / "index")
    return open_store(folder / "index")


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("what is the difference between a yellow card and a red card?", ("yellow", "red")),
        ("yellow card vs red card", ("yellow", "red")),
        ("how is a warning different from a red card", ("warn", "red")),
        ("compare yellow with red cards", ("yellow", "red")),
        ("黄牌和红牌有什么区别", ("黄牌", "红牌")),
        ("黃牌與紅牌的差異", ("黄牌", "红牌")),
        ("the difference between a green card and a red card", ()),
        ("what does a yellow card and a red card cost", ()),
        ("where is the pitch", ()),
    ],
)
def test_the_two_sides_of_a_comparison_are_told_apart(store: Store, question: str, sides: tuple[str, ...]) -> None:
    """By what only one of them is called; a thing that no article knows cannot be compared."""
    assert tuple(term.term for term in understand(question, store).compared) == sides
