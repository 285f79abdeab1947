"""Who may write the next commit: a builder that lives, which nobody's clock has to tell."""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.errors import IndexLockedError, IndexUnusableError
from index.stores.opensearch.head import Builder, Head, HeadDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.stores.opensearch.connection import Connection
    from index.stores.opensearch.head import Seen

BEAT_SECONDS: Final = 1.0
"""Seconds after which a builder says again that it lives."""

SILENT_SECONDS: Final = 6.0
"""Seconds without a beat after which a builder counts as dead. One that was only slow is told so when it commits."""

_LOOK_SECONDS: Final = 0.25


class Lease:
    """The right to write, held by a name in the head that beats; a commit is one replacement of that head."""

    def __init__(self, connection: Connection, seen: Seen, builder: Builder) -> None:
        """Take the head as it was replaced with this builder in it."""
        self._document, self._cluster = HeadDocument(connection), connection.cluster
        self._seen, self._builder = seen, builder
        self._lock, self._ended = threading.Lock(), threading.Event()
        threading.Thread(target=self._beat, name="builder", daemon=True).start()

    @classmethod
    def take(cls, connection: Connection, waiting: Callable[[str], None] | None = None) -> Lease:
        """Take the lease; where a builder lives, tell `waiting` and wait for its end, else raise IndexLockedError."""
        connection.check_version()
        document, told = HeadDocument(connection), False
        while True:
            seen = document.read()
            if (other := seen.head.builder) and _lives(document, other):
                busy = f"Another build ({other.holder}) is writing the index in {connection.cluster}."
                if waiting is None:
                    raise IndexLockedError(f"{busy} Wait for it to end, then try again.")
                if not told:
                    waiting(f"{busy} Waiting for it to end.")
                told = True
                continue
            builder = Builder(uuid.uuid4().hex, _myself())
            seen = document.read() if other else seen  # the last beat of a dead one, or the head without one that ended
            if seen.head.builder in {None, other} and (
                taken := document.replace(seen, replace(seen.head, builder=builder))
            ):
                return cls(connection, taken, builder)

    @property
    def head(self) -> Head:
        """The head as this builder last wrote it."""
        return self._seen.head

    def commit(self, head: Head) -> None:
        """Put a head in the place of the last one; raises IndexLockedError where another builder has taken over."""
        with self._lock:
            self._replace(replace(head, builder=self._builder))

    def release(self) -> None:
        """Let others write."""
        self._ended.set()
        with self._lock, suppress(IndexUnusableError):  # a cluster that is away: silence says the same
            self._replace(replace(self.head, builder=None))

    def _replace(self, head: Head) -> None:
        seen = self._document.replace(self._seen, head)
        if seen is None:
            self._ended.set()
            raise IndexLockedError(
                f"Another build has taken over the index in {self._cluster}, as this one was silent for "
                f"{SILENT_SECONDS:.0f} s. Nothing of this one was written; build again."
            )
        self._seen = seen

    def _beat(self) -> None:
        while not self._ended.wait(BEAT_SECONDS):
            with self._lock, suppress(IndexUnusableError):
                if not self._ended.is_set():
                    self._builder = replace(self._builder, beat=self._builder.beat + 1)
                    self._replace(replace(self.head, builder=self._builder))


def _lives(document: HeadDocument, builder: Builder) -> bool:
    """Watch a builder until it beats, ends or has been silent for too long; tell whether it lives."""
    until = time.monotonic() + SILENT_SECONDS
    while time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)
        now = document.read().head.builder
        if now != builder:
            return now is not None
    return False


def _myself() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}, since {time.strftime('%Y-%m-%d %H:%M:%S')}"
