"""What a web page carries around an article: counters, appeals, links to more, rights. None of it is prose."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from index.model import Span
from index.readers.boilerplate_patterns import (
    closes,
    gives_contact,
    introduces_links,
    is_furniture,
    is_link,
    is_unmistakable,
)
from index.readers.plain.lines import lines
from index.text.punctuation import CLAUSE_END
from index.text.sentences import MAX_SENTENCE_CHARS, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.model import Block

_LONGEST_BLURB: Final = 600  # characters about the author or the publisher


def without_furniture(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, or what is left of them, that are prose, and the headings above prose."""
    return [block for block in _without_tail(text, list(_cleared(text, blocks))) if block]


def is_copied_page(text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether a plain text was copied from a web page, furniture and all: "No comments yet", "Related: …"."""
    return any(
        is_unmistakable(text[line.start : line.end])
        for block in blocks
        if block.kind == "paragraph"
        for line in lines(text, block)
    )


def _cleared(text: str, blocks: Sequence[Block]) -> Iterator[Block | None]:
    """Give what is left of the blocks between the lines of furniture, and None for each of these.

    Only a line behind a finished one may be furniture: in hand-wrapped text "follow us" may open any line.
    """
    below_more = False
    for block in blocks:
        unfinished = is_link(text[block.span.start : block.span.end].rpartition("\n")[2])
        start: int | None = None
        end = block.span.start
        finished = True
        for line in lines(text, block):
            words = text[line.start : line.end]
            furniture = finished and is_furniture(words)
            if furniture or (below_more and unfinished and is_link(words)):
                if start is not None:
                    yield replace(block, span=Span(start, end))
                yield None
                start = None
                below_more = introduces_links(words) if furniture else below_more
            else:
                start = line.start if start is None else start
                finished = bool(CLAUSE_END.search(words))
                below_more = False
            end = line.end
        if start is not None:
            yield replace(block, span=Span(start, end))


def _without_tail(text: str, kept: list[Block | None]) -> list[Block | None]:
    """Drop what only below an article is furniture: staff lines, blurbs with a contact, what is said again there."""
    if None not in kept and not (kept and _closes(text, kept[-1])):
        return kept
    openings = [_opening(text, block) for block in kept]
    first_at = {opening: place for place, opening in reversed(list(enumerate(openings)))}
    furniture_above = list(accumulate((block is None for block in kept), initial=0))
    furniture_below = False
    dropped: set[str] = set()
    last = len(kept)
    for block, opening in reversed(list(zip(kept, openings, strict=True))):
        again = furniture_below and furniture_above[last - 1] > furniture_above[first_at[opening]]
        if block is not None and not again and opening not in dropped:
            if not _closes(text, block, furniture_below=furniture_below):
                break
            dropped.add(opening)
        furniture_below = True
        last -= 1
    return kept[:last]


def _closes(text: str, block: Block | None, *, furniture_below: bool = False) -> bool:
    """Tell whether a block belongs to the furniture below an article, at the end or with other furniture below it."""
    if block is None:
        return True
    words = text[block.span.start : block.span.end]
    if closes(words):
        return True
    if len(words) > _LONGEST_BLURB or not gives_contact(words):
        return False
    return furniture_below or "@" in words or "[at]" in words


def _opening(text: str, block: Block | None) -> str:
    """Return a block's first sentence, by which what is said twice is known."""
    if block is None:
        return ""
    start, end = block.span
    first = sentences(text, start, min(end, start + MAX_SENTENCE_CHARS))[0]
    return " ".join(text[first.start : first.end].split())
