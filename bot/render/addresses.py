"""Web addresses that lead to a snippet within its article: a page of a PDF, or the words on a web page.

A browser scrolls to `#:~:text=first words,last words` and marks the text from the first to the last; if it cannot find
them, or does not support this, it shows the page from its beginning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bot.render.markup import bare
from index.text.excerpts import last_edge
from index.text.layout import CELLS, MARK, stretches
from index.text.width import columns

if TYPE_CHECKING:
    from index.model import Snippet
    from index.text.layout import Stretch

_MAX_EDGE_COLUMNS: Final = 36  # of the words at each end: short, but rarely twice on a page
_NO_PAGE: Final = re.compile(r"\.(?:pdf|docx?|epub|zip)(?:[?#]|\Z)", re.IGNORECASE)  # files that browsers do not search
_EDGE: Final = " \t,.;:!?…，。；：！？、"


def address_of(snippet: Snippet) -> str | None:
    """Return the address of a snippet's article, pointing as near to the focus as possible."""
    url = snippet.article.url
    if not url:
        return None
    if snippet.page is not None:
        return f"{url.partition('#')[0]}#page={snippet.page}"
    if ":~:" in url or _NO_PAGE.search(url):
        return url
    words = _words(snippet)
    return f"{url}{'' if '#' in url else '#'}:~:text={words}" if words else url


def _words(snippet: Snippet) -> str:
    """Return the first and the last words of the focus; a browser finds a range only within one block."""
    text = snippet.text[snippet.focus.start : snippet.focus.end]
    parts = stretches(text, snippet.kind)
    if not parts:
        return ""
    first, last = _cells(text, parts[0])[0], _cells(text, parts[-1])[-1]
    if len(parts) == 1 and first == last and columns(first) <= 2 * _MAX_EDGE_COLUMNS:
        return _encoded(first)
    return ",".join(filter(None, (_encoded(_opening(first)), _encoded(_closing(last)))))


def _cells(text: str, stretch: Stretch) -> list[str]:
    """Return the texts as the web page has them: without a list item's mark, and each cell of a row."""
    written = bare(text[slice(*stretch.span)], len(text) * 2)
    if stretch.form == "item":
        written = MARK.sub("", written, count=1)
    cells = written.split(CELLS) if stretch.form == "row" else [written]
    return [cell.strip() for cell in cells if cell.strip()] or [""]


def _opening(text: str) -> str:
    return text if columns(text) <= _MAX_EDGE_COLUMNS else text[: last_edge(text, _reach(text))].strip(_EDGE)


def _closing(text: str) -> str:
    if columns(text) <= _MAX_EDGE_COLUMNS:
        return text
    return text[last_edge(text, len(text) - _reach(text[::-1])) :].strip(_EDGE)


def _reach(text: str) -> int:
    """Return how many characters fit from the beginning."""
    reached, left = 0, float(_MAX_EDGE_COLUMNS)
    while reached < len(text) and (left := left - columns(text[reached])) >= 0:
        reached += 1
    return reached


def _encoded(text: str) -> str:
    # Hyphen and comma have a meaning in a text directive, so they are escaped.
    return quote(text, safe="", errors="ignore").replace("-", "%2D")
