"""What the elements of a page are by name, and how much text each of them holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.text.width import columns

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
BLOCKS: Final = (
    frozenset(
        "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure"
        " footer form header hgroup hr legend li main nav p pre search section summary table tbody td tfoot th thead tr"
        "".split()
    )
    | LISTS
    | frozenset(HEADINGS)
)
UNSEEN: Final = frozenset(
    "script style template noscript svg math iframe object embed canvas audio video map head link meta title select"
    " textarea datalist rp".split()
)
"""Elements whose text is none that a reader sees."""

BREAK: Final = "\v"
"""Stands for a line break in a text that is put together; no page holds one, and its line feeds are no line breaks."""

_WIDEST_LINK: Final = 300  # columns; a wider one was not closed, and holds the rest of the page


class Sizes:
    """How wide the text of each element is, in columns without white space, and how much of it is in how many links.

    `holders` are the elements that have blocks in them.
    """

    def __init__(self, root: HtmlElement) -> None:
        self.texts: dict[HtmlElement, float] = {}
        self.linked: dict[HtmlElement, float] = {}
        self.links: dict[HtmlElement, int] = {}
        self.holders: set[HtmlElement] = set()
        for element in reversed(list(root.iter())):  # each behind those inside of it
            self._measure(element)

    def _measure(self, element: HtmlElement) -> None:
        text, linked, links = _width(element.text), 0.0, 0
        for child in element:
            text += self.texts[child] + _width(child.tail)
            linked += self.linked[child]
            links += self.links[child]
            if child.tag in BLOCKS or child in self.holders:
                self.holders.add(element)
        if element.tag == "a" and element.get("href") is not None and text <= _WIDEST_LINK:
            linked, links = text, 1
        self.texts[element], self.linked[element], self.links[element] = text, linked, links

    def share_of_links(self, element: HtmlElement) -> float:
        """Return which share of an element's text is in links, 0 to 1."""
        return self.linked[element] / self.texts[element] if self.texts[element] else 0.0


def _width(text: str | None) -> float:
    return columns("".join(text.split())) if text and not text.isspace() else 0.0


def pieces(element: HtmlElement) -> list[str]:
    """Return the pieces of an element's text without its tail; a line break is BREAK, and blocks are parted by it."""
    texts: list[str] = []
    todo: list[HtmlElement | str] = [element]
    while todo:  # a page may be nested deeper than Python calls
        node = todo.pop()
        if isinstance(node, str):
            texts.append(node)
            continue
        inner: list[HtmlElement | str] = [node.text or ""]
        for child in node:
            inner += (child, child.tail or "")
        if node.tag == "br" or (node.tag in BLOCKS and node is not element):
            inner = [BREAK, *inner, BREAK] if node.tag != "br" else [BREAK]
        todo += reversed(inner)
    return texts


def one_line(element: HtmlElement) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(pieces(element)).split()) if len(element) else " ".join((element.text or "").split())


def names(element: HtmlElement) -> set[str]:
    """Return the words of an element's class, id and role: "siteNav" and "site-nav" are "site" and "nav"."""
    labels = " ".join(element.get(name, "") for name in ("class", "id", "role"))
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", labels[:1000])}
