"""Reading files on all cores: in this process where that is quicker, else in a pool of processes."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Final

from index.build.worker import read
from index.errors import PoolError
from index.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

    from index.build.worker import Read, Task

MIN_POOL_BYTES: Final = 4_000_000
"""Bytes of files from which on a pool is quicker: its processes take a second to start and load a dictionary."""

MAX_WORKERS: Final = 8
"""Processes of a pool; one process can write what about so many read."""

GARBAGE_THRESHOLD: Final = 50_000
"""New objects between two garbage collections in a build, which makes many objects and no circles."""

_BATCH_BYTES: Final = 128_000
_BATCH_FILES: Final = 32
_BATCHES_AHEAD: Final = 3  # batches a worker may be ahead of the writer: what bounds the memory


def read_all(tasks: Sequence[Task], workers: int | None = None) -> Iterator[Read]:
    """Read files in the order of the tasks; `workers` processes do it (1: this one), by default as many as help.

    Raises PoolError where one of them was killed.
    """
    if workers is None:
        workers = 1 if sum(task.size for task in tasks) < MIN_POOL_BYTES else min(_cores(), MAX_WORKERS)
    if workers == 1:
        yield from map(read, tasks)
        return
    # A fresh server process forks the workers: it loads the dictionary once for all of them, and has no threads.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["index.build.preload"])
    yield from _by_pool(tasks, workers, context)


def _by_pool(tasks: Sequence[Task], workers: int, context: BaseContext) -> Iterator[Read]:
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start)
    under_way: deque[Future[list[Read]]] = deque()
    try:
        for batch in _batches(tasks):
            under_way.append(pool.submit(_read_batch, batch))
            if len(under_way) > workers * _BATCHES_AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise PoolError(
            "A process that read articles was killed, perhaps because the memory was full. The index is unchanged. "
            "Free some memory, or build again with `--workers 1`."
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    batch: list[Task] = []
    size = 0
    for task in tasks:
        batch.append(task)
        size += task.size
        if size >= _BATCH_BYTES or len(batch) == _BATCH_FILES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


# The words that this worker has sent already: most words of a file are in those before it. Once they are many it
# starts again with none, as a word that is sent twice does no harm.
_said = Vocabulary(asked=frozenset)


def _read_batch(batch: list[Task]) -> list[Read]:
    reads = map(read, batch)
    return [result._replace(vocabulary=_said.add(result.vocabulary)) for result in reads]


def _start() -> None:
    """Set up a worker: Ctrl+C is for the builder, and if the builder is killed its workers end, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(GARBAGE_THRESHOLD)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
