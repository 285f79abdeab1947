"""A Markdown file: its text as a reader sees it, the blocks of it, and what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.readers.content import Content, content_of
from index.readers.frontmatter import read_front_matter
from index.readers.markdown.dialects import plain_markdown
from index.readers.markdown.parser import parsed
from index.readers.markdown.tags import CLOSING
from index.readers.markdown.walk import BOLD, Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Block

_LONGEST_HEADING: Final = 300  # characters; one of a megabyte is a paragraph behind a "#"


def markdown_content(text: str) -> Content:
    """Read a Markdown file. Its text is made of its blocks: links show their text, images what stands for them.

    The title is that of the front matter, else the first heading of level 1; it is in none of the blocks.
    """
    front = read_front_matter(text)
    source = plain_markdown(text[front.end :])
    closed = frozenset(CLOSING.findall(source.text))
    body, blocks = Walk(closed).through(parsed(source.text, components=source.components))
    blocks = _with_headings_told(blocks)
    title = front.fields.title
    if title is None and (first := _first_heading(blocks)) is not None:
        title = body[slice(*blocks[first].span)]
        del blocks[first]
    return content_of(body, blocks, replace(front.fields, title=title), titled=title is not None, web_page=False)


def _first_heading(blocks: Sequence[Block]) -> int | None:
    return next((n for n, block in enumerate(blocks) if block.kind == "heading" and block.level == 1), None)


def _with_headings_told(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with those headings as paragraphs that are none: of a page's length, bold above nothing."""
    result: list[Block] = []
    below: Block | None = None
    for block in reversed(blocks):
        alone = block.level == BOLD and (below is None or below.kind == "heading")
        long = block.span.end - block.span.start > _LONGEST_HEADING
        none = block.kind == "heading" and (alone or long)
        result.append(replace(block, kind="paragraph", level=0) if none else block)
        below = result[-1]
    return result[::-1]
