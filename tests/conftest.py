"""What several tests share: the real seeds, an index of them, and a way to make indexes of a few small texts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from index.answer.retriever import Retriever
from index.build.build import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    MakeIndex = Callable[[Mapping[str, str | bytes]], Path]


# The first Chinese example loads a dictionary, and machines are slow at times: neither is a failure.
settings.register_profile("citebot", deadline=None)
settings.load_profile("citebot")


@pytest.fixture(scope="session", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let the processes that tests start parse the dictionary once, not each for itself."""
    base = tmp_path_factory.getbasetemp()
    # Each worker of pytest-xdist has a folder in that of the whole run.
    cache = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    cache.mkdir(exist_ok=True)
    os.environ["INDEX_CACHE"] = str(cache)
    return cache


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
def seeds_index(seeds: Path, shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an index folder of the real seeds."""
    folder = tmp_path_factory.mktemp("seeds-index")
    build(seeds, folder, cache=shared_cache)
    return folder


@pytest.fixture(scope="session")
def retriever(seeds_index: Path) -> Retriever:
    """Return a retriever on the index of the real seeds."""
    return Retriever.open(seeds_index)


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
