"""Several bot processes on one token, one of them killed: `python -m tests.benchmarks.several`.

One process receives and four answer what 500 people ask ten times each, all at once, at Telegram's pace, in front of
the emulator and with a PostgreSQL that is started for it. When a third is answered one of the four is killed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from bot.emulator import Emulator
from index.build.build import build
from tests.support.database import MISSING, binaries, running
from tests.support.several import Several, disordered

if TYPE_CHECKING:
    from bot.emulator import Message

SEEDS = Path(__file__).parents[2] / "seeds"
QUESTIONS = ("when did WeChat ban NFT accounts", "who is the founder of Huobi", "how many daily users does WeChat have")
PROGRAM = "import sys; from bot.__main__ import main; sys.exit(main())"
PATIENCE_SECONDS = 600


def main() -> None:
    """Print what was seen."""
    parser = argparse.ArgumentParser(description="Kill one of several bot processes on one token.")
    parser.add_argument("--workers", type=int, default=4, help="processes that answer (default: %(default)s)")
    parser.add_argument("--updates", type=int, default=5_000, help="questions (default: %(default)s)")
    parser.add_argument("--chats", type=int, default=500, help="people (default: %(default)s)")
    options = parser.parse_args()
    programs = binaries()
    if programs is None:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory() as name, running(programs) as postgres, Emulator() as emulator:
        build(SEEDS, Path(name) / "index")
        several = Several(Path(name), Path(name) / "index", emulator, postgres.database(), PROGRAM)
        _kill_one(several, options.workers, options.updates, options.chats)


def _kill_one(several: Several, workers: int, updates: int, chats: int) -> None:
    people = [several.emulator.private(person) for person in range(1, chats + 1)]
    with ExitStack() as stack:
        stack.enter_context(several.bot("receiver", "receive"))
        bots = [
            stack.enter_context(several.bot(f"worker-{number}", "answer", STALE_AFTER="3600"))
            for number in range(workers)
        ]
        began = time.monotonic()
        asked = [
            several.emulator.say(people[number % chats], QUESTIONS[number % len(QUESTIONS)])
            for number in range(updates)
        ]
        _wait(several, asked, updates // 3)
        bots[0].kill()
        held = several.held_by(bots[0])
        _wait(several, asked, updates)
        took = time.monotonic() - began
        time.sleep(2)  # for what would come twice
        replies = several.replies(asked)
    twice = {number for number, sent in replies.items() if len(sent) > 1}
    moments = sorted(message.came for messages in replies.values() for message in messages)
    fastest = max(sum(begin <= one < begin + 1 for one in moments[at : at + 100]) for at, begin in enumerate(moments))
    others = len(twice - held)
    disorder = len(disordered(asked, replies))
    print(
        f"{updates} questions of {chats} people, {workers} workers, one killed with {len(held)} in work:"
        f" all answered in {took:.0f} s, {len(twice)} twice, {others} of them not the killed one's,"
        f" {disorder} chats out of order, at most {fastest} messages in a second",
        flush=True,
    )


def _wait(several: Several, asked: list[Message], count: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while sum(map(bool, several.replies(asked).values())) < count:
        if time.monotonic() > deadline:
            raise TimeoutError("not all were answered in time")
        time.sleep(1)


if __name__ == "__main__":
    main()
