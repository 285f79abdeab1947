"""Writing the articles of a build into its commit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.build.worker import Read
from index.readers.seeds import Skipped
from index.stores.base import passages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from index.build.changes import Changes
    from index.build.manifest import FileRow
    from index.lexicon.vocabulary import Vocabulary
    from index.stores.base import Store, Writer


def write_articles(
    writer: Writer, changes: Changes, reads: Iterator[Read], vocabulary: Vocabulary, last: Store | None
) -> list[FileRow]:
    """Add the articles of the files that were read, and from `last` those of the others; return the rows, by path.

    The vocabulary takes up all that is added.
    """
    rows = []
    ids = {article.id for row in changes.kept.values() for article in row.articles}
    for path in sorted(changes.tasks.keys() | changes.kept.keys()):
        if path in changes.kept:
            row = changes.kept[path]
            if last is not None:
                _copy(row, last, writer, vocabulary)
        else:
            row, documents, new_words = _without_doubles(next(reads), ids)
            vocabulary.add(new_words)
            for article in documents:
                writer.add(article)
        rows.append(row)
    return rows


def _copy(row: FileRow, last: Store, writer: Writer, vocabulary: Vocabulary) -> None:
    """Take over the articles of a file from the last commit."""
    for article in row.articles:
        writer.add(last.documents(article.id, article.documents))
        vocabulary.see(list(passages_of(last, article.id)))


def _without_doubles(read: Read, ids: set[str]) -> Read:
    """Return what was read without articles whose `ids` others have: "a#1.txt" and line 1 of "a.jsonl"; add its own."""
    row, documents, vocabulary = read
    doubles = [article.id for article in row.articles if article.id in ids]
    ids.update(article.id for article in row.articles)
    if not doubles:
        return read
    kept = [n for n, article in enumerate(row.articles) if article.id not in doubles]
    problems = [Skipped(row.path, f"Another file has an article {name!r}: rename one of them.") for name in doubles]
    articles = tuple(row.articles[n] for n in kept)
    row = replace(row, articles=articles, problems=(*row.problems, *problems))
    return Read(row, [documents[n] for n in kept], vocabulary)


def counted(reads: Iterable[Read], total: int, progress: Callable[[int, int], None]) -> Generator[Read]:
    """Give what was read, and tell `progress` how many files of how many that makes."""
    for done, read in enumerate(reads, 1):
        progress(done, total)
        yield read
