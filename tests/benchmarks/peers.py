"""The libraries that citebot is measured against: each indexes numbered terms and returns the best passages."""

from __future__ import annotations

import importlib
import math
import sqlite3
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import tantivy
from rank_bm25 import BM25Okapi

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.benchmarks.prepared import Prepared


class Peer(Protocol):
    """A search over the passages of one size."""

    def best(self, terms: Sequence[int], limit: int) -> Sequence[object]:
        """Return the best passages for some terms."""


class MissingError(Exception):
    """A peer that is not installed; `pip install 'citebot[bench]'` brings it."""


class RankBM25:
    """rank-bm25 over passages from `start` up to `stop`: a million at once would take more memory than there may be."""

    def __init__(self, prepared: Prepared, start: int = 0, stop: int | None = None) -> None:
        """Take the passages."""
        self._bm25 = BM25Okapi(prepared.passages(start, stop))

    def best(self, terms: Sequence[int], limit: int) -> Sequence[object]:
        """See `Peer.best`."""
        scores = self._bm25.get_scores(terms)
        found: list[int] = np.argpartition(scores, -min(limit, len(scores)))[-limit:].tolist()
        return sorted(found, key=lambda n: -scores[n])


class BM25S:
    """bm25s, scoring and choosing in numba."""

    def __init__(self, prepared: Prepared) -> None:
        """Take the passages."""
        bm25s = _imported("bm25s")
        _imported("numba")
        self._bm25 = bm25s.BM25(method="lucene", k1=1.2, b=0.75, backend="numba")
        passages = list(prepared.passages())
        known = 1 + max(map(max, passages))
        self._bm25.index((passages, {str(n): n for n in range(known)}), show_progress=False)

    def best(self, terms: Sequence[int], limit: int) -> Sequence[object]:
        """See `Peer.best`."""
        asked = [[str(n) for n in terms]]
        found: Any = self._bm25.retrieve(asked, k=limit, show_progress=False, n_threads=0)
        return list(zip(found.documents[0].tolist(), found.scores[0].tolist(), strict=True))


class FTS5:
    """The full-text index of SQLite, without the texts."""

    def __init__(self, prepared: Prepared) -> None:
        """Take the passages."""
        path = prepared.folder / "fts5.db"
        path.unlink(missing_ok=True)
        self._connection = sqlite3.connect(path)
        self._connection.execute("pragma synchronous = off")
        self._connection.execute("create virtual table passage using fts5(terms, content='')")
        rows = ((_written(terms),) for terms in prepared.passages())
        self._connection.executemany("insert into passage(terms) values (?)", rows)
        self._connection.execute("insert into passage(passage) values ('optimize')")
        self._connection.commit()

    def best(self, terms: Sequence[int], limit: int) -> Sequence[object]:
        """See `Peer.best`."""
        query = "select rowid, rank from passage where passage match ? order by rank limit ?"
        return self._connection.execute(query, (" OR ".join(f"t{n}" for n in terms), limit)).fetchall()


class Tantivy:
    """tantivy with nothing but the terms: the engine of the candidate stage, bare."""

    def __init__(self, prepared: Prepared) -> None:
        """Take the passages; where an earlier run has written them, they are opened."""
        folder = prepared.folder / "tantivy"
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        if not folder.exists():
            folder.mkdir()
            writer = tantivy.Index(self._schema, path=str(folder)).writer(64_000_000, num_threads=1)
            for terms in prepared.passages():
                writer.add_document(tantivy.Document(terms=_written(terms)))
            writer.commit()
            writer.wait_merging_threads()
        self._searcher = tantivy.Index.open(str(folder)).searcher()

    def best(self, terms: Sequence[int], limit: int) -> Sequence[object]:
        """See `Peer.best`."""
        should, schema = tantivy.Occur.Should, self._schema
        clauses = [(should, tantivy.Query.term_query(schema, "terms", f"t{n}", "freq")) for n in terms]
        return self._searcher.search(tantivy.Query.boolean_query(clauses), limit, count=False).hits


class Haystack:
    """Haystack's retriever over its document store in memory."""

    def __init__(self, prepared: Prepared) -> None:
        """Take the passages."""
        documents = _imported("haystack").Document
        stores = _imported("haystack.document_stores.in_memory")
        retrievers = _imported("haystack.components.retrievers.in_memory")
        store = stores.InMemoryDocumentStore(bm25_tokenization_regex=r"\S+", bm25_algorithm="BM25Okapi")
        store.write_documents(
            [documents(id=str(n), content=_written(terms)) for n, terms in enumerate(prepared.passages())]
        )
        self._retriever = retrievers.InMemoryBM25Retriever(store)

    def best(self, terms: Sequence[int], limit: int) -> Sequence[object]:
        """See `Peer.best`."""
        found: list[object] = self._retriever.run(query=_written(terms), top_k=limit)["documents"]
        return found


PEERS: dict[str, Callable[[Prepared], Peer]] = {
    "tantivy": Tantivy,
    "bm25s": BM25S,
    "SQLite FTS5": FTS5,
    "rank-bm25": RankBM25,
    "Haystack": Haystack,
}
LARGEST = {"Haystack": 150_000, "rank-bm25": 300_000}
"""Passages beyond which a peer is left out or, as rank-bm25 may, is asked slice by slice, the times added up."""


def slices(total: int, most: int) -> list[tuple[int, int]]:
    """Return equal stretches of so many passages, none of more than `most`."""
    parts = math.ceil(total / most)
    edges = [total * n // parts for n in range(parts + 1)]
    return list(pairwise(edges))


def _written(terms: Sequence[int]) -> str:
    return " ".join([f"t{n}" for n in terms])


def _imported(name: str) -> Any:  # noqa: ANN401 - these may be missing, so nothing is known of them
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingError(f"{name} is not installed: pip install 'citebot[bench]'") from error
