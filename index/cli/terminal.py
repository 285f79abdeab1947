"""Answers as text for a terminal: wrapped by width, matches in bold, the source in one line."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from index.cli.wording import wording_for
from index.model import Span
from index.text.dates import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.cli.wording import Wording
    from index.model import Answer, Snippet, Source
    from index.text.language import Language

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_INDENT = 3  # cells: "1. "
_NARROWEST = 20  # cells; on a narrower terminal the lines run over

# An article may hold escape sequences or turn the writing direction: neither may reach the terminal.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff]")
# No line begins with a mark that closes or ends with one that opens: ，。） stay with what they follow, （《 with what
# they precede.
_UNIT = re.compile(
    r"\s+|[(“‘（［｛「『《〈【〔]*(?:[^\s\u2e80-\U0003ffff]+|\S)[、。，．：；！？）］｝」』》〉】〕”’…—]*"
    r"(?:[),.;:!?]+(?=[\s\u2e80-\U0003ffff]|\Z))?"
)


def render(answer: Answer, width: int, *, colour: bool) -> str:
    """Return an answer as text of at most `width` cells a line; `colour` allows escape sequences.

    What is said around the snippets is in the question's language.
    """
    width = max(width, _NARROWEST)
    wording = wording_for(answer.question)
    said = [wording.declined[answer.declined]] if answer.declined else []
    if answer.did_you_mean:
        said.append(wording.did_you_mean.format(question=safe(answer.did_you_mean)))
    parts = ["\n".join(_plain_lines(one, width)) for one in said]
    parts += [_render_snippet(snippet, width, wording, colour=colour) for snippet in answer.snippets]
    return "\n\n".join(parts) + "\n"


def _render_snippet(snippet: Snippet, width: int, wording: Wording, *, colour: bool) -> str:
    lines = []
    marker = f"{snippet.rank}. ".ljust(_INDENT)
    room = width - len(marker)
    if snippet.lead:
        lines += [_paint(line, _DIM, colour=colour) for line in _plain_lines(safe(snippet.lead.text) + " …", room)]
    text = safe(snippet.text)
    bold = [*snippet.highlights, *([snippet.answer] if snippet.answer else [])]
    lines += [_embolden(text, line, bold) if colour else text[line.start : line.end] for line in wrap(text, room)]
    for line in _also(snippet, wording), source_line(snippet.article, wording.language):
        lines += [_paint(part, _DIM, colour=colour) for part in _plain_lines(line, room)]
    return "\n".join((marker if n == 0 else " " * len(marker)) + line for n, line in enumerate(lines))


def source_line(source: Source, language: Language) -> str:
    """Return title · publisher · date · file, those that are known, the date as `language` writes it."""
    date = told(source.date, language) if source.date else None
    return safe(" · ".join(part for part in (source.title, source.publisher, date, source.path) if part))


def _also(snippet: Snippet, wording: Wording) -> str:
    return safe(wording.also_in.format(articles=wording.comma.join(snippet.also_in))) if snippet.also_in else ""


def wrap(text: str, width: int) -> Iterator[Span]:
    """Return the lines of a text as spans of at most `width` cells, broken at spaces and beside Han characters.

    Marks that close or open stay with their words, unless they alone are wider than a line.
    """
    start = end = 0
    used = 0
    for unit in _UNIT.finditer(text):
        for piece in _pieces(unit.group(), unit.start(), width):
            room = cells(text[piece.start : piece.end])
            if used + room > width and not text[piece.start].isspace():
                yield Span(start, end)
                start, used = piece.start, 0
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
        0
        if unicodedata.combining(char) or char in "\u200b\u200c\u200d\ufe0f"
        else 1 + (unicodedata.east_asian_width(char) in "WF")
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


def _plain_lines(text: str, width: int) -> Iterator[str]:
    return (text[line.start : line.end] for line in wrap(text, width))


def _embolden(text: str, line: Span, bold: Iterable[Span]) -> str:
    marked = bytearray(len(text) + 1)
    for start, end in bold:
        marked[start:end] = b"\1" * (end - start)
    out = []
    for i in range(line.start, line.end):
        if marked[i] and (i == line.start or not marked[i - 1]):
            out.append(_BOLD)
        out.append(text[i])
        if marked[i] and (i + 1 == line.end or not marked[i + 1]):
            out.append(_PLAIN)
    return "".join(out)


def _paint(text: str, style: str, *, colour: bool) -> str:
    return f"{style}{text}{_PLAIN}" if colour else text


def safe(text: str) -> str:
    """Return a text with control, direction and lone surrogate characters made spaces."""
    return _UNSAFE.sub(" ", text)
