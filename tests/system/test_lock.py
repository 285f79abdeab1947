"""Builds at the same time, folders that cannot be written, full disks, and builds that are killed."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.build.build import build
from index.build.lock import LOCK_FILE, build_lock
from index.build.options import Options
from index.errors import IndexLockedError
from index.stores.engines import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = Path(__file__).parents[2] / "docs" / "operating.md"
ARTICLES = 2_000
KILLS = 30
HOLD = """
import sys, time
from pathlib import Path
from index.build.lock import build_lock
with build_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""
ASK = """
import json, re, select, sys
from pathlib import Path
from index.stores.base import Store
from index.stores.engines import open_store
from index.answer.retriever import Retriever

asked, eras = 0, [0]
retriever = Retriever.open(Path(sys.argv[1]))
stop = False
while not stop:
    stop = bool(select.select([sys.stdin], [], [], 0)[0])
    if asked % 10 == 0:
        retriever = Retriever.open(Path(sys.argv[1]))
    answer = retriever.ask("when was mill number 770 of Brimfield closed", 1)
    assert answer.snippets[0].article.id == "10/770", answer
    asked += 1
    store = open_store(Path(sys.argv[1]))
    seen = {re.search(r"(?:, era (\\d+))?[.]$", store.text(name).strip())[1] for name in ("00/0", "10/770", "10/1990")}
    (era,) = (int(one or 0) for one in seen)
    if era != eras[-1]:
        eras.append(era)
print(json.dumps([asked, eras]))
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder of one article."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "cat.txt").write_text("A cat sat in Brimfield.")
    return tmp_path / "seeds"


@contextmanager
def holder(index: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Run a process that holds an index's lock for some seconds, from before the context opens."""
    command = [sys.executable, "-c", HOLD, str(index), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_the_second_build_says_who_holds_the_lock(seeds: Path, tmp_path: Path) -> None:
    """By process and time; it changes nothing."""
    with holder(tmp_path / "index", 60) as process, pytest.raises(IndexLockedError) as error:
        build(seeds, tmp_path / "index")
    assert f"process {process.pid}, since 20" in str(error.value)
    assert str(tmp_path / "index") in str(error.value)


def test_the_second_build_waits_for_the_first(seeds: Path, tmp_path: Path) -> None:
    """It says so once, and then does its work."""
    said: list[str] = []
    with holder(tmp_path / "index", 0.5) as process:
        build(seeds, tmp_path / "index", options=Options(waiting=said.append))
        assert process.wait(10) == 0
    (line,) = said
    assert f"process {process.pid}," in line
    assert "Waiting" in line
    assert open_store(tmp_path / "index").coverage.articles == 1


def test_a_lock_whose_holder_was_killed_holds_nobody_up(seeds: Path, tmp_path: Path) -> None:
    """What it wrote is still there, and means nothing."""
    with holder(tmp_path / "index", 60) as process:
        process.kill()
        process.wait()
        assert str(process.pid) in (tmp_path / "index" / LOCK_FILE).read_text()
        build(seeds, tmp_path / "index")
    assert (tmp_path / "index" / LOCK_FILE).read_text() == ""


def test_the_lock_is_let_go_where_a_build_fails(seeds: Path, tmp_path: Path) -> None:
    """The next one need not wait."""
    with pytest.raises(ZeroDivisionError), build_lock(tmp_path / "index"):
        raise ZeroDivisionError
    build(seeds, tmp_path / "index")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of many small articles, and an index of them beside it."""
    folder = tmp_path_factory.mktemp("corpus")
    for n in range(ARTICLES):
        path = folder / "seeds" / f"{n % 20:02}" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Mill number {n} of Brimfield was closed in the year {1000 + n}.\n")
    build(folder / "seeds", folder / "index")
    return folder


def change(seeds: Path, era: int) -> None:
    """Give a tenth of the articles another text, so that each says of which era it is."""
    for n in range(0, ARTICLES, 10):
        path = seeds / f"{n % 20:02}" / f"{n}.txt"
        path.write_text(f"Mill number {n} of Brimfield was closed in the year {1000 + n}, era {era}.\n")


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_old_index(corpus: Path) -> None:
    """At any moment: who asks all along hears the old or the new articles and never a mixture, and nothing fails."""
    seeds, index = corpus / "seeds", corpus / "index"
    asker = subprocess.Popen(
        [sys.executable, "-c", ASK, str(index)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    chance = random.Random(5)  # noqa: S311 - no secret
    command = [sys.executable, "-m", "index", "build", "--seeds", str(seeds), "--index", str(index)]
    killed = 0
    try:
        longest = 1.0
        for era in range(1, 200):
            change(seeds, era)
            started = time.monotonic()
            process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            try:
                process.wait(chance.uniform(longest / 4, longest))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                killed += process.wait() == -signal.SIGKILL
            else:
                longest = max(0.2, time.monotonic() - started)
            if killed == KILLS:
                break
        change(seeds, 999)
        subprocess.run(command, check=True, capture_output=True)
        out, _ = asker.communicate("stop\n", timeout=30)
    finally:
        asker.kill()
        asker.wait()
    assert killed == KILLS
    assert asker.returncode == 0
    asked, eras = json.loads(out.splitlines()[-1])
    assert asked > 100
    assert eras[-1] == 999
    assert eras == sorted(eras)


def read_file(path: Path) -> dict[Path, bytes]:
    """Return the bytes of every file in a folder but the lock's."""
    return {one: one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file() and one.suffix != ".lock"}


def test_a_full_disk_leaves_the_old_index(seeds: Path, tmp_path: Path) -> None:
    """It is told in a sentence; the next build with room goes through."""
    index = tmp_path / "index"
    build(seeds, index)
    for n in range(40):
        (seeds / f"{n}.txt").write_text("".join(f"Mill {n * 1000 + m} of Brimfield. " for m in range(300)))
    command = [sys.executable, "-m", "index", "build", "--seeds", str(seeds), "--index", str(index)]
    # A limit on the size of a file stands in for the disk: a write beyond it fails as one on a full disk does.
    limited = ["/bin/sh", "-c", 'ulimit -f 64; trap "" XFSZ; exec "$@"', "sh", *command]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Cannot write the index" in done.stderr
    assert "Traceback" not in done.stderr
    assert [source.id for source in open_store(index).sources()] == ["cat"]
    assert Retriever.open(index).ask("cat").snippets[0].text == "A cat sat in Brimfield."
    assert build(seeds, index).coverage.articles == 41


def test_a_folder_that_cannot_be_written_answers_all_the_same(seeds: Path, tmp_path: Path) -> None:
    """A build of it is told and changes nothing."""
    index = tmp_path / "index"
    build(seeds, index)
    before = read_file(index)
    # Mounted anew in a name space of its own, which is gone with the command: the superuser may write else.
    mount = f'mount --bind "{index}" "{index}" && mount -o remount,ro,bind "{index}"'
    if subprocess.run(["/usr/bin/env", "unshare", "-m", "/bin/sh", "-c", mount], check=False).returncode:
        pytest.skip("only the superuser may mount")
    for arguments, code, said in (
        (["ask", "cat"], 0, "A cat sat in Brimfield."),
        (["build", "--seeds", str(seeds)], 1, f"Cannot write the index in {index}"),
    ):
        command = [sys.executable, "-m", "index", *arguments, "--index", str(index)]
        shell = ["/usr/bin/env", "unshare", "-m", "/bin/sh", "-c", f'{mount} && exec "$@"', "sh", *command]
        done = subprocess.run(shell, capture_output=True, text=True, check=False)
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
        assert said in done.stdout + done.stderr
    assert read_file(index) == before


def test_a_copy_made_in_use_is_whole(seeds: Path, tmp_path: Path) -> None:
    """As the guide tells: copied under the lock it answers elsewhere, and builds on without reading anything."""
    index, copy = tmp_path / "index", tmp_path / "copy"
    build(seeds, index)
    command = re.search(r"^\$ (flock .+)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert command
    line = command[1].replace(".citebot", str(index)).replace("/backup/", f"{copy}/")
    copy.mkdir()
    subprocess.run(["/bin/sh", "-c", line], check=True)
    (moved,) = copy.iterdir()
    assert Retriever.open(moved).ask("cat").snippets[0].text == "A cat sat in Brimfield."
    seen: list[int] = []
    build(seeds, moved, options=Options(progress=lambda done, _: seen.append(done)))
    assert seen == []
