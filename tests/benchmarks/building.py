"""Time building on a made corpus against the analyser alone: `python -m tests.benchmarks.building [--articles N]`.

The analyser alone reads every file and analyses its whole text, in as many processes as the build has, with nothing
kept. Everything else is the command line, from its start to its end; adding an article ends with its answer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from index.analysis import analyse
from tests.benchmarks import corpus

BATCH = 32  # files a process takes at a time
NEW = {
    "en": ("The Quaggaford council closed its windmill on June 20.\n", "when did Quaggaford close its windmill"),
    "zh": ("夸加福特市議會於6月20日關閉了舊磨坊。\n", "夸加福特市議會何時關閉磨坊"),
}


def main() -> None:
    """Print the times of a full build, of one more article and of no change, as ratios, and the memory at its peak."""
    parser = argparse.ArgumentParser(description="Time building against the analyser alone.")
    parser.add_argument("--articles", type=int, default=corpus.ARTICLES, metavar="N", help="default: %(default)s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds, index = Path(folder, "seeds"), Path(folder, "index")
        corpus.write(seeds, options.articles)
        time.sleep(
            2.1
        )  # files that were written just now are read once more, as no time stamp tells of a second writing
        alone = _analyser_alone(sorted(seeds.rglob("*.txt")))
        full, peak = _build(seeds, index)
        again = _analyser_alone(sorted(seeds.rglob("*.txt")))
        same, _ = _build(seeds, index)
        print(f"analyser alone {alone:.1f} s, and again {again:.1f} s")
        print(f"full build {full:.1f} s: {2 * full / (alone + again):.2f} x of it, {peak / 2**20:.0f} MB at its peak")
        print(f"nothing changed {same:.2f} s: {same / full:.1%} of it")
        for language, (text, question) in NEW.items():
            (seeds / f"new-{language}.txt").write_text(text, encoding="utf-8")
            added, _ = _build(seeds, index)
            asked = _ask(index, question, f"new-{language}")
            whole = added + asked
            print(f"one more ({language}): build {added:.2f} s, answer {asked:.2f} s; {whole / full:.1%} of it")


def _analyser_alone(paths: list[Path]) -> float:
    started = time.perf_counter()
    batches = [paths[n : n + BATCH] for n in range(0, len(paths), BATCH)]
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), multiprocessing.get_context("spawn")) as pool:
        tokens = sum(pool.map(_count, batches))
    assert tokens
    return time.perf_counter() - started


def _count(paths: list[Path]) -> int:
    return sum(len(analyse(path.read_text(encoding="utf-8"))) for path in paths)


def _build(seeds: Path, index: Path) -> tuple[float, int]:
    """Return the seconds that a build took, and the most bytes that its processes held together."""
    started, peak = time.perf_counter(), 0
    command = [sys.executable, "-m", "index", "build", "--seeds", str(seeds), "--index", str(index)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, sum(map(_resident, _tree(process.pid))))
        time.sleep(0.02)
    assert process.returncode == 0
    return time.perf_counter() - started, peak


def _tree(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(below for child in children for below in _tree(child))]


def _resident(pid: int) -> int:
    """Return the bytes that a process holds in memory; of pages that several share, each counts its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _ask(index: Path, question: str, article: str) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "index", "ask", "--index", str(index), "--json", "--top", "1", question]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert f'"id": "{article}"' in done.stdout, done.stdout
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
