"""From an article to what is searched: whole sentences of neighbouring paragraphs, packed into passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.model import Passage
from index.text.sentences import sentences
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Article, Span

TARGET = 600
"""Columns up to which short neighbouring paragraphs and list items share a passage."""

LONGEST = 1200
"""Columns beyond which a paragraph is split, between sentences; one longer sentence is a passage of its own."""


@dataclass
class _Draft:
    """A passage that is being packed; `width` is in columns."""

    heading: str | None
    sentences: list[Span] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    width: float = 0

    def add(self, part: list[Span], width: float, *, opens: bool) -> None:
        """Take in (a part of) a paragraph; `opens` where it is the paragraph's first."""
        if opens:
            self.breaks.append(len(self.sentences))
        self.sentences += part
        self.width += width


def passages(article: Article) -> list[Passage]:
    """Return the passages of an article in order; they tile its prose.

    Each non-space character of its paragraphs and list items is in exactly one sentence of one passage. Headings are
    in none: each is the `heading` of the passages below it.
    """
    return [
        Passage(article.source.id, ordinal, tuple(draft.sentences), tuple(draft.breaks), draft.heading)
        for ordinal, draft in enumerate(_drafts(article))
    ]


def _drafts(article: Article) -> Iterator[_Draft]:
    draft = _Draft(heading=None)
    for block in article.blocks:
        if block.kind == "heading":
            if draft.sentences:
                yield draft
            draft = _Draft(heading=" ".join(article.text[block.span.start : block.span.end].split()) or None)
            continue
        for nth, (part, width) in enumerate(_parts(article.text, sentences(article.text, *block.span))):
            if draft.sentences and draft.width + width > TARGET:
                yield draft
                draft = _Draft(heading=draft.heading)
            draft.add(part, width, opens=nth == 0)
    if draft.sentences:
        yield draft


def _parts(text: str, paragraph: list[Span]) -> Iterator[tuple[list[Span], float]]:
    """Split a paragraph's sentences into parts of like width, none over LONGEST unless it is a single sentence."""
    widths = [columns(text[start:end]) for start, end in paragraph]
    parts = max(1, -(-sum(widths) // LONGEST))
    aim = sum(widths) / parts  # of 1,300 columns two of 650, not 1,190 and a crumb
    part: list[Span] = []
    width = 0.0
    for span, own in zip(paragraph, widths, strict=True):
        if part and (width + own > LONGEST or width + own / 2 > aim):
            yield part, width
            part, width = [], 0.0
        part.append(span)
        width += own
    if part:
        yield part, width
