"""A snippet's text: the focus and what is around it, in a quotation below if that is long."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.paging import units
from bot.render.markup import code, marked, quote
from index.model import Span
from index.text.layout import stretches
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Snippet, SnippetKind

MAX_FOCUS_UNITS: Final = 600  # UTF-16 units
MAX_AROUND_UNITS: Final = 1000
_BEFORE_COLUMNS: Final = 160  # before the focus that are shown above it: three lines of a phone
_WHOLE_COLUMNS: Final = 500  # of the focus and the text around it that are shown without a quotation
_MAX_CODE_BLOCKS: Final = 8  # each is an entity, and a message may have a hundred


def excerpt(snippet: Snippet, *, answered: bool) -> str:
    """Return HTML for a snippet's text.

    A long text before the focus would push it out of sight: then the whole text is in a quotation below, in order, with
    the focus bold.
    """
    text, focus = snippet.text, snippet.focus
    leads = columns(text[: focus.start]) <= _BEFORE_COLUMNS
    if snippet.kind == "code" or (leads and columns(text) <= _WHOLE_COLUMNS):
        return _part(snippet, Span(0, len(text)), MAX_FOCUS_UNITS + MAX_AROUND_UNITS, answered=answered)
    first = _part(snippet, Span(0 if leads else focus.start, focus.end), MAX_FOCUS_UNITS, answered=answered)
    rest = Span(focus.end if leads else 0, len(text))
    around = laid_out(text[slice(*rest)], snippet.kind, _within([focus], rest), MAX_AROUND_UNITS)
    return f"{first}\n{quote(around, expandable=True)}" if around else first


def focus_alone(snippet: Snippet, *, answered: bool) -> str:
    """Return HTML for the focus of a snippet."""
    return _part(snippet, snippet.focus, MAX_FOCUS_UNITS, answered=answered)


def laid_out(  # noqa: PLR0913 - a text, its kind, and how it is marked up
    text: str,
    kind: SnippetKind,
    bold: Sequence[tuple[int, int]],
    limit: int,
    *,
    underlined: tuple[int, int] | None = None,
    between: str = "\n",
) -> str:
    """Return HTML for a text of a kind, with some spans bold, cut to `limit` UTF-16 units; code stands apart."""
    if kind != "code":
        return marked(text, bold, limit, underlined=underlined, between=between)
    parts: list[str] = []
    for span, is_code in _runs(text):
        if limit <= 1:
            break
        part = text[slice(*span)]
        inside = _within(bold, span)
        parts.append(code(part, limit) if is_code else marked(part, inside, limit, between=between))
        limit -= units(part.expandtabs(4)) + 1
    return "\n".join(filter(None, parts))


def _runs(text: str) -> list[tuple[Span, bool]]:
    """Return the parts of a text, and which of them are code."""
    parts = stretches(text, "code")
    runs = [(list(run), is_code) for is_code, run in groupby(parts, key=lambda part: part.form == "code")]
    if sum(is_code for _, is_code in runs) > _MAX_CODE_BLOCKS:
        return [(Span(0, len(text)), True)]
    # Code includes the indentation of its first line.
    return [(Span(text.rfind("\n", 0, run[0].span.start) + 1, run[-1].span.end), is_code) for run, is_code in runs]


def _part(snippet: Snippet, part: Span, limit: int, *, answered: bool) -> str:
    """Return HTML for a part of a snippet; words that match stand out in what answers only."""
    focus = snippet.focus
    matched = [(max(start, focus.start), min(end, focus.end)) for start, end in snippet.highlights]
    bold = _within([span for span in matched if span[0] < span[1]], part)
    (answer,) = _within([snippet.answer], part) if answered and snippet.answer else [None]
    return laid_out(snippet.text[slice(*part)], snippet.kind, bold, limit, underlined=answer)


def _within(spans: Sequence[tuple[int, int]], part: Span) -> list[tuple[int, int]]:
    return [(start - part.start, end - part.start) for start, end in spans]
