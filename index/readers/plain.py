"""The paragraphs and list items of plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.model import Block, Span
from index.text.punctuation import CLAUSE_END
from index.text.sentences import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator


LINE: Final = re.compile(r"[^\n]+")
_BULLET = re.compile(r"[-*•‣▪●◦·][ \t\u3000]+|\d{1,2}[.)）][ \t]+|\d{1,2}、\s*")
_UNWRAPPED: Final = 120  # characters; hand-wrapped text has shorter lines
_INDENTED = re.compile(r"\u3000|\t| {2,}")


def plain_blocks(text: str, start: int) -> list[Block]:
    """Return the paragraphs and list items of `text[start:]` in order, without their bullets and numbers.

    A paragraph ends at a blank line. So that hand-wrapped text stays whole, a single line break ends one only behind
    a finished sentence, where its line is long or the next one is indented.
    """
    blocks: list[Block] = []
    previous: Span | None = None  # the line before, where the block it belongs to may go on
    for whole in LINE.finditer(text, start):
        line = trimmed(text, *whole.span())
        if line is None:
            previous = None
            continue
        fresh = previous is None or text.count("\n", previous.end, line.start) > 1
        bullet = _BULLET.match(text, *line)
        if bullet and bullet.end() < line.end and (fresh or blocks[-1].kind == "item"):
            blocks.append(Block("item", Span(bullet.end(), line.end)))
        elif previous is None or fresh or _parts(text, previous, whole):
            blocks.append(Block("paragraph", line))
        else:
            blocks[-1] = Block(blocks[-1].kind, Span(blocks[-1].span.start, line.end))
        previous = line
    return blocks


def _parts(text: str, previous: Span, line: re.Match[str]) -> bool:
    finished = CLAUSE_END.search(text, max(previous.start, previous.end - 8), previous.end)
    if not finished:
        return False
    return previous.end - previous.start > _UNWRAPPED or bool(_INDENTED.match(text, line.start(), line.end()))


def lines(text: str, block: Block) -> Iterator[Span]:
    """Give a block's lines, without white space at their ends."""
    for line in LINE.finditer(text, *block.span):
        if span := trimmed(text, *line.span()):
            yield span
