"""The blocks of plain text: paragraphs, headings, list items, table rows, questions with their answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.model import Block, Span
from index.readers.plain.headings import underlined, with_headings
from index.readers.plain.lines import Line, lines_of
from index.readers.plain.tables import is_rule, table_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import BlockKind

_BULLET = re.compile(
    r"[-*•‣▪●◦·–][ \t\u3000]+|\d{1,2}[.)）][ \t]+|\d{1,2}、\s*|\(\d{1,2}\)[ \t]+|[a-z]\)[ \t]+|（\d{1,2}）\s*|[①-⑳]\s*"
)
_STOPPED = re.compile(r"[.!?…。！？:：][\"'”’)」』）]*\Z")
_LEAD_IN = re.compile(r"[:：]\Z")
_ASKED = re.compile(
    r"(?:(?P<question>Q(?:uestion)?|问|問)|(?P<answer>A(?:nswer)?|答))[ \t]*\d{0,3}[ \t]*[:：.][ \t]*(?=\S)"
)
_UNWRAPPED: Final = 120  # characters; hand-wrapped text has shorter lines
_INDENTED = re.compile(r"\u3000|\t| {2,}")


def plain_blocks(text: str, start: int) -> list[Block]:
    """Return the blocks of `text[start:]` in order, without bullets, numbers of items, "Q:" and rules.

    A paragraph ends at a blank line. So that hand-wrapped text stays whole, a single line break ends one only behind
    a finished sentence, where its line is long or the next one is indented; a list may begin below its lead-in.
    """
    walk = _Walk(text, start)
    return with_headings(text, walk.blocks())


class _Walk:
    """Goes through the lines of a text once."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._lines = lines_of(text, start)
        self._asks = _has_answers(text, self._lines)
        self._blocks: list[Block] = []
        self._indents: list[int] = []  # of the lists in one another

    def blocks(self) -> list[Block]:
        """Return the blocks."""
        at = 0
        while at < len(self._lines):
            at = self._take(at)
        return self._blocks

    def _take(self, at: int) -> int:
        """Take in what begins at a line, and return the line behind it."""
        line = self._lines[at]
        if level := underlined(self._text, self._lines, at):
            self._add("heading", line.span, level)
            return at + 2
        if line.apart and (end := table_end(self._text, self._lines, at)) > at:
            for row in self._lines[at:end]:
                if not is_rule(self._text, row):
                    self._add("row", row.span)
            return end
        asked = _ASKED.match(self._text, *line.span) if self._asks else None
        bullet = _BULLET.match(self._text, *line.span)
        if asked:
            self._add("question" if asked["question"] else "answer", Span(asked.end(), line.span.end))
        elif bullet and bullet.end() < line.span.end and self._may_list(at):
            self._add("item", Span(bullet.end(), line.span.end), self._level(line))
        elif line.apart or not self._blocks or self._parts(at):
            self._add("paragraph", line.span)
        else:
            last = self._blocks[-1]
            self._blocks[-1] = replace(last, span=Span(last.span.start, line.span.end))
        return at + 1

    def _add(self, kind: BlockKind, span: Span, level: int = 0) -> None:
        if kind != "item":
            self._indents.clear()
        self._blocks.append(Block(kind, span, level))

    def _may_list(self, at: int) -> bool:
        """Tell whether a line with a bullet is an item: below a blank line, an item, a lead-in, or with one below."""
        if self._lines[at].apart or not self._blocks or self._blocks[-1].kind == "item":
            return True
        if _LEAD_IN.search(self._text, self._lines[at - 1].span.end - 1, self._lines[at - 1].span.end):
            return True
        below = self._lines[at + 1] if at + 1 < len(self._lines) else None
        return below is not None and not below.apart and _BULLET.match(self._text, *below.span) is not None

    def _level(self, line: Line) -> int:
        indent = line.span.start - line.start
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1]:
            self._indents.append(indent)
        return len(self._indents)

    def _parts(self, at: int) -> bool:
        """Tell whether a line begins a paragraph although no blank line is above it."""
        line, previous = self._lines[at], self._lines[at - 1].span
        if self._blocks[-1].kind in ("row", "heading"):
            return True
        if not _STOPPED.search(self._text, max(previous.start, previous.end - 8), previous.end):
            return False
        indented = _INDENTED.match(self._text, line.start, line.span.end)
        return previous.end - previous.start > _UNWRAPPED or bool(indented)


def _has_answers(text: str, lines: Sequence[Line]) -> bool:
    """Tell whether a text asks and answers: of "A: …" alone nobody knows what it stands for."""
    marks = [match for line in lines if (match := _ASKED.match(text, *line.span))]
    return any(mark["question"] for mark in marks) and any(mark["answer"] for mark in marks)
