"""Verifying an index: everything that should be there is there, and is what was written."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from index.build.coverage import coverage_of
from index.build.manifest import Manifest
from index.build.near_duplicates import groups
from index.build.worker import analyse_passages, digest_of_article
from index.lexicon.alias_records import ALIAS_KIND
from index.lexicon.entries import GLOSSARY, HEAD_KEY, LEXICON_KIND
from index.lexicon.glossary import Glossary
from index.model import Article
from index.stores.base import BUILD, COPIES, passages_of
from index.stores.engines import find_damage
from index.stores.home import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from index.build.manifest import ArticleRow
    from index.stores.base import AnalysedPassage, Store
    from index.stores.home import Home

SAMPLED_PASSAGES: Final = 1_000
"""Passages, spread evenly over the index, that are analysed again; to analyse all would take as long as a build."""

MAX_TOLD_TROUBLES: Final = 20
"""Troubles that are told; of a broken index there may be as many as passages."""


class Checked(NamedTuple):
    """How much was verified, what is wrong, and what may go wrong, in plain sentences."""

    articles: int
    passages: int
    analysed: int
    troubles: list[str]
    warnings: list[str]


def check(store: Store, home: Home) -> Checked:
    """Verify a whole index; if files are damaged only that is reported, as anything may be read from them."""
    if (damage := find_damage(home)) is not None:
        return Checked(0, 0, 0, [str(damage)], [])
    manifest = Manifest.load(store)
    every = max(1, -(-store.coverage.passages // SAMPLED_PASSAGES))
    checked = [_look(store, row, every) for row in manifest.articles()]
    troubles = [trouble for result in checked for trouble in result.troubles]
    for part in PARTS:
        troubles += part(store, manifest)
    passages, analysed = (sum(getattr(result, name) for result in checked) for name in ("passages", "analysed"))
    return Checked(len(checked), passages, analysed, troubles, list(_room(store, folder_of(home))))


def _look(store: Store, row: ArticleRow, every: int) -> Checked:
    """Verify one article: each passage is a stretch of its text, and some are analysed again."""
    try:
        source, text = store.source(row.id), store.text(row.id)
    except KeyError:
        return Checked(1, 0, 0, [f"The article {row.id!r} is not there."], [])
    troubles = []
    if digest_of_article(source, text) != row.digest:
        troubles.append(f"The article {row.id!r} is not what was read from its file.")
    passages = list(passages_of(store, row.id))
    sampled = [passage for n, passage in enumerate(passages) if (int(row.digest[:8], 16) + n) % every == 0]
    for passage in passages:
        start, end = passage.passage.span
        if passage.text != text[start:end] or passage.title != source.title:
            troubles.append(f"Passage {passage.passage.ordinal} of {row.id!r} does not re-read its article.")
    again = analyse_passages(Article(source, text, ()), [passage.passage for passage in sampled])
    for passage, fresh in zip(sampled, again, strict=True):
        if _tokens(passage) != _tokens(fresh) and passage.text == fresh.text:
            troubles.append(f"Passage {passage.passage.ordinal} of {row.id!r} has other terms than the analyser gives.")
    count, analysed = len(passages), len(sampled)
    if count != row.passages:
        troubles.append(f"The article {row.id!r} has {count} passages, not {row.passages}.")
    return Checked(1, count, analysed, troubles, [])


def _tokens(passage: AnalysedPassage) -> list[object]:
    """Return what the analyser made, as lists: a store returns other kinds of sequences."""
    return [
        passage.sentences,
        *map(list, (passage.widths, passage.terms, passage.starts, passage.ends, passage.bounds, passage.mentions)),
    ]


def _counts(store: Store, manifest: Manifest) -> Iterator[str]:
    covered = store.coverage
    # The version is of the glossary too, which the seeds hold and not the index.
    if replace(coverage_of(manifest, Glossary({}, [])), version=covered.version) != covered:
        yield "The counts, dates or languages that the index tells of itself are not those of its articles."
    for kind, number in (("article", covered.articles), ("text", covered.articles), ("passage", covered.passages)):
        if (count := store.document_count(kind)) != number:
            yield f"There are {count} documents of the kind {kind}, not {number}."


def _copies(store: Store, manifest: Manifest) -> Iterator[str]:
    kept = [tuple(group) for group in store.record(BUILD, COPIES) or []]
    if kept != groups((article.id, article.signature) for article in manifest.articles()):
        yield "The near-duplicates that the index knows are not those of its articles."


def _lexicon(store: Store, manifest: Manifest) -> Iterator[str]:
    """Tell whether the lexicon is from the same build as the articles."""
    head = store.record(LEXICON_KIND, HEAD_KEY)
    if head is None:
        yield "There is no lexicon, by which a question finds articles in another language."
    else:
        shards = [store.record(LEXICON_KIND, str(number)) or {} for number in range(head["shards"])]
        count, written = sum(map(len, shards)), sum(map(bool, shards)) + 1
        if count != head["entries"] or store.document_count(LEXICON_KIND) != written:
            yield f"The lexicon has {count} entries in its {head['shards']} shards, not {head['entries']}."
    if not isinstance(store.record(GLOSSARY, GLOSSARY), dict):
        yield "The glossary is not there."
    # An article's documents are its record, its text, its passages and the names that it teaches.
    taught = sum(article.documents - article.passages - 2 for article in manifest.articles())
    if (count := store.document_count(ALIAS_KIND)) != taught:
        yield f"There are {count} records of names that articles teach, not {taught}."


PARTS: Final[tuple[Callable[[Store, Manifest], Iterator[str]], ...]] = (_counts, _copies, _lexicon)
"""What is verified besides the articles: each part gives its troubles."""


def _room(store: Store, folder: Path | None) -> Iterator[str]:
    if folder is None:
        return  # a cluster has watermarks of its own
    free, size = shutil.disk_usage(folder).free, store.size()
    if free < size:
        yield (
            f"The disk has {free // 2**20} MB left. Writing the whole index again takes as much as it has now, "
            f"{size // 2**20 + 1} MB: make room before the next build."
        )
