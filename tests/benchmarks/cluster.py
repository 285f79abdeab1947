"""An OpenSearch cluster beside the embedded store: `python -m tests.benchmarks.cluster SETS_DIR --work DIR --urls URL`.

It prints a line for each question set: how many of the first ten snippets are the same, the answers that are right, the
median times of a whole answer, and how quickly passages and one more article are written.
"""

from __future__ import annotations

import shutil
import statistics
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from index.answer.retriever import Retriever
from index.build.build import build
from index.build.manifest import Manifest
from index.evaluation.judgements import JUDGED_SNIPPETS, judge
from index.stores.engines import open_store, open_writer
from index.stores.home import Cluster
from tests.tuning.sets import chosen, parser, say

if TYPE_CHECKING:
    from index.evaluation.question_sets import Question
    from index.model import Answer
    from index.stores.base import Store
    from tests.tuning.sets import SetFolder


class Row(NamedTuple):
    """The figures of one set: shares 0 to 1, times in milliseconds, passages a second, seconds for one more article."""

    passages: int
    questions: int
    same: float
    embedded_right: float
    right: float
    embedded_p50: float
    p50: float
    written: float
    one_more: float


def main() -> None:
    """Measure and print."""
    arguments = parser(__doc__.partition("\n")[0])
    arguments.add_argument("--urls", required=True, metavar="URL,…", help="nodes of a cluster to write to")
    arguments.add_argument("--shards", type=int, default=1, help="of each set's index (default: 1)")
    options = arguments.parse_args()
    print("set", *Row._fields, sep="\t")
    for number, one in enumerate(chosen(options)):
        home = Cluster(tuple(options.urls.split(",")), prefix=f"bench{number}", shards=options.shards, timeout=30.0)
        row = _measure(one, home, options.questions)
        print(one.name, *(f"{value:.3f}" if isinstance(value, float) else value for value in row), sep="\t", flush=True)


def _measure(one: SetFolder, home: Cluster, most: int) -> Row:
    questions = one.questions("questions", most)
    embedded = one.store()
    say(f"building {one.name} in {home}")
    build(one.path / "articles", home, rebuild=True)
    pair = Retriever(embedded), Retriever.open(home)
    for question in questions[:5]:
        for retriever in pair:
            retriever.ask(question.text)
    times: tuple[list[float], list[float]] = ([], [])
    answers = [
        [_timed(retriever, question, own) for retriever, own in zip(pair, times, strict=True)] for question in questions
    ]
    asked = [(question, both) for question, both in zip(questions, answers, strict=True) if question.answers]
    right = [statistics.mean(judge(question, both[n]).says(1) for question, both in asked) for n in (0, 1)]
    return Row(
        passages=embedded.coverage.passages,
        questions=len(questions),
        same=statistics.mean(_same(*both) for both in answers),
        embedded_right=right[0],
        right=right[1],
        embedded_p50=1_000 * statistics.median(times[0]),
        p50=1_000 * statistics.median(times[1]),
        written=_written(embedded, replace(home, prefix=f"{home.prefix}-copy")),
        one_more=_one_more(one, home),
    )


def _written(store: Store, home: Cluster) -> float:
    """Return how many passages a second are written where nothing has to be read or analysed."""
    documents = [store.documents(row.id, row.documents) for row in Manifest.load(store).articles()]
    started = time.perf_counter()
    with closing(open_writer(home, anew=True)) as writer:
        for own in documents:
            writer.add(own)
        writer.commit(store.coverage)
    return store.coverage.passages / (time.perf_counter() - started)


def _one_more(one: SetFolder, home: Cluster) -> float:
    """Return the seconds from a new file to answers of it."""
    with TemporaryDirectory() as folder:
        seeds = Path(folder) / "seeds"
        shutil.copytree(one.path / "articles", seeds)
        build(seeds, home)
        (seeds / "one-more.txt").write_text("The quarry of Brimfield was closed in 1911.")
        started = time.perf_counter()
        build(seeds, home)
        assert open_store(home).doc_freq("brimfield")
        return time.perf_counter() - started


def _timed(retriever: Retriever, question: Question, times: list[float]) -> Answer:
    started = time.perf_counter()
    answer = retriever.ask(question.text, JUDGED_SNIPPETS)
    times.append(time.perf_counter() - started)
    return answer


def _same(answer: Answer, other: Answer) -> float:
    """Return which share of the first ten snippets of one answer are those of another."""
    ours, theirs = ({(one.article.id, one.start, one.end) for one in each.snippets} for each in (answer, other))
    return len(ours & theirs) / max(1, len(ours), len(theirs))


if __name__ == "__main__":
    main()
