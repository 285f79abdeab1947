"""Where on a page its content is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from index.readers.html.elements import Sizes

_ENOUGH: Final = 0.5  # share of a page's text, its menus taken out, from which on an element is its content


def content_root(body: HtmlElement, sizes: Sizes) -> HtmlElement:
    """Return the element that holds a page's content: `main`, one article among other things, or all of the body."""
    for found in (_outermost(body, "main"), _outermost(body, "article")):
        if len(found) == 1 and sizes.texts[found[0]] >= _ENOUGH * sizes.texts[body]:
            return found[0]
    return body


def _outermost(body: HtmlElement, tag: str) -> list[HtmlElement]:
    found = [one for one in body.iter() if one.tag == tag or one.get("role") == tag]
    inside = set(found)
    return [one for one in found if not any(above in inside for above in one.iterancestors())]
