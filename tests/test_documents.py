"""What the documents name is there: files, headings, modules, tests, rooms, sessions, the version."""

from __future__ import annotations

import ast
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from tests.test_layers import ROOMS

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TEXTS = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in DOCUMENTS}
ALL = "\n".join(TEXTS.values())


def anchors(text: str) -> set[str]:
    """Return what the headings of a document are called in a link."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    """To a file of the project, and to a heading in it."""
    for link in re.findall(r"\]\(([^)]+)\)", TEXTS[name]):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        path = (ROOT / name).parent / file if file else ROOT / name
        assert path.exists(), link
        assert not anchor or anchor in anchors(path.read_text("utf-8")), link


def test_files_that_are_named_exist() -> None:
    """Those of the code and its tests; a name in capitals stands for any."""
    named = set(re.findall(r"`((?:index|bot|tests|docs|deploy)/[\w./]*)`", ALL))
    assert len(named) > 20
    assert [name for name in sorted(named) if not re.search("[A-Z]{3}", name) and not (ROOT / name).exists()] == []


def test_modules_that_are_run_exist() -> None:
    """Those after `python -m`, but for other people's."""
    modules = set(re.findall(r"python -m ([\w.]+)", ALL))
    assert {"bot", "index", "tests.benchmarks.speed"} <= modules
    assert [module for module in sorted(modules) if importlib.util.find_spec(module) is None] == []


def test_tests_that_are_named_exist() -> None:
    """What is said to stop a threat is shown by a test."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXTS["SECURITY.md"])
    assert len(named) > 20
    for file, test in named:
        defined = {getattr(node, "name", "") for node in ast.parse((ROOT / file).read_text("utf-8")).body}
        assert test in defined, (file, test)


@pytest.mark.parametrize("package", ROOMS)
def test_the_architecture_has_the_rooms_of_the_code(package: str) -> None:
    """Row by row."""
    table = TEXTS["docs/architecture.md"].partition(f"| row | rooms of `{package}` |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| \d+ \| ([^|]+) \|", table, re.MULTILINE)
    assert [set(re.findall(r"`(\w+)`", row)) for row in rows] == list(ROOMS[package])


def test_the_glossary_is_short() -> None:
    """Thirty words at most."""
    table = TEXTS["docs/architecture.md"].partition("| word | meaning |")[2]
    assert 10 < len(re.findall(r"^\| [a-z]", table, re.MULTILINE)) <= 30


def test_sessions_that_are_named_exist() -> None:
    """Those of noxfile.py, all of which are named."""
    source = (ROOT / "noxfile.py").read_text("utf-8")
    names = re.findall(r'@nox\.session(?:\(name="([\w-]+)"\))?\ndef (\w+)', source)
    assert {given or name for given, name in names} == set(re.findall(r"nox -s ([\w-]+)", ALL))


def test_the_newest_version_is_the_project_s() -> None:
    """The change log's, below what is not released."""
    newest = re.search(r"^## \[(\d[^]]*)\] - \d{4}-\d\d-\d\d$", TEXTS["CHANGELOG.md"], re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert newest
    assert newest[1] == project["version"]
