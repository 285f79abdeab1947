"""Reading one commit of a tantivy index."""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

import tantivy

from index.model import Source
from index.stores.base import FIELDS, Hit, copies_in
from index.stores.codec import decode_passage
from index.stores.fair_lock import ANSWERS
from index.stores.tantivy.commit import open_commit
from index.stores.tantivy.damage import damaged, mapped_errors
from index.stores.tantivy.files import home_of, stamp_of
from index.stores.tantivy.lookup import Lookup
from index.stores.tantivy.term_counts import TermCounts
from index.text.edit_distance import edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from index.model import Coverage
    from index.stores.base import AnalysedPassage, Document, Record
    from index.stores.tantivy.commit import Commit

_MAX_KEPT_RECORDS: Final = 1_024  # of those put under keys, which the lexicon asks for again and again
_MAX_FUZZY_HITS: Final = 50  # passages in which near terms are looked for
_MAX_TIES: Final = 24  # passages beyond those wanted among which ties with the last of them are looked for
_SCORE_DECIMALS: Final = 4  # up to which two scores are a tie: the order of the sum moves those behind


class TantivyStore:
    """One commit of a tantivy index; see `Store`."""

    def __init__(self, folder: Path, commit: Commit) -> None:
        """Take the index folder and one of its commits."""
        self._folder, self._commit, self._searcher = folder, commit, commit.searcher
        self._lookup = Lookup(folder, commit)
        self._counts = TermCounts(folder, commit, self._lookup)
        # None of these knows the store: in a circle an old commit would stay until Python looks for circles.
        self._kept = lru_cache(maxsize=_MAX_KEPT_RECORDS)(self._lookup.records)

    @classmethod
    def open(cls, folder: Path, *, stale: bool = False) -> TantivyStore:
        """Open the newest commit in an index folder; see `open_store`."""
        return cls(folder, open_commit(folder, stale=stale))

    @property
    def coverage(self) -> Coverage:
        """See `Store.coverage`."""
        return self._commit.coverage

    def expect(self, terms: Iterable[str] = (), records: Iterable[tuple[str, str]] = ()) -> None:
        """See `Store.expect`: everything is at hand."""

    def search(self, terms: Mapping[str, float], limit: int, article: str | None = None) -> list[Hit]:
        """See `Store.search`."""
        with mapped_errors(self._folder, damaged):
            best = self.find_best(terms, limit + _MAX_TIES, article)
            # Which of equal passages came first into the files says nothing: their names choose.
            least = best[limit - 1][0] - 10**-_SCORE_DECIMALS if len(best) > limit else 0.0
            hits = [Hit(score, decode_passage(self._searcher.doc(at))) for score, at in best if score >= least]
        return sorted(hits, key=_order)[:limit]

    def find_best(
        self, terms: Mapping[str, float], limit: int, article: str | None = None
    ) -> list[tuple[float, tantivy.DocAddress]]:
        """Return what `search` does, not read yet: scores and where the passages lie, ties in no order."""
        should, must, correct = tantivy.Occur.Should, tantivy.Occur.Must, self._counts.correction
        clauses = [
            (should, tantivy.Query.boost_query(self._lookup.term(field, term), weight * boost * correct(field, term)))
            for term, weight in terms.items()
            for field, boost in FIELDS.items()
            if self._counts.passages_with(field, term)
        ]
        query = tantivy.Query.boolean_query(clauses)
        if article is not None:
            inside = tantivy.Query.const_score_query(self._lookup.term("article", article), 0.0)
            query = tantivy.Query.boolean_query([(must, query), (must, inside)])
        with ANSWERS.aside():
            return self._searcher.search(query, limit, count=False).hits

    def doc_freq(self, term: str) -> int:
        """See `Store.doc_freq`."""
        return max(self._counts.passages_with(field, term) for field in FIELDS)

    def near(self, term: str, distance: int) -> list[str]:
        """See `Store.near`."""
        query = tantivy.Query.fuzzy_term_query(self._commit.schema, "terms", term, distance)
        seen = {
            other for document in self._lookup.find(query, _MAX_FUZZY_HITS) for other in document["terms"][0].split()
        }
        alike = (other for other in seen if other[0] == term[0] and abs(len(other) - len(term)) <= distance)
        close = [other for other in alike if 0 < edits(term, other) <= distance]
        return sorted(close, key=lambda other: (-self.doc_freq(other), other))

    def passage(self, article: str, ordinal: int) -> AnalysedPassage | None:
        """See `Store.passage`."""
        with mapped_errors(self._folder, damaged):
            document = self._lookup.of_key("passage", f"{article}#{ordinal}")
            return decode_passage(document) if document else None

    def source(self, article: str) -> Source:
        """See `Store.source`."""
        record = self._lookup.record("article", article)
        if record is None and self._lookup.find(self._lookup.term("article", article), 1):
            raise damaged(self._folder, LookupError(f"no record of {article!r}"))
        if record is None:
            raise KeyError(article)
        with mapped_errors(self._folder, damaged):
            return Source(**record)

    def text(self, article: str) -> str:
        """See `Store.text`."""
        document = self._lookup.of_key("text", article)
        if document is None:
            raise KeyError(article)
        with mapped_errors(self._folder, damaged):
            return str(document["text"][0], "utf-8")

    def origins(self, article: str) -> dict[str, str]:
        """See `Store.origins`."""
        return dict(self._lookup.record("text", article) or {})

    def sources(self) -> list[Source]:
        """See `Store.sources`."""
        with mapped_errors(self._folder, damaged):
            documents = self._lookup.find(self._lookup.term("kind", "article"), self._commit.coverage.articles)
            return sorted(
                (Source(**json.loads(document["record"][0])) for document in documents), key=lambda source: source.id
            )

    def copies(self, article: str) -> frozenset[str]:
        """See `Store.copies`."""
        return self._copies.get(article, frozenset())

    @cached_property
    def _copies(self) -> dict[str, frozenset[str]]:
        return copies_in(self)

    def record(self, kind: str, key: str) -> Record | None:
        """See `Store.record`."""
        return next(iter(self._kept(kind, key)), None)

    def records(self, kind: str, key: str | None = None) -> list[Record]:
        """See `Store.records`."""
        return self._lookup.records(kind, None) if key is None else self._kept(kind, key)

    def documents(self, article: str, count: int) -> list[Document]:
        """See `Store.documents`."""
        with mapped_errors(self._folder, damaged):
            documents = self._lookup.find(self._lookup.term("article", article), count + 1)
            rows = [{name: values[0] for name, values in document.to_dict().items()} for document in documents]
        if len(rows) != count:
            raise damaged(self._folder, ValueError(f"{article!r} has {len(rows)} documents, not {count}"))
        return [{"kind": row["key"].partition(":")[0], "article": article, **row} for row in rows]

    def document_count(self, kind: str) -> int:
        """See `Store.document_count`."""
        return self._lookup.count("kind", kind)

    def term_count(self) -> int:
        """See `Store.term_count`."""
        with mapped_errors(self._folder, damaged):
            alive = tantivy.Query.all_query() if self._commit.deleted_passages else None
            terms = self._searcher.terms_with_prefix("terms", "", filter_query=alive)
            return sum(count > 0 for _, count in terms)

    def deleted_share(self, more: int) -> float:
        """See `Store.deleted_share`."""
        deleted = self._commit.deleted_documents
        return (deleted + more) / max(1, deleted + self._searcher.num_docs)

    def size(self) -> int:
        """See `Store.size`."""
        return sum(path.stat().st_size for path in home_of(self._folder).iterdir())

    def latest(self) -> TantivyStore:
        """See `Store.latest`."""
        return self if stamp_of(home_of(self._folder)) == self._commit.stamp else TantivyStore.open(self._folder)


def _order(hit: Hit) -> tuple[float, str, int]:
    """Return what puts hits into one order, however the files came about."""
    passage = hit.analysed.passage
    return -round(hit.score, _SCORE_DECIMALS), passage.article, passage.ordinal
