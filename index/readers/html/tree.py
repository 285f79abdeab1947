"""From the bytes of a page, or of a chapter, to lxml's tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.errors import ArticleError
from index.readers.encodings import decode
from index.readers.html.elements import BLOCKS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEAD: Final = 4096  # bytes in which a page says its encoding
_MOST_ELEMENTS: Final = 100_000  # a long page of an encyclopedia has 20,000
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?|\?xml\b[^>]*?en)(?:charset|coding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# What lxml refuses: a text that says what bytes it is, and characters that no XML may hold.
_REFUSED = re.compile(
    r"\A\s*<\?xml[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]"
    r"|&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])|x0*(?:[1-8bcef]|1[\da-f]))(?![\da-f]);?",
    re.IGNORECASE,
)
# The parser compares each attribute of a tag with all before it: of 200,000 that takes minutes.
_MANY_ATTRIBUTES = re.compile(
    r"""<[A-Za-z](?>[^\s<>]*)(?>\s+[^\s<>=]+(?>\s*=\s*(?>"[^"]*"|'[^']*'|[^\s<>"']+))?){1000}"""
)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Return a page's text; `charset` is what the server said. Raises ArticleError where the bytes are no text."""
    declared = _CHARSET.search(data, 0, _HEAD)
    return decode(data, charset or (declared[1].decode("ascii") if declared else None))


def parsed(html: str) -> HtmlElement:
    """Return the tree of a page; nothing is fetched. Raises ArticleError where it is empty, too deep or too large."""
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415 - the extra, which is there

    html = _REFUSED.sub("", html)
    if not html.strip():
        raise ArticleError("There is no article on the page, it is empty.")
    if _MANY_ATTRIBUTES.search(html):
        raise ArticleError("A tag of the page has more than 1,000 attributes: the page is broken, save it again.")
    # Without huge_tree the parser leaves out in silence what is below 256 elements in one another.
    parser = HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    tree = document_fromstring(html, parser=parser)
    if any(error.type_name == "ERR_RESOURCE_LIMIT" or "depth" in error.message for error in parser.error_log):
        raise ArticleError("The page is nested too deeply to be read whole: save a part of it.")
    elements = sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS:
        raise ArticleError(f"The page has {elements:,} elements, more than {_MOST_ELEMENTS:,}: save a part of it.")
    _give_body(tree)
    return tree


def _give_body(tree: HtmlElement) -> None:
    """Put what is no head into a body: HTML lets it go unsaid, and lxml does not know that `main` begins one."""
    head = tree.find("head")
    if head is None or tree.find("body") is not None:
        return
    first = next((element for element in head if element.tag in BLOCKS), None)
    if first is not None:
        body = tree.makeelement("body")
        body.extend([first, *first.itersiblings()])
        tree.append(body)
