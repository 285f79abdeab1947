"""A question as the index understands it: terms, what each counts for, and what was corrected in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from index.stores.idf import lucene_idf

if TYPE_CHECKING:
    from index.model import Declined
    from index.query.answer_type import AnswerType
    from index.stores.base import Store
    from index.text.analysis import Kind

MIN_COMMON_PASSAGES: Final = 10_000
"""Passages with a term from which on walking through them takes longer than what a term of little weight is worth."""

_MIN_SHARE_OF_BEST: Final = (
    0.1  # … of what the best term adds: 98 to 100 % of the best ten of a million stay candidates
)
TERM_WEIGHTS: Final[dict[Kind, float]] = {"word": 1.0, "bigram": 0.5, "unigram": 0.2, "compound": 1.0}
"""What a term of each kind counts for beside its idf."""


class Alternative(NamedTuple):
    """Another way to say a term: its own terms, the idf of each, and what it counts for (0..1) where all are there."""

    terms: tuple[str, ...]
    idf: tuple[float, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A term of a question.

    `surface` is the word as written, folded; `start` and `end` tell where it stands. `named` marks names and numbers,
    for which no other word will do. `idf` is the weight of the term as no passage counts it less, `known` whether any
    passage has it; `corrected` whether the articles' spelling stands here for the question's. `alternatives` are what
    stands for the term in a query that crosses to another language.
    """

    term: str
    surface: str
    kind: Kind
    start: int
    end: int
    named: bool
    idf: float = 0.0
    known: bool = True
    corrected: bool = False
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question: its terms, and what kind of thing it asks for, where its form tells.

    `folded` is the text as `fold` gives it. `idle` tells that all of its terms are stopwords, `declined` why there is
    nothing to search for, where there is not; `crosses` that some articles are in the other language, and `crossed`
    that this query asks in that one: its terms are found by their alternatives. `compared` are the weightiest terms of
    the two things that it compares, where it does.
    """

    text: str
    terms: tuple[QueryTerm, ...]
    folded: str = ""
    kind: AnswerType | None = None
    idle: bool = False
    declined: Declined | None = None
    crosses: bool = False
    crossed: bool = False
    compared: tuple[QueryTerm, ...] = ()

    def weights(self) -> dict[str, float]:
        """Return what each known term counts for in the search for candidates, beside its idf."""
        if not self.crossed:
            return {term.term: TERM_WEIGHTS[term.kind] for term in reversed(self.terms) if term.known}
        return {term: worth / idf for term, (worth, idf) in self._alternatives().items()}

    def worth(self) -> dict[str, float]:
        """Return what each term to be found in the articles is worth to the question, in idf."""
        if not self.crossed:
            return {term.term: term.idf for term in self.terms}
        return {term: worth for term, (worth, _) in self._alternatives().items()}

    def _alternatives(self) -> dict[str, tuple[float, float]]:
        """Return for each term of an alternative the most that it is worth, and its idf."""
        worths: dict[str, tuple[float, float]] = {}
        for query_term in self.terms:
            for alternative in query_term.alternatives:
                worth = alternative.weight * query_term.idf / len(alternative.terms) ** 0.5
                for term, idf in zip(alternative.terms, alternative.idf, strict=True):
                    if worth > worths.get(term, (0.0, 0.0))[0]:
                        worths[term] = (worth, idf)
        return worths


def searched(query: Query, store: Store) -> dict[str, float]:
    """Return what is searched for candidates: the weights of a query without those of common terms that add little.

    The single characters of a Chinese question take four fifths of the time on a million passages, and the hardly
    likely translations of a crossed one a third. The evidence counts them all the same.
    """
    weights = query.weights()
    counts = {term: store.doc_freq(term) for term in weights}
    if max(counts.values(), default=0) <= MIN_COMMON_PASSAGES:
        return weights
    adds = {term: weights[term] * lucene_idf(store.coverage.passages, count) for term, count in counts.items()}
    least = _MIN_SHARE_OF_BEST * max(adds.values())
    return {
        term: weight for term, weight in weights.items() if counts[term] <= MIN_COMMON_PASSAGES or adds[term] >= least
    }
