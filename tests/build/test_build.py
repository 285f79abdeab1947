"""From a folder of files to an index: what a bad file costs, and what readers see meanwhile."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from index.answer.retriever import Retriever
from index.build.build import build
from index.build.report import summary
from index.errors import IndexLockedError, SeedsError
from index.stores.engines import open_store, open_writer
from tests.support.pdfs import pdf

if TYPE_CHECKING:
    from pathlib import Path

CAT = "The cat sat on the mat in Brimfield."
DOG = "The dog ran to the harbour of Oldport."
BINARY = bytes(range(256)) * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty seeds folder."""
    (tmp_path / "seeds").mkdir()
    return tmp_path / "seeds"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Return where the index is to be."""
    return tmp_path / "index"


def articles(index: Path) -> list[str]:
    """Return the ids of the articles in an index."""
    return [source.id for source in open_store(index).sources()]


def test_the_seeds_are_covered(seeds: Path, seeds_index: Path) -> None:
    """Every article is there with its text, and the coverage says so."""
    store = open_store(seeds_index)
    names = sorted(path.stem for path in seeds.glob("*.txt"))
    assert [source.id for source in store.sources()] == names
    assert [store.text(name) for name in names] == [(seeds / f"{name}.txt").read_text("utf-8") for name in names]
    covered = store.coverage
    dates = [source.date for source in store.sources() if source.date]
    assert (covered.articles, covered.earliest, covered.latest) == (len(names), min(dates), max(dates))
    assert covered.passages == sum(1 for name in names for n in range(99) if store.passage(name, n))
    assert covered.languages == ("en",)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("bad.txt", BINARY, "binary"),
        ("bad.txt", b"%PDF-1.7 ...", "PDF"),
        ("bad.txt", b"", "empty"),
        ("bad.md", b" \n\t\n", "empty"),
        ("bad.md", b"# Only a heading\n", "no prose"),
        ("bad.txt", "Привет, мир, как дела".encode("cp1251"), "encoding"),
    ],
)
def test_a_bad_file_costs_only_itself(folder: Path, index: Path, name: str, data: bytes, reason: str) -> None:
    """It is named with the reason, and the others answer."""
    (folder / "cat.txt").write_text(CAT)
    (folder / name).write_bytes(data)
    report = build(folder, index)
    assert [skipped.where for skipped in report.skipped] == [name]
    assert reason in report.skipped[0].reason
    assert articles(index) == ["cat"]
    lines = summary(report, index)
    assert re.search(rf"{name}.*{reason}", lines[0])
    assert "1 skipped" in lines[-1]


def test_a_file_that_may_not_be_read_costs_only_itself(folder: Path, index: Path) -> None:
    """It is named too."""
    (folder / "cat.txt").write_text(CAT)
    secret = folder / "secret.txt"
    secret.write_text(DOG)
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("the superuser may read everything")
    assert [skipped.where for skipped in build(folder, index).skipped] == ["secret.txt"]
    assert articles(index) == ["cat"]


def test_what_an_operator_may_drop_in_costs_only_itself(folder: Path, index: Path) -> None:
    """Each thing is named with its reason, in one build, and what can be indexed is."""
    (folder / "cat.txt").write_text(CAT)
    (folder / "dog\n\u202ebarks.txt").write_text(DOG)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    (folder / "out.txt").symlink_to("/etc/hostname")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "a.html").write_text("<nav><a href=/>Home</a></nav>")
    (folder / "b.pdf").write_bytes(pdf([]))
    (folder / "c.jsonl").write_text('{"id": 1, "text": "One cow lowed."}\n{"id": 1, "text": "Two."}\n{"id": \n')
    report = build(folder, index)
    reasons = {
        "huge.txt": "200.0 MB",
        "out.txt": "out of the seeds folder",
        "loop": "link to a folder",
        "a.html": "no article",
        "b.pdf": "scanned",
        "c.jsonl, line 2": 'Its id "1" is that of line 1',
        "c.jsonl, line 3": "not JSON",
    }
    assert {where for where, _ in report.skipped} == set(reasons)
    assert all(reasons[where] in reason for where, reason in report.skipped)
    assert articles(index) == ["c#1", "cat", "dog\n\u202ebarks"]
    assert all(line.isprintable() for line in summary(report, index))
    assert Retriever.open(index).ask("harbour").snippets[0].article.path == "dog\n\u202ebarks.txt"


@pytest.mark.parametrize("rebuild", [False, True])
def test_where_all_files_are_bad_the_old_index_stands(folder: Path, index: Path, rebuild: bool) -> None:
    """The error names the files; an open reader and a new one answer as before."""
    (folder / "cat.txt").write_text(CAT)
    build(folder, index)
    (folder / "cat.txt").write_bytes(BINARY)
    (folder / "dog.txt").write_bytes(b"")
    with pytest.raises(SeedsError, match=r"cat\.txt.*binary.*dog\.txt.*empty"):
        build(folder, index, rebuild=rebuild)
    assert articles(index) == ["cat"]
    assert Retriever.open(index).ask("cat").snippets[0].text == CAT


def test_a_folder_without_articles_is_told(folder: Path, index: Path) -> None:
    """An empty one, one of other files, and none at all: the line names the folder."""
    for _ in range(2):
        with pytest.raises(SeedsError, match=f"(no articles|None of the files).*{folder}"):
            build(folder, index)
        (folder / "notes.docx").write_text(CAT)
        (folder / ".hidden.txt").write_text(CAT)
    with pytest.raises(SeedsError, match=r"nowhere.*does not exist"):
        build(folder / "nowhere", index)
    with pytest.raises(SeedsError, match="is not a folder"):
        build(folder / "notes.docx", index)


def test_a_build_replaces_what_was_there(folder: Path, index: Path) -> None:
    """What is no longer in the folder is no longer found, and nothing is there twice."""
    (folder / "cat.txt").write_text(CAT)
    (folder / "dog.txt").write_text(DOG)
    first = build(folder, index).coverage
    (folder / "cat.txt").unlink()
    (folder / "dog.txt").write_text(DOG + " It barked.")
    second = build(folder, index).coverage
    assert articles(index) == ["dog"]
    assert (first.articles, second.articles) == (2, 1)
    assert first.version != second.version
    assert build(folder, index).coverage == second
    assert open_store(index).doc_freq("harbor") == 1


def test_a_problem_in_sources_toml_is_named(folder: Path, index: Path) -> None:
    """It costs what is wrong in it, and no article."""
    (folder / "cat.txt").write_text(CAT)
    (folder / "sources.toml").write_text('[cat]\ntitle = "Mats"\ndate = "yesterday"\n')
    (problem,) = build(folder, index).problems
    assert "yesterday" in problem
    assert open_store(index).source("cat").title == "Mats"
    (folder / "sources.toml").write_text("[cat\n")
    assert len(build(folder, index).problems) == 1
    (folder / "sources.toml").write_text('[dog]\ntitle = "Mats"\n')
    assert "dog" in build(folder, index).problems[0]
    assert articles(index) == ["cat"]


def test_a_reader_goes_on_and_finds_the_new_commit(folder: Path, index: Path) -> None:
    """A store keeps answering from its own commit; a retriever answers the next question from the new one."""
    (folder / "cat.txt").write_text(CAT)
    build(folder, index)
    retriever, store = Retriever.open(index), open_store(index)
    assert retriever.ask("cat").snippets[0].text == CAT
    (folder / "cat.txt").unlink()
    (folder / "dog.txt").write_text(DOG)
    build(folder, index)
    assert [hit.analysed.text for hit in store.search({"cat": 1.0}, 5)] == [CAT]
    assert store.text("cat") == CAT
    assert retriever.ask("cat").declined == "no_match"
    assert retriever.ask("dog").snippets[0].text == DOG
    assert [source.id for source in retriever.sources()] == ["dog"]


def test_two_builds_at_once_are_told(folder: Path, index: Path) -> None:
    """The second changes nothing."""
    (folder / "cat.txt").write_text(CAT)
    build(folder, index)
    writer = open_writer(index)
    with pytest.raises(IndexLockedError):
        build(folder, index)
    writer.close()
    assert articles(index) == ["cat"]


@pytest.mark.parametrize(
    "escape",
    [
        r"\x00",
        r"\u202e",
        r"\ud800",
    ],
)
def test_hostile_front_matter_costs_no_build(folder: Path, index: Path, escape: str) -> None:
    """YAML can write what no text file can hold."""
    (folder / "cat.md").write_text(f'---\ntitle: "Mats {escape} and cats"\n---\n{CAT}\n')
    (folder / "dog.txt").write_text(DOG)
    build(folder, index)
    assert "dog" in articles(index)


@pytest.mark.parametrize("odd", ["ʼ", "ﷺ"])
def test_odd_letters_shift_no_span(folder: Path, index: Path, odd: str) -> None:
    """What is highlighted is what matched, also behind a letter whose compatibility form has a space in it."""
    (folder / "cat.txt").write_text(f"A {odd} mark. {CAT}", encoding="utf-8")
    build(folder, index)
    snippet = Retriever.open(index).ask("cat Brimfield").snippets[0]
    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["cat", "Brimfield"]
