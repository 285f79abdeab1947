"""Terms in one text, and the hashes by which a few of them are found among many."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.ranking.hashing import Hashed, Words, find
from index.stores.packed_terms import Terms

TERM = st.text(st.sampled_from("abcé2微信封禁𠮷😀"), min_size=1, max_size=6)
PARTS = st.lists(st.lists(TERM, max_size=8), max_size=6)


@given(st.lists(TERM, max_size=8))
def test_terms_are_what_a_list_of_them_is(terms: list[str]) -> None:
    """Their length is known before they are taken apart."""
    kept = Terms(" ".join(terms))
    assert len(kept) == len(terms)
    assert list(kept) == terms
    assert kept[1:3] == terms[1:3]
    assert [kept[n] for n in range(len(terms))] == terms


@given(PARTS)
def test_words_have_the_same_hash_where_they_are_the_same(parts: list[list[str]]) -> None:
    """Wherever in the text they stand, and however the parts are kept."""
    flat = [term for part in parts for term in part]
    hashes = Words(parts).whole().tolist()
    assert hashes == Words(Terms(" ".join(part)) for part in parts).whole().tolist()
    assert len(hashes) == len(flat)
    assert len(set(zip(flat, hashes, strict=True))) == len(set(flat)) == len(set(hashes))


@given(PARTS, st.lists(TERM, unique=True, max_size=6))
def test_what_is_wanted_is_found_and_nothing_else(parts: list[list[str]], wanted: list[str]) -> None:
    """Each with which one it is."""
    flat = [term for part in parts for term in part]
    places, which = find(Words(parts).whole(), Words([wanted]).whole())
    assert list(zip(places.tolist(), which.tolist(), strict=True)) == [
        (n, wanted.index(term)) for n, term in enumerate(flat) if term in wanted
    ]


@given(PARTS, st.integers(1, 5))
def test_every_stretch_has_a_hash_and_a_word_that_holds_it(parts: list[list[str]], size: int) -> None:
    """The space before a word is part of it."""
    words = Words(parts)
    text = "".join(map(chr, words.points.tolist()))
    stretches = [text[n : n + size] for n in range(len(text) - size + 1)]
    hashes = words.every(size).tolist()
    assert len(set(zip(stretches, hashes, strict=True))) == len(set(stretches)) == len(set(hashes))
    flat = [term for part in parts for term in part]
    held = words.word_numbers(np.arange(max(len(text) - 1, 0))).tolist()
    assert "".join(text[n] for n, word in enumerate(held) if word == 0) == "".join(f" {term}" for term in flat[:1])
    assert held == sorted(held)


def test_stretches_of_one_size_may_be_taken_end_to_end() -> None:
    """Which is how several of a size are hashed at once."""
    assert Hashed("weiwei").every(3, 3).tolist() == [Hashed("wei").every(3).tolist()[0]] * 2


def test_a_long_text_has_the_same_hashes() -> None:
    """Also where it needs more powers than are kept."""
    text = "微信封禁" * 70_000
    hashes = Hashed(text).every(2)
    assert hashes[:4].tolist() == hashes[-7:-3].tolist() == Hashed(text[:5]).every(2).tolist()
