"""What the benchmarks compare is comparable; how fast it is, they tell themselves."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from index.answer.finding import CANDIDATES
from index.build.build import build
from index.text.folding import has_han
from tests.benchmarks import corpus, peers
from tests.benchmarks.plot import Line, svg
from tests.benchmarks.prepared import Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

ARTICLES = 40


@pytest.fixture(scope="module")
def prepared(shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Return a small made corpus, indexed and prepared for contestants."""
    folder = tmp_path_factory.mktemp("made")
    corpus.write(folder / "seeds", ARTICLES)
    build(folder / "seeds", folder / "index", cache=shared_cache)
    prepare(folder, folder / "index")
    return Prepared(folder)


def test_the_same_seed_makes_the_same_articles() -> None:
    """And another seed makes others."""
    made = list(corpus.texts(8))
    assert made == list(corpus.texts(8))
    assert made != list(corpus.texts(8, seed=21))
    assert [has_han(text) for text in made] == [False, True] * 4


def test_every_peer_finds_what_the_others_find(prepared: Prepared) -> None:
    """So that none is quick by doing something else."""
    engines = {name: peers.PEERS[name](prepared) for name in ("tantivy", "SQLite FTS5", "rank-bm25")}
    asked = [one for one in prepared.questions if one.terms][:60]
    agreed = 0
    for question in asked:
        best, *_ = _found(engines["tantivy"].best(question.terms, CANDIDATES))
        others = (_found(engines[name].best(question.terms, CANDIDATES)) for name in ("SQLite FTS5", "rank-bm25"))
        agreed += all(best in found[:5] for found in others)
    assert agreed >= 0.9 * len(asked)


def _found(best: Sequence[Any]) -> list[int]:
    """Return the passages that a peer found, each by its number: tantivy's are pairs, SQLite's count from 1."""
    return [one if isinstance(one, int) else one[0] - 1 if isinstance(one[0], int) else one[1].doc for one in best]


def test_slices_cover_all_passages_once() -> None:
    """Their times are added up, so none may be missing or be there twice."""
    assert peers.slices(1_000, 300) == [(0, 250), (250, 500), (500, 750), (750, 1_000)]
    assert peers.slices(10, 300) == [(0, 10)]


def test_slices_of_passages_are_those_of_the_whole(prepared: Prepared) -> None:
    """Also the first one, which nothing stands before."""
    whole = list(prepared.passages())
    assert len(whole) == len(prepared)
    assert list(chain(*(prepared.passages(*part) for part in peers.slices(len(prepared), 50)))) == whole


def test_a_plot_names_every_line_and_keeps_it_inside() -> None:
    """Also where two lines end at one place, and where a name holds a sign that SVG reserves."""
    lines = [Line("a < b", [(1_000, 0.02), (1_000_000, 3)], 0), Line("c", [(1_000, 5), (1_000_000, 3)], 1)]
    root = ET.fromstring(svg("title", "x", "y", lines))  # noqa: S314 - our own text
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert {"a < b", "c"} <= {one.text for one in texts}
    heights = [float(one.get("y", "")) for one in texts if one.text in ("a < b", "c")]
    assert abs(heights[0] - heights[1]) >= 12
    _, _, width, height = map(float, root.get("viewBox", "").split())
    for one in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 < float(one.get("cx", "")) < width
        assert 0 < float(one.get("cy", "")) < height
