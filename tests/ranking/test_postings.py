"""Where terms and pieces of words stand in candidates, held to a look at each token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from index.build.worker import analyse_passages
from index.model import Article, Block, Passage, Source, Span
from index.ranking.channels import pieces_of
from index.ranking.postings import Postings

if TYPE_CHECKING:
    from index.stores.base import AnalysedPassage

WORDS = st.sampled_from("a cat banana bananana nan 5 55 2017 U.S. don’t 微信 封禁微信 数字藏品 Привет X".split())
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=4)
CANDIDATES = st.lists(SENTENCES, min_size=1, max_size=3)
SOURCE = Source("a", "A cat of 微信", None, None, None, "a.txt", "en")


def analysed(sentences: list[str], heading: str | None = None) -> AnalysedPassage:
    """Return a passage of some sentences."""
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += f"{sentence} "
    article = Article(SOURCE, text, (Block("paragraph", Span(0, len(text))),))
    (found,) = analyse_passages(article, [Passage("a", 0, tuple(spans), (0,), headings=(heading,) if heading else ())])
    return found


def tokens(candidates: list[AnalysedPassage]) -> list[tuple[int, str, Span]]:
    """Return all tokens: the row, the term, and where it stands."""
    found, row = [], 0
    for one in candidates:
        for start, end in zip(one.bounds, one.bounds[1:], strict=False):
            found += [(row, one.terms[i], Span(one.starts[i], one.ends[i])) for i in range(start, end)]
            row += 1
    return found


@given(CANDIDATES, st.lists(WORDS, min_size=1, max_size=4, unique=True))
def test_the_tokens_are_those_of_the_terms(written: list[list[str]], words: list[str]) -> None:
    """In the order of the text, each in its row."""
    candidates = [analysed(sentences) for sentences in written]
    terms = list(dict.fromkeys(term for word in words for term in analysed([word]).terms))
    postings, names = Postings(candidates, terms), list(terms)
    found = [
        (row, names[number], postings.span(n))
        for n, (row, number) in enumerate(zip(postings.rows, postings.numbers, strict=True))
    ]
    assert found == [one for one in tokens(candidates) if one[1] in terms]
    assert len(postings) == sum(map(len, written))
    for row in range(len(postings)):
        here = {one for at, one, _ in found if at == row}
        assert {names[postings.numbers[n]] for n in postings.of(row)} == here
        for n, term in enumerate(terms):
            assert bool(postings.with_any([n])[row]) == (term in here)
            assert [span for at, one, span in found if (at, one) == (row, term)] == postings.spans(row, (n,))
        assert (row in postings.with_all(range(len(terms)))) == (here == set(terms))


@given(CANDIDATES, st.lists(WORDS, min_size=1, max_size=4))
def test_a_word_has_each_of_its_pieces_once(written: list[list[str]], words: list[str]) -> None:
    """Also where it has one twice, and where it is all of it; those of titles do not count."""
    candidates = [analysed(sentences) for sentences in written]
    asked = [piece for word in words for term in analysed([word]).terms for piece in pieces_of(term)]
    pieces = list(dict.fromkeys(asked))
    found = Postings(candidates, []).pieces(pieces)
    held = [(row, piece) for row, term, _ in tokens(candidates) for piece in pieces_of(term) if piece in pieces]
    assert sorted((row, pieces[n]) for row, n in found) == sorted(held)


def test_titles_and_headings_are_looked_at_as_well() -> None:
    """Each term once for its candidate."""
    candidates = [analysed(["A dog."], "The dogs"), analysed(["A cat."])]
    postings = Postings(candidates, ["dog", "cat", "微信"])
    assert sorted(postings.titled) == [(0, 1), (0, 2), (1, 1), (1, 2)]
    assert postings.headed == [(0, 0)]
    assert [(postings.rows[n], number) for n, number in enumerate(postings.numbers)] == [(0, 0), (1, 1)]
