"""Turns text into HTML for Telegram: the one place where text is escaped, marked up and cut."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.paging import units
from index.text.excerpts import last_edge
from index.text.layout import CELLS, MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_MESSAGE_UNITS = 4096
"""UTF-16 units that Telegram allows in a message, without its markup; it also allows 100 entities."""

MAX_QUOTED_UNITS = 500
"""UTF-16 units of a question quoted above its answer; a pressed button reads the question from there."""

MAX_BOLD_SPANS = 80

_MAX_INDENT_CHARS = 8  # of an item in a nested list

_LINES = re.compile(r"[^\S\n]*\n\s*")
# Characters that reorder what follows them, beyond the message's own text: embeddings, overrides and isolates.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(text: str, limit: int = MAX_MESSAGE_UNITS) -> str:
    """Return HTML that shows a text as it is, without characters that Telegram refuses or that reorder the text.

    Text beyond `limit` UTF-16 units is replaced by "…".
    """
    return marked(text, [], limit)


def marked(
    text: str,
    bold: Iterable[tuple[int, int]],
    limit: int = MAX_MESSAGE_UNITS,
    *,
    underlined: tuple[int, int] | None = None,
    between: str = "\n",
) -> str:
    """Return HTML for a text with some spans bold and one of these underlined, cut to `limit` UTF-16 units.

    `between` stands between paragraphs.
    """
    cells = _cells(text, between)
    end = _fitting(text, limit)
    spans = _joined(text, [*bold, *([underlined] if underlined else [])], end)[:MAX_BOLD_SPANS]
    pieces, at = [], 0
    for start, stop in spans:
        pieces += [*cells[at:start], "<b>", *_underlined(cells, start, stop, underlined), "</b>"]
        at = stop
    return "".join([*pieces, *cells[at:end], "" if end == len(text) else "…"]).strip()


def bare(text: str, limit: int) -> str:
    """Return a text for a place without markup, cut to `limit` UTF-16 units."""
    return html.unescape(plain(text, limit))


def code(text: str, limit: int = MAX_MESSAGE_UNITS) -> str:
    """Return HTML for lines of code, with their breaks and indentation, cut to `limit` UTF-16 units."""
    lines = (line.expandtabs(4).rstrip() for line in text.splitlines())
    kept = "\n".join("".join(map(_kept, line)) for line in lines).strip("\n")
    end = _fitting(kept, limit)
    body = html.escape(kept[:end]) + ("" if end == len(kept) else "…")
    return f"<pre>{body}</pre>" if body.strip() else ""


def italic(content: str) -> str:
    """Return HTML in italics."""
    return f"<i>{content}</i>" if content else ""


def link(url: str | None, label: str) -> str:
    """Return HTML of a link to a web address; only the text if the address cannot be used."""
    return f'<a href="{html.escape(url)}">{label}</a>' if url and label and _leads_somewhere(url) else label


def quote(content: str, *, expandable: bool = False) -> str:
    """Return HTML of a quotation; an expandable one opens at a tap."""
    return f"<blockquote{' expandable' if expandable else ''}>{content}</blockquote>"


def room_left(parts: Iterable[str], gap: int = 2) -> int:
    """Return how many UTF-16 units are left in a message after some parts and the gaps between them."""
    return MAX_MESSAGE_UNITS - sum(units(html.unescape(re.sub(r"<[^>]*>", "", part))) + gap for part in parts)


def _underlined(cells: list[str], start: int, stop: int, answer: tuple[int, int] | None) -> list[str]:
    begin, end = (max(answer[0], start), min(answer[1], stop)) if answer else (stop, stop)
    if begin >= end:
        return cells[start:stop]
    return [*cells[start:begin], "<u>", *cells[begin:end], "</u>", *cells[end:stop]]


def _leads_somewhere(url: str) -> bool:
    """Tell whether a link may be shown: an article's metadata may name anything (javascript:, tg://)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme.lower() in {"http", "https"}
        and bool(parts.netloc)
        and "".join(_cells(url, "\n")) == html.escape(url)
        and " " not in url
    )


def _fitting(text: str, limit: int) -> int:
    """Return how much of a text fits into `limit` UTF-16 units, with "…" after it where it is not all."""
    if units(text) <= limit:
        return len(text)
    end, left = 0, limit - 1
    while (left := left - (2 if text[end] > "\uffff" else 1)) >= 0:
        end += 1
    return len(text[: last_edge(text, end)].rstrip())


def _joined(text: str, spans: Iterable[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """Return the spans in order and within the text, those with nothing but space between them as one."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted((max(start, 0), min(stop, end)) for start, stop in spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        elif start < stop:
            joined.append((start, stop))
    return joined


def _cells(text: str, between: str) -> list[str]:
    """Return the HTML of each character, so that spans of the text can be found in the HTML."""
    cells = [_cell(character) for character in text]
    for lines in _LINES.finditer(text):
        broken = _line_break(text, lines, between)
        cells[lines.start() : lines.end()] = [broken, *[""] * (len(lines.group()) - 1)]
    return cells


def _line_break(text: str, lines: re.Match[str], between: str) -> str:
    """Return what stands for a run of line breaks: a break where a paragraph, item or row begins, else a space."""
    if MARK.match(text, lines.end()):
        return "\n" + " " * min(len(lines.group().rpartition("\n")[2]), _MAX_INDENT_CHARS)
    rows = [CELLS in line for line in _lines_beside(text, lines)]
    if all(rows) or (any(rows) and lines.group().count("\n") == 1):
        return "\n"
    if lines.group().count("\n") > 1:
        return between
    around = text[max(lines.start() - 1, 0)], text[min(lines.end(), len(text) - 1)]
    return "" if all(unicodedata.east_asian_width(character) in "WF" for character in around) else " "


def _lines_beside(text: str, lines: re.Match[str]) -> tuple[str, str]:
    """Return the line before a run of line breaks and the one after it."""
    end = text.find("\n", lines.end())
    before = text[text.rfind("\n", 0, lines.start()) + 1 : lines.start()]
    return before, text[lines.end() : end if end >= 0 else len(text)]


@lru_cache(maxsize=4096)  # most of a text is made of few characters
def _cell(character: str) -> str:
    return html.escape(_kept(character))


def _kept(character: str) -> str:
    """Return a character, a space for any white space, nothing for one that Telegram would refuse."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cs"} or character in _REORDERING else character
