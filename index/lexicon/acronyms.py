"""Acronyms, and the words that they stand for: ICO in "Initial Coin Offerings (ICOs)"."""

from __future__ import annotations

import re
from typing import Final

from index.lexicon.alias_words import SMALL_WORDS

ACRONYM: Final = re.compile(r"[A-Z][A-Za-z&]{0,8}[A-Z]s?|[A-Z]{2,10}s?")


def last_word(before: str) -> str:
    """Return the letters that end a text, which may be an acronym; empty where none do."""
    letters = re.search(r"[A-Za-z&]+$", before[-12:])
    return letters.group() if letters else ""


def spelled_out(before: str, acronym: str) -> str | None:
    """Return the words at the end of a text whose initials are an acronym's letters; None where they are not."""
    letters = re.sub("[^A-Za-z]", "", acronym.removesuffix("s")).lower()
    words = list(re.finditer(r"[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)*|&", before))[-2 * len(letters) :]
    if not words or words[-1].end() != len(before):
        return None
    start = _first_word([word.group().lower() for word in words], letters)
    name = None if start is None else before[words[start].start() :]
    return name if name and re.search("[ -]", name) and not re.search("[,.;:!?]", name) else None


def _first_word(words: list[str], letters: str) -> int | None:
    """Return which word the first letter stands for where the last words' initials are the letters.

    Small words may have a letter or none.
    """
    ends = {len(words)}
    for letter in reversed(letters):
        starts: set[int] = set()
        for end in ends:
            for place in range(end - 1, -1, -1):
                if words[place][0] == letter:
                    starts.add(place)
                if words[place] not in SMALL_WORDS:
                    break
        ends = starts
    return max((place for place in ends if words[place] not in SMALL_WORDS), default=None)
