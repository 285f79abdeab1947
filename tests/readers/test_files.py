"""The bytes of a file, whole and from one moment."""

from __future__ import annotations

import os
import sys
import tracemalloc
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from index.errors import ArticleError
from index.readers.files import largest, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def on_open(path: Path, act: Callable[[], None]) -> Iterator[None]:
    """Act each time that Python is about to open a file: what another program may do between a look and a read."""
    on = True

    def hook(event: str, details: tuple[object, ...]) -> None:
        nonlocal on
        if on and event == "open" and details[0] == str(path):
            on = False
            act()
            on = True

    sys.addaudithook(hook)
    yield
    on = False


def test_a_file_is_read(tmp_path: Path) -> None:
    """Every byte of it, also none."""
    path = tmp_path / "a.txt"
    for data in (b"", b"\x00\xff\r\n"):
        path.write_bytes(data)
        assert read_bytes(path) == data


def test_a_file_that_changes_is_read_again(tmp_path: Path) -> None:
    """What is read then is the file as it stands."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    changes = iter([b"one two"])

    def change() -> None:
        for data in [next(changes, None)]:
            if data is not None:
                path.write_bytes(data)

    with on_open(path, change):
        assert read_bytes(path) == b"one two"


@pytest.mark.parametrize("way", ["grows", "shrinks", "is replaced"])
def test_a_file_that_does_not_stop_changing_is_skipped(tmp_path: Path, way: str) -> None:
    """It may grow, shrink or be replaced by another of the same size."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one" * 100)

    def change() -> None:
        data = path.read_bytes()
        if way == "is replaced":
            (tmp_path / "new").write_bytes(data)
            os.utime(tmp_path / "new", ns=(0, path.stat().st_mtime_ns))
            (tmp_path / "new").replace(path)
        else:
            path.write_bytes(data + b"." if way == "grows" else data[:-1])

    with on_open(path, change), pytest.raises(ArticleError, match="changed while it was read"):
        read_bytes(path)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".jsonl"])
def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, suffix: str) -> None:
    """Not even a part of it; the message says how large it is and how large it may be."""
    path = tmp_path / f"a{suffix}"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    tracemalloc.start()
    with pytest.raises(ArticleError, match=rf"200\.0 MB, and a {suffix} file may have {largest(suffix) // 1_000_000}:"):
        read_bytes(path)
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """The limit belongs to what is allowed."""
    path = tmp_path / "a.TXT"
    path.write_bytes(b"x" * largest(".txt"))
    assert len(read_bytes(path)) == largest(".txt")
