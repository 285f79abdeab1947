"""What every store of passages must do, held to rank-bm25, an outside judge; and what is the embedded one's own."""

from __future__ import annotations

import gc
import math
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.build.build import build
from index.build.passages import passages
from index.build.worker import analyse_passages
from index.errors import IndexFormatError, IndexLockedError, IndexMissingError, IndexUnusableError
from index.model import Article, Block, Coverage, Passage, Source, Span
from index.readers.articles import read_articles
from index.readers.seeds import article_ids, find
from index.stores.base import FIELDS, AnalysedPassage, Document, Hit, Record, Store, Writer
from index.stores.codec import encode_article
from index.stores.engines import open_store, open_writer
from index.stores.opensearch.mapping import SILENCE
from index.stores.tantivy import commit as tantivy_commit
from index.stores.tantivy import writer as tantivy_writer
from index.stores.tantivy.files import FORMAT
from index.text.edit_distance import edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index.stores.home import Cluster
    from tests.support.cluster import Nodes

    Corpus = Sequence[tuple[Article, Sequence[AnalysedPassage]]]
    MakeStore = Callable[[Corpus], Store]

COVERAGE = Coverage(0, 0, None, None, (), "x")
NEAR_TIE = 0.05  # tantivy keeps a passage's length in one byte, which is off by up to a tenth


class LuceneBM25(BM25Okapi):  # type: ignore[misc]  # rank_bm25 ships no types
    """rank-bm25 with Lucene's idf: its own is negative for a term of most passages."""

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        self.idf = {term: math.log1p((self.corpus_size - df + 0.5) / (df + 0.5)) for term, df in nd.items()}


class OracleStore:
    """The contract on rank-bm25, as plainly as it can be said: slow, and right."""

    def __init__(self, corpus: Corpus, *, silence: Sequence[str] = (), more: int = 1) -> None:
        """Take articles with their passages, at least one passage.

        `silence` is what an engine puts where no term is, `more` how many documents it has besides the articles'.
        """
        self._articles = {article.source.id: article for article, _ in corpus}
        self._passages = [analysed for _, own in corpus for analysed in own]
        self.coverage = coverage_of(corpus)
        # tantivy takes the articles' records and texts, which share its index, for passages without a word. That moves
        # the mean length and so the order, by up to a fifth of the score on four short articles.
        silent = [list(silence)] * (2 * len(corpus) + more)
        self._fields = [
            (weight, LuceneBM25([terms(one) or silent[0] for one in self._passages] + silent, k1=1.2, b=0.75))
            for terms, weight in (
                (attrgetter("terms"), FIELDS["terms"]),
                (attrgetter("headed"), FIELDS["headings"]),
                (attrgetter("titled"), FIELDS["title"]),
            )
            if any(terms(one) for one in self._passages)
        ]

    def expect(self, terms: Iterable[str] = (), records: Iterable[tuple[str, str]] = ()) -> None:
        """See `Store.expect`."""

    def search(self, terms: Mapping[str, float], limit: int, article: str | None = None) -> list[Hit]:
        """See `Store.search`."""
        scores = [0.0] * len(self._passages)
        for term, weight in terms.items():
            for boost, bm25 in self._fields:
                of_term = bm25.get_scores([term]).tolist()
                scores = [score + weight * boost * more for score, more in zip(scores, of_term, strict=False)]
        hits = [Hit(score, one) for score, one in zip(scores, self._passages, strict=True) if score > 0]
        mine = [hit for hit in hits if article in {None, hit.analysed.passage.article}]
        return sorted(mine, key=lambda hit: -hit.score)[:limit]

    def doc_freq(self, term: str) -> int:
        """See `Store.doc_freq`."""
        fields = ([one.terms, one.headed, one.titled] for one in self._passages)
        return max(sum(term in terms for terms in column) for column in zip(*fields, strict=True))

    def near(self, term: str, distance: int) -> list[str]:
        """See `Store.near`."""
        seen = {other for analysed in self._passages for other in analysed.terms if other[0] == term[0]}
        close = [other for other in seen if 0 < edits(term, other) <= distance]
        return sorted(close, key=lambda other: (-self.doc_freq(other), other))

    def passage(self, article: str, ordinal: int) -> AnalysedPassage | None:
        """See `Store.passage`."""
        return next((one for one in self._passages if key_of(one) == (article, ordinal)), None)

    def source(self, article: str) -> Source:
        """See `Store.source`."""
        return self._articles[article].source

    def text(self, article: str) -> str:
        """See `Store.text`."""
        return self._articles[article].text

    def record(self, kind: str, key: str) -> Record | None:
        """See `Store.record`."""
        return next(iter(self.records(kind, key)), None)

    def records(self, kind: str, key: str | None = None) -> list[Record]:
        """See `Store.records`."""
        raise NotImplementedError(f"{kind} {key}: the oracle ranks, it keeps no records")

    def origins(self, article: str) -> dict[str, str]:
        """See `Store.origins`."""
        return dict(self._articles[article].origins) if article in self._articles else {}

    def documents(self, article: str, count: int) -> list[Document]:
        """See `Store.documents`."""
        passages = [one for one in self._passages if one.passage.article == article]
        documents = encode_article(self._articles[article], passages) if article in self._articles else []
        if len(documents) != count:
            raise IndexUnusableError(f"{article!r} has {len(documents)} documents, not {count}.")
        return documents

    def document_count(self, kind: str) -> int:
        """See `Store.document_count`."""
        return {"article": len(self._articles), "text": len(self._articles), "passage": len(self._passages)}.get(
            kind, 0
        )

    def term_count(self) -> int:
        """See `Store.term_count`."""
        return len({term for one in self._passages for term in one.terms})

    def deleted_share(self, more: int) -> float:
        """See `Store.deleted_share`."""
        return more / (2 * len(self._articles) + len(self._passages))

    def size(self) -> int:
        """See `Store.size`."""
        return sum(len(article.text.encode()) for article in self._articles.values())

    def sources(self) -> list[Source]:
        """See `Store.sources`."""
        return [self._articles[name].source for name in sorted(self._articles)]

    def copies(self, article: str) -> frozenset[str]:  # noqa: ARG002 - none were told
        """See `Store.copies`."""
        return frozenset()

    def latest(self) -> Store:
        """See `Store.latest`."""
        return self


def key_of(analysed: AnalysedPassage) -> tuple[str, int]:
    """Return what tells a passage from all others."""
    return analysed.passage.article, analysed.passage.ordinal


def coverage_of(corpus: Corpus) -> Coverage:
    """Return the counts of a corpus, the rest unknown."""
    return replace(COVERAGE, articles=len(corpus), passages=sum(len(own) for _, own in corpus))


class Engine(NamedTuple):
    """How an engine is opened: for reading, and for writing the next commit."""

    open_store: Callable[[Path], Store]
    open_writer: Callable[[Path], Writer]
    silence: Sequence[str] = ()
    more: int = 1

    def oracle(self, corpus: Corpus) -> OracleStore:
        """Return an oracle that takes documents without terms for what the engine does."""
        return OracleStore(corpus, silence=self.silence, more=self.more)

    def write(self, folder: Path, corpus: Corpus, *, commit: bool = True) -> None:
        """Make an index of a corpus, in the place of any other; without `commit` give up before the end."""
        with closing(self.open_writer(folder)) as writer:
            writer.clear()
            for article, passages_of_article in corpus:
                writer.add(encode_article(article, passages_of_article))
            if commit:
                writer.commit(coverage_of(corpus))


TANTIVY = Engine(open_store, open_writer)
ENGINES = ["tantivy", pytest.param("opensearch", marks=[pytest.mark.cluster, pytest.mark.timeout(900)])]


@pytest.fixture(params=ENGINES, scope="module")
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return each engine there is."""
    return named(request.param, request)


def named(engine: str, request: pytest.FixtureRequest) -> Engine:
    """Return an engine; OpenSearch keeps what is a folder's under a prefix of the folder's own."""
    if engine == "tantivy":
        return TANTIVY
    nodes: Nodes = request.getfixturevalue("cluster")

    def home(folder: Path) -> Cluster:
        return nodes.home(f"t{blake2b(str(folder).encode(), digest_size=8).hexdigest()}")

    return Engine(lambda folder: open_store(home(folder)), lambda folder: open_writer(home(folder)), [SILENCE], 0)


def made(name: str, *texts: str) -> tuple[Article, list[AnalysedPassage]]:
    """Return an article of which each text is a passage of one sentence."""
    whole = "\n\n".join(texts)
    starts = [sum(len(text) + 2 for text in texts[:n]) for n in range(len(texts))]
    spans = [Span(start, start + len(text)) for start, text in zip(starts, texts, strict=True)]
    source = Source(name, f"On {name}", None, None, None, f"{name}.txt", "en")
    article = Article(source, whole, tuple(Block("paragraph", span) for span in spans))
    return article, list(analyse_passages(article, [Passage(name, n, (span,), (0,)) for n, span in enumerate(spans)]))


@pytest.fixture(params=[*ENGINES, "oracle"], scope="module")
def make_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MakeStore:
    """Return what makes a store of a corpus, once a kind of store."""

    def make(corpus: Corpus) -> Store:
        if request.param == "oracle":
            return OracleStore(corpus)
        engine = named(request.param, request)
        folder = tmp_path_factory.mktemp("store")
        engine.write(folder, corpus)
        return engine.open_store(folder)

    return make


@pytest.fixture(scope="module")
def seed_corpus(seeds: Path) -> Corpus:
    """Return the real seeds as they are built."""
    paths = find(seeds).files
    ids = article_ids(paths, seeds)
    articles = [article for path in paths for article in read_articles(path, seeds, ids[path], {}).articles]
    return [(article, list(analyse_passages(article, passages(article)))) for article in articles]


@pytest.fixture(scope="module")
def animals(make_store: MakeStore) -> Store:
    """Return a store of two small articles."""
    return make_store(
        [
            made("cats", "A cat sat on a mat.", "The cat of the house ate the fish.", "No dog came."),
            made("dogs/big", "A dog ran.", "微信禁止交易。"),
        ]
    )


def found(store: Store, terms: Mapping[str, float], limit: int = 10) -> list[tuple[str, int]]:
    """Return the keys of the passages that a search finds."""
    return [key_of(hit.analysed) for hit in store.search(terms, limit)]


def test_a_passage_needs_one_of_the_terms(animals: Store) -> None:
    """Those with more of them, and with rarer ones, come first; scores fall and are above 0."""
    hits = animals.search({"cat": 1.0, "fish": 1.0, "dog": 1.0}, 10)
    assert key_of(hits[0].analysed) == ("cats", 1)
    assert {key_of(hit.analysed) for hit in hits} == {
        ("cats", 0),
        ("cats", 1),
        ("cats", 2),
        ("dogs/big", 0),
        ("dogs/big", 1),
    }
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.score > 0 for hit in hits)


def test_weights_count(animals: Store) -> None:
    """A term of ten times the weight rules, and a score grows with the weights."""
    assert found(animals, {"fish": 10.0, "run": 0.1}) == [("cats", 1), ("dogs/big", 0)]
    assert found(animals, {"fish": 0.1, "run": 10.0}) == [("dogs/big", 0), ("cats", 1)]
    (once,), (twice,) = animals.search({"fish": 1.0}, 1), animals.search({"fish": 2.0}, 1)
    assert twice.score == pytest.approx(2 * once.score, rel=1e-3)


@pytest.mark.parametrize("terms", [{}, {"zebra": 1.0}, {"ca": 1.0}, {"CAT": 1.0}, {"cat dog": 1.0}, {"": 1.0}])
def test_nothing_is_found_without_a_term_that_is_there(animals: Store, terms: dict[str, float]) -> None:
    """Terms are whole and exact: no prefix, no case, no parsing."""
    assert animals.search(terms, 10) == []


def test_the_limit_is_kept(animals: Store) -> None:
    """The best ones are returned."""
    terms = {"cat": 1.0, "fish": 1.0, "dog": 1.0}
    assert found(animals, terms, 1) == found(animals, terms)[:1]
    assert len(found(animals, terms, 3)) == 3


def test_a_search_can_be_kept_to_one_article(animals: Store) -> None:
    """Its passages get the scores that they get among all; of an unknown article there are none."""
    terms = {"cat": 1.0, "fish": 1.0, "dog": 1.0}
    for article in ("cats", "dogs/big"):
        among_all = [hit for hit in animals.search(terms, 10) if hit.analysed.passage.article == article]
        alone = animals.search(terms, 10, article)
        assert [key_of(hit.analysed) for hit in alone] == [key_of(hit.analysed) for hit in among_all] != []
        assert [hit.score for hit in alone] == pytest.approx([hit.score for hit in among_all], rel=1e-4)
    assert animals.search(terms, 10, "dogs") == animals.search({}, 10, "cats") == []


def test_passages_that_hold_a_term_are_counted(animals: Store) -> None:
    """However often each holds it; a title counts for all passages below it."""
    assert [animals.doc_freq(term) for term in ("the", "cat", "dog", "微信", "zebra", "")] == [1, 3, 2, 1, 0, 0]


def test_an_article_is_told_by_its_id(animals: Store) -> None:
    """Sources are ordered by id; an unknown id is a KeyError."""
    assert [source.id for source in animals.sources()] == ["cats", "dogs/big"]
    assert animals.source("dogs/big").path == "dogs/big.txt"
    assert animals.text("dogs/big") == "A dog ran.\n\n微信禁止交易。"
    for ask in (animals.source, animals.text):
        with pytest.raises(KeyError):
            ask("dogs")
    assert (animals.coverage.articles, animals.coverage.passages) == (2, 5)
    assert animals.latest().sources() == animals.sources()


def test_a_passage_is_told_by_its_number(animals: Store) -> None:
    """None where there is none of that number."""
    second = animals.passage("cats", 1)
    assert second is not None
    assert second.text == "The cat of the house ate the fish."
    assert [animals.passage(*key) for key in (("cats", 3), ("cats", -1), ("dogs", 0))] == [None] * 3


@pytest.mark.parametrize(
    ("term", "distance", "near"),
    [
        ("cta", 1, ["cat"]),
        ("caat", 1, ["cat"]),
        ("huos", 1, ["hous"]),
        ("fihs", 1, ["fish"]),
        ("cat", 1, []),
        ("bat", 1, []),
        ("fxshx", 1, []),
        ("fxshx", 2, ["fish"]),
        ("zebra", 2, []),
    ],
)
def test_near_terms_share_the_first_letter(animals: Store, term: str, distance: int, near: list[str]) -> None:
    """A swap of neighbours is one edit, and a term is not near to itself."""
    assert animals.near(term, distance) == near


def test_every_field_survives(make_store: MakeStore) -> None:
    """What was added is what is found, to the last span."""
    text = "# \n一二三。 Second, “thus”.\n\nThe\tthird 😀 of US$400."
    source = Source("a/b", "T “x” 題", "P", "2021-11", "https://e.org/?a=b", "a/b.md", "zh-Hant", "Q")
    article = Article(source, text, (Block("paragraph", Span(3, 26)), Block("item", Span(28, len(text)))))
    passage = Passage(
        "a/b",
        7,
        (Span(3, 7), Span(8, 24), Span(26, len(text))),
        (0, 2),
        ("paragraph", "row"),
        ("A “heading”", "Below"),
        7,
    )
    store = make_store([(article, list(analyse_passages(article, [passage])))])
    (expected,) = analyse_passages(article, [passage])
    for back in (store.passage("a/b", 7), store.search({"third": 1.0}, 1)[0].analysed):
        assert back is not None
        assert back.passage == passage
        assert (back.title, back.text, back.sentences) == (expected.title, expected.text, expected.sentences)
        for name in ("titled", "headed", "widths", "terms", "starts", "ends", "bounds"):
            assert list(getattr(back, name)) == list(getattr(expected, name)), name
    assert store.source("a/b") == source
    assert store.text("a/b") == text


def assert_same_order(store: Store, oracle: Store, terms: Mapping[str, float], size: int) -> None:
    """Check that a store finds the same passages, and none before another that is better by more than a near tie."""
    right = {key_of(hit.analysed): hit.score for hit in oracle.search(terms, size)}
    order = found(store, terms, size)
    assert sorted(order) == sorted(right)
    scores = [right[key] for key in order]
    for n, score in enumerate(scores):
        assert max(scores[n:]) <= score * (1 + NEAR_TIE)


def test_the_seeds_are_ranked_as_rank_bm25_ranks_them(seed_corpus: Corpus, tmp_path: Path, engine: Engine) -> None:
    """For every pair of neighbours in the seeds, weighted unlike; doc_freq is the same for every term."""
    engine.write(tmp_path, seed_corpus)
    store, oracle = engine.open_store(tmp_path), engine.oracle(seed_corpus)
    every = [one for _, own in seed_corpus for one in own]
    store.expect({term for one in every for term in one.terms})
    for analysed in every:
        for left, right in zip(analysed.terms[::3], analysed.terms[1::3], strict=False):
            assert_same_order(store, oracle, {left: 1.0, right: 0.5}, len(every))
        assert_same_order(store, oracle, dict.fromkeys(analysed.terms[:20], 1.0), len(every))
    for term in {term for one in every for term in one.terms}:
        assert store.doc_freq(term) == oracle.doc_freq(term)


WORD = st.sampled_from(["ban", "coin", "mill", "rule", "sea", "tea", "zinc", "中", "x1"])
PASSAGE = st.lists(WORD, min_size=1, max_size=30).map(" ".join)
CORPUS = st.lists(st.lists(PASSAGE, min_size=1, max_size=4), min_size=1, max_size=5)
TERMS = st.dictionaries(WORD, st.sampled_from([0.2, 0.5, 1.0, 3.0]), max_size=4)


@settings(max_examples=8)  # of each engine: to make an index takes a cluster half a second and more
@given(texts=CORPUS, queries=st.lists(TERMS, min_size=1, max_size=8))
def test_any_corpus_is_ranked_as_rank_bm25_ranks_it(
    engine: Engine, texts: list[list[str]], queries: list[dict[str, float]]
) -> None:
    """Also where a term is in every passage, for which rank-bm25's own idf is negative."""
    corpus = [made(f"a{n}", *own) for n, own in enumerate(texts)]
    oracle = engine.oracle(corpus)
    with TemporaryDirectory() as folder:
        engine.write(Path(folder), corpus)
        store = engine.open_store(Path(folder))
        for terms in queries:
            assert_same_order(store, oracle, terms, oracle.coverage.passages)
        for n, own in enumerate(texts):
            assert store.text(f"a{n}") == "\n\n".join(own)


def test_a_commit_is_seen_by_latest_only(tmp_path: Path, engine: Engine) -> None:
    """An open store answers from its own commit; what is not committed is seen by nobody."""
    engine.write(tmp_path, [made("old", "One cat.", "Two cats.")])
    before = engine.open_store(tmp_path)
    engine.write(tmp_path, [made("lost", "A cat that never was.")], commit=False)
    assert before.latest() is before
    assert [source.id for source in engine.open_store(tmp_path).sources()] == ["old"]
    engine.write(tmp_path, [made("new", "Three cats.")])
    after = before.latest()
    assert (found(before, {"cat": 1.0}), before.doc_freq("cat")) == ([("old", 0), ("old", 1)], 2)
    assert before.text("old") == "One cat.\n\nTwo cats."
    assert (found(after, {"cat": 1.0}), after.doc_freq("cat")) == ([("new", 0)], 1)
    assert [source.id for source in after.sources()] == ["new"]
    assert after.latest() is after


def test_counts_of_terms_leave_out_what_was_deleted(tmp_path: Path, engine: Engine) -> None:
    """Also where many passages stay; of thousands, one in a hundred may be counted that is gone."""
    folder = tmp_path / "many"
    articles = [made(f"a{n}", *["One cat."] * 100) for n in range(12)]
    engine.write(folder, [*articles, made("b", "A cat and a dog.")])
    with closing(engine.open_writer(folder)) as writer:
        writer.remove("b")
        writer.commit(Coverage(12, 1_200, None, None, ("en",), ""))
    store = engine.open_store(folder)
    assert store.doc_freq("dog") == 0
    assert 1_200 <= store.doc_freq("cat") <= 1_212


def test_a_commit_that_nobody_reads_any_more_is_let_go_at_once(tmp_path: Path, engine: Engine) -> None:
    """Its files and what was kept of it would else stay until Python happens to look for circles of garbage."""
    engine.write(tmp_path, [made("a", "cat")])
    gc.disable()
    try:
        store = engine.open_store(tmp_path)
        assert store.doc_freq("cat") == 1
        assert store.record("lexicon", "head") is None
        seen = ref(store)
        engine.write(tmp_path, [made("a", "dog")])
        store = store.latest()
        assert seen() is None
        assert store.doc_freq("dog") == 1
    finally:
        gc.enable()


def test_articles_are_added_to_what_is_there(tmp_path: Path, engine: Engine) -> None:
    """Without `clear` a commit keeps the earlier ones, and there is one coverage."""
    engine.write(tmp_path, [made("old", "One cat.")])
    writer = engine.open_writer(tmp_path)
    writer.add(encode_article(*made("new", "Two cats.")))
    writer.commit(replace(COVERAGE, articles=2, passages=2))
    writer.close()
    store = engine.open_store(tmp_path)
    assert [source.id for source in store.sources()] == ["new", "old"]
    assert store.coverage.articles == 2


def test_documents_go_from_one_commit_into_another(tmp_path: Path, engine: Engine) -> None:
    """All of an article, as they were added; fewer than there should be is damage."""
    corpus = [made("old", "One cat.", "Two cats."), made("gone", "A dog.")]
    engine.write(tmp_path, corpus)
    store = engine.open_store(tmp_path)
    documents = store.documents("old", 4)
    with pytest.raises(IndexUnusableError, match="'old' has 4 documents, not 5"):
        store.documents("old", 5)
    with closing(engine.open_writer(tmp_path)) as writer:
        writer.clear()
        writer.add(documents)
        writer.commit(coverage_of(corpus[:1]))
    store = store.latest()
    assert [source.id for source in store.sources()] == ["old"]
    assert (store.text("old"), found(store, {"cat": 1.0})) == ("One cat.\n\nTwo cats.", [("old", 0), ("old", 1)])
    assert [store.document_count(kind) for kind in ("article", "text", "passage", "note")] == [1, 1, 2, 0]


def test_records_are_kept_by_kind_and_key(tmp_path: Path, engine: Engine) -> None:
    """A later one takes the place of an earlier one; those of an article stand side by side and go with it."""
    with closing(engine.open_writer(tmp_path)) as writer:
        writer.put("note", "a", [1])
        writer.put("note", "a", [2])
        for article in ("x", "y"):
            writer.put("name", "cat", article, article)
        writer.commit(COVERAGE)
    store = engine.open_store(tmp_path)
    assert (store.record("note", "a"), store.records("note"), store.record("note", "b")) == ([2], [[2]], None)
    assert sorted(store.records("name", "cat")) == ["x", "y"]
    with closing(engine.open_writer(tmp_path)) as writer:
        writer.remove("x")
        writer.commit(COVERAGE)
    assert store.latest().records("name", "cat") == ["y"]


def test_what_a_commit_holds_is_counted(animals: Store) -> None:
    """By kind of document and by different terms; no engine counts what was never there."""
    assert [animals.document_count(kind) for kind in ("article", "text", "passage", "x")] == [2, 2, 5, 0]
    terms = {
        term
        for key in (("cats", 0), ("cats", 1), ("cats", 2), ("dogs/big", 0), ("dogs/big", 1))
        for term in passage_terms(animals, *key)
    }
    assert animals.term_count() == len(terms)
    assert 0 <= animals.deleted_share(0) <= animals.deleted_share(2) <= 1
    assert animals.size() > 0
    assert animals.origins("nobody") == {}


def passage_terms(store: Store, article: str, ordinal: int) -> list[str]:
    """Return the terms of a passage that is there."""
    passage = store.passage(article, ordinal)
    assert passage is not None
    return list(passage.terms)


def test_only_one_writes_at_a_time(tmp_path: Path, engine: Engine) -> None:
    """The second is told at once, and may when the first has closed."""
    first = engine.open_writer(tmp_path)
    with pytest.raises(IndexLockedError, match="Another build"):
        engine.open_writer(tmp_path)
    first.close()
    engine.open_writer(tmp_path).close()


def test_a_folder_without_an_index_is_told(tmp_path: Path) -> None:
    """Whether it is there, is not or is no folder; the line names it and says what to do."""
    (tmp_path / "file").write_text("x")
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(IndexMissingError, match=f"{folder}.*citebot build"):
            open_store(folder)


def test_a_first_build_that_was_never_finished_does_not_open(tmp_path: Path) -> None:
    """Whether its writer was closed or its process killed; the next build goes on as if it had not been."""
    corpus = [made("a", "One cat.")]
    TANTIVY.write(tmp_path / "closed", corpus, commit=False)
    code = (
        "import os, sys; from pathlib import Path; from index.stores.engines import open_writer\n"
        "writer = open_writer(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / "killed")], check=False)
    assert killed.returncode == -9
    for folder in (tmp_path / "closed", tmp_path / "killed"):
        with pytest.raises(IndexMissingError, match="never finished"):
            open_store(folder)
        TANTIVY.write(folder, corpus)
        assert found(open_store(folder), {"cat": 1.0}) == [("a", 0)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the index folder of one article, whose seeds are beside it."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("The cat sat on the mat.")
    build(tmp_path / "seeds", tmp_path / "index")
    return tmp_path / "index"


def test_an_index_of_another_format_is_replaced_by_a_build(folder: Path) -> None:
    """It is named until then, and gone once the new one can answer."""
    today = folder / f"tantivy-{FORMAT}"
    other = folder / "tantivy-0"
    today.rename(other)
    with pytest.raises(IndexFormatError, match=r"format 0.*citebot build"):
        open_store(folder)
    build(folder.parent / "seeds", folder)
    assert open_store(folder).doc_freq("cat") == 1
    assert (today.is_dir(), other.exists()) == (True, False)


def test_an_index_of_another_analyser_is_replaced_by_a_build(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its terms would not be those of the questions."""
    with monkeypatch.context() as later:
        for module in (tantivy_commit, tantivy_writer):
            later.setattr(module, "ANALYSER_VERSION", 999_999)
        with pytest.raises(IndexFormatError, match=r"analyser version.*999999.*citebot build"):
            open_store(folder)
        build(folder.parent / "seeds", folder)
        assert open_store(folder).doc_freq("cat") == 1
    with pytest.raises(IndexFormatError, match="made by analyser version 999999"):
        open_store(folder)


def cut_short(path: Path) -> None:
    """Leave the first half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def turn_over(path: Path) -> None:
    """Change some bytes near the start of a file, and nothing of its length."""
    data = bytearray(path.read_bytes())
    data[:40] = bytes(byte ^ 0x55 for byte in data[:40])
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("meta.json", cut_short),
        ("meta.json", turn_over),
        ("meta.json", lambda path: path.write_bytes(b"")),
        ("*.store", cut_short),
        ("*.store", Path.unlink),
        ("*.store", turn_over),
        ("*.term", Path.unlink),
        ("*.idx", turn_over),
        ("*.fast", turn_over),
    ],
)
def test_a_damaged_index_is_told_and_can_be_rebuilt(folder: Path, name: str, damage: Callable[[Path], Any]) -> None:
    """No damage comes out as anything else, not even where tantivy panics."""
    (path,) = folder.glob(f"tantivy-*/{name}")
    damage(path)
    with pytest.raises(IndexUnusableError, match=r"damaged.*--rebuild") as error:
        open_store(folder).search({"cat": 1.0}, 5)
    assert not isinstance(error.value, (IndexMissingError, IndexFormatError, IndexLockedError))
    build(folder.parent / "seeds", folder, rebuild=True)
    assert found(open_store(folder), {"cat": 1.0}) == [("a", 0)]


def test_an_index_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file in the folder's place, as where somebody names the seeds for --index."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexUnusableError, match=r"file.*Check INDEX_DIR"):
        open_writer(tmp_path / "file")


def test_a_folder_that_only_looks_like_an_index_is_left_alone(folder: Path) -> None:
    """An index may be made in a folder that holds other things, as a checkout of tantivy-py."""
    for name in ("tantivy-py", "tantivy-999"):
        (folder / name).mkdir()
        (folder / name / "kept.txt").write_text("mine")
    build(folder.parent / "seeds", folder)
    assert (folder / "tantivy-py" / "kept.txt").read_text() == "mine"
    assert (folder / "tantivy-999" / "kept.txt").read_text() == "mine"


@pytest.mark.parametrize("characters", [13_106, 13_107, 60_000, 70_000])
def test_long_passages_survive(make_store: MakeStore, characters: int) -> None:
    """Their numbers take more than two bytes from some length on."""
    text = ("微信 2017. " * characters)[:characters].strip()
    half = characters // 2
    article = Article(Source("a", "T", None, None, None, "a.txt", "en"), text, (Block("paragraph", Span(0, half)),))
    passage = Passage("a", 0, (Span(0, half), Span(half, len(text))), (0,))
    (expected,) = analyse_passages(article, [passage])
    back = make_store([(article, [expected])]).passage("a", 0)
    assert back is not None
    assert back.passage == passage
    for name in ("sentences", "widths", "terms", "starts", "ends", "bounds"):
        assert list(getattr(back, name)) == list(getattr(expected, name)), name


OPEN_AS_NOBODY = """
import os, sys
from pathlib import Path
from index.errors import IndexUnusableError
from index.stores.engines import open_store
folder = Path(sys.argv[1])
open_store(folder)
if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_store(folder)
except IndexUnusableError as error:
    print(error)
"""


@pytest.mark.parametrize("closed", ["", "meta.json", "*.term"])
def test_an_index_of_another_user_is_not_damaged(folder: Path, closed: str) -> None:
    """To make it anew, as a damaged one, would fail too: what helps is chown or chmod."""
    if os.geteuid():
        pytest.skip("only root can be somebody else")
    with TemporaryDirectory() as place:  # which others may look into, unlike pytest's own
        copy = Path(place, "index")
        shutil.copytree(folder, copy)
        Path(place).chmod(0o755)
        (home,) = copy.glob("tantivy-*")
        for path in home.iterdir():
            path.chmod(0o644)
        (next(home.glob(closed)) if closed else home).chmod(0o700 if not closed else 0o600)
        done = subprocess.run(
            [sys.executable, "-c", OPEN_AS_NOBODY, str(copy)], capture_output=True, encoding="utf-8", check=True
        )
    assert re.search(r"not readable by user 65534, .* chown or chmod", done.stdout), done.stdout + done.stderr
    assert "damaged" not in done.stdout
