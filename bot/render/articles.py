"""Whole articles: lists of them, and their text a page at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.render.markup import LONGEST_QUOTED, marked, plain, quote, units
from bot.render.sources import source_line
from index.model import Span
from index.text.excerpts import last_edge
from index.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts import Texts
    from index.model import Source

LONGEST_PAGE: Final = 2400  # UTF-16 units: some screens of a phone
LONGEST_LISTED: Final = 150
_SPACE: Final = re.compile(r"\s*")


def listing(heading: str, sources: Sequence[Source], first: int, texts: Texts) -> str:
    """Return HTML for some articles, numbered from `first` on as their buttons are."""
    lines = [f"{n}. {source_line(one, texts, longest=LONGEST_LISTED)}" for n, one in enumerate(sources, start=first)]
    return "\n\n".join([f"<b>{plain(heading)}</b>", "\n".join(lines), plain(texts.tap_to_read)])


def page(  # noqa: PLR0913 - what is read, in which language, and two things that it may be read for
    source: Source, text: str, part: Span, texts: Texts, *, snippet: Span | None = None, quoted: str | None = None
) -> str:
    """Return HTML for a part of an article's text, a snippet that lies in it bold, below the article's line.

    The question whose answer is being read may be `quoted` on top.
    """
    # The line above has the title already.
    start = _skip(text, part.start + len(source.title)) if text.startswith(source.title, part.start) else part.start
    bold = [(snippet.start - start, snippet.end - start)] if snippet else []
    parts = [quote(plain(quoted, LONGEST_QUOTED))] if quoted else []
    shown = marked(text[start : part.end], bold, between="\n\n")
    return "\n\n".join(one for one in [*parts, source_line(source, texts), shown] if one)


def pages(text: str, start: int = 0) -> list[Span]:
    """Return the parts of `text[start:]` that are shown a page each, cut between paragraphs, sentences or words.

    They hold all of it but the white space around them; an empty text has one empty page.
    """
    found: list[Span] = []
    at = _skip(text, start)
    while at < len(text):
        end = _page_end(text, at)
        found.append(Span(at, at + len(text[at:end].rstrip())))
        at = _skip(text, end)
    return found or [Span(0, 0)]


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
    """Return how far a page could go that counts UTF-16 units only."""
    end = start + LONGEST_PAGE
    return min(end - (units(text[start:end]) - len(text[start:end])), len(text))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
