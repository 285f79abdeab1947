"""Writing the next commit of an index in a cluster."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from index.stores.codec import encode_record
from index.stores.opensearch.counts import Counts
from index.stores.opensearch.generations import Generations, superseded, without
from index.stores.opensearch.head import Generation
from index.stores.opensearch.lease import Lease
from index.stores.opensearch.mapping import encode
from index.text.analysis import ANALYSER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.model import Coverage
    from index.stores.base import Document, Record
    from index.stores.opensearch.connection import Connection

_BUFFER_CHARS: Final = 4_000_000  # of documents that wait to be sent: what one request takes


class OpenSearchWriter:
    """Writes the next commit of an index in a cluster; see `Writer`."""

    def __init__(self, connection: Connection, lease: Lease, *, own: bool) -> None:
        """Take the right to write, which is let go at the end where it is the writer's `own`."""
        self._connection, self._lease, self._own = connection, lease, own
        self._generations = Generations(connection)
        self._generations.sweep(lease.head)
        self._last = lease.head.generation
        self._index: str | None = None
        self._articles: set[str] = set()
        self._keys: dict[str, int] = {}
        self._terms: set[str] = set()
        self._numbers = self._last.numbers if self._last else 0
        self._buffer: list[tuple[str, Mapping[str, object]]] = []
        self._waiting = 0

    @classmethod
    def open(cls, connection: Connection, *, anew: bool = False, lease: Lease | None = None) -> OpenSearchWriter:
        """Take the right to write, unless it is given; see `open_writer`."""
        writer = cls(connection, lease or Lease.take(connection), own=lease is None)
        if anew:
            writer.clear()
        return writer

    def clear(self) -> None:
        """See `Writer.clear`."""
        self._last = None

    def add(self, documents: Iterable[Document]) -> None:
        """See `Writer.add`."""
        record = b""
        for document in documents:
            if document["kind"] == "article":
                record = bytes(document["record"])  # type: ignore[arg-type]  # codec.py makes it of bytes
            if document["kind"] == "passage":
                self._terms.update(str(document["terms"]).split(" "))
            self._write(document, self._next(), record)

    def remove(self, article: str) -> None:
        """See `Writer.remove`."""
        self._articles.add(article)

    def put(self, kind: str, key: str, record: Record, article: str | None = None) -> None:
        """See `Keeper.put`."""
        document = encode_record(kind, key, record, article)
        if article is not None:
            self._write(document, self._next(), b"")
            return
        name = str(document["key"])
        if name not in self._keys:
            self._keys[name] = self._next()
        self._write(document, self._keys[name], b"")

    def commit(self, coverage: Coverage) -> None:
        """See `Writer.commit`; drops generations that nobody can be reading any more."""
        older = self._last.parts if self._last else ()
        parts = list(without(older, self._articles, self._keys))
        if self._buffer or not parts:
            self._send()
        if self._index is not None:
            parts.append(self._generations.finish(self._index, base=self._last is None))
        merged = self._generations.merged(parts)
        generation = Generation(
            alias=self._generations.make_alias(merged),
            parts=merged,
            coverage=coverage,
            analyser=ANALYSER_VERSION,
            terms=self._term_count(),
            numbers=self._numbers,
        )
        self._lease.commit(superseded(self._lease.head, generation, time.time()))
        self._generations.sweep(self._lease.head)
        self._last, self._index, self._articles, self._keys = generation, None, set(), {}
        self._terms = set()

    def close(self) -> None:
        """See `Writer.close`."""
        if self._own:
            self._lease.release()

    def _term_count(self) -> int:
        """Return how many different terms there are: those of before, and of this commit's the new ones."""
        if self._last is None:
            return len(self._terms)
        counts = Counts(self._connection, self._last.alias)
        counts.expect(self._terms)
        return self._last.terms + sum(not counts.passages_with("terms", term) for term in self._terms)

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    def _write(self, document: Document, number: int, record: bytes) -> None:
        self._buffer.append((str(number), encode(document, number, record)))
        self._waiting += sum(map(len, document.values()))
        if self._waiting > _BUFFER_CHARS:
            self._send()

    def _send(self) -> None:
        if self._index is None:
            self._index = self._generations.make_index(base=self._last is None)
        self._connection.write(self._index, self._buffer)
        self._buffer, self._waiting = [], 0
