"""Which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.language import Language, asked_in, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("WeChat (微信) bans OKCoin (幣行) and Huobi (火幣) groups.", "en"),
        ("微信 WeChat 更新了 NFT 规定。", "zh-Hans"),
        ("微信 WeChat 更新了 NFT 規定。", "zh-Hant"),
        ("中文", "zh-Hans"),
        ("取引所は閉鎖される。", "ja"),
        ("거래소는 폐쇄된다.", "ko"),
        ("Центральный банк", "und"),
        ("بنك", "und"),
        ("123 😀", "und"),
        ("", "und"),
    ],
)
def test_the_script_tells_the_language(text: str, language: str) -> None:
    """The larger share of the letters decides, a Han character counting three."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("when did WeChat ban NFT accounts", "en"),
        ("微信什么时候封禁NFT账号", "zh-Hans"),
        ("微信什麼時候封禁NFT帳號", "zh-Hant"),
        ("微信", "zh-Hans"),
        ("Qu’est-ce que le Bitcoin ?", "en"),
        ("取引所は閉鎖される。", "en"),
        ("Что такое NFT?", "en"),
        ("？！ 😀", "en"),
        ("\ud800", "en"),
        ("", "en"),
    ],
)
def test_a_question_is_answered_in_its_own_language(question: str, language: Language) -> None:
    """Simplified where both scripts write it alike, English where citebot does not speak it."""
    assert asked_in(question) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("who founded 比特幣中國", "en"),
        ("does 比特币中国 still trade", "en"),
        ("price of 比特币 in 2017", "en"),
        ("什么是 decentralized autonomous organization", "zh-Hans"),
        ("WeChat Blockchain Hyperledger是什麼", "zh-Hant"),
        ("Bank of China 的總部在哪裡", "zh-Hant"),
        ("The Bank of the West 是什么", "zh-Hans"),
        ("IT行业", "zh-Hans"),
        ("A股上涨", "zh-Hans"),
        ("WHO總部", "zh-Hant"),
    ],
)
def test_names_of_the_other_script_do_not_turn_a_question(question: str, language: Language) -> None:
    """However long they are: its words without a topic tell, and capitals are a name."""
    assert asked_in(question) == language


@pytest.mark.parametrize(
    ("question", "own", "language"),
    [
        ("微信", "zh-Hant", "zh-Hant"),
        ("微信", "en", "zh-Hans"),
        ("微信账号", "zh-Hant", "zh-Hans"),
        ("微信帳號", "zh-Hans", "zh-Hant"),
        ("WeChat", "zh-Hant", "en"),
        ("😀", "zh-Hant", "zh-Hant"),
        ("ビットコイン", "zh-Hans", "zh-Hans"),
    ],
)
def test_what_a_person_reads_tells_what_the_question_does_not(question: str, own: Language, language: Language) -> None:
    """It never overrules the question's own letters."""
    assert asked_in(question, own) == language


@given(st.text(st.one_of(st.sampled_from("the who 是什麼么國国 A\ud800"), st.characters()), max_size=60))
def test_any_question_has_a_language(question: str) -> None:
    """Also one of lone surrogates and unassigned characters."""
    assert asked_in(question) in ("en", "zh-Hans", "zh-Hant")
