"""The tokens of a Markdown document, by markdown-it: the standard's parser with tables, footnotes and definitions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DEEPEST: Final = 100  # containers in one another; `dialects` brings up what is deeper
_MOST_MARKS: Final = 2000  # in one paragraph: the parser takes time by the square of those that are never closed
_MARK = re.compile(r"[\\`*_~\[<&]")  # what may begin something else than text
_BREAK = re.compile(r" *\n[ \t]*")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")


def parsed(text: str, *, components: bool) -> list[Token]:
    """Return the tokens of a document; where it has components, what stands indented in them is no code."""
    return _parser(components=components).parse(text)


@lru_cache(maxsize=2)
def _parser(*, components: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - a tenth of a second that a question need not wait for
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST, "html": True})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    parser.disable(["footnote_tail", "footnote_inline"])  # a footnote stays where it is defined
    parser.core.ruler.at("inline", _parse_inline)
    # Where a link leads is not shown: to encode and to check that takes a tenth of the time.
    parser.normalizeLink = _as_it_is  # type: ignore[method-assign]  # the library has no option for it
    parser.validateLink = _good  # type: ignore[method-assign]
    if components:
        parser.disable("code")
    return parser


def _as_it_is(url: str) -> str:
    return url


def _good(url: str) -> bool:  # noqa: ARG001 - the library's signature
    return True


def _parse_inline(state: StateCore) -> None:
    """Parse what stands in paragraphs and cells.

    Most hold no mark at all: they take a fifth of the time so, and are their `content`, without any children.
    """
    for token in state.tokens:
        if token.type != "inline":
            continue
        marks = len(_MARK.findall(token.content))
        if 0 < marks <= _MOST_MARKS:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.content = _BREAK.sub("\n", _LINK.sub(r"\1", token.content) if marks else token.content)
