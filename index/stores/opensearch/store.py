"""Reading one generation of an index in a cluster."""

from __future__ import annotations

import json
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from index.errors import IndexUnusableError
from index.model import Source
from index.stores.base import FIELDS, Hit, copies_in
from index.stores.codec import decode_passage
from index.stores.opensearch.counts import Counts
from index.stores.opensearch.head import HeadDocument, generation_of
from index.stores.opensearch.kept import Kept
from index.stores.opensearch.lookup import Lookup, raw_record
from index.stores.opensearch.mapping import K1, SOURCE, decode
from index.text.edit_distance import edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.model import Coverage
    from index.stores.base import AnalysedPassage, Document, Record
    from index.stores.opensearch.connection import Connection
    from index.stores.opensearch.head import Generation

_MAX_KEPT_SOURCES: Final = 4_096
_MAX_KEPT_PASSAGES: Final = 512
_MAX_TIES: Final = 24  # passages beyond those wanted among which ties with the last of them are looked for
_SCORE_DECIMALS: Final = 4  # up to which two scores are a tie: the order of the sum moves those behind
_BESIDE: Final = 2  # passages before one that are read with it: whoever looks back looks at several


class OpenSearchStore:
    """One generation of an index in a cluster; see `Store`."""

    def __init__(self, connection: Connection, generation: Generation) -> None:
        """Take the connection and one of the index's generations."""
        self._connection, self._generation = connection, generation
        self._looked = time.monotonic()
        self._lookup = Lookup(connection, generation.alias)
        self._counts = Counts(connection, generation.alias)
        self._sources: Kept[str, Source] = Kept(_MAX_KEPT_SOURCES)
        self._passages: Kept[tuple[str, int], AnalysedPassage] = Kept(_MAX_KEPT_PASSAGES)

    @classmethod
    def open(cls, connection: Connection, *, stale: bool = False) -> OpenSearchStore:
        """Open the generation in force; see `open_store`."""
        connection.check_version()
        head = HeadDocument(connection).read().head
        return cls(connection, generation_of(connection.cluster, head, stale=stale))

    @property
    def coverage(self) -> Coverage:
        """See `Store.coverage`."""
        return self._generation.coverage

    def expect(self, terms: Iterable[str] = (), records: Iterable[tuple[str, str]] = ()) -> None:
        """See `Store.expect`."""
        self._counts.expect(terms)
        self._lookup.expect(list(records))

    def search(self, terms: Mapping[str, float], limit: int, article: str | None = None) -> list[Hit]:
        """See `Store.search`."""
        self._counts.expect(terms)
        known = {term: weight for term, weight in terms.items() if self._counts.doc_freq(term)}
        if not known:
            return []
        # Lucene leaves out the factor k1 + 1, by which no order changes.
        should = [
            {"term": {field: {"value": term, "boost": weight * boost * (K1 + 1)}}}
            for term, weight in known.items()
            for field, boost in FIELDS.items()
            if self._counts.passages_with(field, term)
        ]
        only = [{"term": {"article": article}}] if article is not None else []
        query = {"bool": {"should": should, "minimum_should_match": 1, "filter": only}}
        body = {"query": query, "size": limit + _MAX_TIES, "track_total_hits": False}
        found = self._lookup.search(body, search_type="dfs_query_then_fetch")["hits"]["hits"]
        least = found[limit - 1]["_score"] - 10**-_SCORE_DECIMALS if len(found) > limit else 0.0
        hits = [Hit(hit["_score"], self._passage(hit["_source"])) for hit in found if hit["_score"] >= least]
        return sorted(hits, key=_order)[:limit]

    def doc_freq(self, term: str) -> int:
        """See `Store.doc_freq`."""
        return self._counts.doc_freq(term)

    def near(self, term: str, distance: int) -> list[str]:
        """See `Store.near`."""
        seen = self._lookup.near("terms", term, distance)
        close = [other for other in seen if other[0] == term[0] and 0 < edits(term, other) <= distance]
        self._counts.expect(close)
        present = [other for other in close if self.doc_freq(other)]
        return sorted(present, key=lambda other: (-self.doc_freq(other), other))

    def passage(self, article: str, ordinal: int) -> AnalysedPassage | None:
        """See `Store.passage`."""
        if (kept := self._passages.get((article, ordinal))) is not None:
            return kept
        keys = [f"passage:{article}#{number}" for number in range(max(0, ordinal - _BESIDE), ordinal + 1)]
        documents = self._lookup.find({"terms": {"key": keys}}) if keys else ()
        found = [self._keep(decode_passage(_listed(document))) for document in documents]
        return next((passage for passage in found if passage.passage.ordinal == ordinal), None)

    def source(self, article: str) -> Source:
        """See `Store.source`."""
        if (kept := self._sources.get(article)) is not None:
            return kept
        if (document := self._lookup.of_key("article", article)) is None:
            raise KeyError(article)
        return self._learn(article, json.loads(document["record"]))

    def text(self, article: str) -> str:
        """See `Store.text`."""
        if (document := self._lookup.of_key("text", article)) is None:
            raise KeyError(article)
        return bytes(document["text"]).decode()  # type: ignore[arg-type]  # codec.py makes it of bytes

    def origins(self, article: str) -> dict[str, str]:
        """See `Store.origins`."""
        document = self._lookup.of_key("text", article)
        return dict(json.loads(document["record"])) if document else {}

    def sources(self) -> list[Source]:
        """See `Store.sources`."""
        return sorted((Source(**record) for record in self._lookup.every("article")), key=lambda source: source.id)

    def copies(self, article: str) -> frozenset[str]:
        """See `Store.copies`."""
        return self._copies.get(article, frozenset())

    @cached_property
    def _copies(self) -> dict[str, frozenset[str]]:
        return copies_in(self)

    def record(self, kind: str, key: str) -> Record | None:
        """See `Store.record`."""
        return next(iter(self._lookup.records(kind, key)), None)

    def records(self, kind: str, key: str | None = None) -> list[Record]:
        """See `Store.records`."""
        return self._lookup.every(kind) if key is None else self._lookup.records(kind, key)

    def documents(self, article: str, count: int) -> list[Document]:
        """See `Store.documents`."""
        documents = list(self._lookup.find({"term": {"article": article}}))
        if len(documents) != count:
            raise IndexUnusableError(
                f"The index in {self._connection.cluster} is damaged ({article!r} has {len(documents)} documents, not "
                f"{count}). Build it again with `citebot build --rebuild`."
            )
        return documents

    def document_count(self, kind: str) -> int:
        """See `Store.document_count`."""
        return self._lookup.count({"term": {"kind": kind}})

    def term_count(self) -> int:
        """See `Store.term_count`; terms that only removed articles had are counted until all is built again."""
        return self._generation.terms

    def deleted_share(self, more: int) -> float:  # noqa: ARG002 - a commit merges what is due
        """See `Store.deleted_share`."""
        return 0.0

    def size(self) -> int:
        """See `Store.size`; replicas are not counted."""
        return sum(part.size for part in self._generation.parts)

    def latest(self) -> OpenSearchStore:
        """See `Store.latest`; what was committed within the last moments, `fresh_for` seconds, may not be seen yet."""
        now = time.monotonic()
        if now - self._looked < self._connection.cluster.fresh_for:
            return self
        head = HeadDocument(self._connection).read().head
        self._looked = now
        if head.generation and head.generation.alias == self._generation.alias:
            return self
        return OpenSearchStore(self._connection, generation_of(self._connection.cluster, head))

    def _passage(self, fields: dict[str, Any]) -> AnalysedPassage:
        """Return the passage that a hit holds, and keep what came with it."""
        self._learn(fields["article"], raw_record(fields[SOURCE]))
        return self._keep(decode_passage(_listed(decode(fields))))

    def _keep(self, passage: AnalysedPassage) -> AnalysedPassage:
        self._passages.put({(passage.passage.article, passage.passage.ordinal): passage})
        return passage

    def _learn(self, article: str, record: dict[str, Any]) -> Source:
        source = Source(**record)
        self._sources.put({article: source})
        return source


def _listed(document: Document) -> dict[str, list[Any]]:
    """Return a document's fields as lists of one value each, as `decode_passage` takes them."""
    return {name: [value] for name, value in document.items()}


def _order(hit: Hit) -> tuple[float, str, int]:
    """Return what puts hits into one order, whichever shard they come from."""
    passage = hit.analysed.passage
    return -round(hit.score, _SCORE_DECIMALS), passage.article, passage.ordinal
