"""Words and phrases as an index finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon.keys import first_of, key_of, pairs_of, terms_of
from index.text.analysis import analyse
from index.text.folding import has_han

TEXT = st.text(st.sampled_from("aBc the of 中国銀行微😀\ud800 ’-.1") | st.characters(codec=None), max_size=25)


@pytest.mark.parametrize(
    ("text", "terms", "key"),
    [
        ("initial coin offerings", ("initi", "coin", "offer"), "initi coin offer"),
        ("The People’s Bank of China", ("peopl", "bank", "china"), "peopl bank china"),
        ("the", ("the",), "the"),
        ("騰訊", ("腾讯",), "腾讯"),
        ("茶", ("茶",), "茶"),
        ("加密貨幣", ("加密", "密货", "货币"), "加密货币"),
        ("騰訊 Tencent 公司", ("腾讯", "tencent", "公司"), "腾讯tencent公司"),
        ("ＷｅＣｈａｔ", ("wechat",), "wechat"),
        ("😀 –", (), ""),
        ("", (), ""),
    ],
)
def test_a_text_has_terms_and_a_key(text: str, terms: tuple[str, ...], key: str) -> None:
    """Stems without stopwords, unless there is nothing else; Han runs as pairs, folded to Simplified."""
    assert terms_of(text) == terms
    assert key_of(text) == key


@given(TEXT)
def test_whatever_the_text_a_passage_that_holds_it_has_its_terms(text: str) -> None:
    """So that what is looked for can be found: every term is one that the analyser gives."""
    assert set(terms_of(text)) <= {token.term for token in analyse(text)}
    assert bool(terms_of(text)) == bool(analyse(text))


@given(TEXT)
def test_a_key_has_a_first_word_or_character(text: str) -> None:
    """By which it is filed; a Han key is its own key."""
    if key := key_of(text):
        assert key.startswith(first_of(key))
        assert key_of(key) == key or not has_han(key)


def test_pairs_overlap() -> None:
    """One character is a pair of its own."""
    assert pairs_of("比特币中") == ("比特", "特币", "币中")
    assert pairs_of("茶") == ("茶",)
