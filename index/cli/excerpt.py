"""The text of a snippet on the lines of a terminal: the part that answers in normal weight, the rest dimmed."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Final

from index.cli.lines import cells, safe, wrap
from index.model import Span
from index.text.layout import MARK, stretches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.model import Snippet
    from index.text.layout import Stretch

BOLD: Final = "\x1b[1m"
DIM: Final = "\x1b[2m"
ITALIC: Final = "\x1b[3m"
PLAIN: Final = "\x1b[0m"


def excerpt_lines(snippet: Snippet, width: int, *, colour: bool) -> Iterator[str]:
    """Return the lines of a snippet's text: prose wrapped anew, items, rows and code each on a line of their own."""
    text = safe(snippet.text)
    styles = _styles(snippet) if colour else [""] * len(text)
    for stretch in stretches(snippet.text, snippet.kind):
        indent = min(stretch.indent, width // 3)
        hang = min(_hang(text, stretch), width // 3)
        start, end = stretch.span
        for n, line in enumerate(wrap(text[start:end], width - indent, hang)):
            part = Span(start + line.start, start + line.end)
            yield " " * (indent + (hang if n else 0)) + _painted(snippet.text, text, part, styles)


def _hang(text: str, stretch: Stretch) -> int:
    """Return how far the second line of a stretch is set in: below the words of an item, a little in a row or code."""
    if stretch.form == "prose":
        return 0
    mark = MARK.match(text, stretch.span.start) if stretch.form == "item" else None
    return cells(mark.group()) if mark else 2


def _styles(snippet: Snippet) -> Sequence[str]:
    """Return the style of each character; words that match stand out only in what answers."""
    focus = snippet.focus
    styles = [DIM] * len(snippet.text)
    styles[focus.start : focus.end] = [""] * (focus.end - focus.start)
    matched = [
        Span(max(highlight.start, focus.start), min(highlight.end, focus.end)) for highlight in snippet.highlights
    ]
    for start, end in [*matched, *([snippet.answer] if snippet.answer else [])]:
        styles[start:end] = [BOLD] * (end - start)
    return styles


def _painted(written: str, text: str, line: Span, styles: Sequence[str]) -> str:
    """Return a line of a text; a break that was `written` between Han characters leaves no space."""
    parts = []
    for style, run in groupby(range(line.start, line.end), key=styles.__getitem__):
        part = "".join("" if _is_seam(written, n) else text[n] for n in run)
        parts.append(f"{style}{part}{PLAIN}" if style else part)
    return "".join(parts)


def _is_seam(text: str, place: int) -> bool:
    around = text[place - 1 : place] + text[place + 1 : place + 2]
    return text[place] == "\n" and all(unicodedata.east_asian_width(character) in "WF" for character in around)
