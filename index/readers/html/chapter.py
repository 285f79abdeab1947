"""A chapter of a book, or a document turned into HTML: all of it is content, there is no page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.readers.html.blocks import Walk
from index.readers.html.elements import Sizes
from index.readers.html.furniture import drop_unseen
from index.readers.html.tree import parsed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from index.readers.text_builder import Draft

_NOTES: Final = ("#footnote-", "#endnote-")


def add_chapter(html: str, draft: Draft) -> None:
    """Add the blocks of a chapter to a draft, without its lists of contents and the marks that lead to its notes."""
    if not html.strip():
        return
    body = parsed(html).find("body")
    if body is None:
        return
    drop_unseen(body)
    for element in list(body.iter("nav", "a")):
        if element.tag == "nav" or _is_mark(element):
            element.drop_tree()
    Walk(draft, Sizes(body)).body(body)


def _is_mark(link: HtmlElement) -> bool:
    """Tell whether a link leads from a text to its note or back: "[1]", "↑"."""
    noted = link.get("epub:type") == "noteref" or link.get("href", "").startswith(_NOTES)
    return noted and len("".join(link.itertext())) <= 6
