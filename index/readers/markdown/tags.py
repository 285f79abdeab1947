"""The tags that stand in Markdown: HTML's are left out, components show their labels, placeholders stay as text."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

_NAMES: Final = frozenset(
    "a abbr address article aside audio b base bdi bdo big blockquote body br button canvas caption center cite code "
    "col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer "
    "form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark "
    "menu meta meter nav nobr noscript object ol optgroup option output p param picture pre progress q rp rt ruby s "
    "samp script section select slot small source span strike strong style sub summary sup svg table tbody td template "
    "textarea tfoot th thead time title tr track tt u ul var video wbr path circle rect line g".split()
)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(.*)>\Z", re.DOTALL)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_LABELS: Final = frozenset("title label caption summary heading question alt text".split())
_TITLES: Final = ("question", "summary", "title", "heading")  # … that stand above what the component holds
_SILENT: Final = frozenset("class classname style href src id d viewbox key value import".split())

CLOSING: Final = re.compile(r"</([A-Za-z][\w:.-]*)\s*>")
"""A closing tag; its name tells that such a tag is none of the words in angle brackets."""


def tag_text(tag: str, closed: frozenset[str]) -> str:
    """Return what is seen of a tag: mostly nothing, a line break, an image's text, a component's label.

    `<harbour master>`, which no browser would show, is text where its writer never closes such a tag.
    """
    match = _TAG.match(tag)
    if match is None:
        return ""  # a comment, an instruction
    slash, name, rest = match.groups()
    is_html = name.lower() in _NAMES
    if not (is_html or slash or "=" in rest or rest.rstrip().endswith("/") or name in closed):
        return tag
    if name.lower() == "br":
        return "\n"
    if name.lower() == "img":
        return next((value for key, value in _attributes(rest) if key == "alt"), "")
    words = "" if is_html or slash else labels(rest)
    return f"{words} " if words else ""  # <Card title="Start here">Read it.</Card>


def title_of(tag: str, closed: frozenset[str]) -> str:
    """Return what a component's opening tag says of all that it holds: `<FaqItem question="…">`; else nothing."""
    match = _TAG.match(tag)
    if match is None or match[2] not in closed or match[2].lower() in _NAMES or match[3].rstrip().endswith("/"):
        return ""  # the pattern of a closing tag has no attributes: it says nothing either
    attributes = dict(_attributes(match[3]))
    return next((" ".join(attributes[key].split()) for key in _TITLES if attributes.get(key)), "")


def labels(attributes: str) -> str:
    """Return what a component says in its attributes: its labels, and others that are made of words."""
    values = [value for key, value in _attributes(attributes) if key in _LABELS or _reads_as_words(key, value)]
    return "; ".join(values)


def _attributes(text: str) -> list[tuple[str, str]]:
    return [(key.lower(), unescape(double or single)) for key, double, single in _ATTRIBUTE.findall(text)]


def _reads_as_words(key: str, value: str) -> bool:
    return key not in _SILENT and " " in value.strip() and any(map(str.isalpha, value)) and "{" not in value
