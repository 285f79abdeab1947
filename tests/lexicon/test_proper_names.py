"""The names in an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexicon.proper_names import find_names


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["It was led by Turabi in Sudan."], {"turabi", "sudan"}),
        (["Turabi led it. Sudan was vast."], set()),  # where a sentence begins every word has a capital
        (["Turabi led it.", "Later Turabi fled."], {"turabi"}),
        (["He met Baker, a baker."], set()),
        (["He met Baker.", "A baker fled."], set()),  # one passage of an article tells of another's
        (["the BTCChina exchange and Tencent’s app"], {"btcchina", "tencent"}),
        (["a Shenzhen-based firm, pre-Columbian art"], {"shenzhen", "columbian"}),
        (["He met Al and Bo."], set()),  # too short to be told by its sound
        (["by Gödel, in Zürich"], {"godel", "zurich"}),
        (["由 Turabi 领导 (by Turabi)"], {"turabi"}),
        ([], set()),
        (["", "\ud800 \x00 Turabi", "说 Turabi"], set()),
    ],
)
def test_a_name_has_a_capital_where_no_sentence_begins(texts: list[str], names: set[str]) -> None:
    """And is nowhere in the article without one."""
    assert find_names(texts) == names


@given(st.lists(st.text(st.characters(codec=None), max_size=60), max_size=4))
def test_no_text_is_an_error(texts: list[str]) -> None:
    """Every name is a word in small Latin letters."""
    assert all(name.isascii() and name == name.lower() and len(name) >= 3 for name in find_names(texts))
