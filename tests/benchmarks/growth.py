"""How the time of an answer grows: `python -m tests.benchmarks.growth FOLDER`, a line of JSON in milliseconds.

It grows with the question, with the snippets asked for, and with the commits that an index has behind it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import time
from pathlib import Path

from index.answer.retriever import Retriever
from index.build.build import build
from index.build.options import Options
from tests.benchmarks import corpus
from tests.benchmarks.contest import answered, milliseconds, opened
from tests.benchmarks.prepared import Prepared

WORDS = (2, 4, 8, 16, 32, 64)
SNIPPETS = (1, 3, 10, 30)
COMMITS = 1_000

_ASKED = 60  # questions a figure
_ARTICLES = 125  # in the index that is committed to: about 1,000 passages


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how the time of an answer grows.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--commits", type=int, default=COMMITS, metavar="N", help="default: %(default)s")
    options = parser.parse_args()
    prepared = Prepared(options.folder)
    retriever = opened(options.folder / "index")
    for one in prepared.warming:
        answered(retriever, one.text)
    texts = [one.text for one in prepared.questions]
    found: dict[str, dict[str, float]] = {
        "words": {str(n): _median(retriever, _long(texts, n)) for n in WORDS},
        "snippets": {str(n): _median(retriever, texts[:_ASKED], n) for n in SNIPPETS},
        "commits": _commits(options.folder / "growth", options.commits, texts[:_ASKED]),
    }
    print(json.dumps(found))


def _long(texts: list[str], words: int) -> list[str]:
    """Return English questions of so many words, made of those of shorter ones."""
    pool = [word for text in texts if text.isascii() for word in text.split()]
    starts = range(0, min(len(pool) - words, _ASKED * words), words)
    return [" ".join(pool[start : start + words]) for start in starts]


def _median(retriever: Retriever, texts: list[str], top: int = 3) -> float:
    return statistics.median(milliseconds(lambda text=text: retriever.ask(text, top)) for text in texts)  # type: ignore[misc]


def _commits(folder: Path, count: int, texts: list[str]) -> dict[str, float]:
    """Change, add and remove an article in turn, a commit each, and ask before and after a fresh build of the same."""
    shutil.rmtree(folder, ignore_errors=True)
    seeds, old, fresh = folder / "seeds", folder / "old", folder / "fresh"
    corpus.write(seeds, _ARTICLES)
    build(seeds, old)
    written = list(corpus.texts(2 * _ARTICLES, seed=21))[_ARTICLES:]
    started = time.perf_counter()
    for n in range(count):
        path = seeds / "new" / f"{n // 3 % _ARTICLES}.txt"
        path.parent.mkdir(exist_ok=True)
        if n % 3 == 2:
            path.unlink()
        else:
            path.write_text(written[n % _ARTICLES], encoding="utf-8")
        build(seeds, old, options=Options(workers=1))
    seconds = time.perf_counter() - started
    build(seeds, fresh)
    pair = Retriever.open(old), Retriever.open(fresh)
    times = [[milliseconds(lambda one=one, text=text: one.ask(text)) for one in pair] for text in texts * 3]  # type: ignore[misc]
    after, anew = (statistics.median(column) for column in zip(*times, strict=True))
    shutil.rmtree(folder)
    return {"count": count, "a_commit": seconds / count * 1_000, "after": after, "fresh": anew}


if __name__ == "__main__":
    main()
