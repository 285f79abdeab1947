"""Commands in processes of their own that need not import everything anew.

`python -m index` spends half a second on imports and `python -m bot` one and a half, more than most tests of them need.
Here each command is a fork of one prepared process: it has its own folder, environment, streams, signals and exit code,
but ends without the interpreter's own farewell. Tests of just that, or of a pipe or a terminal, start Python itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CONTEXT = multiprocessing.get_context("forkserver")
# pytest, because a child begins with the main module of its parent; under pytest-xdist that is nothing.
_CONTEXT.set_forkserver_preload(["pytest", "tests.support.prepared"])


class Surroundings(NamedTuple):
    """Where a command runs; what it writes to stdout and stderr is appended to two files, or to one."""

    folder: Path
    environment: Mapping[str, str]
    out: Path
    err: Path


class Done(NamedTuple):
    """What a command left: its exit code and what it wrote to stdout and stderr."""

    code: int
    out: str
    told: str


def run(module: str, *arguments: str | bytes | Path, folder: Path, environment: Mapping[str, str] = os.environ) -> Done:
    """Run `python -m MODULE ARGUMENTS` in a folder, and return what it left; a traceback fails the test."""
    with tempfile.TemporaryDirectory() as kept:
        out, err = Path(kept, "out"), Path(kept, "err")
        code = Forked(
            module, list(map(os.fsdecode, arguments)), Surroundings(folder, dict(environment), out, err)
        ).wait(120)
        done = Done(code, out.read_text("utf-8"), err.read_text("utf-8"))
    assert "Traceback" not in done.told
    return done


class Forked:
    """A command that runs, with the few methods of subprocess.Popen that tests use."""

    def __init__(self, module: str, arguments: Sequence[str], surroundings: Surroundings) -> None:
        """Run `python -m MODULE ARGUMENTS`."""
        self._process = _CONTEXT.Process(target=_run, args=(module, list(arguments), surroundings))
        self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit code, negative after a signal; None while it runs."""
        return self.poll()

    def poll(self) -> int | None:
        """Return the exit code, None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Return the exit code once it has ended; raises subprocess.TimeoutExpired where it does not in time."""
        self._process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(str(self._process), timeout or 0.0)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once, unless it has ended."""
        self.send_signal(signal.SIGKILL)


def _run(module: str, arguments: list[str], surroundings: Surroundings) -> None:
    for number, path in ((1, surroundings.out), (2, surroundings.err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    # Not those of the prepared process, which may not buffer.
    sys.stdout, sys.stderr = open(1, "w", encoding="utf-8", closefd=False), open(2, "w", 1, "utf-8", closefd=False)  # noqa: SIM115 - until it ends
    tempfile.tempdir = None  # the environment names it
    os.chdir(surroundings.folder)
    os.environ.clear()
    os.environ.update(surroundings.environment)
    sys.argv = [module, *arguments]
    sys.exit(import_module(f"{module}.__main__").main())
