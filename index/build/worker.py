"""From one file to the documents of its articles: the part of a build that any process can do."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from index.build.manifest import ArticleRow, FileRow, Stamp
from index.build.near_duplicates import signature
from index.build.passages import passages
from index.errors import ArticleError
from index.lexicon.alias_records import write_aliases
from index.lexicon.vocabulary import Vocabulary
from index.model import Span
from index.readers.articles import READER_VERSION, read_articles
from index.readers.seeds import Skipped, place, relative
from index.stores.base import AnalysedPassage
from index.stores.codec import encode_article, encode_record
from index.text.analysis import Scan, analyse, scan
from index.text.folding import fold
from index.text.width import columns
from index.time.mentions import mentions
from index.time.periods import published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from index.model import Article, Passage, Source
    from index.readers.metadata import SourceFields
    from index.stores.base import Document, Record

_SETTLED_NS = 2_000_000_000  # ns; a file written later than that before it was read may be written again unseen


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: its article id, what sources.toml says of its articles, and its size in bytes."""

    path: Path
    seeds: Path
    name: str
    fields: Mapping[str, SourceFields]
    size: int


class Read(NamedTuple):
    """What was read of a file: its row, the documents of each article in the row, and the vocabulary of them all."""

    row: FileRow
    documents: list[list[Document]]
    vocabulary: Vocabulary


class _Records(list["Document"]):
    """Records of articles, kept as documents until there is a writer."""

    def put(self, kind: str, key: str, record: Record, article: str | None = None) -> None:
        """See `Keeper.put`."""
        self.append(encode_record(kind, key, record, article))


def read(task: Task) -> Read:
    """Read and analyse a file; where it cannot be read, the row says why."""
    started = time.perf_counter()
    now, before, content = time.time_ns(), stamp_of(task.path), digest_of(task.path)
    try:
        articles, problems = read_articles(task.path, task.seeds, task.name, task.fields)
    except ArticleError as error:
        articles, problems = [], [Skipped(relative(task.path, task.seeds), str(error))]
    rows, documents, vocabulary = [], [], Vocabulary()
    for article in articles:
        analysed = list(analyse_passages(article, passages(article)))
        records = _Records()
        write_aliases(records, article.source.id, (passage.text for passage in analysed))
        documents.append([*encode_article(article, analysed), *records])
        rows.append(_row(article, analysed, len(documents[-1])))
        vocabulary.see(analysed)
    # A file that was written while it was read is read again by the next build.
    same = stamp_of(task.path) == before and (is_settled(before, now) or digest_of(task.path) == content)
    row = FileRow(
        path=place(task.path, task.seeds),
        name=task.name,
        stamp=before if same and is_settled(before, now) else None,
        content=content if same else "",
        reading=reading_of(task.name, task.fields),
        seconds=round(time.perf_counter() - started, 4),
        articles=tuple(rows),
        problems=tuple(problems),
        notes=tuple(Skipped(relative(task.path, task.seeds), note) for article in articles for note in article.notes),
    )
    return Read(row, documents, vocabulary)


def reading_of(name: str, fields: Mapping[str, SourceFields]) -> str:
    """Return a digest of all that a file's articles depend on but its bytes and the analyser."""
    pairs = sorted((key, repr(value)) for key, value in fields.items())
    return _digest(repr((READER_VERSION, name, pairs)).encode("utf-8", "surrogatepass"))


def digest_of(path: Path) -> str:
    """Return the digest of a file's bytes; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, _blake).hexdigest()
    except OSError:
        return ""


def digest_of_article(source: Source, text: str) -> str:
    """Return the digest of all that is known of an article."""
    return _digest(repr((source, text)).encode("utf-8", "replace"))


def stamp_of(path: Path) -> Stamp | None:
    """Return a file's stamp; None where the file system does not give it."""
    try:
        status = os.stat(path)  # noqa: PTH116 - of 20,000 files
    except OSError:
        return None
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def is_settled(stamp: Stamp | None, now: int) -> bool:
    """Tell whether a file was written so long before `now` (ns) that a later change would change its stamp.

    Two writes within a tick of the file system's clock leave one and the same stamp.
    """
    return stamp is not None and max(stamp.modified, stamp.changed) <= now - _SETTLED_NS


def analyse_passages(article: Article, parts: Iterable[Passage]) -> Iterator[AnalysedPassage]:
    """Give passages of an article with their texts and terms, as a store keeps them."""
    folded = fold(article.text)  # once: a call of what folds Chinese costs as much as a sentence
    written = published(article.source)
    for passage in parts:
        offset = passage.span.start
        text = article.text[offset : passage.span.end]
        tokens = Scan([], [], [], [])
        bounds = [0]
        for start, end in passage.sentences:
            scan(folded, start, end, offset, tokens)
            bounds.append(len(tokens.terms))
        yield AnalysedPassage(
            passage=passage,
            title=article.source.title,
            titled=terms_of(article.source.title),
            headed=terms_of("\n".join(passage.headings)),
            text=text,
            sentences=tuple(Span(start - offset, end - offset) for start, end in passage.sentences),
            widths=[columns(article.text[start:end]) for start, end in passage.sentences],
            terms=tokens.terms,
            starts=tokens.starts,
            ends=tokens.ends,
            bounds=bounds,
            mentions=[mention for mention in mentions(text, written) if mention.period],
        )


@lru_cache(maxsize=64)  # passages under one heading follow one another
def terms_of(text: str) -> tuple[str, ...]:
    """Return the different terms of a title or of headings."""
    return tuple(sorted({token.term for token in analyse(text)}))


def _row(article: Article, analysed: list[AnalysedPassage], documents: int) -> ArticleRow:
    source = article.source
    return ArticleRow(
        id=source.id,
        digest=digest_of_article(source, article.text),
        passages=len(analysed),
        language=source.language,
        date=source.date,
        signature=signature("".join(passage.text for passage in analysed)),
        documents=documents,
    )


def _blake() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=16)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
