"""What the tests of the bot in a process of its own share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.emulator import Emulator
from index.answer.retriever import Retriever
from tests.support.chatting import Talk, make_seeds
from tests.support.running import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def running_talk(shared_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Talk]:
    """Return one bot for all who only talk to it."""
    folder = tmp_path_factory.mktemp("talk")
    index = make_seeds(folder, shared_cache)
    with (
        Emulator(privacy=False) as emulator,
        started(folder, index, TOKEN=emulator.token, BASE_URL=emulator.base_url) as bot,
    ):
        yield Talk(emulator, bot, Retriever.open(index))


@pytest.fixture
def talk(running_talk: Talk) -> Iterator[Talk]:
    """Return the same; the test fails where Telegram would have refused something meanwhile."""
    before = len(running_talk.emulator.transcript)
    yield running_talk
    assert [call for call in running_talk.emulator.transcript[before:] if call.code != 200] == []
