"""Load the real bot beside a bare echo bot: `python -m tests.benchmarks.load`.

Both stand in front of the emulator, whose every answer takes 50 ms. Four things are measured: what an answered question
costs in processor time and how late it is at 25 a second, half of the questions Chinese, as ratios to the echo bot's
messages in turns of the same run, each from the moment on that a bot has started; a thousand people who ask at once;
and how memory grows while the updates of half an hour are replayed as fast as the bot takes them.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.emulator import Emulator
from index.build.build import build
from tests.support.running import started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from bot.emulator import Message

SEEDS = Path(__file__).parents[2] / "seeds"
API = 0.05  # seconds
RATE = 25  # messages a second
REPLAYED = 30 * 60 * RATE
AT_ONCE = 1_000  # people
TICKS = os.sysconf("SC_CLK_TCK")
UNLIMITED = """
import sys
from bot.__main__ import main
from bot.transport import outgoing
outgoing.MAX_PER_SECOND = 10**6
sys.exit(main())
"""
QUESTIONS = (
    "when did WeChat ban NFT accounts",
    "微信什么时候封禁NFT账号",
    "who is the founder of Huobi",
    "火币的创始人是谁",
    "how many daily users does WeChat have",
    "微信每天有多少用户",
    "which crypto exchanges left China",
    "中国什么时候禁止首次代币发行",
)
OTHERS = ("Which quartet did Beethoven dedicate to Rasumovsky?", "hello")


class Turn(NamedTuple):
    """How a bot did for some time: processor time a message, and the latencies, all in milliseconds."""

    cost: float
    latencies: list[float]


def main() -> None:
    """Print each figure as it is measured."""
    parser = argparse.ArgumentParser(description="Load the bot beside a bare echo bot.")
    parser.add_argument("--seconds", type=int, default=30, help="of a turn at 25 a second (default: %(default)s)")
    parser.add_argument("--turns", type=int, default=3, help="of each bot (default: %(default)s)")
    parser.add_argument("--replay", type=int, default=REPLAYED, help="updates (default: %(default)s)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(SEEDS, folder / "index")
        _compare(folder, options.turns, options.seconds)
        _at_once(folder)
        _replay(folder, options.replay)


def _compare(folder: Path, turns: int, seconds: int) -> None:
    pairs = [(_from_start(_echo(), seconds), _from_start(_citebot(folder), seconds)) for _ in range(turns)]
    for name, figure in (("processor time a message", _cost), ("p50", _quantile(50)), ("p99", _quantile(99))):
        peer, own = (statistics.median(map(figure, column)) for column in zip(*pairs, strict=True))
        print(f"{name}: echo {peer:.1f} ms, citebot {own:.1f} ms: {own / peer:.2f} x", flush=True)


def _from_start(started_bot: AbstractContextManager[tuple[Emulator, int]], seconds: int) -> Turn:
    """Start a bot and ask it at once: what it loads late holds up the first who ask."""
    with started_bot as (emulator, process):
        return _turn(emulator, process, seconds)


def _cost(turn: Turn) -> float:
    return turn.cost


def _quantile(share: int) -> Callable[[Turn], float]:
    return lambda turn: statistics.quantiles(turn.latencies, n=100)[share - 1]


def _turn(emulator: Emulator, process: int, seconds: int) -> Turn:
    """Let a different person ask every 40 ms, whether or not the bot keeps up."""
    before, began = _processor_time(process), time.monotonic()
    asked = []
    for number in range(RATE * seconds):
        time.sleep(max(0.0, began + number / RATE - time.monotonic()))
        asked.append(_say(emulator, 1_000 + number, number))
    answered = _replies(emulator, asked)
    cost = (_processor_time(process) - before) / len(asked)
    return Turn(1_000 * cost, [1_000 * (answered[one.id][0].came - one.came) for one in asked])


def _at_once(folder: Path) -> None:
    with _citebot(folder) as (emulator, _):
        began = time.monotonic()
        asked = [_say(emulator, person, person) for person in range(1, AT_ONCE + 1)]
        # Every tenth asks twice more.
        asked += [_say(emulator, person, person + again) for again in (1, 2) for person in range(1, AT_ONCE, 10)]
        answered = _replies(emulator, asked)
        took = time.monotonic() - began
        sent = sorted(one.came for replies in answered.values() for one in replies)
        disordered = sum(
            answered[first.id][0].came > answered[second.id][0].came
            for first, second in itertools.combinations(asked, 2)
            if first.chat is second.chat
        )
    fastest = max(sum(begin <= one < begin + 1 for one in sent[at : at + 100]) for at, begin in enumerate(sent))
    print(
        f"{len(asked)} questions of {AT_ONCE} people at once: {len(answered)} answered in {took:.1f} s, "
        f"{len(sent) - len(answered)} twice, {disordered} out of order, at most {fastest} in a second",
        flush=True,
    )


def _replay(folder: Path, count: int) -> None:
    """Hand over updates as fast as the bot answers them, without the outgoing limit, and look at its memory."""
    sizes: list[tuple[int, float]] = []
    with _citebot(folder, [sys.executable, "-c", UNLIMITED], delay=0.0) as (emulator, process):
        began, people = time.monotonic(), 4_000
        for number in range(count):
            _say(emulator, 1 + number % people, number, QUESTIONS + OTHERS)
            if number % 500 == 499:
                emulator.wait_for(lambda: len(emulator.state.messages) >= 2 * (number + 1) - 500, 60)  # noqa: B023 - waited for here
                sizes.append((number, _memory(process)))
        took = time.monotonic() - began
    half = [size for number, size in sizes if number >= count // 2]
    tenth = max(len(half) // 10, 1)
    first, last = statistics.median(half[:tenth]), statistics.median(half[-tenth:])
    print(
        f"{count} updates replayed in {took:.0f} s: memory {sizes[0][1]:.0f} MB at first, "
        f"{first:.1f} MB at half, {last:.1f} MB at the end: {last / first - 1:+.1%} over the second half",
        flush=True,
    )


@contextmanager
def _citebot(folder: Path, command: list[str] | None = None, delay: float = API) -> Iterator[tuple[Emulator, int]]:
    with tempfile.TemporaryDirectory(dir=folder) as own, Emulator() as emulator:
        settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url}
        with started(Path(own), folder / "index", command, **settings) as bot:
            bot.wait_until_said("Answering as")
            emulator.slow_down(delay)
            yield emulator, bot.process.pid


@contextmanager
def _echo() -> Iterator[tuple[Emulator, int]]:
    with Emulator() as emulator:
        environment = os.environ | {"BOT_TOKEN": emulator.token, "BOT_BASE_URL": emulator.base_url}
        with subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.echo"], env=environment, stderr=subprocess.DEVNULL
        ) as process:
            emulator.wait_for(lambda: emulator.polls)
            emulator.slow_down(API)
            yield emulator, process.pid
            process.kill()


def _say(emulator: Emulator, person: int, number: int, among: Sequence[str] = QUESTIONS) -> Message:
    return emulator.say(emulator.private(person), among[number % len(among)])


def _replies(emulator: Emulator, asked: list[Message]) -> dict[int, list[Message]]:
    """Wait until all are answered, and return the replies by the question's id."""
    wanted = {one.id for one in asked}

    def seen() -> dict[int, list[Message]] | None:
        found: dict[int, list[Message]] = {}
        for sent in emulator.state.messages.values():
            if sent.reply_to is not None and sent.reply_to.id in wanted:
                found.setdefault(sent.reply_to.id, []).append(sent)
        return found if len(found) == len(wanted) else None

    deadline = time.monotonic() + 180
    while (found := seen()) is None:
        if time.monotonic() > deadline:
            raise TimeoutError("not all were answered within three minutes")
        time.sleep(0.5)
    time.sleep(1)  # for what would come twice
    return seen() or found


def _processor_time(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
