"""What is read out of a file of any format: a text, its prose, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.furniture import without_furniture
from index.header import read_header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Block
    from index.sources import SourceFields


class Content(NamedTuple):
    """A text, the blocks of it which are prose, in order, and what the file says of itself."""

    text: str
    blocks: list[Block]
    fields: SourceFields


def content_of(text: str, blocks: Sequence[Block], fields: SourceFields) -> Content:
    """Return a text's content: its blocks without header and furniture, and `fields` before what the header says."""
    header = read_header(text, blocks)
    return Content(text, without_furniture(text, header.blocks), fields.over(header.fields))
