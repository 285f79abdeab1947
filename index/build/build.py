"""The building trip: file → article → passages → terms → one commit of the store."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from index.build.coverage import coverage_of
from index.build.lock import build_lock
from index.build.manifest import Manifest
from index.build.near_duplicates import groups
from index.build.options import DEFAULTS
from index.build.plan import make_plan
from index.build.pool import GARBAGE_THRESHOLD, read_all
from index.build.report import Report
from index.build.writing import counted, write_articles
from index.errors import SeedsError
from index.lexicon.dictionary import is_kept, load_dictionary
from index.lexicon.entries import is_news, new_terms, terms_asked, write_glossary, write_lexicon
from index.lexicon.glossary import GLOSSARY_FILE
from index.lexicon.selection import select
from index.lexicon.vocabulary import Vocabulary
from index.readers.metadata import SOURCES_FILE
from index.stores.base import BUILD, COPIES, MADE
from index.stores.engines import open_writer
from index.stores.home import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.build.options import Options
    from index.build.plan import Plan
    from index.build.worker import Read
    from index.lexicon.dictionary import Dictionary
    from index.model import Coverage
    from index.readers.seeds import Skipped
    from index.stores.base import Store, Writer
    from index.stores.home import Home

_MAX_STALE_STAMPS: Final = 100  # files whose stamps alone have changed from which on a commit keeps the new ones


def build(
    seeds: Path, home: Home, *, rebuild: bool = False, cache: Path | None = None, options: Options = DEFAULTS
) -> Report:
    """Make the index in `home` answer from the articles in `seeds`.

    Only what has changed since the last build is read and analysed; `rebuild` reads everything, and replaces an index
    that is damaged. Readers see the old index until the new one is whole. A file that cannot be read costs that file.
    `cache` is where the parsed dictionary is kept, which takes seconds once; without it only the lines are parsed that
    the articles can use.

    Raises SeedsError where there is nothing to index and IndexUnusableError where the index cannot be written; either
    way the old one stands.
    """
    started = time.monotonic()
    with build_lock(home, options.waiting) as held, _rare_collections():
        plan = make_plan(seeds, home, options, rebuild=rebuild)
        tasks = list(plan.changes.tasks.values())
        reads = counted(read_all(tasks, options.workers), len(tasks), options.progress)
        writer = open_writer(home, anew=plan.last.damaged, held=held)
        try:
            done = _carry_out(plan, writer, reads, _Place(folder_of(home), cache), started)
        finally:
            reads.close()
            writer.close()
    return _report(plan, done, time.monotonic() - started)


class _Done(NamedTuple):
    """What a build has done."""

    after: Manifest
    coverage: Coverage
    copies: Sequence[Sequence[str]]


def _carry_out(plan: Plan, writer: Writer, reads: Iterator[Read], place: _Place, started: float) -> _Done:
    """Write what is planned, in one commit; none where nothing has changed."""
    store = plan.last.store
    if plan.afresh:
        writer.clear()
    for article in plan.doomed:
        writer.remove(article.id)
    asked = lru_cache(lambda: terms_asked(load_dictionary(place.cache or place.folder)))
    vocabulary = Vocabulary(asked=asked)
    after = Manifest(write_articles(writer, plan.changes, reads, vocabulary, store if plan.afresh else None))
    if not any(after.articles()):
        raise SeedsError(_nothing_in(plan.seeds, [*plan.links, *after.problems()]))
    coverage = coverage_of(after, plan.glossary)
    if store and not plan.afresh and coverage == store.coverage and not _differ(plan.before, after):
        return _Done(after, coverage, store.record(BUILD, COPIES) or [])
    copies = groups((article.id, article.signature) for article in after.articles())
    after.write(writer, Manifest() if plan.afresh else plan.before)
    write_glossary(writer, plan.glossary.entries)
    _write_lexicon(writer, None if plan.afresh else store, vocabulary, place)
    writer.put(BUILD, COPIES, copies)
    writer.put(BUILD, MADE, _made(started))
    writer.commit(coverage)
    return _Done(after, coverage, copies)


def _report(plan: Plan, done: _Done, seconds: float) -> Report:
    ids = {article.id for article in done.after.articles()}
    strangers = [f'["{name}"] is no article in {plan.seeds}.' for name in plan.sources.entries if name not in ids]
    source_problems = [f"in {SOURCES_FILE}: {problem}" for problem in [*plan.sources.problems, *strangers]]
    return Report(
        coverage=done.coverage,
        **_counts(plan.before, done.after),
        skipped=(*plan.links, *done.after.problems()),
        notes=tuple(done.after.notes()),
        problems=(*source_problems, *(f"in {GLOSSARY_FILE}: {problem}" for problem in plan.glossary.problems)),
        copies=tuple(map(tuple, done.copies)),
        seconds=seconds,
    )


def _write_lexicon(writer: Writer, previous: Store | None, vocabulary: Vocabulary, place: _Place) -> None:
    # To load the dictionary and walk through it takes half a second, for which most new articles have no new word.
    if previous is None or is_news(vocabulary, previous):
        write_lexicon(writer, previous, vocabulary, _dictionary(previous, vocabulary, place))


def _dictionary(previous: Store | None, vocabulary: Vocabulary, place: _Place) -> Dictionary:
    """Return the dictionary where it is kept, or is to be, parsed; else what of it the new terms can use."""
    folder = place.cache or place.folder
    if place.cache is not None or (folder is not None and is_kept(folder)):
        return load_dictionary(folder)
    return select(new_terms(vocabulary, previous), alone=previous is None)


class _Place(NamedTuple):
    """The index's folder where it has one, and where else the parsed dictionary is to be kept."""

    folder: Path | None
    cache: Path | None


def _differ(before: Manifest, after: Manifest) -> bool:
    """Tell whether a commit is worth it: a few new stamps of files that are the same are not."""
    if {row.path: row.core for row in before.rows.values()} != {row.path: row.core for row in after.rows.values()}:
        return True
    stamped = sum(before.rows[path].stamp != row.stamp for path, row in after.rows.items())
    return stamped > _MAX_STALE_STAMPS


def _made(started: float) -> dict[str, float | str]:
    return {"seconds": round(time.monotonic() - started, 3), "at": time.strftime("%Y-%m-%dT%H:%M:%S%z")}


def _counts(before: Manifest, after: Manifest) -> dict[str, int]:
    old, new = ({article.id: article.digest for article in manifest.articles()} for manifest in (before, after))
    shared = old.keys() & new.keys()
    unchanged = sum(old[name] == new[name] for name in shared)
    return {
        "added": len(new) - len(shared),
        "changed": len(shared) - unchanged,
        "unchanged": unchanged,
        "removed": len(old) - len(shared),
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
