"""The progress of a long command: a bar on a terminal, elsewhere a line now and then."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Tell = Callable[[int, int], None]

MIN_FILES: Final = 50
"""Files below which nothing is shown: they are read at once."""

_EVERY_SECONDS: Final = 10.0  # seconds between two lines


@contextmanager
def progress(stream: IO[str], say: Callable[[str], None]) -> Iterator[Tell]:
    """Give what is to be told how many files of how many are read.

    On a terminal it draws a bar that is gone at the end, elsewhere it has `say` tell a line every ten seconds.
    """
    if not stream.isatty():
        yield _lines(say)
        return
    from rich.console import Console  # noqa: PLC0415 - who asks a question waits for no bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        task = bar.add_task("Reading", total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=total >= MIN_FILES)


def _lines(say: Callable[[str], None]) -> Tell:
    last = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if done < total and total >= MIN_FILES and time.monotonic() - last >= _EVERY_SECONDS:
            last = time.monotonic()
            say(f"Read {done} of {total} files.")

    return tell
