"""Questions in one language and articles in another: the query that asks for what the words are called there.

The words of a question become terms with alternatives that share their weight, as in probabilistic structured queries
(Darwish and Oard, 2003).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.lexicon.keys import pairs_of, terms_of
from index.lexicon.lexicon import Lexicon, Translation
from index.lexicon.transliterations import find_namesakes, is_namesake
from index.lexicon.values.values import values
from index.query.query import Alternative, Query, QueryTerm
from index.query.segments import Segment, han_segments, latin_segments
from index.stores.idf import lucene_idf
from index.text.folding import has_han

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from index.stores.base import Store

_MAX_ALTERNATIVES: Final = 12  # alternatives of a term
_RARITY_EXPONENT: Final = 0.25  # a translation counts with its document frequency to the power of minus this
_UNKNOWN_SHARE: Final = 0.5  # what a word that cannot be crossed counts for, beside one that no passage has
_UNDER_NAME_SHARE: Final = 0.3  # what a word counts for in a stretch that sounds like a name
_ITSELF_WEIGHTS: Final = {
    True: 2.0,
    False: 0.5,
}  # a word as it stands, beside its translations: a name crosses unchanged


def cross(query: Query, store: Store) -> Query | None:
    """Return the query for the articles in the other language, None where there are none or nothing crosses."""
    if not query.crosses:
        return None
    terms = _HanCrossing(query, store).terms() if has_han(query.text) else _LatinCrossing(query, store).terms()
    return replace(query, terms=terms, crossed=True) if any(term.alternatives for term in terms) else None


class _Crossing(ABC):
    """What crosses of one query; a kind a direction."""

    def __init__(self, query: Query, store: Store) -> None:
        self._query = query
        self._store = store
        self._lexicon = Lexicon(store)
        self._text = query.folded

    def terms(self) -> tuple[QueryTerm, ...]:
        valued = self._values()
        terms = [*valued, *self._words({i for term in valued for i in range(term.start, term.end)})]
        terms.sort(key=lambda term: (term.start, -term.end))
        return tuple({term.term: term for term in terms}.values())

    @abstractmethod
    def _words(self, taken: Collection[int]) -> list[QueryTerm]:
        """Return the words of the question, but for the characters that are `taken`."""

    def _expect(self, segments: Iterable[Segment]) -> None:
        """Tell the store which terms the translations of segments have."""
        said = (translation for segment in segments for translation in self._lexicon.translations(segment.key))
        self._store.expect(term for translation in said for term in translation.terms)

    def _values(self) -> list[QueryTerm]:
        """Return the numbers and dates of the question that are written otherwise in the other language."""
        asked = {i for term in self._query.terms for i in range(term.start, term.end)}
        terms = []
        for (start, end), forms in values(self._text):
            if not asked.isdisjoint(range(start, end)):
                segment = Segment(start, end, self._text[start:end], 1.0)
                terms.append(self._term(segment, [Translation(terms_of(form), 1.0) for form in forms], named=True))
        return [term for term in terms if term.alternatives]

    def _term(self, segment: Segment, translations: Iterable[Translation], *, named: bool = False) -> QueryTerm:
        """Return a term of the crossed query; without alternatives where the articles have none of the translations."""
        usable = [
            translation for translation in translations if translation.terms and self._doc_freq(translation.terms)
        ]
        names = {translation.terms for translation in usable if translation.named}
        shares = self._shares(usable)
        count = sum(share * self._doc_freq(terms) for terms, share in shares.items())
        most = max(shares.values(), default=1.0)
        return QueryTerm(
            term=segment.key,
            surface=segment.key,
            kind="word",
            start=segment.start,
            end=segment.end,
            named=named or next(iter(shares), None) in names,
            idf=self._idf(count) * segment.share * (1.0 if shares else _UNKNOWN_SHARE),
            known=bool(shares),
            alternatives=tuple(
                # The geometric mean of its share and of what it is beside the likeliest one.
                Alternative(terms, tuple(map(self._term_idf, terms)), share / most**0.5)
                for terms, share in shares.items()
            ),
        )

    def _shares(self, translations: Iterable[Translation]) -> dict[tuple[str, ...], float]:
        """Return which share of a word's weight each of its translations has, the largest first; they add up to 1."""
        worth: dict[tuple[str, ...], float] = {}
        for terms, prior, _ in translations:
            worth[terms] = max(worth.get(terms, 0.0), prior * self._doc_freq(terms) ** -_RARITY_EXPONENT)
        best = sorted(worth, key=lambda terms: (-worth[terms], terms))[:_MAX_ALTERNATIVES]
        whole = sum(worth[terms] for terms in best)
        return {terms: worth[terms] / whole for terms in best}

    def _doc_freq(self, terms: tuple[str, ...]) -> int:
        return min(map(self._store.doc_freq, terms))

    def _term_idf(self, term: str) -> float:
        return self._idf(self._store.doc_freq(term))

    def _idf(self, count: float) -> float:
        return lucene_idf(self._store.coverage.passages, count)

    def _itself(self, term: QueryTerm) -> QueryTerm:
        return replace(
            term, kind="word", alternatives=(Alternative((term.term,), (term.idf,), 1.0),) if term.known else ()
        )


class _HanCrossing(_Crossing):
    """From a Chinese question to articles in Latin letters."""

    def _words(self, taken: Collection[int]) -> list[QueryTerm]:
        self._lexicon.expect(filter(has_han, self._text))
        segments = han_segments(self._text, self._query.terms, taken, self._lexicon.translations)
        self._expect(segments)
        terms = [
            self._as_written(self._term(segment, filter(_is_latin, self._lexicon.translations(segment.key))))
            for segment in segments
        ]
        terms = [term for term in terms if term.alternatives or term.end - term.start > 1]
        kept = [self._itself(term) for term in self._query.terms if not has_han(term.term) and term.start not in taken]
        return [*kept, *self._with_names(terms, taken)]

    def _as_written(self, term: QueryTerm) -> QueryTerm:
        """Add the word itself, for an article in Latin letters may hold it as well: Huobi (火幣)."""
        terms = pairs_of(term.term)
        if len(term.term) < 2 or not self._doc_freq(terms):
            return term
        itself = Alternative(terms, tuple(map(self._term_idf, terms)), 1.0)
        return replace(term, alternatives=(*term.alternatives, itself), known=True)

    def _with_names(self, terms: list[QueryTerm], taken: Collection[int]) -> list[QueryTerm]:
        """Put the names that the question writes by their sound beside what its characters mean, or in its place."""
        free = {i for term in self._query.terms if has_han(term.term) for i in range(term.start, term.end)}.difference(
            taken
        )
        meant = {i for term in terms if self._is_meant(term) for i in range(term.start, term.end)}
        for start, end, names in find_namesakes(self._text, free - meant, self._lexicon):
            inside = [term for term in terms if start <= term.start and term.end <= end]
            if any((term.start, term.end) == (start, end) and term.alternatives for term in inside):
                continue  # the dictionary has it: 杰克逊 is Jackson, though Jaxon sounds the same
            terms = [term for term in terms if term not in inside]
            terms += [
                replace(term, idf=term.idf * _UNDER_NAME_SHARE)
                for term in inside
                if 1 < term.end - term.start < end - start
            ]
            terms.append(self._name(Segment(start, end, self._text[start:end], 1.0), names))
        return terms

    def _name(self, segment: Segment, names: dict[str, float]) -> QueryTerm:
        heard = tuple(Alternative((stem,), (self._term_idf(stem),), weight) for stem, weight in names.items())
        return replace(
            self._term(segment, [Translation((name,), 1.0) for name in names], named=True), alternatives=heard
        )

    def _is_meant(self, term: QueryTerm) -> bool:
        """Tell whether a term is a word with a meaning, not a name that the dictionary has as it sounds."""
        if term.end - term.start < 2 or not term.alternatives:
            return False
        names = (alternative.terms[0] for alternative in term.alternatives if len(alternative.terms) == 1)
        return not any(is_namesake(term.term, name, self._lexicon) for name in names)


class _LatinCrossing(_Crossing):
    """From a question in Latin letters to Chinese articles."""

    def _words(self, taken: Collection[int]) -> list[QueryTerm]:
        words = {term.start: term for term in self._query.terms}
        self._lexicon.expect(word for term in self._query.terms for word in term.term.split(" "))
        segments = latin_segments(self._query.terms, taken, self._lexicon.translations)
        self._expect(segments)
        terms = []
        for segment in segments:
            word = words[segment.start]
            translations = [
                translation for translation in self._lexicon.translations(segment.key) if not _is_latin(translation)
            ]
            if segment.end == word.end and word.known:
                translations.append(Translation((word.term,), _ITSELF_WEIGHTS[word.named]))
            terms.append(self._term(segment, translations, named=word.named))
        return terms


def _is_latin(translation: Translation) -> bool:
    return not any(map(has_han, translation.terms))
