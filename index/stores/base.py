"""The contract of a store of passages, and the values that go in and come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.model import Coverage, Mention, Passage, Source, Span

Record: TypeAlias = Any
"""Whatever JSON can hold; what it is, the kind tells."""

Document: TypeAlias = dict[str, str | bytes]
"""What a store keeps, as codec.py writes it: an article's record, its text, a passage, or any other record."""

BUILD: Final = "build"
"""The kind of the records that a build leaves for readers, below the keys COPIES and MADE."""

COPIES: Final = "copies"
"""The groups of articles that say nearly the same."""

MADE: Final = "made"
"""When a build was made (`at`) and how long it took (`seconds`)."""

FIELDS: Final = {"terms": 1.0, "headings": 2.0, "title": 1.0}
"""What is searched, and what a match there counts for: a passage's own text, the headings above, the title."""


@dataclass(frozen=True, slots=True)
class AnalysedPassage:
    """A passage with its verbatim text and its terms.

    Offsets count from the start of the passage's text. `sentences` are its sentences, each `widths` columns wide; token
    `i` is `terms[i]` at `starts[i]:ends[i]`, and the tokens of sentence `n` are those from `bounds[n]` up to
    `bounds[n + 1]`. `titled` are the different terms of the article's title, `headed` those of the headings above.
    `mentions` are the times that the text tells, those of which the days are known.
    """

    passage: Passage
    title: str
    titled: Sequence[str]
    headed: Sequence[str]
    text: str
    sentences: Sequence[Span]
    widths: Sequence[float]
    terms: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    bounds: Sequence[int]
    mentions: Sequence[Mention] = ()

    def all_terms(self) -> set[str]:
        """Return the different terms of the passage, the headings above and the title."""
        return {*self.terms, *self.titled, *self.headed}


class Hit(NamedTuple):
    """A passage that shares terms with a query, and its BM25 score (above 0; comparable within one search only)."""

    score: float
    analysed: AnalysedPassage


class Store(Protocol):
    """One commit of an index, which stays as it is while it is read, whatever is written meanwhile."""

    @property
    def coverage(self) -> Coverage:
        """Return what this commit covers."""

    def expect(self, terms: Iterable[str] = (), records: Iterable[tuple[str, str]] = ()) -> None:
        """Be told which terms `doc_freq` will be asked for, and which kinds and keys `record` or `records`.

        Where the index is far away all of them are fetched in one trip; elsewhere nothing is done.
        """

    def search(self, terms: Mapping[str, float], limit: int, article: str | None = None) -> list[Hit]:
        """Return up to `limit` passages, of one article or of all, by BM25 (k1 1.2, b 0.75, Lucene's idf), best first.

        The score is the sum of those of three fields, each times its weight in FIELDS. A term counts times its weight
        (above 0); a passage needs only one of them; no terms, no hits. A store may count its other documents in N and
        in the mean length, so scores of two stores may differ a little, orders hardly.
        Within one article the scores are those of a search in all.
        """

    def doc_freq(self, term: str) -> int:
        """Return in how many passages a term occurs, in the field that has it most often; at most in all."""

    def near(self, term: str, distance: int) -> list[str]:
        """Return terms of the index within an edit distance (1 or 2; a swap of neighbours is one) of a term.

        They share its first letter; those found most often come first. Not all of them need be found.
        """

    def passage(self, article: str, ordinal: int) -> AnalysedPassage | None:
        """Return one passage of an article, None where it has none of that number."""

    def source(self, article: str) -> Source:
        """Return what is known of an article of this commit."""

    def text(self, article: str) -> str:
        """Return the whole text of an article of this commit."""

    def origins(self, article: str) -> dict[str, str]:
        """Return where each field of an article's source came from; nothing where there is no such article."""

    def sources(self) -> list[Source]:
        """Return the sources of all articles, ordered by id."""

    def copies(self, article: str) -> frozenset[str]:
        """Return the ids of the other articles that say the same in nearly the same words."""

    def record(self, kind: str, key: str) -> Record | None:
        """Return what was put under a key of that kind, None where nothing was; of several the first that is found."""

    def records(self, kind: str, key: str | None = None) -> list[Record]:
        """Return all that was put under a key of that kind or, without one, under any."""

    def documents(self, article: str, count: int) -> list[Document]:
        """Return the documents of an article, so many, as they were added, for `Writer.add` of another commit.

        Raises IndexUnusableError where there are not as many.
        """

    def document_count(self, kind: str) -> int:
        """Return how many documents of a kind there are: `article`, `text`, `passage`, or that of a record."""

    def term_count(self) -> int:
        """Return how many different terms the passages have."""

    def deleted_share(self, more: int) -> float:
        """Return which share, 0 to 1, of the documents in the files would be deleted ones if so many more were.

        0 where a store makes room by itself.
        """

    def size(self) -> int:
        """Return how many bytes the index takes on disk."""

    def latest(self) -> Store:
        """Return the newest commit: itself, where nothing has been committed since."""


class Keeper(Protocol):
    """Takes records to keep with the articles."""

    def put(self, kind: str, key: str, record: Record, article: str | None = None) -> None:
        """Keep a record under a key.

        That of an article stands beside those of others and goes when the article goes; any other takes the place of
        what was there.
        """


class Writer(Keeper, Protocol):
    """Collects the changes of one commit; until `commit`, and where it never comes, readers see nothing of them."""

    def clear(self) -> None:
        """Drop everything that earlier commits hold."""

    def add(self, documents: Iterable[Document]) -> None:
        """Add an article as its documents: those that codec.py makes, or that a store gives back."""

    def remove(self, article: str) -> None:
        """Drop an article that an earlier commit holds, unless it is added again after that."""

    def commit(self, coverage: Coverage) -> None:
        """Make all changes visible at once and for good."""

    def close(self) -> None:
        """Let go of the lock; what is not committed is lost."""


def copies_in(store: Store) -> dict[str, frozenset[str]]:
    """Return for each article that has near-duplicates the ids of the others, as the build left them."""
    groups = store.record(BUILD, COPIES) or []
    return {article: frozenset(group) - {article} for group in groups for article in group}


def passages_of(store: Store, article: str) -> Iterator[AnalysedPassage]:
    """Give the passages of an article in order."""
    ordinal = 0
    while (passage := store.passage(article, ordinal)) is not None:
        yield passage
        ordinal += 1
