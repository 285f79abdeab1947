"""What developers run again and again, with the Python that nox itself runs on: `.venv/bin/nox -s test-fast`."""

from __future__ import annotations

import sys

import nox

nox.needs_version = ">=2024.4"
nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "test-fast"]


@nox.session
def test(session: nox.Session) -> None:
    """Run all tests but the slow ones."""
    session.run(sys.executable, "-m", "pytest", *session.posargs)


@nox.session(name="test-fast")
def test_fast(session: nox.Session) -> None:
    """Run the tests that start no process of ours."""
    session.run(sys.executable, "-m", "pytest", *(session.posargs or ["tests", "--ignore", "tests/system"]))


@nox.session
def lint(session: nox.Session) -> None:
    """Look at the code with ruff and mypy."""
    session.run(sys.executable, "-m", "ruff", "check", ".")
    session.run(sys.executable, "-m", "ruff", "format", "--check", ".")
    session.run(sys.executable, "-m", "mypy")


@nox.session
def bench(session: nox.Session) -> None:
    """Time questions on small corpora; needs the extra `bench`."""
    sizes = ("--sizes", "1000", "10000")
    session.run(
        sys.executable, "-m", "tests.benchmarks.speed", "--quick", "--work", "out/bench", *(session.posargs or sizes)
    )
