"""Finding documents of one generation by a field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from index.errors import IndexUnusableError
from index.stores.opensearch.kept import Kept
from index.stores.opensearch.mapping import NUMBER, decode, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.stores.base import Document, Record
    from index.stores.opensearch.connection import Connection, Json

_PAGE: Final = 1_000  # documents of one request
_MAX_NEAR_TERMS: Final = 50
_MAX_KEPT_RECORDS: Final = 4_096  # of those put under keys, which the lexicon asks for again and again


class Lookup:
    """Finds documents of one generation, and keeps the records that it found under keys."""

    def __init__(self, connection: Connection, alias: str) -> None:
        """Take the connection and the generation's alias."""
        self._connection, self._alias = connection, alias
        self._kept: Kept[tuple[str, str], list[Record]] = Kept(_MAX_KEPT_RECORDS)

    def search(self, body: dict[str, Any], search_type: str = "query_then_fetch") -> Json:
        """Return the server's answer to a search; raises IndexUnusableError where the generation is dropped."""
        answer = self._connection.ask("POST", f"/{self._alias}/_search", body, search_type=search_type)
        if answer is None:
            raise IndexUnusableError(
                f"What is asked for is of an older index in {self._connection.cluster}, which is dropped by now."
            )
        if answer["_shards"]["failed"]:
            raise self._connection.trouble(503, "shards failed")
        return answer

    def find(self, query: dict[str, Any], fields: Sequence[str] | None = None) -> Iterator[Document]:
        """Give all documents for a query in the order in which they were added, of these fields or of all."""
        body: dict[str, Any] = {"query": query, "size": _PAGE, "sort": [NUMBER], "track_total_hits": False}
        body["_source"] = ["kind", *fields] if fields else True
        while hits := self.search(body)["hits"]["hits"]:
            for hit in hits:
                yield decode(hit["_source"])
            if len(hits) < _PAGE:
                return
            body["search_after"] = hits[-1]["sort"]

    def of_key(self, kind: str, name: str) -> Document | None:
        """Return the document of a kind and a name, None where there is none; of several the first that was added."""
        return next(self.find({"term": {"key": f"{kind}:{name}"}}), None)

    def records(self, kind: str, name: str) -> list[Record]:
        """Return the records of a kind and a name."""
        if (kept := self._kept.get((kind, name))) is None:
            return self._read([(kind, name)])[kind, name]
        return kept

    def every(self, kind: str) -> list[Record]:
        """Return all records of a kind."""
        return [_record(document) for document in self.find({"term": {"kind": kind}}, ["record"])]

    def expect(self, names: Sequence[tuple[str, str]]) -> None:
        """Read the records of kinds and names that will be asked for, all at once."""
        if unknown := [own for own in names if self._kept.get(own) is None]:
            self._read(unknown)

    def near(self, field: str, term: str, distance: int) -> set[str]:
        """Return terms of a field that may be within an edit distance of a term and share its first letter."""
        asked = {
            "field": field,
            "suggest_mode": "always",
            "sort": "frequency",
            "size": _MAX_NEAR_TERMS,
            "max_edits": distance,
            "prefix_length": 1,
            "min_word_length": 1,
            "max_inspections": 50,
            "string_distance": "damerau_levenshtein",
        }
        entries = self.search({"size": 0, "suggest": {"near": {"text": term, "term": asked}}})["suggest"]["near"]
        return {option["text"] for entry in entries for option in entry["options"]}

    def _read(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], list[Record]]:
        unknown = {f"{kind}:{name}": (kind, name) for kind, name in names}
        found: dict[tuple[str, str], list[Record]] = {own: [] for own in unknown.values()}
        for document in self.find({"terms": {"key": list(unknown)}}, ["record", "key"]):
            found[unknown[str(document["key"])]].append(_record(document))
        self._kept.put(found)
        return found

    def count(self, query: dict[str, Any]) -> int:
        """Return how many documents there are for a query."""
        return int(self.search({"size": 0, "track_total_hits": True, "query": query})["hits"]["total"]["value"])


def _record(document: Document) -> Record:
    return json.loads(document["record"])


def raw_record(packed: str) -> Record:
    """Return the record in a field as the server has it."""
    return json.loads(unpacked(packed))
