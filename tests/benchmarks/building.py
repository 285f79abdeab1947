"""Time building on a made corpus against the analyser alone: `python -m tests.benchmarks.building [--articles N]`.

The analyser alone reads every file and analyses its whole text, in as many processes as the build has, with nothing
kept. Everything else is the command line, from its start to its end; adding an article ends with its answer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from index.stores.engines import open_store
from index.text.analysis import analyse
from tests.benchmarks import corpus

BATCH = 32  # files a process takes at a time
LOOK = 0.25  # seconds between two looks at memory and processors
RARELY = 50  # … or so many times as long as a look takes: some milliseconds where much memory is mapped
NEW = {
    "en": ("The Quaggaford council closed its windmill on June 20.\n", "when did Quaggaford close its windmill"),
    "zh": ("夸加福特市議會於6月20日關閉了舊磨坊。\n", "夸加福特市議會何時關閉磨坊"),
}


def main() -> None:
    """Print the times of a full build, of one more article and of no change, its passages/s and its peak of memory."""
    parser = argparse.ArgumentParser(description="Time building against the analyser alone.")
    parser.add_argument("--articles", type=int, default=corpus.ARTICLES, metavar="N", help="default: %(default)s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seeds, index = Path(folder, "seeds"), Path(folder, "index")
        corpus.write(seeds, options.articles)
        time.sleep(3)  # what was written just now is read once more: no time stamp tells of a second writing
        paths = sorted(seeds.rglob("*.txt"))
        before = _analyser_alone(paths)
        full = built(seeds, index)
        passages = open_store(index).coverage.passages
        after = _analyser_alone(paths)
        same = built(seeds, index)
        wall, cpu = ((getattr(before, name) + getattr(after, name)) / 2 for name in ("wall", "cpu"))
        print(f"analyser alone {wall:.1f} s, {cpu:.1f} s of processors")
        print(f"full build {full.wall:.1f} s, {full.cpu:.1f} s: {full.wall / wall:.2f} x, {full.cpu / cpu:.2f} x of it")
        print(f"{passages} passages, {passages / full.wall:.0f} passages/s, at its peak {full.peak / 2**20:.0f} MB")
        print(f"nothing changed {same.wall:.2f} s: {same.wall / full.wall:.1%} of the full build")
        for language, (text, question) in NEW.items():
            (seeds / f"new-{language}.txt").write_text(text, encoding="utf-8")
            added = built(seeds, index)
            asked = _ask(index, question, f"new-{language}")
            whole = added.wall + asked
            print(f"one more ({language}) {added.wall:.2f} s, its answer {asked:.2f} s: {whole / full.wall:.1%} of it")


class Spent(NamedTuple):
    """Seconds by the clock and by the processors, and the most bytes that the processes held together."""

    wall: float
    cpu: float
    peak: int = 0


def _analyser_alone(paths: list[Path]) -> Spent:
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    batches = [paths[n : n + BATCH] for n in range(0, len(paths), BATCH)]
    with ProcessPoolExecutor(len(os.sched_getaffinity(0)), multiprocessing.get_context("spawn")) as pool:
        assert sum(pool.map(_count, batches))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.perf_counter() - started, cpu)


def _count(paths: list[Path]) -> int:
    return sum(len(analyse(path.read_text(encoding="utf-8"))) for path in paths)


def built(seeds: Path, index: Path) -> Spent:
    """Return what `build` takes, from the start of the command to its end."""
    started, peak, cpu = time.perf_counter(), 0, dict[int, float]()
    command = [sys.executable, "-m", "index", "build", "--seeds", str(seeds), "--index", str(index)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    again = 0.0
    while process.poll() is None:
        time.sleep(0.02)
        if (looked := time.perf_counter()) < again:
            continue
        tree = _tree(process.pid)
        peak = max(peak, sum(map(_resident, tree)))
        cpu |= {pid: _cpu(pid) or cpu.get(pid, 0.0) for pid in tree}
        again = max(looked + LOOK, time.perf_counter() + RARELY * (time.perf_counter() - looked))
    assert process.returncode == 0
    return Spent(time.perf_counter() - started, sum(cpu.values()), peak)


def _tree(pid: int) -> list[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(below for child in children for below in _tree(child))]


def _cpu(pid: int) -> float:
    try:
        values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


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
