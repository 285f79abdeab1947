"""From the tokens of a Markdown document to the blocks of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from index.readers.markdown.inline import asks, bold_opening, shown, stopped, words
from index.readers.markdown.markup import pieces
from index.readers.text_builder import Draft
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from index.model import Block, BlockKind

BOLD: Final = 6
"""The level of a bold line that is a heading: below those that are marked as one."""

_WIDEST_HEADING: Final = 80  # columns of a bold line that is one
_INDENT: Final = "  "
_BOXES: Final = ("[ ] ", "[x] ", "[X] ")
_OPENING: Final = frozenset({"bullet_list_open", "ordered_list_open", "table_open"})


class Walk:
    """Goes through the tokens once and builds the text; `closed` are the tags that the document closes somewhere."""

    def __init__(self, closed: frozenset[str]) -> None:
        self._closed = closed
        self._draft = Draft()
        self._lists = 0
        self._quotes = 0
        self._marker = ""
        self._opens = False
        self._row: list[str] | None = None
        self._asked = False  # the block before was a question

    def through(self, tokens: Sequence[Token]) -> tuple[str, list[Block]]:
        """Return the text and the blocks."""
        for at, token in enumerate(tokens):
            self._opens = self._opens or (token.type in _OPENING and self._lists == 0)
            self._take(token, tokens, at)
        return self._draft.finished()

    def _take(self, token: Token, tokens: Sequence[Token], at: int) -> None:  # noqa: C901 - a case a line
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
            case "list_item_open":
                self._marker = _INDENT * (self._lists - 1) + (f"{token.info}. " if token.info else "- ")
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "tr_open":
                self._row = []
            case "tr_close":
                self._end_row()
            case "fence" | "code_block" | "math_block":
                self._add("code", token.content)
            case "html_block":
                self._take_html(token.content)
            case "inline" if self._row is not None:
                self._row.append(" ".join(words(token, self._closed).split()))
            case "inline":
                self._take_words(token, tokens[at - 1].type, tokens[at - 1].tag)

    def _end_row(self) -> None:
        if any(self._row or ()):
            self._add("row", " | ".join(self._row or ()))
        self._row = None

    def _take_html(self, html: str) -> None:
        for piece in pieces(html, self._closed):
            self._opens = self._opens or piece.opens
            kind = "paragraph" if piece.kind == "question" and not piece.text else piece.kind
            self._add(kind, piece.text, level=piece.level)

    def _take_words(self, inline: Token, opening: str, tag: str) -> None:
        """Add what stands in a heading, a paragraph, a term or its meaning."""
        text = words(inline, self._closed)
        inside = self._lists > 0 or self._quotes > 0
        if opening == "heading_open" and not inside:
            self._add("heading", " ".join(text.split()), level=int(tag[1]))
        elif opening == "dt_open":
            self._add("question", text)
        elif not inside and (bold := bold_opening(inline)):
            self._take_bold(inline, bold)
        else:
            self._add(self._kind(), text)

    def _kind(self) -> BlockKind:
        if self._lists:
            return "item"
        if self._quotes:
            return "quote"
        return "answer" if self._asked else "paragraph"

    def _take_bold(self, inline: Token, bold: int) -> None:
        """Add a paragraph whose first line is bold: a heading or a question, as people write them."""
        children = inline.children or []
        first, rest = shown(children[:bold], self._closed), shown(children[bold:], self._closed)
        whole = bold == len(children)
        if columns(first) > _WIDEST_HEADING or stopped(first) or not (whole or asks(first)):
            self._add(self._kind(), first + rest)
            return
        if asks(first):
            self._add("question", first)
            self._add("answer", rest)
        else:
            self._add("heading", first, level=BOLD)

    def _add(self, kind: BlockKind, text: str, *, level: int = 0) -> None:
        if not text.strip():
            return
        marker, self._marker = self._marker, ""
        if kind == "item" and self._lists:
            level = self._lists if marker else self._lists + 1  # what goes on below an item belongs to it
            box = next((box for box in _BOXES if text.startswith(box)), "")
            marker, text = (marker or _INDENT * self._lists) + box, text[len(box) :]
        elif kind == "item":
            marker = _INDENT * (level - 1) + "- "
        else:
            marker = ""
        self._draft.add(kind, text, level=level, marker=marker, opens=self._opens)
        self._asked = kind == "question"
        self._opens = False
