"""What an index holds: of one article, and in all."""

from __future__ import annotations

import difflib
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from index.build.manifest import Manifest
from index.errors import UnknownArticleError
from index.lexicon.alias_records import all_aliases
from index.lexicon.cedict import CREDIT
from index.stores.base import BUILD, MADE, passages_of

if TYPE_CHECKING:
    from index.model import Source
    from index.stores.base import AnalysedPassage, Store

_SLOWEST_FILES: Final = 5


class ArticleRecord(NamedTuple):
    """All that an index holds of one article; `origins` says where each field of the source came from."""

    source: Source
    origins: dict[str, str]
    copies: list[str]
    text: str
    passages: list[AnalysedPassage]


def article_record(store: Store, article: str) -> ArticleRecord:
    """Return what an index holds of an article, by its id or its path; raises UnknownArticleError."""
    ids = {source.path: source.id for source in store.sources()}
    name = article if article in ids.values() else ids.get(article)
    if name is None:
        near = difflib.get_close_matches(article, ids.values(), 3, 0.4)
        hint = f" Near to it: {', '.join(near)}." if near else ""
        raise UnknownArticleError(f"There is no article {article!r} in the index.{hint}")
    return ArticleRecord(
        store.source(name),
        store.origins(name),
        sorted(store.copies(name)),
        store.text(name),
        list(passages_of(store, name)),
    )


def article_values(record: ArticleRecord) -> dict[str, Any]:
    """Return an article record for JSON: the source's fields, `origins`, `copies`, `text` and `passages`."""
    parts = [
        {
            "ordinal": passage.passage.ordinal,
            "start": passage.passage.span.start,
            "end": passage.passage.span.end,
            "headings": list(passage.passage.headings),
            "kinds": list(passage.passage.kinds),
            "page": passage.passage.page,
            "text": passage.text,
        }
        for passage in record.passages
    ]
    holding = {"origins": record.origins, "copies": record.copies, "text": record.text, "passages": parts}
    return asdict(record.source) | holding


def aliases(store: Store) -> list[dict[str, Any]]:
    """Return the names that the articles teach in brackets, those taught most often first.

    Each has a `name`, the `other` one beside it, and the `count` of places that say so.
    """
    return [alias._asdict() | {"count": count} for alias, count in all_aliases(store)]


def statistics(store: Store) -> dict[str, Any]:
    """Return what an index covers, and what it took to make.

    Besides the coverage: `terms` (different ones), `bytes` on disk, `built` (when) and `build_seconds` of the last
    build, `slowest`, the files that took longest to read and analyse, each with `path` and `seconds`, and `dictionary`,
    the credit that is due to the one in the lexicon.
    """
    rows = Manifest.load(store).rows.values()
    made = store.record(BUILD, MADE) or {}
    slowest = sorted(rows, key=lambda row: -row.seconds)[:_SLOWEST_FILES]
    return asdict(store.coverage) | {
        "terms": store.term_count(),
        "bytes": store.size(),
        "built": made.get("at"),
        "build_seconds": made.get("seconds"),
        "slowest": [{"path": row.path, "seconds": row.seconds} for row in slowest],
        "dictionary": CREDIT,
    }
