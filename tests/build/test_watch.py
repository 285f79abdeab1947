"""A folder that is watched is built from whenever it has settled."""

from __future__ import annotations

import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from index.build.build import build
from index.build.watch import watch
from index.errors import SeedsError, SettingsError
from index.stores.engines import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + 30
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_watched_folder_is_built_from(tmp_path: Path) -> None:
    """What is added, changed or removed is in the index soon after; an error that was told does not end it."""
    seeds, index = tmp_path / "seeds", tmp_path / "seeds" / "index"  # an index in the seeds must not wake the watch
    seeds.mkdir()
    (seeds / "cat.txt").write_text("A cat sat.")
    said: list[str] = []
    built: list[int] = []
    stop = threading.Event()

    def rebuild() -> None:
        built.append(build(seeds, index).coverage.articles)

    thread = threading.Thread(target=watch, args=(seeds, index, rebuild, said.append, stop))
    thread.start()
    try:
        wait_for(lambda: bool(said))
        for n in range(5):
            (seeds / f"dog{n}.txt").write_text(f"Dog number {n} ran.")
        wait_for(lambda: built[-1] == 6)
        for path in seeds.glob("*.txt"):
            path.unlink()
        wait_for(lambda: len(said) == 2)
        (seeds / "cat.txt").write_text("A cat lay.")
        wait_for(lambda: built[-1] == 1)
    finally:
        stop.set()
        thread.join(30)
    assert not thread.is_alive()
    assert said[0].startswith(f"Watching {seeds}")
    assert "no articles" in said[1]
    assert open_store(index).text("cat") == "A cat lay."
    assert len(built) <= 6, "a build must not set off the next one"


def test_a_first_build_that_fails_ends_the_watch(tmp_path: Path) -> None:
    """A folder that is not there would never settle."""

    def rebuild() -> None:
        build(tmp_path / "nowhere", tmp_path / "index")

    with pytest.raises(SeedsError):
        watch(tmp_path / "nowhere", tmp_path / "index", rebuild, print)


def test_without_the_extra_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And names it."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(SettingsError, match=r"citebot\[watch\]"):
        watch(tmp_path, tmp_path / "index", lambda: None, print)
