"""Keeping off stderr what the engine writes there when it panics on damaged bytes."""

from __future__ import annotations

import contextlib
import os
import re
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PANIC: Final = re.compile(
    rb"\n?thread '[^\n]*panicked at [^\n]*\n[^\n]*(?:\n|$)(?:(?:[ \t]|note: |stack backtrace:)[^\n]*(?:\n|$))*"
)
"""What Rust's hook writes: the place, the message, what it compared, how to see a backtrace, or the backtrace."""


class StderrAside:
    """Turns the process's stderr to a file in memory while the engine works, and passes on what is no panic.

    The engine raises an exception for every panic, which is told as a damaged index; its hook, which nothing in Python
    can replace, has written a trace to descriptor 2 before that. Several threads may be aside at once: what others log
    meanwhile comes out as soon as one of them is done.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = self._passed = 0
        self._stderr = self._memory = -1

    @contextlib.contextmanager
    def aside(self) -> Iterator[None]:
        """Keep stderr aside for a while; where that is not possible, leave it as it is."""
        with self._lock:
            self._inside += 1
            if self._inside == 1:
                self._turn()
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                self._pass_on()

    def _turn(self) -> None:
        with contextlib.suppress(OSError, AttributeError):  # closed, or no Linux
            if self._memory < 0:
                self._memory = os.memfd_create("stderr", os.MFD_CLOEXEC)
            self._stderr = os.dup(2)
            os.dup2(self._memory, 2)

    def _pass_on(self) -> None:
        if self._stderr < 0:
            return
        if not self._inside:
            os.dup2(self._stderr, 2)
        length = os.fstat(self._memory).st_size
        written = os.pread(self._memory, length - self._passed, self._passed) if length > self._passed else b""
        if written and not (self._inside and b"thread '" in written):  # another thread may be in the midst of a panic
            self._passed = length
            with contextlib.suppress(OSError):
                os.write(self._stderr, _PANIC.sub(b"", written))
        if not self._inside:
            self._turn_back(length)

    def _turn_back(self, length: int) -> None:
        if length:
            os.ftruncate(self._memory, 0)
            os.lseek(self._memory, 0, os.SEEK_SET)
            self._passed = 0
        os.close(self._stderr)
        self._stderr = -1


STDERR: Final = StderrAside()
"""The process has one stderr, and so one of these."""
