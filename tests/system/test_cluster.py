"""The commands and the bot's retriever on a real OpenSearch cluster, also while its nodes and builders die."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.build.build import build
from index.build.check import check
from index.build.options import Options
from index.build.watch import watch
from index.errors import IndexAwayError, IndexLockedError, IndexMissingError, IndexUnusableError
from index.stores.engines import find_damage, open_store, open_writer
from index.stores.opensearch.connection import connect
from tests.support.cluster import NoClusterError, running
from tests.support.running import clean_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.stores.home import Cluster
    from tests.support.cluster import Nodes

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]

KILLS = 4


def citebot(home: Cluster, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command on a cluster's index."""
    done = subprocess.run(
        [sys.executable, "-m", "index", *arguments],
        env=clean_environment() | settings(home),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def settings(home: Cluster) -> dict[str, str]:
    """Return the settings that lead to a cluster's index."""
    return {
        "INDEX_STORE": "opensearch",
        "INDEX_OPENSEARCH_URLS": ",".join(home.urls),
        "INDEX_OPENSEARCH_PREFIX": home.prefix,
        "INDEX_OPENSEARCH_TIMEOUT": str(home.timeout),
        "INDEX_ENCODER": "none",
        "INDEX_DIR": "/nowhere/at/all",
    }


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Return the seeds of two articles."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "mill.txt").write_text("The mill of Brimfield grinds barley. Ada Cole owns it.")
    (tmp_path / "seeds" / "harbour.txt").write_text("The harbour was dredged to nine metres in 1998.")
    return tmp_path / "seeds"


def test_every_command_works(cluster: Nodes, seeds: Path, seeds_index: Path) -> None:
    """No file of this machine is needed, and answers are those of an index in a folder."""
    home = cluster.home("commands")
    assert "4 added" in citebot(home, "build", "--seeds", str(seeds)).stderr
    question = "How many accounts did WeChat ban?"
    answer = json.loads(citebot(home, "ask", "--json", question).stdout)
    embedded = Retriever.open(seeds_index).ask(question)
    assert [one["text"] for one in answer["snippets"]] == [one.text for one in embedded.snippets]
    assert "is whole: 4 articles" in citebot(home, "check").stdout
    article = answer["snippets"][0]["article"]["id"]
    assert answer["snippets"][0]["text"] in citebot(home, "show", article, "--text").stdout
    assert json.loads(citebot(home, "stats", "--json").stdout)["articles"] == 4
    assert "4 unchanged" in citebot(home, "build", "--seeds", str(seeds)).stderr


def test_a_watched_folder_and_a_running_retriever(cluster: Nodes, pages: Path) -> None:
    """A retriever that is open sees a commit by itself; what is pinned stays."""
    home, stop = cluster.home("watched"), threading.Event()
    reports = []

    def rebuild() -> None:
        reports.append(build(pages, home))

    watcher = threading.Thread(target=watch, args=(pages, None, rebuild, lambda _: None, stop))
    watcher.start()
    try:
        until(lambda: reports)
        retriever = Retriever.open(replace(home, fresh_for=0.5))
        pinned = retriever.pinned()
        (pages / "ferry.txt").write_text("The ferry to Brimfield sails at dawn.")
        until(lambda: retriever.coverage().articles == 3)
        assert retriever.ask("When does the ferry sail?").answered
        assert pinned.coverage().articles == 2
    finally:
        stop.set()
        watcher.join()
    (pages / "mill.txt").unlink()
    build(pages, home)
    assert not retriever.ask("Who is Ada Cole of the mill?").answered
    assert check(open_store(home), home).troubles == []


def until(holds: object) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + 120
    while not holds():  # type: ignore[operator]  # a function
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_many_commits_are_merged_and_swept(cluster: Nodes, pages: Path) -> None:
    """Indices of generations that nobody can be reading are gone; nothing is lost by a merge."""
    home = cluster.home("merged")
    for n in range(9):
        (pages / f"note{n}.txt").write_text(f"Note number {n} is about the zinc mine.")
        build(pages, home)
    store = open_store(home)
    assert len(store.sources()) == 11
    assert check(store, home).troubles == []
    connection = connect(home)
    there = connection.ask("GET", f"/{home.prefix}-i-*", filter_path="*.aliases")
    # Those of the last ten minutes stay, and merging has made few of many.
    assert len(connection.ask("GET", f"/{home.prefix}-head/_doc/head")["_source"]["generation"]["parts"]) < 9
    assert len(there) < 30


def test_of_two_builders_the_second_is_told(cluster: Nodes, pages: Path) -> None:
    """At once, or it waits where it is to."""
    home = cluster.home("two")
    said: list[str] = []
    first = open_writer(home)
    with pytest.raises(IndexLockedError, match=r"Another build \(process \d+ on "):
        build(pages, home)
    with pytest.raises(IndexMissingError, match="never finished"):
        open_store(home)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(build, pages, home, options=Options(waiting=said.append))
        until(lambda: said)
        first.close()
        assert waiting.result(120).added == 2
    assert [line.rpartition(". ")[2] for line in said] == ["Waiting for it to end."]


def test_a_builder_that_lost_its_place_commits_nothing(cluster: Nodes, pages: Path) -> None:
    """It was silent for too long, and another one has begun: its commit would be of two halves."""
    home = cluster.home("lost")
    build(pages, home)
    version = open_store(home).coverage.version
    with closing(open_writer(home)) as slow:
        connection = connect(home)
        head = connection.ask("GET", f"/{home.prefix}-head/_doc/head")["_source"]
        head["builder"] = None
        connection.ask("PUT", f"/{home.prefix}-head/_doc/head", head)
        slow.put("note", "a", [1])
        with pytest.raises(IndexLockedError, match="taken over"):
            slow.commit(open_store(home).coverage)
    store = open_store(home)
    assert (store.coverage.version, store.record("note", "a")) == (version, None)


BUILD_AGAIN_AND_AGAIN = """
import sys
from pathlib import Path
from index.build.build import build
from index.settings import load_settings
from index.stores.engines import home_of
seeds, home = Path(sys.argv[1]), home_of(load_settings())
for n in range(int(sys.argv[2]), 10_000):
    for name in ("a", "b"):
        (seeds / f"{name}.txt").write_text(f"The barn {name} holds sheep number {n}.")
    build(seeds, home)
    print(n, flush=True)
"""


def test_a_killed_builder_leaves_one_generation_or_the_other(cluster: Nodes, tmp_path: Path) -> None:
    """Two articles always tell the same number, whoever dies when; the next builder goes on."""
    home, pages, dice = cluster.home("killed"), tmp_path / "pages", random.Random(17)  # noqa: S311 - no secret
    pages.mkdir()
    for name in ("a", "b"):
        (pages / f"{name}.txt").write_text(f"The barn {name} holds sheep number 0.")
    build(pages, home)
    seen: set[str] = set()
    for kill in range(KILLS):
        command = [sys.executable, "-c", BUILD_AGAIN_AND_AGAIN, str(pages), str(1_000 * (kill + 1))]
        with subprocess.Popen(
            command, env=clean_environment() | settings(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as builder:
            assert builder.stdout
            told = builder.stdout.readline()
            assert told.strip().isdigit(), told + builder.stdout.read()
            dead = time.monotonic() + dice.uniform(0, 4)
            while time.monotonic() < dead:
                seen.add(number_told_by_both(home))
            builder.kill()
        seen.add(number_told_by_both(home))
    assert len(seen) > 1
    assert check(open_store(home), home).troubles == []


def number_told_by_both(home: Cluster) -> str:
    """Return the number that both articles of the newest generation tell."""
    store = open_store(home)
    numbers = {store.text(name).rpartition(" ")[2] for name in ("a", "b")}
    numbers |= {hit.analysed.text.rpartition(" ")[2] for hit in store.search({"sheep": 1.0}, 10)}
    assert len(numbers) == 1
    return numbers.pop()


def test_an_index_that_lost_documents_is_told(cluster: Nodes, pages: Path) -> None:
    """As after somebody deleted an index; to build it anew mends it."""
    home = cluster.home("damaged")
    build(pages, home)
    connection = connect(home)
    (part,) = connection.ask("GET", f"/{home.prefix}-head/_doc/head")["_source"]["generation"]["parts"]
    connection.ask("POST", f"/{part['index']}/_delete_by_query", {"query": {"term": {"kind": "text"}}}, refresh="true")
    damage = find_damage(home)
    assert damage is not None
    assert "damaged" in str(damage)
    connection.ask("DELETE", f"/{part['index']}")
    with pytest.raises(IndexUnusableError, match="dropped by now"):
        open_store(home).sources()
    build(pages, home, rebuild=True)
    assert check(open_store(home), home).troubles == []


def test_a_disk_that_is_full_is_told(cluster: Nodes, pages: Path) -> None:
    """The server makes its indices read-only then; questions are answered all the same."""
    home = cluster.home("full")
    build(pages, home)
    connection = connect(home)
    block = {"index.blocks.read_only_allow_delete": True}
    connection.ask("PUT", f"/{home.prefix}-*/_settings", block)
    (pages / "more.txt").write_text("More.")
    with pytest.raises(IndexUnusableError, match="cannot be written now"):
        build(pages, home)
    assert Retriever.open(home).ask("Who owns the mill?").answered
    connection.ask("PUT", f"/{home.prefix}-*/_settings", {"index.blocks.read_only_allow_delete": None})
    assert build(pages, home).added == 1


def test_nodes_that_are_away_come_back(cluster: Nodes, pages: Path) -> None:
    """Questions are told so meanwhile, and answered again by the retriever that was open."""
    if os.environ.get("CITEBOT_TEST_CLUSTER"):
        pytest.skip("this cluster is not ours to end")
    home = cluster.home("away", timeout=3.0)
    build(pages, home)
    retriever = Retriever.open(home)
    cluster.kill(0)
    with pytest.raises(IndexAwayError, match="Cannot reach the cluster"):
        retriever.ask("Who owns the mill?")
    cluster.start_node(0)
    cluster.wait(1)

    def answers() -> bool:
        try:
            return retriever.ask("Who owns the mill?").answered
        except IndexAwayError:
            return False

    until(answers)


@pytest.fixture(scope="module")
def three() -> Iterator[Nodes]:
    """Run three nodes."""
    try:
        with running(3) as nodes:
            yield nodes
    except NoClusterError as error:
        pytest.skip(f"No cluster: {error}.")


def test_a_node_that_dies_fails_no_question(three: Nodes, pages: Path) -> None:
    """Two threads ask before, while and after one of three is killed; the others have its shards."""
    home = three.home("three", shards=3, timeout=10.0)
    build(pages, home)
    store = open_store(home)
    done, end = [0, 0], threading.Event()

    def ask(asker: int) -> None:
        while not end.is_set():
            # Terms that were never asked for, so that both kinds of request are sent.
            assert store.search({"mill": 1.0, f"t{asker}-{done[asker]}": 1.0}, 10)
            done[asker] += 1

    with ThreadPoolExecutor(2) as pool:
        askers = [pool.submit(ask, n) for n in range(2)]
        until(lambda: min(done) > 50)
        three.kill(1)
        goal = min(done) + 500
        until(lambda: min(done) > goal or any(asker.done() for asker in askers))
        end.set()
        for asker in askers:
            asker.result()
    (pages / "more.txt").write_text("The mine of Brimfield gives zinc.")
    assert build(pages, home).added == 1
