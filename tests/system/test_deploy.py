"""What `deploy/` says holds: settings that exist, a health check that tells, a unit that systemd reads."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from bot.address import Address, is_address
from bot.emulator import Emulator
from bot.settings import BotSettings
from index.settings import IndexSettings
from tests.support.running import free_port, started

DEPLOY = Path(__file__).parents[2] / "deploy"
DOCKERFILE, UNIT = ((DEPLOY / name).read_text("utf-8") for name in ("Dockerfile", "citebot.service"))
SEVERAL = yaml.safe_load((DEPLOY / "compose.several.yaml").read_text("utf-8"))["services"]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]["bot"]
CLUSTER = yaml.safe_load((DEPLOY / "compose.cluster.yaml").read_text("utf-8"))["services"]


def test_every_setting_there_exists() -> None:
    """A name that is misspelt would be ignored in silence."""
    known = {f"BOT_{name}".upper() for name in BotSettings.model_fields} | {
        f"INDEX_{name}".upper() for name in IndexSettings.model_fields
    }
    for text in (DOCKERFILE, UNIT, json.dumps(COMPOSE)):
        named = set(re.findall(r"\b((?:BOT|INDEX)_[A-Z_]+)\b", text))
        assert {"INDEX_SEEDS", "INDEX_DIR", "BOT_DATA"} <= named <= known


def test_bots_on_a_cluster_are_told_of_its_nodes() -> None:
    """Of those that the file starts, by settings that exist; what builds has a command that is citebot's."""
    nodes = [name for name in CLUSTER if name.startswith("search")]
    for name in ("bot", "builder"):
        environment = CLUSTER[name]["environment"]
        assert [re.sub(r"http://|:9200", "", url) for url in environment["INDEX_OPENSEARCH_URLS"].split(",")] == nodes
        known = {f"BOT_{field}".upper() for field in BotSettings.model_fields}
        known |= {f"INDEX_{field}".upper() for field in IndexSettings.model_fields}
        assert set(environment) <= known
        assert CLUSTER[name]["read_only"] is True
    assert CLUSTER["builder"]["entrypoint"] == ["python", "-m", "index", "watch"]
    assert all(CLUSTER[node]["networks"] == ["search"] for node in nodes)


def test_the_container_has_what_is_asked_for_by_name() -> None:
    """The encoder of meaning, as the bot's install line in README has it, and the readers of pages and PDFs."""
    readme = (DEPLOY.parent / "README.md").read_text("utf-8")
    assert re.search(r"pip install .*'\.\[cluster,ingest,metrics,semantic,watch\]'$", DOCKERFILE, re.MULTILINE)
    assert re.search(r"^3\. Install .*'\.\[semantic\]'`$", readme, re.MULTILINE)


def test_the_container_runs_as_nobody_and_writes_in_one_place() -> None:
    """Not root, no capabilities, a read-only root, and all that is written below the one volume."""
    assert re.search(r"^USER 10001:10001$", DOCKERFILE, re.MULTILINE)
    assert COMPOSE["read_only"] is True
    assert COMPOSE["cap_drop"] == ["ALL"]
    assert "../seeds:/seeds:ro" in COMPOSE["volumes"]
    for name in ("INDEX_DIR", "BOT_DATA"):
        assert COMPOSE["environment"][name].startswith("/var/lib/citebot/")
        assert f"{name}={COMPOSE['environment'][name]}" in DOCKERFILE


def test_several_processes_have_a_role_each_and_one_database() -> None:
    """Two receive, the others answer, only one writes the index, and all of them have nothing else to write."""
    for name, bot in SEVERAL.items():
        if name == "database":
            continue
        assert bot["read_only"] is True
        assert bot["cap_drop"] == ["ALL"]
        assert ("index:/var/lib/citebot" in bot["volumes"]) is (name == "builder")
        url = re.sub(r"\$\{[^}]*\}", "secret", bot["environment"]["BOT_DATABASE_URL"])
        assert is_address(url)
        assert Address(url).shown() == "database/citebot"
        known = {f"BOT_{field}".upper() for field in BotSettings.model_fields} | {"INDEX_SEEDS", "INDEX_DIR"}
        assert set(bot["environment"]) <= known
    assert {name: SEVERAL[name]["environment"]["BOT_ROLE"] for name in ("receiver", "worker")} == {
        "receiver": "receive",
        "worker": "answer",
    }
    assert SEVERAL["receiver"]["deploy"]["replicas"] == 2


def test_the_health_check_tells(seeds_index: Path, tmp_path: Path) -> None:
    """The Dockerfile's own command succeeds beside a bot that is well, and fails without one."""
    found = re.search(r"CMD (\[.+\])", DOCKERFILE)
    assert found
    port = str(free_port())
    command, environment = json.loads(found[1]), os.environ | {"BOT_HEALTH_PORT": port}
    with (
        Emulator() as emulator,
        started(tmp_path, seeds_index, TOKEN=emulator.token, BASE_URL=emulator.base_url, HEALTH_PORT=port) as bot,
    ):
        bot.wait_until_said("Answering as")
        assert subprocess.run(command, env=environment, check=False).returncode == 0
        assert bot.stop() == 0
        assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode != 0


def test_it_runs_where_nothing_else_can_be_written(seeds_index: Path, tmp_path: Path) -> None:
    """With the index and the data in one folder, nothing appears in the working folder."""
    state, work = tmp_path / "state", tmp_path / "work"
    work.mkdir()
    shutil.copytree(seeds_index, state / "index")
    with Emulator() as emulator:
        settings = {"TOKEN": emulator.token, "BASE_URL": emulator.base_url, "DATA": str(state / "bot")}
        with started(work, state / "index", **settings) as bot:
            assert emulator.ask(emulator.private(), "微信什么时候封禁NFT账号")
            assert bot.stop() == 0
    assert [one.name for one in work.iterdir()] == ["log"]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_systemd_reads_the_unit(tmp_path: Path) -> None:
    """No unknown key, no bad value; the paths are those of this machine, as systemd looks for the programs."""
    unit = tmp_path / "citebot.service"
    unit.write_text(UNIT.replace("/opt/citebot/.venv/bin/python", "/bin/true"), "utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(unit)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert "citebot.service" not in done.stderr, done.stderr
