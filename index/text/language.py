"""The language of a text, by its script, and the language in which to answer a question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from index.text.analysis import analyse
from index.text.folding import has_han
from index.text.stemming import normalise_word
from index.text.stopwords import CHINESE, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.text.analysis import Token

Language = Literal["en", "zh-Hans", "zh-Hant"]
"""A language that citebot speaks."""

_SAMPLE_CHARS: Final = 20_000  # characters
_BEGINNING_CHARS: Final = 300
# Runs, not characters: a list of 20,000 texts of one character each takes longer than reading the article.
_KANA = re.compile(r"[\u3041-\u30ff]+")
_HANGUL = re.compile(r"[\u1100-\u11ff\uac00-\ud7af]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_NO_OTHER = re.compile(f"[\x00-\x7f{''.join(letters.pattern[1:-2] for letters in (_KANA, _HANGUL, _HAN, _LATIN))}]+")
_HAN_WEIGHT: Final = 3  # a Han character says about as much as three letters
_MAX_FRAME_CHARS: Final = 1_000  # characters of a question whose words are looked at: people ask before they explain


def language_of(text: str) -> str:
    """Return `en` for Latin script, `zh-Hans`, `zh-Hant`, `ja` or `ko`; `und` for any other script or none."""
    sample = text[:_SAMPLE_CHARS]
    if sample.isascii():
        return "en" if _LATIN.search(sample) else "und"
    han, *rest = ("".join(script.findall(sample)) for script in (_HAN, _KANA, _HANGUL, _LATIN))
    kana, hangul, latin = map(len, rest)
    others = sum(map(str.isalpha, _NO_OTHER.sub("", sample)))
    asian = _HAN_WEIGHT * (len(han) + kana + hangul)
    if max(asian, latin) <= others:
        return "und"
    if latin > asian:
        return "en"
    if hangul > len(han) + kana:
        return "ko"
    return "ja" if 10 * kana > len(han) else _chinese_script(han)


def is_han(text: str) -> bool:
    """Tell whether a text is written in Han characters rather than letters, by its beginning."""
    sample = text[:_BEGINNING_CHARS]
    if sample.isascii():
        return False
    han, latin = (len("".join(script.findall(sample))) for script in (_HAN, _LATIN))
    return _HAN_WEIGHT * han > latin


def crosses(question: str, languages: Sequence[str]) -> bool:
    """Tell whether some of the articles' languages is the other one of the two that a lexicon joins."""
    chinese = has_han(question)
    return any(language == "en" if chinese else language.startswith("zh") for language in languages)


def asked_in(question: str, preference: Language = "en") -> Language:
    """Return the language to answer a question in, told by its words and letters.

    `preference` is what the person is known to read: it is taken where the letters are of no language that citebot
    speaks, and it tells the script of Chinese that is written alike in both (微信), which else counts as Simplified.
    """
    match language_of(_framing_part(question)):
        case "en":
            return "en"
        case "zh-Hant":
            return "zh-Hant"
        case "zh-Hans":
            return "zh-Hant" if preference == "zh-Hant" and _fits_traditional(question) else "zh-Hans"
        case _:
            return preference


def _framing_part(question: str) -> str:
    """Return the part of a question to tell its language by.

    A question may be mostly names of the other script: "who founded 比特幣中國" is English and 什么是 decentralized
    autonomous organization is Chinese, which the words say that carry no topic.
    """
    if not (_HAN.search(question) and _LATIN.search(question)):
        return question
    tokens = analyse(question[:_MAX_FRAME_CHARS])
    english, chinese = _english_words(question, tokens), _chinese_characters(tokens)
    if english > chinese:
        return _HAN.sub(" ", question)
    return _LATIN.sub(" ", question) if chinese else question


def _english_words(text: str, tokens: Sequence[Token]) -> int:
    """Return how many English words without a topic there are; in capitals they are names: IT行业, A股, WHO."""
    words = (text[token.start : token.end] for token in tokens)
    return sum(normalise_word(word) in ENGLISH for word in words if not word.isupper())


def _chinese_characters(tokens: Sequence[Token]) -> int:
    """Return how many characters belong to Chinese words without a topic: the 中 of 中国 does not."""
    idle = {token.start: token.term in CHINESE for token in tokens if token.kind == "unigram"}
    for token in tokens:
        if token.kind == "word":
            idle |= dict.fromkeys(range(token.start, token.end), token.term in CHINESE)
    return sum(idle.values())


def _fits_traditional(text: str) -> bool:
    han = "".join(_HAN.findall(text))
    return _within(han, "big5") == len(han)


def _chinese_script(han: str) -> str:
    """Tell the scripts apart by what only one of their national character sets holds: GB 2312 has no 國, Big5 no 国."""
    simplified = _within(han, "gb2312")
    traditional = _within(han, "big5")
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _within(han: str, encoding: str) -> int:
    return len(han.encode(encoding, errors="ignore").decode(encoding))
