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


def content_of(text: str, blocks: Sequence[Block], fields: SourceFields, *, titled: bool = False) -> Content:
    """Return a text's content: its blocks without header and furniture, and `fields` before what the header says.

    `titled` says that the title is known; where the text opens with it, it is left out there.
    """
    if titled and blocks and _words(text[slice(*blocks[0].span)]) == _words(fields.title or ""):
        blocks = blocks[1:]
    header = read_header(text, blocks, titled=titled)
    return Content(text, without_furniture(text, header.blocks), fields.over(header.fields))


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()
