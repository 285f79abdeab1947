"""Whatever happens to the bytes of an index's files, it is told in plain words, or changes nothing."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from index.cli.parser import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Run = Callable[..., "Outcome"]

QUESTIONS = ("when did WeChat ban NFT accounts", "微信什么时候封禁NFT账号", "Who founded Huobi?", "BTCChina")
FOOTER = 93  # bytes after the sum, such as the engine's version, which changes nothing
UNSEALED = {".managed.json", "seal.json"}  # which files to delete one day; the checksum of another


class Damage(NamedTuple):
    """What happens to one file."""

    file: str
    kind: str
    at: float
    bit: int

    def to(self, data: bytes) -> bytes:
        """Return the bytes that are left."""
        at = int(self.at * len(data))
        if self.kind == "cut":
            return data[:at]
        if self.kind == "zeroed":
            return data[:at] + bytes(min(64, len(data) - at)) + data[at + 64 :]
        return data[:at] + bytes([data[at] ^ 1 << self.bit]) + data[at + 1 :]


def sample(seed: int, count: int, files: list[str]) -> list[Damage]:
    """Return as many damages, over all files and kinds in turn."""
    dice = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    kinds = ("flipped", "flipped", "cut", "zeroed")
    return [
        Damage(files[n % len(files)], kinds[n // len(files) % len(kinds)], dice.random(), dice.randrange(8))
        for n in range(count)
    ]


class Outcome(NamedTuple):
    """What a command came to."""

    code: int
    out: str
    told: str


@pytest.fixture
def run(seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command on a copy of the index of the seeds; a panic writes to the descriptor itself."""
    shutil.copytree(seeds_index, tmp_path / "index", ignore=shutil.ignore_patterns("dictionary*"))
    (tmp_path / "questions").write_text("\n".join(QUESTIONS), "utf-8")
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Outcome:
        capfd.readouterr()
        code = main([*arguments, "--index", "index"])
        return Outcome(code, *capfd.readouterr())

    return command


def put(path: Path, data: bytes) -> None:
    """Put another file in a file's place: to cut one that is mapped into memory would end this very process."""
    new = path.with_suffix(".new")
    new.write_bytes(data)
    new.replace(path)


def faults(run: Run, sound: Outcome, path: Path, damage: Damage) -> Iterator[str]:
    """Damage a file, ask and check, mend it; give what was wrong with what was told."""
    whole = path.read_bytes()
    put(path, damage.to(whole))
    try:
        answers, checked = run("ask", "--batch", "questions", "--json"), run("check")
    finally:
        put(path, whole)
    for done in (answers, checked):
        if "panicked" in done.told or "Traceback" in done.told:
            yield "a trace on stderr"
        if done.code and "is damaged" not in done.told.splitlines()[-1]:
            yield done.told
    inside = damage.at * len(whole) < len(whole) - FOOTER
    if not checked.code and path.name not in UNSEALED and inside and damage.to(whole) != whole:
        yield "check finds nothing"
    if not answers.code and answers.out != sound.out and not checked.code:
        yield "another answer, and check finds nothing"


@pytest.mark.parametrize(("seed", "count"), [(1, 40), pytest.param(2, 600, marks=pytest.mark.slow)])
def test_damage_is_told_in_plain_words(run: Run, tmp_path: Path, seed: int, count: int) -> None:
    """No traceback and no trace of the engine's panic, ever; `check` finds whatever changes an answer."""
    (home,) = (tmp_path / "index").glob("tantivy-*")
    files = sorted(path.name for path in home.iterdir() if path.stat().st_size)
    sound = run("ask", "--batch", "questions", "--json")
    found = [
        f"{damage}: {fault}"
        for damage in sample(seed, count, files)
        for fault in faults(run, sound, home / damage.file, damage)
    ]
    assert found == []
