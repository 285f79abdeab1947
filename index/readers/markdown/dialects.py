"""What the tools of writers add to Markdown, brought back to plain Markdown: line by line, code left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from index.readers.markdown.marks import without_braces, without_marks
from index.readers.markdown.tags import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?P<mark>`{3,}(?=[^`]*\Z)|~{3,})")
_MANY_MARKS = re.compile(r"((?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))[ \t]?){20}")
_MARKS = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]?)+")
_DEEP: Final = 40  # columns; what is indented by more is brought up
_IMPORT = re.compile(r"import\s+(?:[\w*{}\s,$]+\s+from\s+)?['\"][^'\"\n]+['\"];?\s*\Z|import\s+[\w$,\s]*\{[\w\s,$]*\Z")
_EXPORT = re.compile(
    r"export\s+(?:(?:const|let|var)\s+[\w${\[].*=|(?:default\s+)?(?:async\s+)?(?:function|class)\b.*[({]"
    r"|default\s+[\w({]+;?\s*\Z|\{|\*\s+from\b)"
)
_DIRECTIVE = re.compile(r"(?P<indent>[ \t>]*):{3,}[ \t]*\{?[ \t]*(?P<name>[\w.#-]*)[ \t]*\}?(?P<title>.*)\Z")
_ADMONITION = re.compile(
    r"""(?P<indent>[ \t]*)(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?P<name>[\w -]*?)[ \t]*(?:"(?P<title>[^"]*)")?[ \t]*\Z"""
)
_CALLOUT = re.compile(r"(?P<indent>[ \t]*(?:>[ \t]*)+)\[![\w|-]+\][+-]?[ \t]*(?P<title>.*)\Z")
_HIGHLIGHT = re.compile(r"[ \t]*\{[%{][%<]?-?[ \t]*(?P<end>end|/)?highlight\b[ \t]*(?P<language>\w*).*[%>}]\}[ \t]*\Z")
_SHORTCODE = re.compile(r"\{\{[<%]\s*/?(?P<inside>[^{}]*?)/?[%>]\}\}|\{%-?(?P<liquid>.{0,1000}?)-?%\}")
_UNSPACED = re.compile(r"([ \t]{0,3}#{2,6})(?=[^\s#])")
_HEADING_END = re.compile(r"[ \t]*\{:?[ \t]*[#.][^{}\n]*\}[ \t]*\Z")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_COMPONENT_LINE = re.compile(r"[ \t]*</?(?:[A-Z][\w.]*|details|summary)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>[ \t]*\Z")
_CONTENTS = re.compile(r"\s*(?:\[TOC\]|\[\[_?toc_?\]\]|\{:toc\}|\{\{toc\}\})\s*\Z", re.IGNORECASE)
_COMMENTS: Final = (("<!--", "-->"), ("%%", "%%"), ("{/*", "*/}"))


class PlainMarkdown(NamedTuple):
    """Plain Markdown, and whether the writer used components (MDX)."""

    text: str
    components: bool


def plain_markdown(text: str) -> PlainMarkdown:
    """Return a text in which hidden comments, imports, shortcodes and the like are gone, and admonitions are prose."""
    reader = _Lines(without_braces(text))
    lines = list(reader.plain())
    return PlainMarkdown("\n".join(lines), reader.components)


class _Lines:
    """Goes through the lines once, and knows whether it is inside of code, of a comment or of an import."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._last_end = {end: _last_line(self._lines, end) for _, end in _COMMENTS}
        self._at = 0
        self._fence = ""  # the mark that opened it
        self._comment = ""  # the mark that ends it
        self._module = False
        self._dedent = 0  # columns by which an admonition's text is indented
        self.components = False

    def plain(self) -> Iterator[str]:
        """Give the lines of plain Markdown."""
        for at, line in enumerate(self._lines):
            self._at = at
            if self._fence:
                self._fence = "" if _closes(line, self._fence) else self._fence
                yield self._dedented(line)
            elif self._comment:
                yield from self._behind_comment(line)
            else:
                yield from self._prose(self._dedented(line))

    def _behind_comment(self, line: str) -> Iterator[str]:
        _, mark, rest = line.partition(self._comment)
        if mark:
            self._comment = ""
            yield from self._prose(rest) if rest.strip() else [""]

    def _dedented(self, line: str) -> str:
        if not self._dedent or not line.strip():
            return line
        if len(line) - len(line.lstrip(" ")) >= self._dedent:
            return line[self._dedent :]
        if line.startswith("\t"):
            return line[1:]
        self._dedent = 0
        return line

    def _prose(self, line: str) -> Iterator[str]:
        if self._module:
            self._module = bool(line.strip())
            return
        if opening := _FENCE.match(line):
            self._fence = opening["mark"]
            yield line
            return
        line = self._without_comments(line)
        if _IMPORT.match(line) or _EXPORT.match(line):
            self.components = self._module = True
            yield ""
            return
        yield from self._dialect(line)

    def _without_comments(self, line: str) -> str:
        """Return a line without comments outside of code; one that ends on a later line is remembered."""
        for start, end in _COMMENTS:
            if start in line:
                line = self._without_comment(line, start, end)
        return line

    def _without_comment(self, line: str, start: str, end: str) -> str:
        kept, at = [], 0
        while (opening := _outside_code(line, start, at)) >= 0:
            kept.append(line[at:opening])
            closing = line.find(end, opening + len(start))
            if closing < 0:
                if self._last_end[end] > self._at:
                    self._comment = end
                else:
                    kept.append(line[opening:])  # never closed: it is no comment
                at = len(line)
                break
            at = closing + len(end)
        return "".join([*kept, line[at:]])

    def _dialect(self, line: str) -> Iterator[str]:
        if match := _HIGHLIGHT.match(line):
            yield "```" if match["end"] else f"```{match['language']}"
        elif match := _DIRECTIVE.match(line):
            yield from _standing_alone(match["indent"], match["title"].strip().strip("[]{}"))
        elif match := _ADMONITION.match(line):
            self._dedent = len(match["indent"]) + 4
            yield from _standing_alone(match["indent"], match["title"] or "")
        elif match := _CALLOUT.match(line):
            yield match["indent"] + match["title"]
            yield match["indent"].rstrip()
        elif _CONTENTS.match(line):
            yield ""
        elif _COMPONENT_LINE.match(line):
            yield from ("", line.strip(), "")
        else:
            yield _shallow(_in_line(line))


def _standing_alone(indent: str, title: str) -> Iterator[str]:
    yield indent.rstrip()
    if title:
        yield indent + title
        yield indent.rstrip()


def _in_line(line: str) -> str:
    if line.lstrip(" \t").startswith("#"):
        line = _HEADING_END.sub("", _UNSPACED.sub(r"\1 ", line))
    if "{" in line:
        line = _ATTRIBUTES.sub("", _SHORTCODE.sub(_shortcode_text, line))
    return without_marks(line)


def _shortcode_text(match: re.Match[str]) -> str:
    return labels(match["inside"] or "")


def _shallow(line: str) -> str:
    """Return a line without the list and quote marks beyond the twentieth, and without endless indentation."""
    if len(line) > _DEEP and line[:_DEEP].isspace():
        line = " " * _DEEP + line.lstrip()
    if many := _MANY_MARKS.match(line):
        rest = _MARKS.match(line, many.end())
        line = line[: many.end()] + line[rest.end() if rest else many.end() :]
    return line


def _outside_code(line: str, mark: str, start: int) -> int:
    """Return where a mark stands outside of code in a line, else -1."""
    at = line.find(mark, start)
    while at >= 0 and line.count("`", 0, at) % 2:
        at = line.find(mark, at + 1)
    return at


def _closes(line: str, fence: str) -> bool:
    bare = line.lstrip(" \t>").rstrip()
    return len(bare) >= len(fence) and not bare.strip(fence[0])


def _last_line(lines: list[str], mark: str) -> int:
    return next((at for at in range(len(lines) - 1, -1, -1) if mark in lines[at]), -1)
