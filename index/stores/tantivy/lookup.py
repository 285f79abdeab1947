"""Finding documents of one commit by a field, and counting them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import tantivy

from index.stores.base import FIELDS
from index.stores.tantivy.damage import damaged, mapped_errors

if TYPE_CHECKING:
    from pathlib import Path

    from index.stores.base import Record
    from index.stores.tantivy.commit import Commit


class Lookup:
    """Finds documents of one commit; raises IndexUnusableError where the files are damaged."""

    def __init__(self, folder: Path, commit: Commit) -> None:
        """Take the index folder, which errors name, and the commit."""
        self._folder = folder
        self._schema, self._searcher = commit.schema, commit.searcher

    def term(self, field: str, value: str) -> tantivy.Query:
        """Return the query for a value of a field."""
        return tantivy.Query.term_query(self._schema, field, value, "freq" if field in FIELDS else "basic")

    def find(self, query: tantivy.Query, limit: int) -> list[tantivy.Document]:
        """Return the best documents for a query."""
        if not limit:
            return []  # tantivy panics on a limit of 0
        with mapped_errors(self._folder, damaged):
            return [self._searcher.doc(address) for _, address in self._searcher.search(query, limit, count=False).hits]

    def of_key(self, kind: str, name: str) -> tantivy.Document | None:
        """Return the document of a kind and a name, None where there is none; of several the first that is found."""
        documents = self.find(self.term("key", f"{kind}:{name}"), 1)
        return documents[0] if documents else None

    def record(self, kind: str, name: str) -> Record | None:
        """Return the record of that document."""
        with mapped_errors(self._folder, damaged):
            document = self.of_key(kind, name)
            return json.loads(document["record"][0]) if document else None

    def records(self, kind: str, name: str | None) -> list[Record]:
        """Return the records of all documents of a kind and, unless it is None, of a name."""
        query = self.term("kind", kind) if name is None else self.term("key", f"{kind}:{name}")
        with mapped_errors(self._folder, damaged):
            return [json.loads(document["record"][0]) for document in self.find(query, self._searcher.num_docs)]

    def count(self, field: str, value: str) -> int:
        """Return how many documents that are not deleted have a value in a field."""
        with mapped_errors(self._folder, damaged):
            return self._searcher.search(self.term(field, value), 1, count=True).count or 0  # type: ignore[attr-defined]
