"""The article on a web page: its prose without the page's furniture, and what the page says of it."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from index.content import Content, content_of
from index.drafts import Draft
from index.encodings import decode
from index.errors import ArticleError
from index.extras import missing
from index.sources import SourceFields, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from trafilatura.settings import Document

    from index.model import BlockKind

_HEAD: Final = 4096  # bytes in which a page says its encoding, and characters in which a browser says its address
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?|\?xml\b[^>]*?en)(?:charset|coding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# Browsers write where they saved a page from: "<!-- saved from url=(0023)https://example.org/a -->".
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")
_BLOCKS: Final = frozenset({"head", "p", "list", "item", "quote", "table", "row", "cell", "code", "div"})
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")  # lxml refuses a text that says what bytes it is
# Without the extensive search, which takes any date on the page; the first date, not that of the last change.
_DATES: Final = {"original_date": True, "extensive_search": False}


def page_content(data: bytes, charset: str | None = None) -> Content:
    """Read the article on a web page; `charset` is what the server said, which goes before what the page says.

    The text is made of the article's blocks, an empty line between them. Raises ArticleError where there is no
    article, or where the extra `ingest` is not installed.
    """
    html = decode_page(data, charset)
    document = _extract(_XML_DECLARATION.sub("", html, count=1))
    fields = _fields(document, html)
    draft = Draft()
    _add(document.body, draft)
    text, blocks = draft.finished()
    if blocks and blocks[0].kind == "heading" and document.body.find("head[@rend='h1']") is not None:
        blocks = blocks[1:]
    return content_of(text, blocks, fields, titled=bool(fields.title))


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Return a page's text; `charset` is what the server said. Raises ArticleError where the bytes are no text."""
    declared = _CHARSET.search(data, 0, _HEAD)
    return decode(data, charset or (declared[1].decode("ascii") if declared else None))


def _extract(html: str) -> Document:
    try:
        import trafilatura  # noqa: PLC0415 - an extra that takes 0.2 s to import
    except ImportError as error:
        raise missing("a web page") from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what is wrong with a page is said once, by us
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        document = trafilatura.bare_extraction(
            html, include_comments=False, include_formatting=True, with_metadata=True, date_extraction_params=_DATES
        )
    except Exception as error:  # whatever a hostile page makes the parsers raise costs that page only
        raise ArticleError(f"The page cannot be read ({type(error).__name__}: {error!s:.80}).") from error
    if document is None or isinstance(document, dict) or document.body is None:
        raise ArticleError("There is no article on the page, only links, menus or scripts.")
    return document


def _fields(document: Document, html: str) -> SourceFields:
    saved = _SAVED_FROM.search(html, 0, _HEAD)
    said = {
        "title": document.title,
        "publisher": document.sitename,
        "author": document.author and document.author.replace("; ", ", "),
        "date": document.date,
        "url": document.url if _leads_to_an_article(document.url) else saved and (saved[1] or saved[2]),
    }
    return SourceFields(**{name: checked for name, value in said.items() if value and (checked := check(name, value))})


def _leads_to_an_article(url: str | None) -> bool:
    """Tell whether an address may be an article's: some sites say of every page that it is their front page."""
    parts = urlsplit(url or "")
    return bool(parts.path.strip("/") or parts.query)


def _add(parent: _Element, draft: Draft, kind: BlockKind = "paragraph") -> None:
    """Put an element into the draft: the blocks in it, and what stands between them as blocks of a kind."""
    run = [parent.text or ""]
    for child in parent:
        if child.tag not in _BLOCKS or (child.tag == "code" and parent.tag == "p"):
            run += _inline(child)
        else:
            _add_run(run, draft, kind)
            run = [child.tail or ""]
            _add_block(child, draft, kind)
    _add_run(run, draft, kind)


def _add_block(block: _Element, draft: Draft, kind: BlockKind) -> None:
    match block.tag:
        case "head":
            draft.add("heading", _one_line(block))
        case "code":
            draft.add(None, "".join(block.itertext()))
        case "row" if len(block) > 1:  # data; a row of one cell is prose that was laid out so
            draft.add(None, " | ".join(map(_one_line, block)))
        case "item":
            _add(block, draft, "item")
        case _:
            _add(block, draft, kind)


def _inline(element: _Element) -> Iterator[str]:
    """Give the pieces of an element's text and of what follows it up to the next one."""
    # No page holds a vertical tab; its line feeds are no line breaks.
    yield "\v" if element.tag == "lb" else element.text or ""
    for child in element:
        yield from _inline(child)
    yield element.tail or ""


def _add_run(pieces: list[str], draft: Draft, kind: BlockKind) -> None:
    """Add text as blocks: a line break is kept, and two of them part paragraphs."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\v"))
    for paragraph in re.split(r"\n\n+", "\n".join(lines)):
        draft.add(kind, paragraph)


def _one_line(element: _Element) -> str:
    return " ".join("".join(element.itertext()).split())
