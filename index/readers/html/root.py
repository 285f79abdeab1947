"""Where on a page its content is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from index.readers.html.elements import Sizes

_ENOUGH: Final = 0.5  # share of a page's text, its menus taken out, from which on an element is its content


def content_root(body: HtmlElement, sizes: Sizes) -> HtmlElement:
    """Return the element that holds a page's content: `main`, one article among other things, or all of the body."""
    for elements in (_outermost(body, "main"), _outermost(body, "article")):
        if len(elements) == 1 and sizes.texts[elements[0]] >= _ENOUGH * sizes.texts[body]:
            return elements[0]
    return body


def _outermost(body: HtmlElement, tag: str) -> list[HtmlElement]:
    elements = [element for element in body.iter() if element.tag == tag or element.get("role") == tag]
    inside = set(elements)
    return [element for element in elements if not any(above in inside for above in element.iterancestors())]
