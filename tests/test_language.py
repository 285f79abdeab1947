"""Which language a text is in."""

from __future__ import annotations

import pytest

from index.language import language_of


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
