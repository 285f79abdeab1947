"""Looking an index through: whole ones, damaged ones, and what is told of an article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from index.build.build import build
from index.build.check import check
from index.build.inspect import article_record, article_values, statistics
from index.build.manifest import Manifest
from index.errors import UnknownArticleError
from index.lexicon.alias_records import ALIAS_KIND
from index.lexicon.entries import GLOSSARY, LEXICON_KIND
from index.stores.base import BUILD, COPIES, Store, Writer
from index.stores.engines import open_store, open_writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.stores.base import Document
    from tests.conftest import MakeIndex

FILES = {
    "cat.txt": "A cat\n\nBy Mabel Quince\n\nA cat sat on the mat in Brimfield. It was the last.\n\n一隻貓坐在墊子上。",
    "dog.md": "---\ntitle: Dogs\ndate: 2021-11\n---\nA dog ran to the harbour of Oldport.\n",
    "sources.toml": '[cat]\npublisher = "The Mat"\n',
}


@pytest.fixture
def index(make_index: MakeIndex) -> Path:
    """Return an index folder of two articles."""
    return make_index(FILES)


def troubles(index: Path) -> list[str]:
    """Return what a check finds wrong."""
    return check(open_store(index), index).troubles


def test_a_whole_index_is_found_whole(index: Path, seeds_index: Path) -> None:
    """Every passage is looked at, and of a small index all are analysed again; so too after an incremental build."""
    for folder in index, seeds_index:
        store = open_store(folder)
        found = check(store, folder)
        covered = store.coverage
        assert (found.articles, found.passages, found.troubles) == (covered.articles, covered.passages, [])
        assert found.analysed == covered.passages
    (index / "seeds" / "cat.txt").write_text("A cat ran.")
    build(index / "seeds", index)
    assert troubles(index) == []


def drop(article: str) -> Callable[[Writer, Store], None]:
    """Return what takes an article out behind the manifest's back."""
    return lambda writer, _: writer.remove(article)


def documents_of(store: Store) -> list[Document]:
    """Return the documents of the article that is damaged."""
    return store.documents("cat", next(row.documents for row in Manifest.load(store).articles() if row.id == "cat"))


def change_text(writer: Writer, store: Store) -> None:
    """Put another text below the same passages."""
    documents = documents_of(store)
    writer.remove("cat")
    documents[1]["text"] = bytes(documents[1]["text"]).replace(b"mat", b"hat")  # type: ignore[arg-type]
    writer.add(documents)


def change_terms(writer: Writer, store: Store) -> None:
    """Put other terms into a passage."""
    documents = documents_of(store)
    writer.remove("cat")
    documents[2]["terms"] = str(documents[2]["terms"]).replace("cat", "cow")
    writer.add(documents)


def drop_passage(writer: Writer, store: Store) -> None:
    """Leave the last passage out."""
    documents = documents_of(store)
    writer.remove("cat")
    writer.add(documents[:-1])


def add_stranger(writer: Writer, store: Store) -> None:
    """Give an article another name, of which the manifest knows nothing."""
    documents = documents_of(store)
    record = json.loads(bytes(documents[0]["record"]))  # type: ignore[arg-type]
    writer.add([documents[0] | {"key": "article:cow", "record": json.dumps(record | {"id": "cow"}).encode()}])


def drop_lexicon(writer: Writer, store: Store) -> None:
    """Leave the lexicon out, and with it nothing else."""
    kept = [*documents_of(store), *store.documents("dog", 3)]
    manifest = {str(n): store.record("manifest", str(n)) for n in range(64)}
    writer.clear()
    writer.add(kept)
    for key, rows in manifest.items():
        writer.put("manifest", key, rows)


def passages(store: Store) -> list[int]:
    """Return the numbers of the passages of the article that is damaged."""
    return [n for n in range(99) if store.passage("cat", n)]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (drop("cat"), "'cat' is not there"),
        (change_text, "does not re-read"),
        (change_terms, "other terms"),
        (drop_passage, "passages, not"),
        (add_stranger, "3 documents of the kind article, not 2"),
        (lambda writer, _: writer.put(BUILD, COPIES, [["cat", "dog"]]), "near-duplicates"),
        (lambda writer, _: writer.put(LEXICON_KIND, "0", {"cat": [["猫", 1]]}), "entries in its"),
        (lambda writer, _: writer.put(LEXICON_KIND, "9999", {}), "entries in its"),
        (drop_lexicon, "no lexicon"),
        (lambda writer, _: writer.put(GLOSSARY, GLOSSARY, []), "glossary is not there"),
        (lambda writer, _: writer.put(ALIAS_KIND, "mat", ["mat", "墊", "Mat", True], "cow"), "1 records of names"),
        (lambda writer, _: [writer.put("manifest", str(n), []) for n in range(64)], "tells of itself"),
    ],
)
def test_damage_is_found(index: Path, damage: Callable[[Writer, Store], object], said: str) -> None:
    """Whatever does not fit together, and a rebuild mends it."""
    store = open_store(index)
    writer = open_writer(index)
    damage(writer, store)
    writer.commit(store.coverage)
    writer.close()
    found = troubles(index)
    assert any(said in one for one in found), found
    build(index / "seeds", index, rebuild=True)
    assert troubles(index) == []


def test_an_article_is_shown_with_where_its_fields_came_from(index: Path) -> None:
    """By id or path; the passages are stretches of its text."""
    cat, dog = article_record(open_store(index), "cat"), article_record(open_store(index), "dog.md")
    assert (cat.source.publisher, cat.source.author, dog.source.date) == ("The Mat", "Mabel Quince", "2021-11")
    assert (cat.origins["publisher"], cat.origins["author"]) == ("sources.toml", "the text")
    assert (dog.origins["title"], dog.origins["date"]) == ("the file's metadata", "the file's metadata")
    values = article_values(cat)
    assert values["text"] == FILES["cat.txt"]
    assert [values["text"][one["start"] : one["end"]] for one in values["passages"]] == [
        one["text"] for one in values["passages"]
    ]
    with pytest.raises(UnknownArticleError, match=r"'cats'.*Near to it: cat\."):
        article_record(open_store(index), "cats")


def test_statistics_tell_what_it_took(index: Path) -> None:
    """Besides what is covered: different terms, bytes, when it was built and which files were slow."""
    values = statistics(open_store(index))
    (home,) = index.glob("tantivy-*")
    assert (values["articles"], values["languages"]) == (2, ("en",))
    assert values["bytes"] == sum(path.stat().st_size for path in home.iterdir())
    assert {one["path"] for one in values["slowest"]} == {"cat.txt", "dog.md"}
    assert values["build_seconds"] > 0
    assert values["built"].startswith("20")
    assert values["terms"] > 20


def test_terms_that_are_gone_are_not_counted(index: Path) -> None:
    """Also while the files still hold them."""
    (index / "seeds" / "dog.md").unlink()
    build(index / "seeds", index)
    store = open_store(index)
    assert store.doc_freq("harbour") == 0
    assert store.term_count() == len({term for n in passages(store) for term in store.passage("cat", n).terms})  # type: ignore[union-attr]
