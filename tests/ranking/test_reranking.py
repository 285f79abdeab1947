"""What passages mean, put beside what they say."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ranking.reranking import RERANKED_PASSAGES, rerank

NUMBERS = st.floats(-1000, 1000).map(lambda number: round(number, 3))
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=40)


def z(values: list[float]) -> list[float]:
    """Return the standard scores by the standard library's own deviation."""
    deviation = statistics.pstdev(values)
    return [(value - statistics.fmean(values)) / deviation if deviation else 0.0 for value in values]


@given(PAIRS.filter(bool), st.floats(0, 3))
def test_it_is_the_sum_of_standard_scores(pairs: list[tuple[float, float]], weight: float) -> None:
    """In the scores' unit, about their mean."""
    pairs = sorted(pairs, reverse=True)[:RERANKED_PASSAGES]
    scores, similarities = [one for one, _ in pairs], [other for _, other in pairs]
    mean, unit = statistics.fmean(scores), statistics.pstdev(scores) or 1.0
    expected = [mean + unit * (a + weight * b) for a, b in zip(z(scores), z(similarities), strict=True)]
    assert rerank(scores, similarities, weight) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_what_means_the_same_comes_first() -> None:
    """The second by its words is the first by both; the weight says how much that counts."""
    scores, similarities = [12.0, 11.0, 5.0], [0.1, 0.6, 0.2]
    first, second, third = rerank(scores, similarities, 1.0)
    assert second > first > third
    first, second, _ = rerank(scores, similarities, 0.1)
    assert first > second


def test_weight_0_changes_nothing() -> None:
    """Nor do similarities that tell nothing apart."""
    assert rerank([3.0, 2.0, 0.5], [0.1, 0.9, 0.4], 0.0) == [3.0, 2.0, 0.5]
    assert rerank([3.0, 2.0, 0.5], [0.3, 0.3, 0.3], 2.0) == [3.0, 2.0, 0.5]
    assert rerank([0.1 + 0.2, 0.3], [0.1 + 0.2, 0.3], 2.0) == [0.1 + 0.2, 0.3]


def test_equal_scores_leave_it_to_the_similarities() -> None:
    """One standard deviation of them counts 1."""
    assert rerank([7.0, 7.0], [0.2, 0.4], 1.5) == pytest.approx([5.5, 8.5])


def test_what_comes_after_the_first_20_stays_behind() -> None:
    """Its meaning was not looked at, and the worst of the first 20 by meaning may fall below its score."""
    scores = [float(100 - n) for n in range(25)]
    similarities = [float(n != 19) for n in range(RERANKED_PASSAGES)]
    ordered = rerank(scores, similarities, 2.0)
    assert len(ordered) == 25
    assert ordered[19] == min(ordered[:RERANKED_PASSAGES]) < scores[20]
    assert max(ordered[RERANKED_PASSAGES:]) <= ordered[19]
    assert rerank(scores, [0.0] * RERANKED_PASSAGES, 2.0) == scores


def test_more_similarities_than_20_are_not_looked_at() -> None:
    """They would move the mean."""
    scores = [float(100 - n) for n in range(25)]
    similarities = [float(n % 3) for n in range(25)]
    assert rerank(scores, similarities, 1.0) == rerank(scores, similarities[:RERANKED_PASSAGES], 1.0)


def test_no_passages_have_no_scores() -> None:
    """Nor does one passage change."""
    assert rerank([], [], 1.0) == []
    assert rerank([4.0], [0.7], 1.0) == [4.0]
