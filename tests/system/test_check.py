"""`python -m bot --check` tells whether all is as the bot needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.emulator import Emulator
from tests.support.forking import run
from tests.support.running import clean_environment

if TYPE_CHECKING:
    from pathlib import Path


def check(folder: Path, **settings: str) -> tuple[int, dict[str, str]]:
    """Return the exit code, and what was said of each thing after what was found."""
    done = run("bot", "--check", folder=folder, environment=clean_environment() | settings)
    assert done.told == ""
    lines = [line.split(":", 1) for line in done.out.splitlines()]
    return done.code, {" ".join(head.split()): says.strip() for head, says in lines}


@pytest.fixture
def settings(seeds_index: Path) -> dict[str, str]:
    """Return those of a bot that has an index and no Bot API."""
    return {"BOT_TOKEN": "1:secret_half", "BOT_BASE_URL": "http://127.0.0.1:9/bot", "INDEX_DIR": str(seeds_index)}


def test_all_is_well(settings: dict[str, str], tmp_path: Path) -> None:
    """One line each, exit 0; what is turned off at BotFather is only a note."""
    with Emulator(privacy=True, inline=False) as emulator:
        settings |= {"BOT_TOKEN": emulator.token, "BOT_BASE_URL": emulator.base_url}
        code, said = check(tmp_path, **settings)
    assert code == 0
    assert list(said) == [
        "ok settings", "ok token", "ok webhook", "note inline mode", "ok privacy mode", "ok index", "ok rights",
    ]  # fmt: skip
    assert said["ok webhook"] == "none is set: the bot polls."
    assert said["ok index"].startswith("4 articles, ")
    assert list(tmp_path.iterdir()) == []


def test_a_token_or_an_address_that_is_wrong(settings: dict[str, str], tmp_path: Path) -> None:
    """Exit 1, and the secret is not shown."""
    with Emulator() as emulator:
        code, said = check(tmp_path, **settings | {"BOT_BASE_URL": emulator.base_url})
        assert (code, "does not accept BOT_TOKEN" in said["wrong token"]) == (1, True)
    code, said = check(tmp_path, **settings)
    assert (code, "cannot be reached" in said["wrong token"]) == (1, True)
    assert "secret_half" not in "".join(said.values())


def test_wrong_settings_and_no_index(settings: dict[str, str], tmp_path: Path) -> None:
    """Whatever can be looked at is; where the seeds are there the first start builds the index, so it is a note."""
    (tmp_path / ".env").write_text("BOT_TOKN=1\nINDEX_SEED=x\n", "utf-8")
    code, said = check(tmp_path, **settings | {"INDEX_DIR": "none"})
    assert code == 1
    assert "BOT_TOKN or INDEX_SEED" in said["note settings"]
    assert "INDEX_SEEDS names seeds, which is no folder" in said["wrong index"]
    (tmp_path / "seeds").mkdir()
    assert "note index" in check(tmp_path, **settings | {"INDEX_DIR": "none"})[1]
    code, said = check(tmp_path, **settings | {"BOT_ADMINS": "abc"})
    assert (code, said["wrong settings"]) == (1, "BOT_ADMINS holds 'abc'; it takes numbers separated by commas.")


def test_a_data_folder_that_cannot_be_written(settings: dict[str, str], tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "file").write_text("x")
    code, said = check(tmp_path, **settings | {"BOT_DATA": "file/data"})
    assert (code, said["wrong rights"]) == (1, "BOT_DATA file/data cannot be written.")
