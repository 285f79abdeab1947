"""The lock that one build holds while it writes an index, and who holds it."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

from index.errors import IndexLockedError, IndexUnusableError
from index.stores.engines import lease
from index.stores.home import Cluster

try:
    import fcntl
except ImportError:  # on Windows the store's own lock is the only one: a second build ends at once
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.stores.engines import Lease
    from index.stores.home import Home

LOCK_FILE: Final = "build.lock"


@contextmanager
def build_lock(home: Home, waiting: Callable[[str], None] | None = None) -> Iterator[Lease | None]:
    """Hold the lock of an index, making its folder where there is none; of a cluster's give the lease.

    Where another process holds it, `waiting` is told who does and since when, and the lock is waited for; without
    `waiting` IndexLockedError is raised. If the holder dies, the lock is free again. Raises IndexUnusableError where
    the index cannot be written.
    """
    if isinstance(home, Cluster):
        with lease(home, waiting) as held:
            yield held
    else:
        with _file_lock(home, waiting):
            yield None


@contextmanager
def _file_lock(folder: Path, waiting: Callable[[str], None] | None) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / LOCK_FILE).open("a+", encoding="utf-8")
    except OSError as error:
        raise IndexUnusableError(f"Cannot write the index in {folder}: {error.strerror}. Check INDEX_DIR.") from error
    with file:
        if fcntl is not None:
            _take(file, folder, waiting)
        _note(file, f"process {os.getpid()}, since {time.strftime('%Y-%m-%d %H:%M:%S')}")
        try:
            yield
        finally:
            _note(file, "")


def _take(file: IO[str], folder: Path, waiting: Callable[[str], None] | None) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        holder = file.read() or "of an unknown process"
        busy = f"Another build ({holder}) is writing the index in {folder}."
        if waiting is None:
            raise IndexLockedError(f"{busy} Wait for it to end, then try again.") from error
        waiting(f"{busy} Waiting for it to end.")
        fcntl.flock(file, fcntl.LOCK_EX)


def _note(file: IO[str], holder: str) -> None:
    try:
        file.truncate(0)
        file.write(holder)
        file.flush()
    except OSError:
        pass  # on a full disk the lock still holds, only nobody can tell by whom
