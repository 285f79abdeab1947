"""Writing the next commit of a tantivy index."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import tantivy

from index.errors import IndexUnusableError
from index.stores.codec import encode_record
from index.stores.tantivy.commit import COVERAGE
from index.stores.tantivy.damage import mapped_errors, unwritable
from index.stores.tantivy.files import all_homes, home_of, make_schema
from index.stores.tantivy.seal import seal
from index.text.analysis import ANALYSER_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from index.model import Coverage
    from index.stores.base import Document, Record

_HEAP_BYTES: Final = 64_000_000  # of the writer's arena: one segment up to some 100,000 passages


class TantivyWriter:
    """Writes the next commit of a tantivy index; see `Writer`."""

    def __init__(self, folder: Path, writer: tantivy.IndexWriter) -> None:
        """Take an index folder and tantivy's writer on it."""
        self._folder = folder
        self._writer = writer

    @classmethod
    def open(cls, folder: Path, *, anew: bool = False) -> TantivyWriter:
        """Take the lock of an index folder, making the folder where there is none; see `open_writer`."""
        home = home_of(folder)
        try:
            if anew:
                shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexUnusableError(
                f"Cannot write the index in {folder}: {error.strerror}. Check INDEX_DIR."
            ) from error
        with mapped_errors(folder, unwritable):
            return cls(folder, tantivy.Index(make_schema(), path=str(home)).writer(_HEAP_BYTES, num_threads=1))

    def clear(self) -> None:
        """See `Writer.clear`."""
        with mapped_errors(self._folder, unwritable):
            self._writer.delete_all_documents()

    def add(self, documents: Iterable[Document]) -> None:
        """See `Writer.add`."""
        with mapped_errors(self._folder, unwritable):
            for document in documents:
                self._writer.add_document(tantivy.Document(**document))

    def remove(self, article: str) -> None:
        """See `Writer.remove`."""
        with mapped_errors(self._folder, unwritable):
            self._writer.delete_documents_by_term("article", article)

    def put(self, kind: str, key: str, record: Record, article: str | None = None) -> None:
        """See `Keeper.put`."""
        document = encode_record(kind, key, record, article)
        with mapped_errors(self._folder, unwritable):
            if article is None:
                self._writer.delete_documents_by_term("key", f"{kind}:{key}")
            self._writer.add_document(tantivy.Document(**document))

    def commit(self, coverage: Coverage) -> None:
        """See `Writer.commit`; removes the folders of other formats once this one can answer."""
        self.put(COVERAGE, COVERAGE, {"analyser": ANALYSER_VERSION, "coverage": asdict(coverage)})
        home = home_of(self._folder)
        with mapped_errors(self._folder, unwritable):
            self._writer.commit()
            self._writer.wait_merging_threads()
            seal(home)
        for other in all_homes(self._folder):
            if other != home:
                shutil.rmtree(other, ignore_errors=True)

    def close(self) -> None:
        """See `Writer.close`."""
        del self._writer
