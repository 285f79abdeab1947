"""Comparisons are answered with both things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.build.build import build

if TYPE_CHECKING:
    from pathlib import Path

APART = """# Parking permits

## Visitor permits

A visitor permit is valid for one day. A permit for visitors costs four crowns, and a visitor buys it alone.

Every visitor permit shows the day. The visitor puts the permit behind the windscreen.

## Resident permits

A resident permit is valid for a year and is tied to one plate.
"""


@pytest.fixture
def retriever(tmp_path: Path) -> Retriever:
    """Return a retriever on an article that never speaks of both kinds of permits in one section."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "permits.md").write_text(APART, encoding="utf-8")
    build(tmp_path / "seeds", tmp_path / "index")
    return Retriever.open(tmp_path / "index")


@pytest.mark.parametrize("question", ["difference between visitor permits and resident permits", "visitor vs resident"])
def test_the_two_best_stand_side_by_side(retriever: Retriever, question: str) -> None:
    """Where no passage has both, the second snippet is about the thing that the first one is not about."""
    first, second, *_ = retriever.ask(question, 5).snippets
    assert {first.headings[-1], second.headings[-1]} == {"Visitor permits", "Resident permits"}


def test_other_questions_stay_in_their_order(retriever: Retriever) -> None:
    """The best snippets come first, whatever they are about."""
    scores = [snippet.score for snippet in retriever.ask("visitor permit of a resident", 5).snippets]
    assert scores == sorted(scores, reverse=True)
