"""Whole articles: lists of them, and their text a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.paging import skip_space
from bot.render.markup import MAX_QUOTED_UNITS, marked, plain, quote
from bot.render.sources import source_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts import Texts
    from index.model import Source, Span

MAX_LISTED_UNITS: Final = 150


def listing(heading: str, sources: Sequence[Source], first: int, texts: Texts) -> str:
    """Return HTML for some articles, numbered from `first` on as their buttons are."""
    lines = [
        f"{n}. {source_line(source, texts, longest=MAX_LISTED_UNITS)}" for n, source in enumerate(sources, start=first)
    ]
    return "\n\n".join([f"<b>{plain(heading)}</b>", "\n".join(lines), plain(texts.tap_to_read)])


def page(  # noqa: PLR0913 - what is read, in which language, and two things that it may be read for
    source: Source, text: str, part: Span, texts: Texts, *, snippet: Span | None = None, quoted: str | None = None
) -> str:
    """Return HTML for a part of an article's text below the article's line; the snippet in it is bold.

    `quoted` is the question to quote at the top.
    """
    # The line above has the title already.
    start = (
        skip_space(text, part.start + len(source.title)) if text.startswith(source.title, part.start) else part.start
    )
    bold = [(snippet.start - start, snippet.end - start)] if snippet else []
    parts = [quote(plain(quoted, MAX_QUOTED_UNITS))] if quoted else []
    body = marked(text[start : part.end], bold, between="\n\n")
    return "\n\n".join(piece for piece in [*parts, source_line(source, texts), body] if piece)
