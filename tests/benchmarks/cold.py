"""Time cold questions on the seeds against loading what they cannot do without: `python -m tests.benchmarks.cold`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
SEEDS = Path(__file__).parents[2] / "seeds"
COMMANDS = {
    "python": ("-c", "pass"),
    "imports": ("-c", "import numpy, pydantic_settings"),
    "jieba": ("-c", "import jieba; jieba.initialize()"),
}
QUESTIONS = {"English": "when did WeChat ban NFT accounts", "Chinese": "微信什么时候封禁NFT账号"}


def main() -> None:
    """Print the median wall time of each, in milliseconds, taken in turns, and how they compare."""
    with tempfile.TemporaryDirectory() as folder:
        _seconds("-m", "index", "build", "--seeds", str(SEEDS), "--index", folder)
        asked = {name: ("-m", "index", "ask", "--index", folder, text) for name, text in QUESTIONS.items()}
        rows = [{name: _seconds(*command) for name, command in (COMMANDS | asked).items()} for _ in range(ROUNDS)]
    took = {name: statistics.median(row[name] for row in rows) * 1_000 for name in rows[0]}
    print(", ".join(f"{name} {value:.0f} ms" for name, value in took.items()))
    print(f"English : imports {took['English'] / took['imports']:.2f}")
    more, load = took["Chinese"] - took["English"], took["jieba"] - took["python"]
    print(f"Chinese takes {more:.0f} ms more than English; jieba and its dictionary {load:.0f} ms: {more / load:.2f}")


def _seconds(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
