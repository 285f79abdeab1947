"""Asks questions by the command line, each on its own day."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.tuning.when.sets import Asked

Reply = dict[str, Any]
"""What `citebot ask --json` prints for a question."""


def ask(questions: Iterable[Asked], index: Path) -> dict[str, Reply]:
    """Return the replies by the ids of their questions, which are asked in one run for each day."""
    days: dict[str, list[Asked]] = defaultdict(list)
    for one in questions:
        days[one.now].append(one)
    return {
        one.id: reply
        for now, asked in days.items()
        for one, reply in zip(asked, _ask([one.question for one in asked], now, index), strict=True)
    }


def _ask(questions: list[str], now: str, index: Path) -> list[Reply]:
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder, "questions")
        batch.write_text("\n".join(questions), "utf-8")
        command = [sys.executable, "-m", "index", "ask", "--index", str(index), "--json", "--now", now]
        run = subprocess.run([*command, "--batch", str(batch)], check=True, stdout=subprocess.PIPE)
    return [json.loads(line) for line in run.stdout.splitlines()]
