"""Words as written, and their stems: the only user of the stemmer."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

import Stemmer

from index.text.word_forms import base_of

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_KEPT_STEMS: Final = 200_000
_UNSAID = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff'’ʼ‐‑-]")
_ACCENT = re.compile("[\u0300-\u036f]")


def normalise_word(text: str) -> str:
    """Return a word as written, without its case, accents, marks inside and compatibility forms: what is stemmed."""
    if text.isascii() and "'" not in text:
        return text.lower().replace("-", "")
    # The NFKC form of ﷺ and its like holds spaces, which part terms in a store.
    text = "".join(unicodedata.normalize("NFKC", _UNSAID.sub("", text)).split()).casefold()
    return text if text.isascii() else unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", text)))


_stems: dict[str, str] = {}


def stem(word: str) -> str:
    """Return the Snowball stem of an English word as `surface` gives it; one that would stem to nothing stays.

    Irregular forms and British spellings have that of their base form: fell and fall, colour and color.
    """
    root = _stems.get(word)
    if root is None:
        if len(_stems) >= _MAX_KEPT_STEMS:
            _stems.clear()
        root = _stems[word] = _stemmer()(base_of(word)) or word
    return root


@cache
def _stemmer() -> Callable[[str], str]:
    # Size 0 turns PyStemmer's own cache off: it purges itself by sorting, which halves the speed.
    stemmer: Callable[[str], str] = Stemmer.Stemmer("english", 0).stemWord
    return stemmer
