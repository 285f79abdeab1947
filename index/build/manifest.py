"""What a commit was made from: a row for each file, by which the next build knows which files to read again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from index.readers.seeds import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from index.stores.base import Keeper, Store

MANIFEST_KIND: Final = "manifest"
"""The kind of the records that hold the rows, by shard."""

SHARDS: Final = 64
"""Records over which the rows are spread, so that one changed file writes a part of them only."""


class Stamp(NamedTuple):
    """Size (bytes), times (ns) and inode of a file, to detect changes without reading it."""

    size: int
    modified: int
    changed: int
    inode: int


class ArticleRow(NamedTuple):
    """What is kept of an article: `digest` is of all that is known of it, `signature` of its words.

    near_duplicates.py compares signatures. `documents` is how many documents of the store the article takes.
    """

    id: str
    digest: str
    passages: int
    language: str
    date: str | None
    signature: str
    documents: int


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the seeds folder as a build found it.

    `path` is relative, `name` its article id. `content` is the digest of its bytes and `reading` that of all else that
    its articles depend on; `stamp` is None where the file was too young to be known by it. `seconds` is what reading
    and analysing it took. A file without articles was skipped; `problems` say why, and what lines of others were;
    `notes` say what of a file that was read was left out.
    """

    path: str
    name: str
    stamp: Stamp | None
    content: str
    reading: str
    seconds: float
    articles: tuple[ArticleRow, ...]
    problems: tuple[Skipped, ...]
    notes: tuple[Skipped, ...] = ()

    @property
    def core(self) -> tuple[object, ...]:
        """All but the stamp and the seconds: if this is equal, readers of the index see no difference."""
        return self.name, self.content if self.articles else "", self.reading, self.articles, self.problems, self.notes


class Manifest:
    """The rows of a commit, by path."""

    def __init__(self, rows: Iterable[FileRow] = ()) -> None:
        self.rows: dict[str, FileRow] = {row.path: row for row in rows}

    @classmethod
    def load(cls, store: Store) -> Manifest:
        """Return the manifest that a commit holds; without rows where it holds none."""
        store.expect(records=[(MANIFEST_KIND, str(shard)) for shard in range(SHARDS)])
        shards = (store.record(MANIFEST_KIND, str(shard)) for shard in range(SHARDS))
        return cls(_row(values) for shard in shards if shard for values in shard)

    def write(self, writer: Keeper, before: Manifest) -> None:
        """Write the shards that differ from those of the last commit's manifest."""
        old, new = before._shards(), self._shards()
        for shard in range(SHARDS):
            if old.get(shard) != new.get(shard):
                writer.put(MANIFEST_KIND, str(shard), [_values(row) for row in new.get(shard, ())])

    def articles(self) -> Iterator[ArticleRow]:
        """Give the rows of all articles, file by file in the order of the rows."""
        for row in self.rows.values():
            yield from row.articles

    def problems(self) -> list[Skipped]:
        """Return what was skipped, file by file."""
        return [problem for row in self.rows.values() for problem in row.problems]

    def notes(self) -> list[Skipped]:
        """Return what was left out of files that were read, file by file."""
        return [note for row in self.rows.values() for note in row.notes]

    def names(self) -> dict[str, str]:
        """Return the article id of every file, by path."""
        return {row.path: row.name for row in self.rows.values()}

    def _shards(self) -> Mapping[int, list[FileRow]]:
        shards: dict[int, list[FileRow]] = {}
        for path in sorted(self.rows):
            shards.setdefault(_shard(path), []).append(self.rows[path])
        return shards


def _shard(path: str) -> int:
    return zlib.crc32(path.encode("utf-8", "surrogateescape")) % SHARDS


def _values(row: FileRow) -> tuple[object, ...]:
    return tuple(getattr(row, field.name) for field in fields(FileRow))


def _row(values: list[Any]) -> FileRow:
    path, name, stamp, content, reading, seconds, articles, problems, *notes = values
    return FileRow(
        path,
        name,
        Stamp(*stamp) if stamp else None,
        content,
        reading,
        seconds,
        tuple(ArticleRow(*article) for article in articles),
        tuple(Skipped(*problem) for problem in problems),
        tuple(Skipped(*note) for part in notes for note in part),
    )
