"""Time a cold question on the seeds against importing what it cannot do without: `python -m tests.benchmarks.cold`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15
SEEDS = Path(__file__).parents[2] / "seeds"
PEER = ("-c", "import numpy, pydantic_settings")


def main() -> None:
    """Print the median wall time of each, in milliseconds, taken in turns, and the ratio of the two."""
    with tempfile.TemporaryDirectory() as folder:
        ask = ("-m", "index", "ask", "--index", folder, "when did WeChat ban NFT accounts")
        _seconds("-m", "index", "build", "--seeds", str(SEEDS), "--index", folder)
        times = [(_seconds(*PEER), _seconds(*ask)) for _ in range(ROUNDS)]
    peer, asked = (statistics.median(column) * 1_000 for column in zip(*times, strict=True))
    print(f"imports {peer:.0f} ms, cold ask {asked:.0f} ms: {asked / peer:.2f} x")


def _seconds(*arguments: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
