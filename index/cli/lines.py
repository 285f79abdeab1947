"""Wrapping text to the width of a terminal, and removing control characters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

# An article may hold escape sequences or turn the writing direction: neither may reach the terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")
# No line begins with a mark that closes or ends with one that opens: ，。） stay with what they follow, （《 with what
# they precede.
_UNIT = re.compile(
    r"\s+|[(“‘（［｛「『《〈【〔]*(?:[^\s\u2e80-\U0003ffff]+|\S)[、。，．：；！？）］｝」』》〉】〕”’…—]*"
    r"(?:[),.;:!?]+(?=[\s\u2e80-\U0003ffff]|\Z))?"
)


def wrap(text: str, width: int, hang: int = 0) -> Iterator[Span]:
    """Return the lines of a text as spans of at most `width` cells, broken at spaces and beside Han characters.

    Those after the first are `hang` cells shorter. Marks that close or open stay with their words, unless they alone
    are wider than a line.
    """
    start = end = 0
    used = 0
    narrow = max(width - hang, 2)  # a wide character takes two
    for unit in _UNIT.finditer(text):
        for piece in _pieces(unit.group(), unit.start(), narrow):
            room = cells(text[piece.start : piece.end])
            if used + room > width and not text[piece.start].isspace():
                yield Span(start, end)
                start, used, width = piece.start, 0, narrow
            if not text[piece.start].isspace():
                end = piece.end
            elif used == 0:
                start = end = piece.end
                continue
            used += room
    if end > start:
        yield Span(start, end)


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: two a wide character, none a combining one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _pieces(unit: str, offset: int, width: int) -> Iterator[Span]:
    """Return a unit whole or, where it is wider than a line (a long URL), in pieces that fit."""
    if cells(unit) <= width or unit.isspace():
        yield Span(offset, offset + len(unit))
        return
    start = used = 0
    for i, char in enumerate(unit):
        if used + cells(char) > width:
            yield Span(offset + start, offset + i)
            start, used = i, 0
        used += cells(char)
    yield Span(offset + start, offset + len(unit))


def safe(text: str) -> str:
    """Return a text with control, direction and lone surrogate characters made spaces."""
    return _UNSAFE.sub(" ", text)
