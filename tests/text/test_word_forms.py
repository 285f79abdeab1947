"""Forms of English words that no stemmer brings together."""

from __future__ import annotations

import pytest

from index.text.analysis import analyse
from index.text.stemming import stem


@pytest.mark.parametrize(
    "forms",
    [
        *("freeze froze frozen", "buy bought buying", "teach taught teaches", "steal stole stolen", "wolf wolves"),
        *("child children", "tooth teeth", "crisis crises", "vapour vapor", "unneighbourly unneighborly"),
        *("recognise recognized recognising", "theatre theaters", "centred centered", "anaemia anemia", "grey gray"),
        *("offence offense", "dialogue dialog", "practise practiced", "flavouring flavoring"),
    ],
)
def test_forms_of_a_word_have_one_term(forms: str) -> None:
    """Irregular ones, and those that British and American spelling write otherwise."""
    assert len(set(map(stem, forms.split()))) == 1


@pytest.mark.parametrize("apart", ["ground grind", "precise prize", "four for", "hour hor", "mere meer", "bit bite"])
def test_words_that_look_like_forms_stay_apart(apart: str) -> None:
    """A rule holds for the words that it is of."""
    assert len(set(map(stem, apart.split()))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("Blu-ray", "bluray"), ("T-34", "T34"), ("64-bit", "64bit"), ("co‑op", "coop"), ("v3.12", "3.12")],
)
def test_a_compound_has_a_term_in_one(one: str, other: str) -> None:
    """It spans the hyphen, and nothing around it."""
    (term,) = (token.term for token in analyse(other))
    found = [token for token in analyse(f"({one}),") if token.term == term]
    assert [f"({one}),"[token.start : token.end] for token in found] == [one]


@pytest.mark.parametrize("text", ["2001-2004", "up-to-date", "2019-08-03", "a_b-c", "-x", "1-2"])
def test_what_is_no_compound_has_none(text: str) -> None:
    """Ranges, dates and chains of words have their parts alone."""
    assert [token for token in analyse(text) if token.kind == "compound"] == []
