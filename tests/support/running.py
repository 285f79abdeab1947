"""A real bot in a process of its own, as the tests start it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from tests.support.forking import Forked, Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


PATIENCE = 60.0  # seconds; other work may keep the machine busy
COMMAND = (sys.executable, "-m", "bot")
"""What people run; tests of how it starts and ends run it too, the others a fork."""


class Bot(NamedTuple):
    """A running bot and where its output goes."""

    process: subprocess.Popen[bytes] | Forked
    log: Path

    def said(self) -> str:
        """Return what it has written so far, to stdout and stderr."""
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Tell it to stop and return its exit code; more than five seconds are too many."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(5)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        self.process.kill()
        self.process.wait()

    def wait_until_said(self, words: str, seconds: float = PATIENCE) -> None:
        """Wait for words in its log."""
        deadline = time.monotonic() + seconds
        while words not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.02)


def clean_environment() -> dict[str, str]:
    """Return the environment without anybody's settings, but for the cache, which all tests and processes share."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BOT_", "INDEX_")) or name == "INDEX_CACHE"
    }


@contextmanager
def started(
    folder: Path, index: Path, command: Sequence[str] | None = None, arguments: Sequence[str] = (), **settings: str
) -> Iterator[Bot]:
    """Run a bot with arguments (or else a `command`) in a folder of its own with BOT_ settings, until it closes."""
    environment = clean_environment()
    # Tests ask faster than people do; those that are about limits set their own.
    settings = {"USER_PER_MINUTE": "1000", "CHAT_PER_MINUTE": "1000"} | settings
    environment |= {f"BOT_{name}": value for name, value in settings.items()}
    # With an encoder the bot would answer otherwise once it is loaded.
    environment |= {"INDEX_DIR": str(index), "INDEX_ENCODER": "none"}
    log = folder / "log"
    log.touch()
    process: subprocess.Popen[bytes] | Forked
    if command is None:
        process = Forked("bot", arguments, Surroundings(folder, environment, log, log))
    else:
        with log.open("ab") as out:
            process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield Bot(process, log)
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
