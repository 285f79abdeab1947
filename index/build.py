"""The building trip: file → article → passages → terms → one commit of the store."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.analysis import ANALYSER_VERSION, analyse
from index.articles import article_ids, find, read_article
from index.columns import columns
from index.errors import ArticleError, IndexFormatError, IndexMissingError, IndexUnusableError, SeedsError
from index.lexicon.dictionary import load_dictionary
from index.lexicon.glossary import FILE as GLOSSARY
from index.lexicon.glossary import load_glossary
from index.lexicon.shards import write_glossary, write_lexicon
from index.lexicon.taught import write_aliases
from index.lexicon.vocabulary import Vocabulary
from index.model import Coverage, Span
from index.passages import passages
from index.sources import FILE as SOURCES
from index.sources import load_sources
from index.stores.base import AnalysedPassage
from index.stores.tantivy import TantivyStore, TantivyWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from index.lexicon.glossary import Glossary
    from index.model import Article, Passage
    from index.sources import SourceFields


class Skipped(NamedTuple):
    """A file that is not in the index, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did; `problems` are those of sources.toml and glossary.toml, `seconds` is wall time."""

    coverage: Coverage
    skipped: tuple[Skipped, ...]
    problems: tuple[str, ...]
    seconds: float


def build(seeds: Path, folder: Path, *, rebuild: bool = False, cache: Path | None = None) -> Report:
    """Make the index in `folder` answer from the articles in `seeds`.

    Readers see the old index until the new one is whole. A file that cannot be read costs that file. `rebuild` also
    replaces an index that is damaged. `cache` is where the parsed dictionary is kept, in `folder` unless it is told.
    Raises SeedsError where there is nothing to index and IndexUnusableError where
    the index cannot be written; either way the old one stands.
    """
    started = time.monotonic()
    ids = article_ids(find(seeds), seeds)
    fields, problems = load_sources(seeds)
    problems += [f'["{name}"] is no article in {seeds}.' for name in fields if name not in ids.values()]
    glossary = load_glossary(seeds)
    skipped: list[Skipped] = []
    writer = TantivyWriter(folder, anew=rebuild and _damaged(folder))
    try:
        writer.clear()
        tally = _Tally(glossary)
        vocabulary = Vocabulary()
        for article in _read(ids, seeds, fields, skipped):
            analysed = [analyse_passage(article, passage) for passage in passages(article)]
            writer.add(article, analysed)
            vocabulary.see(analysed)
            write_aliases(writer, article.source.id, (one.text for one in analysed))
            tally.add(article, len(analysed))
        if not tally.articles:
            raise SeedsError(_nothing_in(seeds, skipped))
        write_glossary(writer, glossary.entries)
        write_lexicon(writer, None, vocabulary, load_dictionary(cache or folder))
        writer.commit(tally.coverage())
    finally:
        writer.close()
    told = [f"in {SOURCES}: {one}" for one in problems] + [f"in {GLOSSARY}: {one}" for one in glossary.problems]
    return Report(tally.coverage(), tuple(skipped), tuple(told), time.monotonic() - started)


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
        *report.problems,
        *(f"skipped {path!r}: {reason}" for path, reason in report.skipped),
        f"Indexed {counts} into {folder} in {report.seconds:.1f} s" + _count_skipped(report.skipped),
    ]


def _count_skipped(skipped: tuple[Skipped, ...]) -> str:
    return f"; {len(skipped)} skipped." if skipped else "."


def _read(
    ids: Mapping[Path, str], seeds: Path, fields: Mapping[str, SourceFields], skipped: list[Skipped]
) -> Iterator[Article]:
    for path, name in ids.items():
        try:
            yield read_article(path, seeds, name, fields.get(name))
        except ArticleError as error:
            skipped.append(Skipped(str(path.relative_to(seeds)), str(error)))


class _Tally:
    """Adds up what an index covers, article by article."""

    def __init__(self, glossary: Glossary) -> None:
        self.articles = 0
        self._passages = 0
        self._dates: list[str] = []
        self._languages: dict[str, int] = {}
        self._digest = hashlib.sha256(f"analyser {ANALYSER_VERSION} {glossary.entries}".encode("utf-8", "replace"))

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
        return f"There are no articles in {seeds}. Put .txt or .md files there, or choose a folder by INDEX_SEEDS."
    reasons = "; ".join(f"{path!r}: {reason}" for path, reason in skipped[:5])
    return f"None of the files in {seeds} could be read ({reasons}). Mend one, or add others."
