"""Figures and their confidence intervals are held to published values and to counting by hand."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.intervals import auc, mean, separation, share

SCORES = st.lists(st.integers(0, 5).map(float), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_of_a_share_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    """The last row is the example of R. G. Newcombe, Statistics in Medicine 17 (1998), method 3."""
    figure = share([True] * right + [False] * (of - right))
    assert figure is not None
    assert figure == pytest.approx((right / of, low, high, of), abs=6e-5)


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_the_ends_of_a_share_are_just_not_refuted(verdicts: list[bool]) -> None:
    """At each end the observed share lies 1.96 standard errors away, as the score test has it."""
    figure = share(verdicts)
    assert figure is not None
    for end in (figure.low, figure.high):
        if 1e-9 < end < 1 - 1e-9:
            error = math.sqrt(end * (1 - end) / figure.of)
            assert abs(figure.value - end) == pytest.approx(1.959964 * error, rel=1e-6)
    assert 0 <= figure.low <= figure.value + 1e-9
    assert figure.value - 1e-9 <= figure.high <= 1


@given(SCORES, SCORES)
def test_auc_is_the_share_of_pairs_in_order(positive: list[float], negative: list[float]) -> None:
    """Counted pair by pair, a tie being half."""
    pairs = [(p > n) + 0.5 * (p == n) for p, n in product(positive, negative)]
    assert auc(np.array(positive), np.array(negative)) == pytest.approx(sum(pairs) / len(pairs))


def test_no_question_has_no_figure() -> None:
    """A share of nothing is none, and two groups cannot be told apart where one is empty."""
    assert share([]) is None
    assert mean([]) is None
    assert separation([0.5], []) is None
    assert separation([], [0.5]) is None


def test_a_bootstrap_agrees_with_the_formula_where_there_is_one() -> None:
    """Of 400 values, ones and zeros, the mean's interval is the share's to a point and a half."""
    values = [1.0] * 300 + [0.0] * 100
    by_drawing, by_formula = mean(values), share([value == 1.0 for value in values])
    assert by_drawing is not None
    assert by_formula is not None
    assert by_drawing == pytest.approx(by_formula, abs=0.015)


def test_a_bootstrap_is_the_same_each_time_and_narrows_with_more_questions() -> None:
    """The seed is fixed; nine times the questions give an interval a third as wide, more or less."""
    few, many = separation([0.9, 0.6, 0.4] * 5, [0.5, 0.1] * 5), separation([0.9, 0.6, 0.4] * 45, [0.5, 0.1] * 45)
    assert few == separation([0.9, 0.6, 0.4] * 5, [0.5, 0.1] * 5)
    assert few is not None
    assert many is not None
    assert few.low < few.value < few.high
    assert few.value == many.value == pytest.approx(5 / 6)
    assert 2 < (few.high - few.low) / (many.high - many.low) < 4.5
