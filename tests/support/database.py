"""A real PostgreSQL on loopback in a temporary folder, and databases in it, as the tests start them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psycopg

from tests.support.running import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD: Final = "s3cret-of-the-database"  # noqa: S105 - it opens nothing but a server of the tests
SECONDS: Final = 60  # for one command of PostgreSQL's
MISSING: Final = "there is no PostgreSQL here: apt-get install postgresql"

# Ends the server and takes its folder away when the tests end, whatever ends them: then its input is closed.
_WATCH: Final = 'read _; "$0" stop -D "$1/data" -m immediate -s; rm -rf "$1"'
_NUMBERS = count()


def binaries() -> Path | None:
    """Return the folder with initdb and pg_ctl, None if there is none."""
    found = shutil.which("initdb")
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")  # which are in no PATH
    newest = max(debian, key=lambda path: int(path.parts[-3]), default=None)
    return Path(found).parent if found else newest.parent if newest else None


class Postgres:
    """A server that can be stopped and started; it refuses root, so then it runs as nobody."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.port = free_port()
        self._folder, self._programs = folder, programs
        self._as: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []} if not os.getuid() else {}

    def make(self) -> None:
        """Make its files."""
        if self._as:
            shutil.chown(self._folder, "nobody", "nogroup")
        word = self._folder / "password"
        word.write_text(PASSWORD, "ascii")
        word.chmod(0o644)
        options = ["--auth=scram-sha-256", "--username=bot", f"--pwfile={word}", "--no-sync", "--no-locale", "-EUTF8"]
        self._run("initdb", *options)

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder} -c fsync=off"
        self._run(
            "pg_ctl", "start", "-w", "-s", "-l", str(self._folder / "log"), "-o", f"{options} -c shared_buffers=16MB"
        )

    def stop(self) -> None:
        """Stop it at once, as a crash does."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", "immediate")

    def watch(self) -> subprocess.Popen[bytes]:
        """Return what ends the server when its input is closed."""
        command = ["/bin/sh", "-c", _WATCH, str(self._programs / "pg_ctl"), str(self._folder)]
        return subprocess.Popen(command, stdin=subprocess.PIPE, cwd="/", start_new_session=True, **self._as)

    def database(self) -> str:
        """Return the address of a new database."""
        name = f"test{next(_NUMBERS)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def url(self, name: str, password: str = PASSWORD) -> str:
        """Return the address of a database."""
        return f"postgresql://bot:{password}@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *options: str) -> None:
        command = [str(self._programs / program), *options, "-D", str(self._folder / "data")]
        none = subprocess.DEVNULL
        subprocess.run(command, check=True, timeout=SECONDS, cwd="/", stdin=none, stdout=none, stderr=none, **self._as)


@contextmanager
def running(programs: Path) -> Iterator[Postgres]:
    """Run a server until the context closes, or this process is gone."""
    # Not in pytest's own folder, which nobody but its owner may enter.
    server = Postgres(Path(tempfile.mkdtemp(prefix="citebot-postgres-")), programs)
    watch = server.watch()
    try:
        server.make()
        server.start()
        yield server
    finally:
        assert watch.stdin is not None
        watch.stdin.close()
        watch.wait(SECONDS)
