"""A lock that is fair: Python runs one thread at a time, and threads that compete for it take longer than in turns."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


class FairLock:
    """Lets one thread work at a time, in the order in which the threads came.

    A plain lock goes to whoever asks at the moment of its release: of eight askers some waited for seconds.
    """

    def __init__(self) -> None:
        self._holder: int | None = None
        self._waiting: deque[tuple[int, Lock]] = deque()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many threads wait."""
        return len(self._waiting)

    @contextmanager
    def work(self) -> Iterator[None]:
        """Hold the lock; a thread that holds it already goes on at once."""
        if self._holder == get_ident():
            yield
            return
        self._take()
        try:
            yield
        finally:
            self._give()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Let other threads work while this one runs code that needs no GIL; it need not hold the lock."""
        if self._holder != get_ident():
            yield
            return
        self._give()
        try:
            yield
        finally:
            self._take()

    def _take(self) -> None:
        with self._lock:
            if self._holder is None:
                self._holder = get_ident()
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append((get_ident(), turn))
        turn.acquire()

    def _give(self) -> None:
        with self._lock:
            self._holder, turn = self._waiting.popleft() if self._waiting else (None, None)
            if turn:
                turn.release()


ANSWERS: Final = FairLock()
"""The lock for answering questions, of all indexes of this process."""
