"""What serving one index takes, in a process of its own: `python -m tests.benchmarks.serving FOLDER`.

It prints a line of JSON: times in milliseconds, memory in bytes apart from the page cache.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import index.query.translation  # noqa: F401 - the first answer is timed beyond imports, also those that wait for a question
from tests.benchmarks.contest import answered, memory, milliseconds, opened
from tests.benchmarks.prepared import Prepared

if TYPE_CHECKING:
    from index.answer.retriever import Retriever

ASKERS = (1, 2, 8)
_TIMES = 5  # how often a process is started anew; the median counts
_ROUND = 200  # questions that each number of askers shares


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what serving an index takes.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", metavar="QUESTION", help="only time the first answer")
    parser.add_argument(
        "--median", type=Path, metavar="INDEX", help="only time answers from it, and print their median"
    )
    options = parser.parse_args()
    index = options.folder / "index"
    if options.first:
        print(milliseconds(lambda: answered(opened(index), options.first)))
        return
    prepared = Prepared(options.folder)
    if options.median:
        retriever = opened(options.median)
        texts = [one.text for one in prepared.warming] * 2  # the second time only counts
        times = [milliseconds(lambda text=text: answered(retriever, text)) for text in texts]  # type: ignore[misc]
        print(statistics.median(times[len(prepared.warming) :]))
        return
    question = next(one.text for one in prepared.questions if one.text.isascii())
    first = [float(_run("-m", __spec__.name, str(options.folder), "--first", question)) for _ in range(_TIMES)]
    asking = ("-m", "index", "ask", "--json", "--index", str(index), question)
    cold = [milliseconds(lambda: _run(*asking)) for _ in range(_TIMES)]
    retriever = opened(index)
    for one in (*prepared.warming, *prepared.questions):
        answered(retriever, one.text)
    found = {"memory": memory(), "first": statistics.median(first), "cold": statistics.median(cold)}
    print(json.dumps(found | {"askers": {str(n): _askers(retriever, prepared, n) for n in ASKERS}}))


def _askers(retriever: Retriever, prepared: Prepared, count: int) -> dict[str, float]:
    """Return the questions a second, and the median and 99th percentile of one's time, of so many askers at once."""
    texts = [one.text for one in prepared.questions[:_ROUND]]
    started = time.perf_counter()
    with ThreadPoolExecutor(count) as pool:
        times = list(pool.map(lambda text: milliseconds(lambda: answered(retriever, text)), texts))
    seconds = time.perf_counter() - started
    cut = statistics.quantiles(times, n=100)
    return {"a_second": len(texts) / seconds, "p50": cut[49], "p99": cut[98]}


def _run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
