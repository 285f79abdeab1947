"""Measure citebot beside other libraries on made corpora: `python -m tests.benchmarks.speed --work DIR`.

Every contestant runs in a process of its own on one core, one after the other, and gets the same terms. A run that was
ended goes on where it was: corpora, indexes and figures in `DIR` are used again, the figures unless `--again` is given.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.benchmarks import building, corpus
from tests.benchmarks.peers import LARGEST, PEERS
from tests.benchmarks.plot import Line, svg
from tests.benchmarks.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES: Final = (1_000, 10_000, 100_000, 1_000_000)
PER_ARTICLE: Final = 8
"""Passages of an article on average, most have 4 to 14."""

PARAGRAPHS: Final = (6, 17)
ORDER: Final = ("citebot", "candidates", *PEERS)
GROWN_AT: Final = 10_000
"""Passages of the size at which growth is measured."""

Figures = dict[str, Any]


def main() -> None:
    """Measure every size, then print the tables and write `speed.json` and `speed.svg` into the folder."""
    parser = argparse.ArgumentParser(description="Measure citebot beside other libraries on made corpora.")
    parser.add_argument("--work", type=Path, required=True, metavar="DIR", help="where corpora and indexes are kept")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="N", help="passages")
    parser.add_argument("--quick", action="store_true", help="only the times of questions, no growth and no serving")
    parser.add_argument("--again", action="store_true", help="measure anew what an earlier run has measured")
    options = parser.parse_args()
    if options.again:
        for path in options.work.glob("*/figures-*.json"):
            path.unlink()
    found: dict[str, Figures] = {}
    for size in options.sizes:
        found[str(size)] = measure(options.work / str(size), size, quick=options.quick)
        _keep(options.work, found)
    if not options.quick and GROWN_AT in options.sizes:  # last: a thousand commits take minutes
        folder = options.work / str(GROWN_AT)
        found[str(GROWN_AT)]["growth"] = _once(folder, "growth", lambda: _child("growth", str(folder)))
        _keep(options.work, found)
    print(f"\n{machine()}\n\n{times_table(found)}\n{serving_table(found)}{growth_text(found)}")
    _write(options.work / "speed.svg", picture(found))


def measure(folder: Path, size: int, *, quick: bool) -> Figures:
    """Return all figures of a size."""
    folder.mkdir(parents=True, exist_ok=True)
    found: Figures = {"build": _built(folder, size)}
    if not (folder / "questions.json").exists():
        prepare(folder, folder / "index")
    found["passages"] = _passages(folder)
    found["times"], found["memory"], found["missing"] = {}, {}, []
    for name in ("citebot", *(name for name in PEERS if name != "tantivy")):
        if name == "Haystack" and size > LARGEST[name]:
            continue
        one = _once(folder, name, lambda name=name: _child("contest", name, str(folder)))  # type: ignore[misc]
        found["missing"] += [one["missing"]] if "missing" in one else []
        found["times"] |= one.get("times", {})
        found["memory"] |= {name: one["memory"]} if "memory" in one else {}
    if not quick:
        found["serving"] = _once(folder, "serving", lambda: _child("serving", str(folder)))
        found["adding"] = _once(folder, "adding", lambda: _added(folder))
    return found


def _once(folder: Path, name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - what a module prints as JSON
    """Return what some work came to, in an earlier run or now."""
    kept = folder / f"figures-{name.replace(' ', '-')}.json"
    if not kept.exists():
        _say(f"{folder.name} passages: {name}")
        _write(kept, json.dumps(work()))
    return json.loads(kept.read_text("utf-8"))


def _built(folder: Path, size: int) -> Figures:
    """Make the corpus and the index, where an earlier run has not, and return what it took."""
    told = folder / "build.json"
    if not told.exists():
        _say(f"{size:,} passages: writing articles and building")
        if not (folder / "seeds").exists():
            corpus.write(folder / "seeds", max(4, size // PER_ARTICLE), PARAGRAPHS)
            time.sleep(3)  # what was written just now is read once more: no time stamp tells of a second writing
        spent = building.built(folder / "seeds", folder / "index")
        size_on_disk = sum(path.stat().st_size for path in folder.glob("index/tantivy-*/*"))
        _write(told, json.dumps(spent._asdict() | {"bytes": size_on_disk}))
    found: Figures = json.loads(told.read_text("utf-8"))
    return found


def _passages(folder: Path) -> int:
    counted = subprocess.run(
        [sys.executable, "-m", "index", "stats", "--json", "--index", str(folder / "index")],
        capture_output=True,
        check=True,
    )
    return int(json.loads(counted.stdout)["passages"])


def _added(folder: Path) -> Figures:
    """Return what one more article takes, from the start of the command to its end, and how answers take it.

    `before` and `after` are medians without it and when it has been taken out again, which leaves deleted documents.
    """
    seeds, index, new = folder / "seeds", folder / "grown" / "index", folder / "seeds" / "new.txt"
    shutil.rmtree(index.parent, ignore_errors=True)
    shutil.copytree(folder / "index", index)
    before = _child("serving", str(folder), "--median", str(index))
    new.write_text(building.NEW["en"][0], encoding="utf-8")
    seconds = building.built(seeds, index).wall
    new.unlink()
    building.built(seeds, index)
    after = _child("serving", str(folder), "--median", str(index))
    shutil.rmtree(index.parent)
    return {"seconds": seconds, "before": before, "after": after}


def _child(module: str, *arguments: str) -> Any:  # noqa: ANN401 - what a module prints as JSON
    environment = os.environ | {"HAYSTACK_TELEMETRY_ENABLED": "False"}
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    return json.loads(done.stdout)


def times_table(found: dict[str, Figures]) -> str:
    """Return the times of a question, p50 / p99, a row a contestant, a column a size, as Markdown."""
    rows = [["ms a question, p50 / p99", *(f"{one['passages']:,} passages" for one in found.values())]]
    for name in ORDER:
        cells = [_times(one["times"].get(name)) for one in found.values()]
        if any(cell != "–" for cell in cells):
            rows.append([name, *cells])
    rows.append(["candidates : tantivy", *(_ratio(one["times"], "candidates", "tantivy") for one in found.values())])
    rows.append(["rank-bm25 : citebot", *(_ratio(one["times"], "rank-bm25", "citebot") for one in found.values())])
    missing = sorted({line for one in found.values() for line in one["missing"]})
    few = sorted({(name, len(times)) for one in found.values() for name, times in one["times"].items()})
    most = max((count for _, count in few), default=0)
    fewer = [f"{name} was asked {count} questions where it is slow." for name, count in few if count < most]
    return _markdown(rows) + "".join(f"{line}\n" for line in [*missing, *fewer])


def _times(times: Sequence[float] | None) -> str:
    if not times:
        return "–"
    return " / ".join(_short(_share(times, share)) for share in (50, 99))


def _share(times: Sequence[float], share: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[share - 1]


def _ratio(times: dict[str, list[float]], one: str, other: str) -> str:
    if one not in times or other not in times:
        return "–"
    return " / ".join(f"{_share(times[one], share) / _share(times[other], share):.3g}" for share in (50, 99))


def serving_table(found: dict[str, Figures]) -> str:
    """Return what building and serving took, a column a size, as Markdown."""
    rows = [["", *(f"{one['passages']:,} passages" for one in found.values())]]
    builds = [one["build"] for one in found.values()]
    counts = [one["passages"] for one in found.values()]
    rows.append(["build, passages/s", *(f"{n / one['wall']:,.0f}" for n, one in zip(counts, builds, strict=True))])
    rows.append(["build, MB at its peak", *(f"{one['peak'] / 2**20:,.0f}" for one in builds)])
    rows.append(["index, MB", *(f"{one['bytes'] / 2**20:,.0f}" for one in builds)])
    served = [one["serving"] for one in found.values() if "serving" in one]
    if len(served) == len(found):
        rows.append(["serving, MB beside the page cache", *(f"{one['memory'] / 2**20:,.0f}" for one in served)])
        rows.append(["open to first answer, ms", *(f"{one['first']:,.0f}" for one in served)])
        rows.append(["cold `ask`, ms", *(f"{one['cold']:,.0f}" for one in served)])
        adding = [one["adding"] for one in found.values()]
        rows.append(["one article added, s", *(f"{one['seconds']:.2f}" for one in adding)])
        rows.append(["answers after its removal : before", *(f"{one['after'] / one['before']:.2f}" for one in adding)])
        for count in served[0]["askers"]:
            cells = [f"{one['askers'][count]['a_second']:.0f} ({one['askers'][count]['p99']:.0f})" for one in served]
            rows.append([f"questions/s (p99, ms), {count} at once, 2 cores", *cells])
    return "\n" + _markdown(rows)


def growth_text(found: dict[str, Figures]) -> str:
    """Return how the time of an answer grows, a line each."""
    return "".join(_growth_lines(one["growth"]) for one in found.values() if "growth" in one)


def _growth_lines(grown: Figures) -> str:
    def told(name: str) -> str:
        return ", ".join(f"{count}: {_short(value)} ms" for count, value in grown[name].items())

    commits = grown["commits"]
    return (
        f"\nby words of the question: {told('words')}\nby snippets: {told('snippets')}\n"
        f"after {commits['count']:.0f} commits ({commits['a_commit']:.0f} ms each): {_short(commits['after'])} ms, "
        f"{commits['after'] / commits['fresh']:.2f} x of a fresh build's\n"
    )


def picture(found: dict[str, Figures]) -> str:
    """Return the plot of p50 (whole lines) and p99 (dashed) against the size of the corpus."""
    return svg(
        "One question: p50, dashed p99",
        "passages",
        "milliseconds",
        [line for name in ORDER for line in _lines(found, name)],
    )


def _lines(found: dict[str, Figures], name: str) -> Iterator[Line]:
    for share, dashed in ((50, False), (99, True)):
        rows = [(one["passages"], one["times"].get(name)) for one in found.values()]
        points = [(passages, _share(times, share)) for passages, times in rows if times]
        if points:
            yield Line(name, points, ORDER.index(name), dashed)


def machine() -> str:
    """Return what it was measured on, in words."""
    try:
        told = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        told = None
    cores = len(os.sched_getaffinity(0))
    return f"{told[1] if told else platform.machine()}, {cores} cores, Python {platform.python_version()}"


def _markdown(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n"


def _short(value: float) -> str:
    return f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def _keep(work: Path, found: dict[str, Figures]) -> None:
    _write(work / "speed.json", json.dumps({"machine": machine(), "sizes": found}, indent=1))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
