"""The article on a web page: its prose without the page's furniture, and what the page says of it."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlsplit

from index.errors import ArticleError
from index.readers.content import Content, content_of
from index.readers.files import missing
from index.readers.html.blocks import Walk
from index.readers.html.elements import Sizes
from index.readers.html.furniture import Pruned, drop_unseen, prune
from index.readers.html.masthead import author_of, read_masthead, without_masthead
from index.readers.html.root import content_root
from index.readers.html.tree import decode_page, parsed
from index.readers.metadata import SourceFields, check
from index.readers.text_builder import Draft

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_HEAD: Final = 4096  # characters in which a browser says a page's address
_LONGEST_SITE: Final = 4  # words of a site's name behind a title
# Browsers write where they saved a page from: "<!-- saved from url=(0023)https://example.org/a -->".
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)")
# Without the extensive search, which takes any date on the page; the first date, not that of the last change.
_DATES: Final[dict[str, Any]] = {"original_date": True, "extensive_search": False}


def page_content(data: bytes, charset: str | None = None) -> Content:
    """Read the content of a web page; `charset` is what the server said, which goes before what the page says.

    The text is made of the content's blocks. Raises ArticleError where there is none, or where the extra `ingest` is
    not installed.
    """
    html = decode_page(data, charset)
    lines, head_title, document, body, sizes, pruned = _extract(html)
    draft = Draft()
    Walk(draft, sizes).body(body)
    text, blocks = draft.finished()
    if not blocks:
        raise ArticleError("There is no article on the page, only links, menus or scripts.")
    opening = text[slice(*blocks[0].span)].partition("\n")[0]
    fields = _fields(document, html)
    if len(opening) > 1 and opening in head_title:  # "Daily News - The title": which is which shows the page itself
        fields = replace(fields, title=opening)
    elif fields.title and len(parts := fields.title.rsplit(" | ", 1)) > 1 and len(parts[1].split()) <= _LONGEST_SITE:
        fields = replace(fields, title=parts[0].strip())  # "Another title | Daily News", above "The title"
    blocks = without_masthead(text, blocks)
    first = next((text[slice(*block.span)] for block in blocks if block.kind != "heading"), "")
    fields = fields.over(read_masthead(lines, fields.title or "", first))
    content = content_of(text, blocks, fields, titled=fields.title is not None)
    return content._replace(notes=pruned.told(sizes.texts[body]))


class _Page(NamedTuple):
    """A page: its lines, the title in its head, what it says of itself, what holds its content, what was left out."""

    lines: list[str]
    title: str
    document: Document
    body: HtmlElement
    sizes: Sizes
    pruned: Pruned


def _extract(html: str) -> _Page:
    try:
        import trafilatura  # noqa: F401, PLC0415 - an extra that takes 0.2 s to import
    except ImportError as error:
        raise missing("a web page") from error
    for library in ("trafilatura", "htmldate"):  # what is wrong with a page is said once, by us
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        return _extract_tree(parsed(html))
    except ArticleError:
        raise
    except Exception as error:  # whatever a hostile page makes the parsers raise costs that page only
        raise ArticleError(f"The page cannot be read ({type(error).__name__}: {error!s:.80}).") from error


def _extract_tree(tree: HtmlElement) -> _Page:
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - the extra, which is there

    held = list(tree.iter())  # lxml makes an element anew whenever it comes to one that nobody holds
    title = " ".join(tree.xpath("string(//head/title)").split())
    document = extract_metadata(tree, date_config=dict(_DATES))
    body = tree.find("body")
    if body is None:
        raise ArticleError("There is no article on the page, only frames or scripts.")
    drop_unseen(body)
    lines = [line for text in body.itertext() if (line := text.strip())]
    pruned = prune(body)
    sizes = Sizes(body)
    root = content_root(body, sizes)
    pruned.guessed += sizes.texts[body] - sizes.texts[root]
    del held
    return _Page(lines, title, document, root, sizes, pruned)


def _fields(document: Document, html: str) -> SourceFields:
    saved = _SAVED_FROM.search(html, 0, _HEAD)
    values = {
        "title": document.title,
        "publisher": document.sitename,
        "author": document.author and author_of(document.author.replace("; ", ", ")),
        "date": document.date,
        "url": document.url if _leads_to_an_article(document.url) else saved and (saved[1] or saved[2]),
    }
    return SourceFields(
        **{name: checked for name, value in values.items() if value and (checked := check(name, value))}
    )


def _leads_to_an_article(url: str | None) -> bool:
    """Tell whether an address may be an article's: some sites say of every page that it is their front page."""
    parts = urlsplit(url or "")
    return bool(parts.path.strip("/") or parts.query)
