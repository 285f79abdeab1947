"""Turns at work: one at a time, first come, first served."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from index.stores.fair_lock import FairLock

if TYPE_CHECKING:
    from collections.abc import Callable


def test_one_works_at_a_time() -> None:
    """However many come, and whatever they do aside."""
    turns, inside, most = FairLock(), 0, 0

    def work(_: int) -> None:
        nonlocal inside, most
        with turns.work():
            inside += 1
            most = max(most, inside)
            time.sleep(0.001)
            inside -= 1
            with turns.aside():
                time.sleep(0.001)
            inside += 1
            most = max(most, inside)
            inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(64)))
    assert (inside, most, len(turns)) == (0, 1, 0)


def test_those_who_wait_come_in_their_order() -> None:
    """Nobody who comes later is let in before them."""
    turns, release, order = FairLock(), Event(), list[int]()

    def work(number: int) -> None:
        with turns.work():
            order.append(number)
            release.wait(5)

    threads = [Thread(target=work, args=(n,)) for n in range(6)]
    for n, thread in enumerate(threads):
        thread.start()
        assert until(lambda n=n: len(order) + len(turns) == n + 1)  # type: ignore[misc]
    release.set()
    for thread in threads:
        thread.join(5)
    assert order == list(range(6))


def test_others_work_while_one_is_aside() -> None:
    """It goes on when they are done."""
    turns, begun, order = FairLock(), Event(), list[str]()

    def other() -> None:
        begun.set()
        with turns.work():
            order.append("other")

    thread = Thread(target=other)
    with turns.work():
        thread.start()
        begun.wait(5)
        order.append("one")
        with turns.aside():
            thread.join(5)
        order.append("one again")
    assert order == ["one", "other", "one again"]


def test_a_turn_ends_also_with_an_error() -> None:
    """The next one can work; and who has a turn can take it as often as it likes."""
    turns = FairLock()
    with pytest.raises(ZeroDivisionError), turns.work(), turns.aside():
        raise ZeroDivisionError
    with turns.aside(), turns.work(), turns.work():
        assert len(turns) == 0


def until(holds: Callable[[], bool]) -> bool:
    """Wait, for five seconds at the most, until something holds, and tell whether it does."""
    deadline = time.monotonic() + 5
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.001)
    return holds()
