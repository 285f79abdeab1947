"""How sure an answer is: what is declined although the articles have its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.answer.confidence import CALIBRATIONS, signals
from index.answer.finding import find_windows
from index.answer.retriever import Retriever
from index.build.build import build
from index.query.understanding import understand
from index.stores.engines import open_store

if TYPE_CHECKING:
    from pathlib import Path

DIGEST = """# Harbour weekly

## Technology

A firm in Kiel invented a pen whose refill is made of paper. It took nine years to develop.

A student measured how long a message takes to the moon and back.

## Work

Some people who work from home answer one letter a day, and in a crucial hour they talk by telephone for a while.

Others cycle to the office at seven. The mayor calls that brave.

## Prices

A kilo of cod costs 90 crowns this week. Bread is cheap.

## Trains

The night train to Malmo has been cancelled until May, because its sleeping cars are being repaired.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the index of a digest whose sections have little to do with each other."""
    folder = tmp_path_factory.mktemp("digest")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "digest.md").write_text(DIGEST, encoding="utf-8")
    build(folder / "seeds", folder / "index")
    return folder / "index"


@pytest.mark.parametrize(
    "question",
    ["who invented the telephone", "who invented bread", "how much is a telephone", "when was the telephone cancelled"],
)
def test_words_in_different_sections_do_not_answer(index: Path, question: str) -> None:
    """Half a question in each of two sections is not a question answered."""
    answer = Retriever.open(index).ask(question)
    assert (answer.answered, answer.declined) == (False, "unsure")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who invented a pen of paper", "A firm in Kiel invented a pen"),
        ("how much does a kilo of cod cost", "A kilo of cod costs 90 crowns"),
        ("why is the night train to Malmo cancelled", "because its sleeping cars are being repaired"),
    ],
)
def test_words_in_one_section_answer(index: Path, question: str, answer: str) -> None:
    """So that declining the others is no accident."""
    found = Retriever.open(index).ask(question)
    assert found.answered
    assert answer in found.snippets[0].text


def test_every_calibration_weighs_signals(index: Path) -> None:
    """A misspelt one would end every question."""
    store = open_store(index)
    values = signals(find_windows(understand("who invented a pen", store), store))
    assert all(calibration.weights.keys() <= values.keys() for calibration in CALIBRATIONS.values())
