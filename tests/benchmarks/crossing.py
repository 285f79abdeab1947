"""Time crossed questions against the articles' own: `python -m tests.benchmarks.crossing SET_DIR OTHER_DIR`.

The articles are those of the first set, and of more folders where `--more` names any; the two sets hold the same
questions in two languages. Each is asked in turn with its like, so that both see the same machine.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from index.answer.retriever import Retriever
from index.build.build import build
from index.evaluation.question_sets import read_question_set
from index.lexicon.dictionary import load_dictionary
from index.lexicon.entries import HEAD_KEY, LEXICON_KIND, write_lexicon
from index.lexicon.vocabulary import Vocabulary
from index.stores.base import passages_of
from index.stores.engines import open_store, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable

WARM = 20  # questions that fill the memos of stems, pieces and shards, as the first of a bot's life do


def main() -> None:
    """Print what a crossed question costs beside one in the articles' language, and what the lexicon costs a build."""
    parser = argparse.ArgumentParser(description="Time crossed questions against those in the articles' language.")
    parser.add_argument("set", type=Path, metavar="SET_DIR", help="a folder with articles/ and questions.jsonl")
    parser.add_argument("other", type=Path, metavar="OTHER_DIR", help="one with the same questions in another language")
    parser.add_argument("--more", type=Path, nargs="*", default=[], metavar="DIR", help="folders of more articles")
    parser.add_argument("--questions", type=int, default=300, metavar="N", help="default: %(default)s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, articles in enumerate([options.set / "articles", *options.more]):
            shutil.copytree(articles, folder / "seeds" / str(number))
        _time_build(folder)
        asked = [
            [one.text for one in read_question_set(path / "questions.jsonl").questions[: options.questions]]
            for path in (options.set, options.other)
        ]
        _time_questions(Retriever.open(folder / "index"), asked)


def _time_build(folder: Path) -> None:
    parsed = _seconds(lambda: load_dictionary(folder / "cache"))
    loaded = _seconds(lambda: load_dictionary(folder / "cache"))
    whole = _seconds(lambda: build(folder / "seeds", folder / "index", cache=folder / "cache"))
    store, vocabulary = open_store(folder / "index"), Vocabulary()
    for source in store.sources():
        vocabulary.see(list(passages_of(store, source.id)))
    dictionary = load_dictionary(folder / "cache")

    def write() -> None:
        writer = open_writer(folder / "lexicon")
        write_lexicon(writer, None, vocabulary, dictionary)
        writer.commit(store.coverage)
        writer.close()

    written = _seconds(write)
    entries = (store.record(LEXICON_KIND, HEAD_KEY) or {})["entries"]
    covered = f"{store.coverage.articles} articles, {store.coverage.passages} passages, {len(vocabulary.terms)} terms"
    print(f"{covered}: {entries} entries")
    print(f"build {whole:.2f} s, of it {loaded:.2f} s to load the dictionary and {written:.2f} s to write the lexicon")
    print(f"to parse the dictionary, once for all builds, {parsed:.2f} s")


def _time_questions(retriever: Retriever, asked: list[list[str]]) -> None:
    for questions in asked:
        for question in questions[:WARM]:
            retriever.ask(question)
    times = [
        [_seconds(lambda question=question: retriever.ask(question)) * 1_000 for question in pair]  # type: ignore[misc]
        for pair in zip(*asked, strict=True)
    ]
    own, other = ([row[n] for row in times] for n in (0, 1))
    for name, of in (("median", statistics.median), ("mean", statistics.fmean)):
        print(f"{name}: own {of(own):.2f} ms, crossed {of(other):.2f} ms: {of(other) / of(own):.2f} x")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
