"""Which language a text is in, told by its script alone."""

from __future__ import annotations

import re
from typing import Final

_SAMPLE: Final = 20_000  # characters
_BEGINNING: Final = 300
_KANA = re.compile(r"[\u3041-\u30ff]")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_HAN_WEIGHT: Final = 3  # a Han character says about as much as three letters


def language_of(text: str) -> str:
    """Return `en` for Latin script, `zh-Hans`, `zh-Hant`, `ja` or `ko`; `und` for any other script or none."""
    sample = text[:_SAMPLE]
    han = _HAN.findall(sample)
    kana, hangul, latin = (len(script.findall(sample)) for script in (_KANA, _HANGUL, _LATIN))
    others = sum(map(str.isalpha, sample)) - len(han) - kana - hangul - latin
    asian = _HAN_WEIGHT * (len(han) + kana + hangul)
    if max(asian, latin) <= max(others, 0):
        return "und"
    if latin > asian:
        return "en"
    if hangul > len(han) + kana:
        return "ko"
    return "ja" if 10 * kana > len(han) else _chinese_script("".join(han))


def is_han(text: str) -> bool:
    """Tell whether a text is written in Han characters rather than letters, by its beginning."""
    sample = text[:_BEGINNING]
    return _HAN_WEIGHT * len(_HAN.findall(sample)) > len(_LATIN.findall(sample))


def _chinese_script(han: str) -> str:
    """Tell the scripts apart by what only one of their national character sets holds: GB 2312 has no 國, Big5 no 国."""
    simplified = _within(han, "gb2312")
    traditional = _within(han, "big5")
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _within(han: str, encoding: str) -> int:
    return len(han.encode(encoding, errors="ignore").decode(encoding))
