"""From an article to its passages: whole blocks of one section, up to a width."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from index.model import Passage
from index.text.sentences import sentences
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Article, Block, BlockKind, Span

TARGET_COLUMNS: Final = 1000
"""Columns up to which the blocks of a section share a passage."""

MAX_PASSAGE_COLUMNS: Final = 1200
"""Columns beyond which a block is split, between sentences; one longer sentence is a passage of its own."""

_QUESTION_LEVEL: Final = 7  # a question stands above its answers, below every heading
_LINES: Final = frozenset({"row", "code"})  # kinds of blocks whose lines are their sentences


@dataclass
class _Draft:
    """A passage that is being packed; `width` is in columns."""

    headings: tuple[str, ...]
    page: int | None = None
    sentences: list[Span] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    kinds: list[BlockKind] = field(default_factory=list)
    width: float = 0

    def add(self, block: Block, part: list[Span], width: float, *, opens: bool) -> None:
        """Take in (a part of) a block; `opens` where it is the block's first."""
        self.page = self.page if self.sentences else block.page
        if opens:
            self.breaks.append(len(self.sentences))
        if opens or not self.sentences:
            self.kinds.append(block.kind)
        self.sentences += part
        self.width += width


def passages(article: Article) -> list[Passage]:
    """Return the passages of an article in order; they tile its text but for the headings.

    Each non-space character of its other blocks is in exactly one sentence of one passage. Headings, and questions that
    have answers below them, are in none: they are among the `headings` of the passages below.
    """
    return [
        Passage(
            article.source.id,
            ordinal,
            tuple(draft.sentences),
            tuple(draft.breaks),
            tuple(draft.kinds),
            draft.headings,
            draft.page,
        )
        for ordinal, draft in enumerate(_drafts(article))
    ]


def _drafts(article: Article) -> Iterator[_Draft]:
    path: list[tuple[int, str]] = []
    draft = _Draft(())
    for n, block in enumerate(article.blocks):
        if level := _heading_level(article, n):
            if draft.sentences:
                yield draft
            path = [above for above in path if above[0] < level]
            if heading := " ".join(article.text[block.span.start : block.span.end].split()):
                path.append((level, heading))
            draft = _Draft(tuple(text for _, text in path))
            continue
        for nth, (part, width) in enumerate(_parts(article.text, _sentences(article.text, block))):
            if draft.sentences and draft.width + width > TARGET_COLUMNS:
                yield draft
                draft = _Draft(draft.headings)
            draft.add(block, part, width, opens=nth == 0)
    if draft.sentences:
        yield draft


def _heading_level(article: Article, n: int) -> int:
    """Return the level at which a block stands above what follows, 0 where it is text itself."""
    block = article.blocks[n]
    if block.kind == "heading":
        return block.level or 1
    answered = n + 1 < len(article.blocks) and article.blocks[n + 1].kind not in ("heading", "question")
    return _QUESTION_LEVEL if block.kind == "question" and answered else 0


def _sentences(text: str, block: Block) -> list[Span]:
    if block.kind not in _LINES:
        return sentences(text, *block.span)
    lines, start = [], block.span.start
    for line in text[block.span.start : block.span.end].splitlines(keepends=True):
        if line.strip():
            begin = start + len(line) - len(line.lstrip())
            lines.append(block.span._replace(start=begin, end=start + len(line.rstrip())))
        start += len(line)
    return lines


def _parts(text: str, block: list[Span]) -> Iterator[tuple[list[Span], float]]:
    """Split a block's sentences into parts of like width, none over the limit unless it is a single sentence."""
    widths = [columns(text[start:end]) for start, end in block]
    parts = max(1, -(-sum(widths) // MAX_PASSAGE_COLUMNS))
    aim = sum(widths) / parts  # of 1,300 columns two of 650, not 1,190 and a crumb
    part: list[Span] = []
    width = 0.0
    for span, span_width in zip(block, widths, strict=True):
        if part and (width + span_width > MAX_PASSAGE_COLUMNS or width + span_width / 2 > aim):
            yield part, width
            part, width = [], 0.0
        part.append(span)
        width += span_width
    if part:
        yield part, width
