"""What is read out of a file of any format: a text, its prose, and what it says of itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from index.readers.boilerplate import is_copied_page, without_furniture
from index.readers.header import read_header
from index.readers.metadata import SourceFields
from index.text.sentences import trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Block


class Content(NamedTuple):
    """A text, the blocks of it which are prose, in order, and what the file says of itself.

    `header` is what of that stands above its prose only, not in its metadata. `notes` say what was left out.
    """

    text: str
    blocks: list[Block]
    fields: SourceFields
    header: SourceFields = SourceFields()
    notes: tuple[str, ...] = ()


def content_of(
    text: str, blocks: Sequence[Block], fields: SourceFields, *, titled: bool = False, web_page: bool = True
) -> Content:
    """Return a text's content: its blocks without the header, and `fields` before what the header says.

    `titled` says that the title is known; where the text opens with it, it is left out there. Only of a `web_page` is
    its furniture left out: in a person's own text "Contact: …" and "Correction: …" are what people ask for.
    """
    if titled and blocks:
        blocks = _below_title(text, blocks, fields.title or "")
    header = read_header(text, blocks, titled=titled)
    kept = without_furniture(text, header.blocks) if web_page else header.blocks
    return Content(text, kept, fields.over(header.fields), header.fields.but(fields))


def _below_title(text: str, blocks: Sequence[Block], title: str) -> Sequence[Block]:
    start, end = blocks[0].span
    line = text[start:end].partition("\n")[0]
    if _words(line) != _words(title):
        return blocks
    rest = trimmed(text, start + len(line), end)
    return [replace(blocks[0], span=rest), *blocks[1:]] if rest else blocks[1:]


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def text_content(text: str, blocks: Sequence[Block], fields: SourceFields, *, titled: bool = False) -> Content:
    """Return a plain text's content; it may be a person's own, or copied from a web page with its furniture."""
    return content_of(text, blocks, fields, titled=titled, web_page=is_copied_page(text, blocks))
