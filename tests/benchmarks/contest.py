"""One contestant at one size, in a process of its own on one core: `python -m tests.benchmarks.contest NAME FOLDER`.

It prints the times and the memory as a line of JSON. `citebot` is measured together with bare tantivy, question by
question in turns, so that both have the same moments of a shared machine.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import statistics
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from index.answer.finding import CANDIDATES
from index.opening import open_or_build
from index.query.query import searched
from index.query.understanding import understand
from index.settings import IndexSettings
from index.stores.tantivy.store import TantivyStore
from tests.benchmarks.peers import LARGEST, PEERS, MissingError, RankBM25, Tantivy, slices
from tests.benchmarks.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.answer.retriever import Retriever
    from tests.benchmarks.peers import Peer
    from tests.benchmarks.prepared import Question

ROUNDS = 3
"""How often the quick ones are asked each question; the median counts. The whole ask has each question once."""

SLOW = 0.1
"""Seconds a question from which on a peer is asked fewer of them."""

_FEW = 20


def main() -> None:
    """Measure one contestant and print what came out."""
    parser = argparse.ArgumentParser(description="Measure one contestant at one size.")
    parser.add_argument("name", choices=["citebot", *PEERS])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    prepared = Prepared(options.folder)
    try:
        found = citebot(prepared) if options.name == "citebot" else peer(options.name, prepared)
    except MissingError as error:
        found = {"missing": str(error)}
    print(json.dumps(found))


def citebot(prepared: Prepared) -> dict[str, object]:
    """Return the milliseconds a question of bare tantivy, of the candidate stage, and of the whole ask."""
    bare, retriever = Tantivy(prepared), opened(prepared.folder / "index")
    store = TantivyStore.open(prepared.folder / "index")
    _settle()
    for one in prepared.warming:
        answered(retriever, one.text)
        bare.best(one.terms, CANDIDATES)
    rows = []
    for one in prepared.questions:
        weights = searched(understand(one.text, store), store)
        whole = milliseconds(lambda text=one.text: answered(retriever, text))  # type: ignore[misc]
        turns = [
            (
                milliseconds(lambda terms=one.terms: bare.best(terms, CANDIDATES)),  # type: ignore[misc]
                milliseconds(lambda terms=weights: store.find_best(terms, CANDIDATES)),  # type: ignore[misc]
            )
            for _ in range(ROUNDS)
        ]
        rows.append((whole, *(statistics.median(column) for column in zip(*turns, strict=True))))
    asked, raw, stage = map(list, zip(*rows, strict=True))
    return {"times": {"citebot": asked, "candidates": stage, "tantivy": raw}, "memory": memory()}


def peer(name: str, prepared: Prepared) -> dict[str, object]:
    """Return the milliseconds a question of a peer; of a slow one those of fewer questions."""
    if name == "rank-bm25":
        parts = [_timed(RankBM25(prepared, *part), prepared.questions) for part in slices(len(prepared), LARGEST[name])]
        times = [sum(row) for row in zip(*parts, strict=False)]
    else:
        times = _timed(PEERS[name](prepared), prepared.questions, prepared.warming)
    return {"times": {name: times}, "memory": memory()}


def _timed(one: Peer, questions: Sequence[Question], warming: Sequence[Question] = ()) -> list[float]:
    _settle()
    first = milliseconds(lambda: one.best(questions[0].terms, CANDIDATES))
    first = min(first, milliseconds(lambda: one.best(questions[0].terms, CANDIDATES)))
    if first > SLOW * 1_000:
        questions, warming, rounds = questions[:_FEW], (), 1
    else:
        rounds = ROUNDS if first < SLOW * 100 else 1
    for question in warming:
        one.best(question.terms, CANDIDATES)
    return [
        statistics.median(
            milliseconds(lambda terms=question.terms: one.best(terms, CANDIDATES))  # type: ignore[misc]
            for _ in range(rounds)
        )
        for question in questions
    ]


def opened(index: Path) -> Retriever:
    """Return what the bot and the command line ask."""
    return open_or_build(IndexSettings(dir=index), print)


def answered(retriever: Retriever, question: str) -> str:
    """Return the answer to a question as `ask --json` prints it."""
    return json.dumps(asdict(retriever.ask(question)), ensure_ascii=False)


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long some work took."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def memory() -> int:
    """Return the bytes that this process holds apart from the page cache."""
    found = re.search(r"RssAnon:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


def _settle() -> None:
    """Take what was loaded out of the collector's sight, as a process that serves for long does."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    main()
