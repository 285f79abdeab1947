"""A reStructuredText file, by docutils: its text as a reader sees it; no file is included and nothing run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from index.errors import ArticleError
from index.readers.content import Content, content_of
from index.readers.files import missing
from index.readers.metadata import usable
from index.readers.text_builder import Draft

if TYPE_CHECKING:
    from index.model import BlockKind

_SETTINGS: Final = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 6,
    "warning_stream": False,
    "line_length_limit": 5_000_000,
    "doctitle_xform": False,
    "smart_quotes": False,
    "syntax_highlight": "none",
}
_ROLE = re.compile(r":(?:[\w+-]+:)+`[~!]?([^`<]*?)\s*(?:<[^`>]*>)?`")  # Sphinx's, which docutils does not know
_UNKNOWN = re.compile(r"\.\. +(?P<name>[\w:+-]+):: *(?P<title>.*)\n?(?:[ \t]+:[\w-]+:.*\n?)*(?P<text>(?:.*\n?)*)")
_SILENT: Final = frozenset("toctree index meta contents highlight raw include currentmodule module only".split())
_HIDDEN: Final = frozenset("comment substitution_definition target pending raw label image colspec meta".split())


def rst_content(text: str) -> Content:
    """Read a reStructuredText file; raises ArticleError where it cannot be read or the extra is not installed."""
    try:
        from docutils.core import publish_doctree  # noqa: PLC0415 - an extra that takes 0.1 s to import
    except ImportError as error:
        raise missing("reStructuredText") from error
    try:
        document = publish_doctree(_ROLE.sub(r"\1", text), settings_overrides=dict(_SETTINGS))
        walk = _Walk()
        walk.into(document, 0)
    except Exception as error:  # whatever a broken file makes the parser raise costs that file only
        raise ArticleError(f"It cannot be read as reStructuredText ({type(error).__name__}: {error!s:.80}).") from error
    words, blocks = walk.draft.finished()
    title = next((words[slice(*block.span)] for block in blocks if block.kind == "heading"), None)
    fields = usable({"title": title, **walk.fields})
    return content_of(words, blocks, fields, titled=title is not None, web_page=False)


class _Walk:
    """Goes through docutils's tree and builds the text."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.fields: dict[str, str] = {}
        self._lists = 0
        self._marker = ""

    def into(self, parent: Any, depth: int, kind: BlockKind = "paragraph") -> None:  # noqa: ANN401 - docutils has no types
        """Add what stands in a node."""
        for node in parent.children:
            self._take(node, depth, kind)

    def _take(self, node: Any, depth: int, kind: BlockKind) -> None:  # noqa: ANN401, C901 - a case a line
        match node.tagname:
            case "section":
                self.into(node, depth + 1)
            case "title" | "subtitle" | "rubric" if depth and node.parent.tagname == "section":
                self.draft.add("heading", node.astext(), level=min(depth, 6))
            case "field_list" if not self.draft.holds_prose():
                self.fields |= {
                    field.children[0].astext().lower(): field.children[1].astext() for field in node.children
                }
            case "bullet_list" | "enumerated_list":
                self._list(node, depth)
            case "literal_block" | "doctest_block" | "math_block":
                self.draft.add("code", node.astext())
            case "row":
                self.draft.add("row", " | ".join(" ".join(cell.astext().split()) for cell in node.children))
            case "block_quote":
                self.into(node, depth, "quote")
            case "term":
                self.draft.add("question", node.astext())
            case "definition":
                self.into(node, depth, "answer")
            case "system_message":
                self._unknown(node, kind)
            case "line_block" | "paragraph" | "title" | "caption" | "line" | "attribution" | "field_name" | "rubric":
                self._paragraph(node.astext(), kind)
            case name if name not in _HIDDEN and node.children:
                self.into(node, depth, kind)

    def _paragraph(self, text: str, kind: BlockKind) -> None:
        marker, self._marker = self._marker, ""
        level = self._lists + (not marker) if self._lists else 0
        marker = marker or "  " * self._lists
        self.draft.add("item" if self._lists else kind, text, level=level, marker=marker)

    def _list(self, node: Any, depth: int) -> None:  # noqa: ANN401
        self._lists += 1
        for number, item in enumerate(node.children, start=int(node.get("start", 1))):
            sign = f"{number}. " if node.tagname == "enumerated_list" else "- "
            self._marker = "  " * (self._lists - 1) + sign
            self.into(item, depth)
        self._lists -= 1
        self._marker = ""

    def _unknown(self, node: Any, kind: BlockKind) -> None:  # noqa: ANN401
        """Add what stands in a directive that docutils does not know: Sphinx has many of them."""
        for source in node.children:
            match = _UNKNOWN.match(source.astext()) if source.tagname == "literal_block" else None
            if match and match["name"] not in _SILENT:
                for part in (match["title"], *re.split(r"\n\s*\n", match["text"])):
                    self._paragraph("\n".join(map(str.strip, part.strip().split("\n"))), kind)
