"""The article on a web page: its prose without the page's furniture, and what the page says of it."""

from __future__ import annotations

import logging
import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from index.errors import ArticleError
from index.readers.content import Content, content_of
from index.readers.encodings import decode
from index.readers.files import missing
from index.readers.html.blocks import add_body
from index.readers.html.masthead import read_masthead
from index.readers.metadata import SourceFields, check
from index.readers.text_builder import Draft

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_HEAD: Final = 4096  # bytes in which a page says its encoding, and characters in which a browser says its address
_MOST_ELEMENTS: Final = 100_000  # a long page of an encyclopedia has 20,000
_MANY_ELEMENTS: Final = 5_000  # beyond it trafilatura's second opinion takes time by the square: 20 s at 40,000
_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]*?|\?xml\b[^>]*?en)(?:charset|coding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# Browsers write where they saved a page from: "<!-- saved from url=(0023)https://example.org/a -->".
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")
_LAYOUT: Final = "//table[.//td[count(.//p) > 1 or .//h1 or .//h2 or .//table or .//div]]"
_TEXTS: Final = "//body//text()[not(parent::script or parent::style)]"
# What lxml refuses: a text that says what bytes it is, and characters that no XML may hold.
_REFUSED = re.compile(
    r"\A\s*<\?xml[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]"
    r"|&#(?:0*(?:[1-8]|1[124-9]|2\d|3[01])|x0*(?:[1-8bcef]|1[\da-f]))(?![\da-f]);?",
    re.IGNORECASE,
)
# Without the extensive search, which takes any date on the page; the first date, not that of the last change.
_DATES: Final[dict[str, Any]] = {"original_date": True, "extensive_search": False}


def page_content(data: bytes, charset: str | None = None) -> Content:
    """Read the article on a web page; `charset` is what the server said, which goes before what the page says.

    The text is made of the article's blocks, an empty line between them. Raises ArticleError where there is no
    article, or where the extra `ingest` is not installed.
    """
    html = decode_page(data, charset)
    lines, head_title, document = _extract(_REFUSED.sub("", html))
    draft = Draft()
    add_body(document.body, draft)
    text, blocks = draft.finished()
    opening = text[slice(*blocks[0].span)].partition("\n")[0] if blocks else ""
    fields = _fields(document, html)
    if len(opening) > 1 and opening in head_title:  # "Daily News - The title": which is which shows the page itself
        fields = replace(fields, title=opening)
    elif blocks and blocks[0].kind == "heading" and document.body.find("head[@rend='h1']") is not None:
        blocks = blocks[1:]
    first = next((text[slice(*block.span)] for block in blocks if block.kind != "heading"), "")
    fields = fields.over(read_masthead(lines, fields.title or "", first))
    return content_of(text, blocks, fields, titled=fields.title is not None)


def decode_page(data: bytes, charset: str | None = None) -> str:
    """Return a page's text; `charset` is what the server said. Raises ArticleError where the bytes are no text."""
    declared = _CHARSET.search(data, 0, _HEAD)
    return decode(data, charset or (declared[1].decode("ascii") if declared else None))


class _Page(NamedTuple):
    """The lines of a page, the title in its head, and its article."""

    lines: list[str]
    title: str
    document: Document


def _extract(html: str) -> _Page:
    try:
        import trafilatura  # noqa: PLC0415 - an extra that takes 0.2 s to import
    except ImportError as error:
        raise missing("a web page") from error
    for library in ("trafilatura", "htmldate"):  # what is wrong with a page is said once, by us
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        tree = trafilatura.load_html(html)
        page = None if tree is None else _extract_tree(tree)
    except ArticleError:
        raise
    except Exception as error:  # whatever a hostile page makes the parsers raise costs that page only
        raise ArticleError(f"The page cannot be read ({type(error).__name__}: {error!s:.80}).") from error
    if page is None:
        raise ArticleError("There is no article on the page, only links, menus or scripts.")
    return page


def _extract_tree(tree: HtmlElement) -> _Page | None:
    from trafilatura import bare_extraction  # noqa: PLC0415 - the extra, which is there
    from trafilatura.settings import DEFAULT_CONFIG, Extractor  # noqa: PLC0415

    elements = sum(1 for _ in tree.iter())
    if elements > _MOST_ELEMENTS:
        raise ArticleError(f"The page has {elements:,} elements, more than {_MOST_ELEMENTS:,}: save a part of it.")
    _unfold_layout(tree)
    lines = [line for text in tree.xpath(_TEXTS) if (line := text.strip())]
    title = " ".join(tree.xpath("string(//head/title)").split())
    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")  # of less it takes the whole page, menus and all
    options = Extractor(
        config=config,
        fast=elements > _MANY_ELEMENTS,
        comments=False,
        formatting=True,
        links=True,
        with_metadata=True,
        date_params=dict(_DATES),
    )
    document = bare_extraction(tree, options=options)
    if document is None or isinstance(document, dict) or document.body is None:
        return None
    return _Page(lines, title, document)


def _unfold_layout(tree: HtmlElement) -> None:
    """Make plain the tables that lay out a page, which trafilatura takes for data and gives twice; drop the menus."""
    for table in tree.xpath(_LAYOUT):
        for element in (table, *table.xpath("./tbody | ./tr | ./tbody/tr | ./tr/td | ./tbody/tr/td")):
            element.tag = "div"
    for element in tree.xpath("//nav | //footer | //noscript"):
        element.drop_tree()


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
