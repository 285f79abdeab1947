"""The width of a text in columns."""

from __future__ import annotations

import re
import unicodedata

WIDE_COLUMNS = 2.5
"""Columns of a Han character: what it says in room, not on a terminal (there it is two cells)."""

MAX_FOCUS_COLUMNS = 400
"""Columns of the part of a snippet that answers, at most: what a phone shows without scrolling."""

_WIDE = re.compile(r"[\u3001-\u303e\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uff01-\uff60]+")
_MAYBE_WIDE = re.compile(r"[^\x00-\u10ff\u2000-\u22ff]")  # a set of all that is above would take 5 ms to compile


def columns(text: str) -> float:
    """Return the room that a text takes: a full-width character (Han, kana, emoji …) counts 2.5, any other 1."""
    if text.isascii():
        return float(len(text))
    rest = _WIDE.sub("", text)  # of Chinese text nearly nothing is left to be looked up one by one
    wide = len(text) - len(rest)
    if not rest.isascii():
        wide += sum(unicodedata.east_asian_width(character) in "WF" for character in _MAYBE_WIDE.findall(rest))
    return len(text) + (WIDE_COLUMNS - 1) * wide
