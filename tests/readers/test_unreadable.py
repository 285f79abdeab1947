"""What cannot be read is named, every time, and nothing is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.readers.seeds import SUFFIXES
from tests.support.forking import run

if TYPE_CHECKING:
    from pathlib import Path


def test_every_kind_of_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Broken or empty, of whatever ending, also without one; the rest is indexed, and a strict build exits with 1."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    names = []
    for suffix in sorted(SUFFIXES):
        (seeds / f"broken{suffix}").write_bytes(bytes(range(256)))
        (seeds / f"empty{suffix}").write_bytes(b"")
        names += [f"broken{suffix}", f"empty{suffix}"]
    for name in ("LICENSE", "picture.png", "minutes.doc", "table.xlsx"):
        (seeds / name).write_bytes(b"x")
        names.append(name)
    (seeds / "good.txt").write_text("The cat sat on the mat in Brimfield.")
    (seeds / ".hidden").write_text("x")
    for strict, code in (("", 0), ("--strict", 1), ("--strict", 1)):
        done = run("index", "build", "--index", "index", *strict.split(), folder=tmp_path)
        assert done.code == code, done.told
        named = [line for line in done.told.splitlines() if line.startswith("skipped")]
        assert sorted(line.split("'")[1] for line in named) == sorted(names)
