"""Time the evidence stage against rank-bm25: `python -m tests.benchmarks.evidence SET_DIR`.

The stage ranks 40 candidates a question; the peer is `rank_bm25.BM25Okapi.get_scores` of the same terms on 3,000
passages of the same articles (some of them twice where there are fewer).
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rank_bm25 import BM25Okapi

from index.answer.finding import CANDIDATES
from index.build.build import build
from index.evaluation.question_sets import read_question_set
from index.query.query import searched
from index.query.understanding import understand
from index.ranking.ranker import rank
from index.stores.base import Store
from index.stores.engines import open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.stores.base import Store

PASSAGES = 3_000


def main() -> None:
    """Print the median and the 99th percentile of the stage, in milliseconds and as ratios to the peer's median."""
    parser = argparse.ArgumentParser(description="Time the evidence stage against rank-bm25.")
    parser.add_argument("set", type=Path, metavar="SET_DIR", help="a folder with articles/ and questions.jsonl")
    parser.add_argument("--questions", type=int, default=500, metavar="N", help="default: %(default)s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build(options.set / "articles", Path(folder))
        store = open_store(Path(folder))
        asked = read_question_set(options.set / "questions.jsonl").questions[: options.questions]
        queries = [understand(one.text, store) for one in asked]
        peer = BM25Okapi(list(itertools.islice(itertools.cycle(_passages(store)), PASSAGES)))
        hits = [store.search(searched(query, store), CANDIDATES) for query in queries]
        for query, found in zip(queries[:20], hits, strict=False):
            rank(query, found)  # memos of stems and pieces are filled once in a bot's life
        stage = [_milliseconds(partial(rank, query, found)) for query, found in zip(queries, hits, strict=True)]
        whole = [_milliseconds(partial(peer.get_scores, [one.term for one in query.terms])) for query in queries]
    median = statistics.median(whole)
    print(f"rank-bm25 on {PASSAGES} passages: median {median:.2f} ms")
    for name, share in (("p50", 50), ("p99", 99)):
        value = statistics.quantiles(stage, n=100)[share - 1]
        print(f"evidence, {CANDIDATES} candidates: {name} {value:.2f} ms, {value / median:.1f} x")


def _passages(store: Store) -> list[list[str]]:
    found = []
    for source in store.sources():
        for ordinal in itertools.count():
            analysed = store.passage(source.id, ordinal)
            if analysed is None:
                break
            found.append(list(analysed.terms))
    return found


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


if __name__ == "__main__":
    main()
