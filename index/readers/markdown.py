"""The headings, paragraphs and list items of Markdown: what is prose in it, with its inline markup as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.model import Block, Span
from index.readers.plain import LINE
from index.text.sentences import trimmed

if TYPE_CHECKING:
    from index.model import BlockKind

# A library that parses inline markup gives no offsets into the text, one that parses blocks gives lines only: what is
# needed here is where in the text a block's words begin and end, which takes no more than a look at each line.
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?=\s|\Z)")
_CLOSING_MARKS = re.compile(r"\s#+\Z")
_UNDERLINE = re.compile(r"(?:=+|-+)\Z")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_INDENTED_CODE = re.compile(r"(?: {4}|\t)")
_NOT_PROSE: Final = re.compile(
    r"(?:[-*_]\s*){3,}\Z"  # a rule
    r"|\|.*\|\Z|(?=[^\n]*\|)[|:\s-]+\Z"  # a row of a table
    r"|\[[^\]]+\]:\s*\S"  # what a reference link leads to
    r"|\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\Z"  # an image
    r"|(?:<[^<>]+>\s*)+\Z"  # tags alone
)


def markdown_blocks(text: str, start: int) -> list[Block]:
    """Return the headings, paragraphs and list items of `text[start:]` in order, without the marks before them.

    Code, comments, tables, images alone and link definitions are left out.
    """
    scanner = _Scanner(text)
    for line in LINE.finditer(text, start):
        scanner.read(line.start(), line.end())
    return scanner.blocks


class _Scanner:
    """Reads Markdown line by line: `open` tells whether the last block may go on with the next line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.open = False
        self.fence = ""
        self.comment = False
        self.last_end = 0

    def read(self, start: int, end: int) -> None:
        """Take in one line."""
        if self.text.count("\n", self.last_end, start) > 1:
            self.open = False
        self.last_end = end
        if self._skips(start, end):
            self.open = False
            return
        while quote := _QUOTE.match(self.text, start, end):
            start = quote.end()
        if span := trimmed(self.text, start, end):
            self._place(start, span)
        else:
            self.open = False

    def _skips(self, start: int, end: int) -> bool:
        """Tell whether a line belongs to a code block or a comment, or opens one."""
        if self.comment or self.text.startswith("<!--", start, end):
            self.comment = self.text.find("-->", start, end) < 0
            return True
        fence = _FENCE.match(self.text, start, end)
        if self.fence:
            if fence and fence[1].startswith(self.fence):
                self.fence = ""
            return True
        self.fence = fence[1] if fence else ""
        return bool(fence)

    def _place(self, start: int, line: Span) -> None:
        """Let a line that is not blank open a block, go on with the last one, or be left out."""
        text = self.text
        if self.open and self.blocks[-1].kind == "paragraph" and _UNDERLINE.match(text, *line):
            self.blocks[-1] = Block("heading", self.blocks[-1].span)
            self.open = False
        elif _NOT_PROSE.match(text, *line):
            self.open = False
        elif mark := _HEADING.match(text, start, line.end):
            marks = _CLOSING_MARKS.search(text, mark.end(), line.end)
            self._begin("heading", mark.end(), marks.start() if marks else line.end)
        elif mark := _ITEM.match(text, start, line.end):
            self._begin("item", mark.end(), line.end)
        elif self.open:
            self.blocks[-1] = Block(self.blocks[-1].kind, Span(self.blocks[-1].span.start, line.end))
        elif not _INDENTED_CODE.match(text, start) or (self.blocks and self.blocks[-1].kind == "item"):
            self._begin("paragraph", *line)

    def _begin(self, kind: BlockKind, start: int, end: int) -> None:
        if span := trimmed(self.text, start, end):
            self.blocks.append(Block(kind, span))
            self.open = kind != "heading"
