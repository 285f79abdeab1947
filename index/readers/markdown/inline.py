"""The words of a line of Markdown, as a reader sees them: without marks, links as their text, images as theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.readers.markdown.tags import tag_text
from index.text.punctuation import ending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_ASKS = ending("?？")
_STOPPED = ending(".!…。！:：;；,，")


def words(inline: Token, closed: frozenset[str]) -> str:
    """Return an inline token's words; `closed` are the tags that the document closes somewhere."""
    return shown(inline.children, closed) if inline.children else inline.content


def shown(children: Sequence[Token], closed: frozenset[str]) -> str:
    """Return what is seen of inline tokens."""
    return "".join(_seen(child, closed) for child in children)


def _seen(token: Token, closed: frozenset[str]) -> str:
    match token.type:
        case "text" | "code_inline" | "text_special":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "html_inline":
            return tag_text(token.content, closed)
        case "image":
            return shown(token.children or [], closed)
    return ""


def bold_opening(inline: Token) -> int:
    """Return how many children of an inline token are the bold words that are the whole of its first line, else 0."""
    children = inline.children or []
    if not children or not _is_bold(children, 0):
        return 0
    depth = 0
    for at, child in enumerate(children):
        depth += child.nesting
        if child.type == "softbreak" and depth == 0:
            return at
        if depth == 0 and not child.nesting and child.content.strip():
            return 0  # words beside the bold ones
    return len(children)


def _is_bold(children: Sequence[Token], at: int) -> bool:
    opening = next((child for child in children[at:] if child.type != "text" or child.content.strip()), None)
    return opening is not None and opening.type == "strong_open"


def asks(text: str) -> bool:
    """Tell whether a text ends with a question mark."""
    return bool(_ASKS.search(text))


def stopped(text: str) -> bool:
    """Tell whether a text ends as a sentence or a lead-in does."""
    return bool(_STOPPED.search(text))
