"""The stores of the contract: each test that asks for `opened` runs on both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.data.opening import Data, open_data
from bot.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Opened = Callable[[], Data]

TOKEN = "424242:of-the-contract-s-tests"  # noqa: S105 - it opens nothing


@pytest.fixture(params=["sqlite", "postgres"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Return what opens the same data again and again, as several starts or several processes do."""
    url = request.getfixturevalue("database_url") if request.param == "postgres" else ""
    settings = load_settings(data=tmp_path, token=TOKEN, database_url=url)
    made: list[Data] = []

    def open_again() -> Data:
        made.append(open_data(settings))
        return made[-1]

    yield open_again
    for data in made:
        data.close()


@pytest.fixture
def data(opened: Opened) -> Data:
    """Return the data of one process."""
    return opened()
