"""The building trip: file → article → passages → terms → one commit of the store."""

from __future__ import annotations

import gc
import hashlib
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from index.build.changes import compare
from index.build.lock import build_lock
from index.build.manifest import Manifest
from index.build.near_duplicates import groups
from index.build.pool import GARBAGE_THRESHOLD, read_all
from index.build.report import Report
from index.build.worker import Read
from index.errors import IndexFormatError, IndexMissingError, IndexUnusableError, SeedsError
from index.lexicon.dictionary import is_kept, load_dictionary
from index.lexicon.entries import is_news, new_terms, terms_asked, write_glossary, write_lexicon
from index.lexicon.glossary import GLOSSARY_FILE, load_glossary
from index.lexicon.selection import select
from index.lexicon.vocabulary import Vocabulary
from index.model import Coverage
from index.readers.metadata import SOURCES_FILE, load_sources
from index.readers.seeds import Skipped, article_ids, find
from index.stores.base import BUILD, COPIES, MADE, passages_of
from index.stores.engines import open_store, open_writer
from index.text.analysis import ANALYSER_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from index.build.changes import Changes
    from index.build.manifest import ArticleRow, FileRow
    from index.lexicon.dictionary import Dictionary
    from index.lexicon.glossary import Glossary
    from index.readers.metadata import Sources
    from index.stores.base import Store, Writer

MAX_DELETED_SHARE: Final = 0.05
"""Share of deleted documents in the files from which on they are written anew, which takes no analysis."""

_MAX_STALE_STAMPS: Final = 100  # files whose stamps alone have changed from which on a commit keeps the new ones


def _silent(done: int, total: int) -> None:
    """Tell nobody how far a build is."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a build works and whom it tells; nothing of it changes what the index answers.

    `workers` are the processes that read (None: as many as help); above a share of `most_deleted` deleted documents the
    files are written anew. `progress` is told how many files of how many are read. Where another build is at work,
    `waiting` is told who, and that one is waited for; without it IndexLockedError is raised.
    """

    workers: int | None = None
    most_deleted: float = MAX_DELETED_SHARE
    progress: Callable[[int, int], None] = _silent
    waiting: Callable[[str], None] | None = None


def build(
    seeds: Path, folder: Path, *, rebuild: bool = False, cache: Path | None = None, options: Options = Options()
) -> Report:
    """Make the index in `folder` answer from the articles in `seeds`.

    Only what has changed since the last build is read and analysed; `rebuild` reads everything, and replaces an index
    that is damaged. Readers see the old index until the new one is whole. A file that cannot be read costs that file.
    `cache` is where the parsed dictionary is kept, which takes seconds once; without it only the lines are parsed that
    the articles can use.

    Raises SeedsError where there is nothing to index and IndexUnusableError where the index cannot be written; either
    way the old one stands.
    """
    started = time.monotonic()
    with build_lock(folder, options.waiting), _rare_collections():
        plan = _plan(seeds, folder, options, rebuild=rebuild)
        tasks = list(plan.changes.tasks.values())
        reads = _counted(read_all(tasks, options.workers), len(tasks), options.progress)
        writer = open_writer(folder, anew=plan.last.damaged)
        try:
            done = _carry_out(plan, writer, reads, _Place(folder, cache), started)
        finally:
            reads.close()
            writer.close()
    return _report(plan, done, time.monotonic() - started)


class _Plan(NamedTuple):
    """What a build has to do: what there was and is, and whether the files are written `afresh` or added to."""

    seeds: Path
    last: _Last
    before: Manifest
    links: list[Skipped]
    said: Sources
    glossary: Glossary
    changes: Changes
    doomed: list[ArticleRow]
    afresh: bool


class _Done(NamedTuple):
    """What a build has done."""

    after: Manifest
    coverage: Coverage
    copies: Sequence[Sequence[str]]


def _plan(seeds: Path, folder: Path, options: Options, *, rebuild: bool) -> _Plan:
    last = _last(folder, rebuild=rebuild)
    before = Manifest.load(last.store) if last.store else Manifest()
    files, links = find(seeds, folder)
    said = load_sources(seeds)
    ids = article_ids(files, seeds, before.names())
    changes = compare(ids, seeds, said.entries, before if last.holds else Manifest())
    doomed = [one for key, row in before.rows.items() if key not in changes.kept for one in row.articles]
    most = sum(one.documents for one in doomed)
    afresh = not last.holds or last.store is None or last.store.deleted_share(most) > options.most_deleted
    return _Plan(seeds, last, before, links, said, load_glossary(seeds), changes, doomed, afresh)


def _carry_out(plan: _Plan, writer: Writer, reads: Iterator[Read], place: _Place, started: float) -> _Done:
    """Write what is planned, in one commit; none where nothing has changed."""
    store = plan.last.store
    if plan.afresh:
        writer.clear()
    for one in plan.doomed:
        writer.remove(one.id)
    asked = lru_cache(lambda: terms_asked(load_dictionary(place.cache or place.folder)))
    vocabulary = Vocabulary(asked=asked)
    after = Manifest(list(_write(writer, plan.changes, reads, vocabulary, store if plan.afresh else None)))
    if not any(after.articles()):
        raise SeedsError(_nothing_in(plan.seeds, [*plan.links, *after.problems()]))
    coverage = coverage_of(after, plan.glossary)
    if store and not plan.afresh and coverage == store.coverage and not _differ(plan.before, after):
        return _Done(after, coverage, store.record(BUILD, COPIES) or [])
    copies = groups((one.id, one.signature) for one in after.articles())
    after.write(writer, Manifest() if plan.afresh else plan.before)
    write_glossary(writer, plan.glossary.entries)
    _write_lexicon(writer, None if plan.afresh else store, vocabulary, place)
    writer.put(BUILD, COPIES, copies)
    writer.put(BUILD, MADE, _made(started))
    writer.commit(coverage)
    return _Done(after, coverage, copies)


def _report(plan: _Plan, done: _Done, seconds: float) -> Report:
    known = {one.id for one in done.after.articles()}
    strangers = [f'["{name}"] is no article in {plan.seeds}.' for name in plan.said.entries if name not in known]
    told = [f"in {SOURCES_FILE}: {one}" for one in [*plan.said.problems, *strangers]]
    return Report(
        coverage=done.coverage,
        **_counts(plan.before, done.after),
        skipped=(*plan.links, *done.after.problems()),
        notes=tuple(done.after.notes()),
        problems=(*told, *(f"in {GLOSSARY_FILE}: {one}" for one in plan.glossary.problems)),
        copies=tuple(map(tuple, done.copies)),
        seconds=seconds,
    )


def _write_lexicon(writer: Writer, previous: Store | None, vocabulary: Vocabulary, place: _Place) -> None:
    # To load the dictionary and walk through it takes half a second, for which most new articles have no new word.
    if previous is None or is_news(vocabulary, previous):
        write_lexicon(writer, previous, vocabulary, _dictionary(previous, vocabulary, place))


def _dictionary(previous: Store | None, vocabulary: Vocabulary, place: _Place) -> Dictionary:
    """Return the dictionary where it is kept, or is to be, parsed; else what of it the new terms can use."""
    if place.cache is not None or is_kept(place.folder):
        return load_dictionary(place.cache or place.folder)
    return select(new_terms(vocabulary, previous), alone=previous is None)


class _Place(NamedTuple):
    """The index's folder, and where else the parsed dictionary is to be kept."""

    folder: Path
    cache: Path | None


class _Last(NamedTuple):
    """The last commit where there is one of today's format, whether its articles may stay, or its files are damaged."""

    store: Store | None
    holds: bool
    damaged: bool = False


def _last(folder: Path, *, rebuild: bool) -> _Last:
    try:
        return _Last(open_store(folder), holds=not rebuild)
    except IndexMissingError:
        return _Last(None, holds=False)
    except IndexFormatError:
        return _Last(_stale(folder), holds=False)
    except IndexUnusableError:
        if not rebuild:
            raise
        return _Last(None, holds=False, damaged=True)


def _stale(folder: Path) -> Store | None:
    """Return the commit of another version of the analyser, where that is the trouble: its articles keep their ids."""
    try:
        return open_store(folder, stale=True)
    except IndexFormatError:
        return None


def _counted(reads: Iterable[Read], total: int, progress: Callable[[int, int], None]) -> Generator[Read]:
    for done, one in enumerate(reads, 1):
        progress(done, total)
        yield one


def _write(
    writer: Writer, changes: Changes, reads: Iterator[Read], vocabulary: Vocabulary, last: Store | None
) -> Iterator[FileRow]:
    """Add the articles of the files that were read, and from `last` those of the others; give the rows, by path.

    The vocabulary takes up all that is added.
    """
    taken = {one.id for row in changes.kept.values() for one in row.articles}
    for path in sorted(changes.tasks.keys() | changes.kept.keys()):
        if path in changes.kept:
            row = changes.kept[path]
            for one in row.articles if last is not None else ():
                writer.add(last.documents(one.id, one.documents))  # type: ignore[union-attr]  # there is one
                vocabulary.see(list(passages_of(last, one.id)))  # type: ignore[arg-type]
        else:
            row, documents, own = _apart(next(reads), taken)
            vocabulary.add(own)
            for one_article in documents:
                writer.add(one_article)
        yield row


def _apart(read: Read, taken: set[str]) -> Read:
    """Return what was read without the articles whose ids others have: "a#1.txt" and line 1 of "a.jsonl"."""
    row, documents, vocabulary = read
    twice = [one.id for one in row.articles if one.id in taken]
    taken.update(one.id for one in row.articles)
    if not twice:
        return read
    kept = [n for n, one in enumerate(row.articles) if one.id not in twice]
    told = tuple(Skipped(row.path, f"Another file has an article {name!r}: rename one of them.") for name in twice)
    row = replace(row, articles=tuple(row.articles[n] for n in kept), problems=row.problems + told)
    return Read(row, [documents[n] for n in kept], vocabulary)


def _differ(before: Manifest, after: Manifest) -> bool:
    """Tell whether a commit is worth it: a few new stamps of files that are the same are not."""
    if {row.path: row.core for row in before.rows.values()} != {row.path: row.core for row in after.rows.values()}:
        return True
    stamped = sum(before.rows[path].stamp != row.stamp for path, row in after.rows.items())
    return stamped > _MAX_STALE_STAMPS


def _made(started: float) -> dict[str, float | str]:
    return {"seconds": round(time.monotonic() - started, 3), "at": time.strftime("%Y-%m-%dT%H:%M:%S%z")}


def coverage_of(manifest: Manifest, glossary: Glossary) -> Coverage:
    """Return what an index of a manifest's articles covers; the same articles and glossary give the same version."""
    articles = sorted(manifest.articles())
    dates = [one.date for one in articles if one.date]
    languages = Counter(one.language for one in articles)
    digest = hashlib.sha256(f"analyser {ANALYSER_VERSION} {glossary.entries}".encode("utf-8", "replace"))
    for one in articles:
        digest.update(f"{one.id!r} {one.digest}\n".encode())
    return Coverage(
        articles=len(articles),
        passages=sum(one.passages for one in articles),
        earliest=min(dates, default=None),
        latest=max(dates, default=None),
        languages=tuple(sorted(languages, key=lambda language: (-languages[language], language))),
        version=digest.hexdigest()[:12],
    )


def _counts(before: Manifest, after: Manifest) -> dict[str, int]:
    old, new = ({one.id: one.digest for one in manifest.articles()} for manifest in (before, after))
    both = old.keys() & new.keys()
    unchanged = sum(old[name] == new[name] for name in both)
    return {
        "added": len(new) - len(both),
        "changed": len(both) - unchanged,
        "unchanged": unchanged,
        "removed": len(old) - len(both),
    }


@contextmanager
def _rare_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _nothing_in(seeds: Path, skipped: list[Skipped]) -> str:
    if not skipped:
        return f"There are no articles in {seeds}. Put articles there, or choose a folder by INDEX_SEEDS."
    reasons = "; ".join(f"{where!r}: {reason}" for where, reason in skipped[:5])
    return f"None of the files in {seeds} could be read ({reasons}). Mend one, or add others."
