"""The building trip: file → article → passages → terms → one commit of the store."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.analysis import ANALYSER_VERSION, analyse
from index.articles import read_articles
from index.columns import columns
from index.errors import ArticleError, IndexFormatError, IndexMissingError, IndexUnusableError, SeedsError
from index.model import Coverage, Span
from index.passages import passages
from index.seeds import Skipped, article_ids, find, relative
from index.sources import FILE as SOURCES
from index.sources import load_sources
from index.stores.base import AnalysedPassage
from index.stores.tantivy import TantivyStore, TantivyWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from index.model import Article, Passage
    from index.sources import SourceFields


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; `skipped` are files and lines, `problems` those of sources.toml, `seconds` is wall time."""

    coverage: Coverage
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    seconds: float


def build(seeds: Path, folder: Path, *, rebuild: bool = False) -> Report:
    """Make the index in `folder` answer from the articles in `seeds`.

    Readers see the old index until the new one is whole. A file that cannot be read costs that file. `rebuild` also
    replaces an index that is damaged. Raises SeedsError where there is nothing to index and IndexUnusableError where
    the index cannot be written; either way the old one stands.
    """
    started = time.monotonic()
    files, skipped = find(seeds)
    ids = article_ids(files, seeds)
    fields, problems = load_sources(seeds)
    strangers = fields.keys() - ids.values()
    writer = TantivyWriter(folder, anew=rebuild and _damaged(folder))
    try:
        writer.clear()
        tally = _Tally()
        for article in _read(ids, seeds, fields, skipped):
            analysed = [analyse_passage(article, passage) for passage in passages(article)]
            writer.add(article, analysed)
            tally.add(article, len(analysed))
            strangers.discard(article.source.id)
        if not tally.articles:
            raise SeedsError(_nothing_in(seeds, skipped))
        writer.commit(tally.coverage())
    finally:
        writer.close()
    problems += [f'["{name}"] is no article in {seeds}.' for name in fields if name in strangers]
    return Report(tally.coverage(), tuple(skipped), tuple(problems), time.monotonic() - started)


def analyse_passage(article: Article, passage: Passage) -> AnalysedPassage:
    """Return a passage with its text and terms, as a store keeps it."""
    offset = passage.span.start
    terms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    bounds = [0]
    for sentence in passage.sentences:
        shift = sentence.start - offset
        for token in analyse(article.text[sentence.start : sentence.end]):
            terms.append(token.term)
            starts.append(token.start + shift)
            ends.append(token.end + shift)
        bounds.append(len(terms))
    return AnalysedPassage(
        passage=passage,
        title=article.source.title,
        text=article.text[offset : passage.span.end],
        sentences=tuple(Span(start - offset, end - offset) for start, end in passage.sentences),
        widths=[columns(article.text[start:end]) for start, end in passage.sentences],
        terms=terms,
        starts=starts,
        ends=ends,
        bounds=bounds,
    )


def summary(report: Report, folder: Path) -> list[str]:
    """Return what a build did, as lines for the person who ran it."""
    covered = report.coverage
    counts = f"{covered.articles} articles, {covered.passages} passages"
    return [
        *(f"in {SOURCES}: {problem}" for problem in report.problems),
        *(f"skipped {where!r}: {reason}" for where, reason in report.skipped),
        f"Indexed {counts} into {folder} in {report.seconds:.1f} s" + _count_skipped(report.skipped),
    ]


def _count_skipped(skipped: tuple[Skipped, ...]) -> str:
    return f"; {len(skipped)} skipped." if skipped else "."


def _read(
    ids: Mapping[Path, str], seeds: Path, fields: Mapping[str, SourceFields], skipped: list[Skipped]
) -> Iterator[Article]:
    for path, name in ids.items():
        try:
            articles, problems = read_articles(path, seeds, name, fields)
        except ArticleError as error:
            skipped.append(Skipped(relative(path, seeds), str(error)))
        else:
            skipped += problems
            yield from articles


class _Tally:
    """Adds up what an index covers, article by article."""

    def __init__(self) -> None:
        self.articles = 0
        self._passages = 0
        self._dates: list[str] = []
        self._languages: dict[str, int] = {}
        self._digest = hashlib.sha256(f"analyser {ANALYSER_VERSION}".encode())

    def add(self, article: Article, passages: int) -> None:
        source = article.source
        self.articles += 1
        self._passages += passages
        self._languages[source.language] = self._languages.get(source.language, 0) + 1
        if source.date:
            self._dates.append(source.date)
        self._digest.update(repr((source, article.text)).encode("utf-8", "replace"))

    def coverage(self) -> Coverage:
        return Coverage(
            articles=self.articles,
            passages=self._passages,
            earliest=min(self._dates, default=None),
            latest=max(self._dates, default=None),
            languages=tuple(sorted(self._languages, key=lambda language: -self._languages[language])),
            version=self._digest.hexdigest()[:12],
        )


def _damaged(folder: Path) -> bool:
    try:
        TantivyStore(folder)
    except (IndexMissingError, IndexFormatError):
        return False
    except IndexUnusableError:
        return True
    return False


def _nothing_in(seeds: Path, skipped: list[Skipped]) -> str:
    if not skipped:
        return f"There are no articles in {seeds}. Put articles there, or choose a folder by INDEX_SEEDS."
    reasons = "; ".join(f"{where!r}: {reason}" for where, reason in skipped[:5])
    return f"None of the files in {seeds} could be read ({reasons}). Mend one, or add others."
