"""What README, docs/, `.env.example` and `constraints.txt` say is what the project does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.settings import BotSettings
from bot.texts.english import ENGLISH
from index.cli.parser import main
from index.settings import IndexSettings

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

ROOT = Path(__file__).parents[2]
NOW = "2026-11-25"
"""The day on which the documents were written: they tell how old articles are."""

README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUAL = "\n".join([README, *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))])


def test_the_first_command_prints_what_readme_shows(tmp_path: Path) -> None:
    """But for how long the build took."""
    block = re.search(r"```console\n\$ (.+)\n((?:.+\n|\n)+?)```", README)
    assert block
    asked = re.search(r"python -m index (ask \"[^\"]+\")", block[1])
    assert asked
    environment = os.environ | {"COLUMNS": "80", "INDEX_NOW": NOW, "INDEX_DIR": str(tmp_path / ".citebot")}
    done = subprocess.run(
        [sys.executable, "-m", "index", "ask", asked[1].split('"')[1]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = (done.stderr + done.stdout).replace(str(tmp_path / ".citebot"), ".citebot")
    assert re.sub(r"in [\d.]+ s", "", told).split() == re.sub(r"in [\d.]+ s", "", block[2]).split()


SHOWN = re.findall(r"```console\n\$ citebot (.+)\n((?:(?!\$ ).+\n)+)```", MANUAL)


def test_some_commands_are_shown_with_their_output() -> None:
    """Else the next test would hold nothing."""
    assert len(SHOWN) >= 2


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_a_command_prints_what_the_manual_shows(seeds_index: Path, command: str, output: str) -> None:
    """On an index of the seeds."""
    done = subprocess.run(
        [sys.executable, "-m", "index", *command.split(), "--index", str(seeds_index)],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": "80", "INDEX_NOW": NOW},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == output


@pytest.mark.parametrize("settings", [BotSettings, IndexSettings])
def test_every_setting_stands_in_the_example_with_its_default(settings: type[BaseSettings]) -> None:
    """So an operator who copies the file changes nothing by that."""
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    prefix = settings.model_config["env_prefix"]
    names = {f"{prefix}{name}".upper(): field.default for name, field in settings.model_fields.items()}
    assert {name for name in example if name.startswith(prefix)} == set(names)
    for name, default in names.items():
        plain = default.get_secret_value() if hasattr(default, "get_secret_value") else default
        assert example[name] == ("" if plain in (None, frozenset()) else str(plain))


def test_the_manual_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    """What `--help` lists and the manual does not is a feature nobody finds."""
    commands = re.findall(r"^    (\w+) ", _help(capsys), re.MULTILINE)
    assert len(commands) >= 4
    for command in commands:
        assert f"`citebot {command}" in MANUAL
        for option in set(re.findall(r"--[a-z-]+", _help(capsys, command))) - {"--help"}:
            assert option in MANUAL, (command, option)


def _help(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_manual_names_every_command_of_the_bot() -> None:
    """In code, as people type it."""
    assert [name for name in ENGLISH.commands if not re.search(rf"`/{name}\b", MANUAL)] == []


def test_the_manual_names_every_option_of_the_bot() -> None:
    """As `--help` lists them."""
    command = [sys.executable, "-m", "bot", "--help"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout
    options = set(re.findall(r"--[a-z]+", told)) - {"--help"}
    assert len(options) >= 3
    assert [option for option in options if option not in MANUAL] == []


def test_every_dependency_is_pinned_by_version_only() -> None:
    """No registry's address stands in the file of pinned versions."""
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    names = {line.split("==")[0].lower() for line in pinned.splitlines() if not line.startswith("#")}
    assert "://" not in pinned
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    assert {re.split(r"[\[<>=]", one)[0].lower() for one in wanted} - {"citebot"} <= {
        name.replace("_", "-") for name in names
    }
