"""Document frequencies of terms in one generation, counted by the server and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.stores.base import FIELDS
from index.stores.opensearch.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.stores.opensearch.connection import Connection

_MAX_KEPT_TERMS: Final = 60_000  # terms; a question that crosses languages asks for hundreds
_TERMS_A_REQUEST: Final = 100


class Counts:
    """Document frequencies of one generation, by field."""

    def __init__(self, connection: Connection, alias: str) -> None:
        """Take the connection and the generation's alias."""
        self._connection, self._alias = connection, alias
        self._kept: Kept[str, tuple[int, ...]] = Kept(_MAX_KEPT_TERMS)

    def passages_with(self, field: str, term: str) -> int:
        """Return in how many passages a term stands in a field."""
        return self._of(term)[list(FIELDS).index(field)]

    def doc_freq(self, term: str) -> int:
        """Return the count of the field that has a term most often."""
        return max(self._of(term))

    def expect(self, terms: Iterable[str]) -> None:
        """Count terms that will be asked for, all at once."""
        unknown = [term for term in dict.fromkeys(terms) if self._kept.get(term) is None]
        for start in range(0, len(unknown), _TERMS_A_REQUEST):
            self._count(unknown[start : start + _TERMS_A_REQUEST])

    def _of(self, term: str) -> tuple[int, ...]:
        if (found := self._kept.get(term)) is not None:
            return found
        return self._count([term])[0]

    def _count(self, terms: Sequence[str]) -> list[tuple[int, ...]]:
        bodies = [
            {"size": 0, "track_total_hits": True, "query": {"term": {field: term}}}
            for term in terms
            for field in FIELDS
        ]
        answers = self._connection.searches(self._alias, bodies)
        counts = [answer["hits"]["total"]["value"] for answer in answers]
        rows = [tuple(counts[n : n + len(FIELDS)]) for n in range(0, len(counts), len(FIELDS))]
        self._kept.put(dict(zip(terms, rows, strict=True)))
        return rows
