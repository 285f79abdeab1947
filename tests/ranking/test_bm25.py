"""BM25 over windows, held to rank-bm25's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.ranking.bm25 import WindowBM25
from index.stores.idf import lucene_idf

TERMS = "abcd"
TEXTS = st.lists(st.text(TERMS, min_size=1, max_size=12), min_size=1, max_size=6)


@given(TEXTS, st.lists(st.floats(0.1, 9), min_size=4, max_size=4), st.lists(st.sampled_from(TERMS), max_size=5))
def test_scores_are_those_of_rank_bm25(texts: list[str], idf: list[float], query: list[str]) -> None:
    """With the same counts, lengths, constants and inverse document frequencies."""
    theirs = BM25Okapi([list(text) for text in texts])
    theirs.idf = dict(zip(TERMS, idf, strict=True))
    counts = np.array([[float(text.count(term)) for term in TERMS] for text in texts])
    ours = WindowBM25(counts, np.array([float(len(text)) for text in texts]), theirs.idf)
    theirs.k1, theirs.b = ours.k1, ours.b
    assert ours.get_scores(query).tolist() == pytest.approx(theirs.get_scores(query).tolist())


def test_a_usual_length_may_be_told() -> None:
    """Where the texts at hand are only some of them."""
    counts, lengths = np.array([[1.0], [1.0]]), np.array([10.0, 20.0])
    scores = WindowBM25(counts, lengths, {"a": 1.0}).get_scores(["a"])
    longer = WindowBM25(counts, lengths, {"a": 1.0}, usual=30.0).get_scores(["a"])
    assert (longer > scores).all()


@pytest.mark.parametrize(("documents", "doc_freq"), [(0, 0), (1, 1), (10, 10), (10, 1), (1_000_000, 999_999)])
def test_idf_is_never_negative(documents: int, doc_freq: int) -> None:
    """Not even for a term that all documents have."""
    assert lucene_idf(documents, doc_freq) > 0
