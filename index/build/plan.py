"""What a build has to do: what there was, what there is now, and what has changed between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.build.changes import compare
from index.build.manifest import Manifest
from index.errors import IndexAwayError, IndexFormatError, IndexMissingError, IndexUnusableError
from index.lexicon.glossary import load_glossary
from index.readers.metadata import load_sources
from index.readers.seeds import Skipped, article_ids, find
from index.stores.engines import open_store
from index.stores.home import folder_of

if TYPE_CHECKING:
    from pathlib import Path

    from index.build.changes import Changes
    from index.build.manifest import ArticleRow
    from index.build.options import Options
    from index.lexicon.glossary import Glossary
    from index.readers.metadata import Sources
    from index.stores.base import Store
    from index.stores.home import Home


class Plan(NamedTuple):
    """What a build has to do.

    `links` are files that are not read, `doomed` the articles to delete (a changed one is then added again). With
    `afresh` the whole index is written again, else the commit adds to it.
    """

    seeds: Path
    last: LastCommit
    before: Manifest
    links: list[Skipped]
    sources: Sources
    glossary: Glossary
    changes: Changes
    doomed: list[ArticleRow]
    afresh: bool


def make_plan(seeds: Path, home: Home, options: Options, *, rebuild: bool) -> Plan:
    """Compare the seeds to the last commit; raises SeedsError, or IndexUnusableError where the index is damaged."""
    last = _last_commit(home, rebuild=rebuild)
    before = last.manifest
    files, links = find(seeds, folder_of(home))
    sources = load_sources(seeds)
    ids = article_ids(files, seeds, before.names())
    changes = compare(ids, seeds, sources.entries, before if last.holds else Manifest())
    doomed = [article for path, row in before.rows.items() if path not in changes.kept for article in row.articles]
    deleted = sum(article.documents for article in doomed)
    afresh = not last.holds or last.store is None or last.store.deleted_share(deleted) > options.most_deleted
    return Plan(seeds, last, before, links, sources, load_glossary(seeds), changes, doomed, afresh)


class LastCommit(NamedTuple):
    """The last commit and its manifest where there is one, whether its articles may stay, or it is damaged."""

    store: Store | None
    manifest: Manifest
    holds: bool
    damaged: bool = False


def _last_commit(home: Home, *, rebuild: bool) -> LastCommit:
    try:
        store = open_store(home)
        # Of a cluster's index this is the first that is read: an index of it may be gone.
        return LastCommit(store, Manifest.load(store), holds=not rebuild)
    except IndexMissingError:
        return LastCommit(None, Manifest(), holds=False)
    except IndexFormatError:
        stale = _stale(home)
        return LastCommit(stale, Manifest.load(stale) if stale else Manifest(), holds=False)
    except IndexAwayError:
        raise
    except IndexUnusableError:
        if not rebuild:
            raise
        return LastCommit(None, Manifest(), holds=False, damaged=True)


def _stale(home: Home) -> Store | None:
    """Return the commit of another version of the analyser, where that is the problem: its articles keep their ids."""
    try:
        return open_store(home, stale=True)
    except IndexFormatError:
        return None
