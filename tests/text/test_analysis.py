"""Text to terms with their spans, in English and in Chinese of both scripts."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.analysis import analyse
from index.text.folding import fold, has_han
from index.text.stemming import normalise_word, stem

if TYPE_CHECKING:
    from pathlib import Path

# What analysis has to tell apart, and what has broken others.
LATIN = "aBsſéßıİ'’ʼ＇.,$ 01９①½\u0301\u00ad\u200b\u200d\ufeff"
OTHERS = "中國国乾干后後ァｶﾞ々〇。，😀\U00020000אعﷺ\ud800\udfff\0\n"
TEXTS = st.one_of(
    st.text(st.sampled_from(LATIN + OTHERS), max_size=60), st.text(st.characters(codec=None), max_size=40)
)


def terms(text: str) -> list[str]:
    """Return the terms of a text in their order."""
    return [token.term for token in analyse(text)]


def run(code: str, temporary: Path) -> str:
    """Return what a Python program prints in a process with a temporary folder of its own."""
    environment = os.environ | {"TMPDIR": str(temporary)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True)
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Banned accounts, banning an ACCOUNT", ["ban", "account", "ban", "an", "account"]),
        ("China's CHINA’S china＇s chinas", ["china", "china", "china", "china"]),
        ("don't don’t dont", ["dont"] * 3),
        ("s S's S’S s's 3.14's", ["s", "s", "s", "s", "3.14", "s"]),
        ("O’Neill's", ["oneil"]),
        ("1.1 billion 1.10", ["1.1", "billion", "1.10"]),
        ("100,000 1,234,567.5 100000", ["100000", "1234567.5", "100000"]),
        ("1, 2,3 12,34", ["1", "2", "3", "12", "34"]),
        ("US$400", ["us", "400"]),
        ("the U.S. and U.S.A. and us", ["the", "us", "and", "usa", "and", "us"]),
        ("ＷｅＣｈａｔ １００，０００", ["wechat", "100000"]),
        ("étude e\u0301tude etude", ["etud"] * 3),
        ("Straße STRASSE", ["strass"] * 2),
        ("in\u00adter\u200bnet inter\ufeffnet internet", ["internet"] * 3),
        ("COVID-19 5G", ["covid", "19", "5g", "covid19"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        (" \t…!?“”—😀", []),
    ],
)
def test_latin_text_gives_one_stem_a_word(text: str, found: list[str]) -> None:
    """Inflections, possessives, separators, accents and invisible characters make no other term."""
    assert terms(text) == found


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("China’s ban", ["China", "ban"]),
        ("(US$400)", ["US", "400"]),
        ("in U.S. courts", ["in", "U.S.", "courts"]),
        ("1.1 billion", ["1.1", "billion"]),
        ("no\u00adtable", ["no\u00adtable"]),
        ("ＷｅＣｈａｔ", ["ＷｅＣｈａｔ"]),
    ],
)
def test_a_span_is_the_word_as_it_stands(text: str, spans: list[str]) -> None:
    """Possessive endings and signs of currency are outside."""
    assert [text[token.start : token.end] for token in analyse(text)] == spans


def test_a_word_of_thousands_of_letters_is_no_term() -> None:
    """Such a run is never asked for; what stands beside it is kept."""
    assert terms(f"one {'x' * 5000} two") == ["one", "two"]


def test_chinese_gives_words_pairs_and_characters() -> None:
    """Each with its span; a pair that is a word too appears once."""
    text = "WeChat禁止虚拟货币交易。"
    found = [(token.term, token.kind) for token in analyse(text)]
    assert ("禁止", "word") in found
    assert ("虚拟", "word") in found
    assert ("止虚", "bigram") in found
    assert [term for term, kind in found if kind == "unigram"] == list("禁止虚拟货币交易")
    assert ("禁止", "bigram") not in found
    assert len(found) == len(set(found))
    assert all(text[token.start : token.end] == token.term for token in analyse(text) if has_han(token.term))


def test_both_chinese_scripts_give_the_same_terms() -> None:
    """A question in one finds an article in the other, and spans stay those of the text."""
    traditional, simplified = "騰訊的市場價值達到四千億美元", "腾讯的市场价值达到四千亿美元"
    assert analyse(traditional) == analyse(simplified)
    assert terms("「後來」") == terms("“后来”")


def test_japanese_is_searched_by_characters() -> None:
    """Half-width kana are folded, so that a voiced one is two characters."""
    assert {"ビ", "ッ", "ト"} <= set(terms("ビット"))
    assert terms("ｶﾅ") == terms("カナ")


def test_scripts_meet_without_a_space() -> None:
    """A Latin word ends where Han text begins."""
    assert terms("在NFT上")[:2] == ["在", "nft"]


@given(TEXTS)
def test_every_span_reads_its_own_term(text: str) -> None:
    """A span is within the text and not empty; what it holds, analysed alone, has the term."""
    folded = fold(text)
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        if has_han(token.term):
            assert folded[token.start : token.end] == token.term
        else:
            assert token.term in terms(text[token.start : token.end])


@given(TEXTS)
def test_folding_keeps_the_length(text: str) -> None:
    """Offsets in the folded text are offsets in the text, and no lone surrogate is left in it."""
    folded = fold(text)
    assert len(folded) == len(text)
    folded.encode()


@pytest.mark.parametrize("char", ["\ud800", "😀", "א", "ﷺ", "ﬃ", "\U000e0001", "\0", "﷽", "ｶﾞ", "ッ", "㍿"])
def test_folding_many_of_one_keeps_the_length(char: str) -> None:
    """10,000 of an odd character cost nothing but time."""
    text = char * 10_000 + "中"
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_both_sides_of_a_word_agree(text: str) -> None:
    """What is shown of a word is folded alike by `surface`, so that a matched word is found as written too."""
    normalise_word(text)
    for token in analyse(text):
        if not has_han(token.term) and token.term.isalpha() and "." not in text:
            assert stem(normalise_word(fold(text)[token.start : token.end])) == token.term


# Letters whose compatibility form begins with a space or is several words, and an apostrophe that is a letter.
@pytest.mark.parametrize("text", ["ʼ", "it ʼ is", "ﷺ", "ﱞ", "ͺ", "ﹰ"])
def test_no_term_is_empty_or_holds_white_space(text: str) -> None:
    """Stores part terms by white space: such a term would shift all that follow it."""
    assert all(term == "".join(term.split()) != "" for term in terms(text))


@pytest.mark.parametrize(
    "apostrophe",
    ["'", "’", "＇", "ʼ"],
)
def test_every_apostrophe_makes_a_possessive(apostrophe: str) -> None:
    """Also the one that Unicode calls a letter."""
    assert terms(f"the bus{apostrophe}s") == ["the", "bus"]


def test_english_text_loads_nothing_for_chinese(tmp_path: Path) -> None:
    """The dictionary takes most of a second, which a question in English does not have."""
    code = "import sys; from index.text.analysis import analyse; analyse('Café’s 1.1 billion'); print(*sys.modules)"
    assert {"jieba", "opencc"}.isdisjoint(run(code, tmp_path).split())


def test_a_crew_is_warmed_up_by_loading_what_is_for_chinese(tmp_path: Path) -> None:
    """Its members share the dictionary of the process that forks them; each would load its own otherwise."""
    assert {"jieba", "opencc"} <= set(run("import sys, index.build.preload; print(*sys.modules)", tmp_path).split())


def test_chinese_text_leaves_no_file_behind(tmp_path: Path) -> None:
    """A cache in the shared temporary folder could be anybody's, and jieba would unmarshal it."""
    code = "import sys; from index.text.analysis import analyse; analyse('禁止虚拟货币'); print(*sys.modules)"
    assert "jieba" in run(code, tmp_path).split()
    assert list(tmp_path.iterdir()) == []
