"""What on a page is no part of its content: menus, banners, links to more, comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.readers.html.elements import HEADINGS, LISTS, UNSEEN, Sizes, names, one_line
from index.text.punctuation import CLAUSE_END

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED: Final = frozenset({"nav", "search", "dialog"})
_ROLES: Final = frozenset({"navigation", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog"})
_AROUND: Final = frozenset({"header", "footer", "aside"})  # of the whole page, if they stand in no article
_CONTENT: Final = frozenset({"main", "article"})
_NAMES: Final = frozenset(
    "nav navbar navigation navigator navheader navfooter menu submenu breadcrumb breadcrumbs crumbs crumb sidebar"
    " footer cookie cookies consent gdpr share sharing sharedaddy social related recommended comments comment respond"
    " newsletter subscribe subscription promo advert advertisement advertising ads pagination pager paging skip"
    " skiplink popup modal toolbar toc editsection headerlink permalink login signup outbrain taboola leftnav sidenav"
    " topnav toplinks catlinks noprint".split()
)
_BYLINES: Final = frozenset("byline author".split())
_MOST_OF: Final = 0.5  # of a page's text: what holds more of it is the content, whatever it is called
_LINK_LIST: Final = 0.8  # share of a list's text in links from which on it is one of links
_MUCH: Final = 0.3  # share of a page's text that is told if it is left out; what the page declares does not count
_FEW: Final = 2  # links that make a menu
_ELSEWHERE = re.compile(
    r"(?:related|recommended|read|see|most|more|popular|trending|latest|on this page|in this (?:article|section)|"
    r"(?:table of )?contents|share|follow us|相[关關]|延伸|推[荐薦]|[热熱][门門]|最新|目[录錄]|分享)\b.{0,30}\Z",
    re.IGNORECASE,
)


class Pruned:
    """What was taken out of a page: how much by our guess, and how much as the page says so itself, in columns."""

    def __init__(self) -> None:
        self.guessed = 0.0
        self.declared = 0.0

    def told(self, kept: float) -> tuple[str, ...]:
        """Return what is to be said where much was left out by our guess beside what is `kept`; else nothing."""
        share = self.guessed / (self.guessed + kept) if self.guessed else 0.0
        return (f"{share:.0%} of the text was taken for navigation.".replace("%", " %"),) if share > _MUCH else ()


def drop_unseen(tree: HtmlElement) -> None:
    """Take out of a page what its readers do not see."""
    for element in list(tree.iter(*UNSEEN)):
        if element.getparent() is not None:
            element.drop_tree()


def prune(tree: HtmlElement) -> Pruned:
    """Take out of a page's body what is no content."""
    sizes, pruned = Sizes(tree), Pruned()
    whole = sizes.texts[tree]
    headings = {one_line(heading).casefold() for heading in tree.iter(*HEADINGS)}
    gone: set[HtmlElement] = set()
    for element in list(tree.iter()):
        parent = element.getparent()
        if parent in gone:
            gone.add(element)
            continue
        size = sizes.texts[element]
        if parent is None or element.tag == "body" or not size:
            continue
        declared = _is_declared(element)
        if size > _MOST_OF * whole and not declared and not _is_links(element, sizes):
            continue
        if declared or _is_guessed(element, sizes, headings):
            pruned.declared += size if declared else 0
            pruned.guessed += 0 if declared else size
            gone.add(element)
    for element in gone:
        if element.getparent() not in gone:
            element.drop_tree()
    return pruned


def _is_declared(element: HtmlElement) -> bool:
    """Tell whether a page says itself that an element is none of its content."""
    if element.tag in _DECLARED or (element.get("role") in _ROLES and element.tag not in _CONTENT):
        return True
    if element.tag not in _AROUND or _is_inside(element, _CONTENT):
        return False
    return element.tag != "header" or next(element.iter("h1"), None) is None


def _is_guessed(element: HtmlElement, sizes: Sizes, headings: set[str]) -> bool:
    if sizes.texts[element] < 80 and _BYLINES & names(element) and not CLAUSE_END.search(one_line(element)):
        return True
    share, links = sizes.share_of_links(element), sizes.links[element]
    named = bool(_NAMES & names(element))
    if named and element.tag not in _CONTENT and element.tag not in HEADINGS:
        inside = _is_inside(element, {"main"})
        return not inside or share > 0.5 or sizes.texts[element] < 80
    if element.tag in LISTS or element.tag in {"dl", "div", "section", "table", "p", "td", "aside"}:
        return _is_menu(element, share, links, headings)
    return False


def _is_menu(element: HtmlElement, share: float, links: int, headings: set[str]) -> bool:
    """Tell whether an element is a menu: links, and hardly anything else."""
    if share < _LINK_LIST:
        return False
    texts = [text for link in element.iter("a") if (text := one_line(link))]
    if links >= 2 and sum(text.casefold() in headings for text in texts) >= 0.7 * len(texts):
        return True
    before = _text_before(element)
    if before and _ELSEWHERE.match(before):
        return True
    if _is_inside(element, _CONTENT):
        return False
    return links >= _FEW and not any(CLAUSE_END.search(text) for text in texts[:_FEW])


def _is_links(element: HtmlElement, sizes: Sizes) -> bool:
    return sizes.share_of_links(element) > _LINK_LIST


def _text_before(element: HtmlElement) -> str:
    before = element.getprevious()
    while before is None and element.getparent() is not None and element.getparent().tag in {"div", "section", "aside"}:
        element = element.getparent()
        before = element.getprevious()
    return one_line(before)[:200] if before is not None else ""


def _is_inside(element: HtmlElement, tags: frozenset[str] | set[str]) -> bool:
    return any(above.tag in tags or above.get("role") in tags for above in element.iterancestors())
