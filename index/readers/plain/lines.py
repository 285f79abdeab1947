"""The lines of a plain text, without the white space at their ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index.text.sentences import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Block, Span

_LINE: Final = re.compile(r"[^\n]+")


class Line(NamedTuple):
    """A line that is not blank: its span, where it begins with its indentation, and whether a blank one is above."""

    span: Span
    start: int
    apart: bool


def lines_of(text: str, start: int) -> list[Line]:
    """Return the lines of `text[start:]` that are not blank; the first counts as one below a blank line."""
    lines: list[Line] = []
    for whole in _LINE.finditer(text, start):
        if span := trimmed(text, *whole.span()):
            apart = not lines or text.count("\n", lines[-1].span.end, span.start) > 1
            lines.append(Line(span, whole.start(), apart))
    return lines


def lines(text: str, block: Block) -> Iterator[Span]:
    """Give a block's lines, without white space at their ends."""
    for line in _LINE.finditer(text, *block.span):
        if span := trimmed(text, *line.span()):
            yield span
