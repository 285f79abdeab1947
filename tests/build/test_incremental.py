"""A build reads what has changed, and its index answers as one made of the same files at once."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer.retriever import Retriever
from index.build.build import build
from index.build.manifest import Manifest
from index.build.options import Options
from index.build.worker import is_settled, stamp_of
from index.stores.engines import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.build.report import Report

WORDS = ["windmill", "barley", "harbour", "Brimfield", "Oldport", "ban", "closed", "market", "June 20", "磨坊", "大麥"]
QUESTIONS = [*WORDS, "who closed the windmill of Brimfield", "when did Oldport ban barley", "磨坊何時關閉", "windmil"]
SENTENCE = st.lists(st.sampled_from([*WORDS, "the", "and", "of"]), min_size=3, max_size=9).map(
    lambda words: " ".join(words).capitalize() + "."
)
TEXT = st.lists(SENTENCE, min_size=1, max_size=5).map("\n\n".join)
NAME = st.sampled_from(["a.txt", "b.txt", "c/d.txt", "c/e.txt", "f.txt"])
CHANGE = st.dictionaries(NAME, st.none() | TEXT, min_size=1, max_size=3)


def apply(change: Mapping[str, str | None], seeds: Path) -> None:
    """Write files; where there is no text for one, remove it."""
    for name, text in change.items():
        path = seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")


def told(index: Path) -> dict[str, Any]:
    """Return all that can be seen of an index: what it answers and what it knows of its articles and terms."""
    store, retriever = open_store(index), Retriever.open(index)
    sources = store.sources()
    terms = {term for source in sources for term in store.text(source.id).lower().replace(".", "").split()}
    return {
        "coverage": store.coverage,
        "sources": sources,
        "copies": {source.id: store.copies(source.id) for source in sources},
        "doc_freq": {term: store.doc_freq(term) for term in sorted(terms)},
        "answers": [asdict(retriever.ask(question, 10)) for question in QUESTIONS],
    }


@settings(max_examples=12)
@given(TEXT, st.lists(CHANGE, min_size=1, max_size=4), st.sampled_from([0.0, 0.05, 1.0]))
def test_any_history_ends_in_the_same_answers(first: str, changes: list[dict[str, str | None]], most: float) -> None:
    """Whatever was added, changed and removed before, and whether or not the files were written anew meanwhile."""
    with TemporaryDirectory() as folder:
        seeds, index = Path(folder, "seeds"), Path(folder, "index")
        apply({"always.txt": first}, seeds)
        build(seeds, index)
        for n, change in enumerate(changes):
            apply(change, seeds)
            build(seeds, index, options=Options(most_deleted=most))
            build(seeds, Path(folder, f"fresh{n}"))
            assert told(index) == told(Path(folder, f"fresh{n}"))


def test_what_came_first_does_not_tell(tmp_path: Path) -> None:
    """Of articles that say the same the first by name is shown, and of many alike the same ones are looked at."""
    alike = {f"m{n:02}.txt": f"The windmill number {n:02} closed." for n in range(60)}
    copy = "A windmill of Brimfield closed on June 20, after a ban on barley."
    seeds, index, fresh = tmp_path / "seeds", tmp_path / "index", tmp_path / "fresh"
    for part in {"z.txt": copy}, dict(list(alike.items())[30:]), {"a.txt": copy}, dict(list(alike.items())[:30]):
        apply(part, seeds)
        build(seeds, index, options=Options(most_deleted=1.0))
    build(seeds, fresh)
    assert told(index) == told(fresh)
    assert Retriever.open(index).ask(copy).snippets[0].article.id == "a"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return a folder of three articles."""
    apply(
        {"cat.txt": "A cat sat in Brimfield.", "dog.txt": "A dog ran to Oldport.", "f/ox.md": "# Ox\n\nAn ox."},
        tmp_path,
    )
    return tmp_path


@pytest.fixture
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the index is to be."""
    return tmp_path_factory.mktemp("index")


def counts(report: Report) -> tuple[int, int, int, int]:
    """Return what a build says of its articles."""
    return report.added, report.changed, report.unchanged, report.removed


def read_by(seeds: Path, index: Path) -> int:
    """Return how many files a build reads."""
    seen: list[int] = []
    build(seeds, index, options=Options(progress=lambda done, _: seen.append(done)))
    return len(seen)


def test_only_what_changed_is_read(seeds: Path, index: Path) -> None:
    """One file of three; the summary counts articles."""
    assert counts(build(seeds, index)) == (3, 0, 0, 0)
    assert counts(build(seeds, index)) == (0, 0, 3, 0)
    apply({"cat.txt": "A cat ran.", "dog.txt": None, "hen.txt": "A hen came to Oldport."}, seeds)
    seen: list[tuple[int, int]] = []
    report = build(seeds, index, options=Options(progress=lambda done, total: seen.append((done, total))))
    assert counts(report) == (1, 1, 1, 1)
    assert seen == [(1, 2), (2, 2)]


def test_a_build_without_changes_makes_no_commit(seeds: Path, index: Path) -> None:
    """A bot has nothing to open anew; also where a file that cannot be read is tried again."""
    apply({"bad.txt": ""}, seeds)
    build(seeds, index)
    store = open_store(index)
    report = build(seeds, index)
    assert store.latest() is store
    assert [skipped.where for skipped in report.skipped] == ["bad.txt"]


def test_a_file_is_known_by_its_bytes(seeds: Path, index: Path) -> None:
    """Copying a folder, which gives every file a new time, makes nothing to read; a new text of the same size does."""
    build(seeds, index)
    for path in seeds.rglob("*.*"):
        os.utime(path, (1, 1))
    assert read_by(seeds, index) == 0
    apply({"cat.txt": "A cat lay in Brimfield."}, seeds)
    assert read_by(seeds, index) == 1
    assert open_store(index).text("cat") == "A cat lay in Brimfield."


def test_a_settled_file_is_known_by_its_stamp(seeds: Path, index: Path) -> None:
    """Not so one that was written just before it was read: the next writing may leave the same stamp."""
    build(seeds, index)
    (row, *_) = Manifest.load(open_store(index)).rows.values()
    assert row.stamp is None
    stamp = stamp_of(seeds / "cat.txt")
    assert stamp is not None
    assert not is_settled(stamp, stamp.changed + 1)
    assert is_settled(stamp, stamp.changed + 3 * 10**9)


def test_what_sources_toml_says_anew_is_read_anew(seeds: Path, index: Path) -> None:
    """Of that article only."""
    build(seeds, index)
    apply({"sources.toml": '["f/ox"]\ntitle = "The ox"\n'}, seeds)
    assert read_by(seeds, index) == 1
    assert open_store(index).source("f/ox").title == "The ox"
    apply({"sources.toml": None}, seeds)
    assert read_by(seeds, index) == 1
    assert open_store(index).source("f/ox").title == "Ox"


def test_a_file_keeps_its_id_whatever_comes_beside_it(seeds: Path, index: Path) -> None:
    """`cat.md` would have come first; so too after a rebuild."""
    build(seeds, index)
    apply({"cat.md": "A cat of another kind sat in Oldport."}, seeds)
    for rebuild in (False, True):
        build(seeds, index, rebuild=rebuild)
        paths = {source.id: source.path for source in open_store(index).sources()}
        assert (paths["cat"], paths["cat.md"]) == ("cat.txt", "cat.md")


def test_a_file_that_can_be_read_at_last_is_added(seeds: Path, index: Path) -> None:
    """And one that no longer can is removed and named."""
    apply({"hen.txt": ""}, seeds)
    build(seeds, index)
    apply({"hen.txt": "A hen came.", "cat.txt": ""}, seeds)
    report = build(seeds, index)
    assert counts(report) == (1, 0, 2, 1)
    assert [skipped.where for skipped in report.skipped] == ["cat.txt"]


def test_near_duplicates_are_reported(seeds: Path, index: Path) -> None:
    """One wire story in two papers, in either order of coming; not what is merely on the same thing."""
    story = " ".join(
        f"The mill of Brimfield closed on June {day} after a ban on {word}." for day, word in enumerate(WORDS)
    )
    apply({"x.txt": f"Here is the news.\n\n{story}", "other.txt": "The mill of Brimfield is old. " * 3}, seeds)
    assert build(seeds, index).copies == ()
    apply({"a.txt": f"{story}\n\nWritten by Mabel."}, seeds)
    assert build(seeds, index).copies == (("a", "x"),)
    assert open_store(index).copies("a") == {"x"}
    assert build(seeds, index).copies == (("a", "x"),)
    apply({"x.txt": None}, seeds)
    assert build(seeds, index).copies == ()


def test_a_crew_reads_as_one_does(tmp_path: Path, seeds: Path, index: Path) -> None:
    """In order, also what cannot be read, and with both languages."""
    apply({f"n{n}.txt": f"Number {n} of 磨坊 and windmills in Oldport." for n in range(80)} | {"n7.txt": ""}, seeds)
    alone = build(seeds, index, options=Options(workers=1))
    crew = build(seeds, tmp_path.parent / f"{tmp_path.name}-crew", options=Options(workers=2))
    assert alone.skipped == crew.skipped
    assert told(index) == told(tmp_path.parent / f"{tmp_path.name}-crew")
