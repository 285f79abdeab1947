"""Cuts an article's text into pages, measured in UTF-16 units as Telegram does."""

from __future__ import annotations

import re
from typing import Final

from index.model import Span
from index.text.excerpts import last_edge
from index.text.sentences import sentences

MAX_PAGE_UNITS: Final = 2400  # UTF-16 units: some screens of a phone
_SPACE: Final = re.compile(r"\s*")


def pages(text: str, start: int = 0) -> list[Span]:
    """Return the pages of `text[start:]`, cut between paragraphs, else sentences, else words.

    Together they hold all of it except white space between them; an empty text has one empty page.
    """
    spans: list[Span] = []
    at = skip_space(text, start)
    while at < len(text):
        end = _page_end(text, at)
        spans.append(Span(at, at + len(text[at:end].rstrip())))
        at = skip_space(text, end)
    return spans or [Span(0, 0)]


def skip_space(text: str, at: int) -> int:
    """Return where the white space that starts at `at` ends."""
    space = _SPACE.match(text, at)
    return space.end() if space else at


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _page_end(text: str, start: int) -> int:
    longest = _reach(text, start)
    if longest == len(text):
        return longest
    half = start + (longest - start) // 2
    if (paragraph := text.rfind("\n\n", half, longest)) > 0:
        return paragraph
    ends = [end for _, end in sentences(text, start, longest) if half < end < longest]
    return ends[-1] if ends else max(last_edge(text, longest), start + 1)


def _reach(text: str, start: int) -> int:
    """Return the end of the longest page from `start`, wherever it cuts."""
    end = start + MAX_PAGE_UNITS
    return min(end - (units(text[start:end]) - len(text[start:end])), len(text))
