"""What several tests share: the real seeds, an index of them, and a way to make indexes of a few small texts."""

from __future__ import annotations

import fcntl
import os
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import settings

from index.answer.retriever import Retriever
from index.build.build import build
from index.lexicon.dictionary import is_kept, load_dictionary
from tests.support.database import MISSING, Postgres, binaries, running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.support.cluster import Nodes

    MakeIndex = Callable[[Mapping[str, str | bytes]], Path]


# The first Chinese example loads a dictionary, and machines are slow at times: neither is a failure.
settings.register_profile("citebot", deadline=None)
settings.load_profile("citebot")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the whole run: each worker of pytest-xdist has its own folder in it."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def cache_for_all(shared_folder: Path) -> Iterator[Path]:
    """Return the cache folder of all builds that name no other one, and of the processes that tests start.

    Without it each build of a few lines walks through the whole dictionary, for nine tenths of its time.
    """
    cache = shared_folder / "cache"
    os.environ["INDEX_CACHE"] = str(cache)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(cast("dict[str, object]", build.__kwdefaults__), "cache", cache)
        yield cache


@pytest.fixture(scope="session")
def shared_cache(cache_for_all: Path) -> Path:
    """Return that folder with the parsed dictionary in it: only for who builds, as to parse it takes ten seconds."""
    with _locked(cache_for_all):
        if not is_kept(cache_for_all):
            load_dictionary(cache_for_all)
    return cache_for_all


def _once(folder: Path, fill: Callable[[Path], object]) -> Path:
    """Return a folder that the first worker who wants it fills, while the others wait."""
    with _locked(folder):
        if not folder.exists():
            half = folder.with_suffix(".half")
            half.mkdir()
            fill(half)
            half.rename(folder)
    return folder


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session", autouse=True)
def by_words_alone() -> None:
    """Let the processes that tests start answer without an encoder, unless a test names one.

    It would take each of them two seconds, and a bot answers otherwise once it is there.
    """
    os.environ["INDEX_ENCODER"] = "none"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the repository's seeds folder."""
    return Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def seeds_index(seeds: Path, shared_cache: Path, shared_folder: Path) -> Path:
    """Return an index folder of the real seeds, which nobody may change: all workers have the same."""
    return _once(shared_folder / "seeds-index", partial(build, seeds))


@pytest.fixture(scope="session")
def retriever(seeds_index: Path) -> Retriever:
    """Return a retriever on the index of the real seeds."""
    return Retriever.open(seeds_index)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Nodes]:
    """Run an OpenSearch cluster of one node, for the tests marked `cluster`; where none can be had they are skipped.

    CITEBOT_TEST_CLUSTER may name one that runs already, as http://127.0.0.1:9200: to start one takes half a minute.
    """
    from tests.support.cluster import NoClusterError, at, running  # noqa: PLC0415 - most tests need none

    with ExitStack() as stack:
        if url := os.environ.get("CITEBOT_TEST_CLUSTER"):
            yield at(url)
            return
        try:
            nodes = stack.enter_context(running(1))
        except NoClusterError as error:
            pytest.skip(f"No cluster: {error}.")
        yield nodes


@pytest.fixture
def make_index(shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> MakeIndex:
    """Return what makes an index folder from file names and their texts; the seeds stand in `seeds` below it."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path_factory.mktemp("index")
        for name, text in files.items():
            path = folder / "seeds" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)
        build(folder / "seeds", folder, cache=shared_cache)
        return folder

    return make


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a running PostgreSQL."""
    programs = binaries()
    if programs is None:
        pytest.skip(MISSING)
    with running(programs) as server:
        yield server


@pytest.fixture
def database_url(postgres: Postgres) -> str:
    """Return the address of a new, empty database."""
    return postgres.database()
