"""Document frequencies of terms, without the passages that are deleted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from index.stores.idf import lucene_idf
from index.stores.tantivy.damage import damaged, mapped_errors

if TYPE_CHECKING:
    from pathlib import Path

    from index.stores.tantivy.commit import Commit
    from index.stores.tantivy.lookup import Lookup

_MAX_KEPT_TERMS: Final = 60_000  # terms; a question that crosses languages asks for hundreds
_FEW_POSTINGS, _HARDLY_SHARE = (
    1_000,
    0.01,
)  # postings that are walked through in no time; the share of them that changes little


class TermCounts:
    """Document frequencies of one commit, by field."""

    def __init__(self, folder: Path, commit: Commit, lookup: Lookup) -> None:
        """Take the index folder, which errors name, the commit, and what counts its documents."""
        self._searcher, self._deleted = commit.searcher, commit.deleted_documents

        @lru_cache(maxsize=_MAX_KEPT_TERMS)
        def passages_with(field: str, term: str) -> int:
            with mapped_errors(folder, damaged):
                count = commit.searcher.doc_freq(field, term)
            # It counts deleted passages: seen were 15 of 11. To count what is alive takes a walk through the postings,
            # which is not worth it where it changes little.
            gone = commit.deleted_passages
            return (
                count
                if not gone or (count > _FEW_POSTINGS and gone < count * _HARDLY_SHARE)
                else lookup.count(field, term)
            )

        self.passages_with = passages_with

    def correction(self, field: str, term: str) -> float:
        """Return what makes of tantivy's idf of a term, which counts deleted documents, the one without them."""
        if not self._deleted:
            return 1.0
        alive = self._searcher.num_docs
        counted = lucene_idf(alive + self._deleted, self._searcher.doc_freq(field, term))
        return lucene_idf(alive, self.passages_with(field, term)) / counted
