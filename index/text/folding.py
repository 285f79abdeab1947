"""Folding compatibility forms and Traditional characters, character by character: the only user of OpenCC."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HAN = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of scripts written without spaces (Han, and Kana with it), as the inside of a regex class."""

_HAN_CHAR = re.compile(f"[{HAN}]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def fold(text: str) -> str:
    """Return the text with compatibility forms and Traditional characters folded, character by character.

    The length never changes, so that offsets in the result are offsets in the text. A lone surrogate, which no library
    below would take, becomes U+FFFD.
    """
    if text.isascii():
        return text
    text = _SURROGATE.sub("\ufffd", text)
    if not unicodedata.is_normalized("NFKC", text):
        text = "".join(map(_fold_char, text))
    return _simplify(text) if _HAN_CHAR.search(text) else text


def has_han(text: str) -> bool:
    """Tell whether a text holds a character of a script written without spaces."""
    return _HAN_CHAR.search(text) is not None


def _simplify(text: str) -> str:
    simplified = _opencc()(text)
    if len(simplified) == len(text):
        return simplified
    return "".join(sign if len(sign := _opencc()(char)) == 1 else char for char in text)


@cache
def _opencc() -> Callable[[str], str]:
    import opencc  # noqa: PLC0415 - only for those who have Han text

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


@cache
def _fold_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char
