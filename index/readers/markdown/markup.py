"""A block of HTML inside Markdown: its headings, items, rows and paragraphs, without the tags."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final, NamedTuple

from index.readers.markdown.tags import tag_text, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import BlockKind

# One pass: each alternative takes what it can and gives nothing back.
_PIECE = re.compile(
    r"(?P<hidden><!--.*?(?:-->|\Z)|<(?P<raw>script|style|svg|iframe|template)\b.*?(?:</(?P=raw)\s*>|\Z))"
    r"|<pre\b[^>]*>(?P<code>.*?)(?:</pre\s*>|\Z)"
    r"""|(?P<tag></?(?P<name>[A-Za-z][\w:.-]*)(?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,2000}+>)"""
    r"|(?P<text>[^<]++|<)",
    re.DOTALL | re.IGNORECASE,
)
_ANY_TAG = re.compile(r"<[^>]*>")
_KINDS: Final[dict[str, BlockKind]] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    **dict.fromkeys(("p", "div", "section", "figcaption", "caption", "center", "table", "ul", "ol", "dl"), "paragraph"),
    **dict.fromkeys(("details", "header", "footer", "article", "aside", "figure", "hr", "body", "html"), "paragraph"),
    "li": "item",
    "tr": "row",
    "dt": "question",
    "summary": "question",
    "dd": "answer",
    "blockquote": "quote",
}
_CELLS: Final = frozenset({"td", "th"})


class Piece(NamedTuple):
    """A block in a stretch of HTML; `opens` tells that it is the first of its table or list."""

    kind: BlockKind
    text: str
    level: int = 0
    opens: bool = False


class _Reader:
    """Collects the text between the tags that part blocks."""

    def __init__(self, closed: frozenset[str]) -> None:
        self._closed = closed
        self._run: list[str] = []
        self._kind: BlockKind = "paragraph"
        self._level = 0
        self._lists = 0
        self._in_row = False
        self._opens = False

    def tag(self, name: str, tag: str) -> Iterator[Piece]:
        """Take in a tag; give the block that it ends."""
        closing = tag.startswith("</")
        title = "" if self._in_row else title_of(tag, self._closed)
        if title:
            yield from self.end()
            yield Piece("question", title)
        elif name in _CELLS:
            self._run.append("" if closing or not self._in_row else "\t")
        elif name not in _KINDS or (self._in_row and name not in ("tr", "table")):
            self._run.append(" " if name in _KINDS else tag_text(tag, self._closed))
        else:
            yield from self.end()
            self._begin(name, closing=closing)

    def _begin(self, name: str, *, closing: bool) -> None:
        if name in ("ul", "ol"):
            self._lists = max(0, self._lists + (-1 if closing else 1))
        self._opens = self._opens or name in ("ul", "ol", "table")
        kind = _KINDS[name]
        self._in_row = kind == "row" and not closing
        self._kind = "paragraph" if closing else kind
        self._level = int(name[1]) if kind == "heading" else max(1, self._lists) if kind == "item" else 0

    def text(self, text: str) -> None:
        """Take in what stands between tags."""
        self._run.append(" ".join(unescape(text).split()) if self._in_row else unescape(text))

    def end(self) -> Iterator[Piece]:
        """Give the block that has been read so far, if there is anything in it."""
        whole = "".join(self._run)
        self._run.clear()
        if self._kind == "row":
            whole = " | ".join(" ".join(cell.split()) for cell in whole.removeprefix("\t").split("\t"))
        text = "\n".join(filter(None, (" ".join(line.split()) for line in whole.split("\n"))))
        if text.strip(" |"):
            yield Piece(self._kind, text, self._level, opens=self._opens)
            self._opens = False


def pieces(html: str, closed: frozenset[str]) -> Iterator[Piece]:
    """Give the blocks of a stretch of HTML; a table row is one line, its cells joined by " | "."""
    reader = _Reader(closed)
    for match in _PIECE.finditer(html):
        if match["code"] is not None:
            yield from reader.end()
            yield Piece("code", unescape(_ANY_TAG.sub("", match["code"])))
        elif match["tag"]:
            yield from reader.tag(match["name"].lower(), match["tag"])
        elif match["text"]:
            reader.text(match["text"])
    yield from reader.end()
