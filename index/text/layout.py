"""How a stretch of an article stands on lines: what is one run of prose, and which lines a reader has to see as lines.

A line break in prose means nothing: files are wrapped at 72 characters. One before a list item, between rows of a
table or in code is what makes them a list, a table, code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import SnippetKind

Form = Literal["prose", "item", "row", "code"]

# "3.5 million" at the beginning of a line is no third item.
MARK: Final = re.compile(
    r"(?:[-*+•·]|\d{1,3}[.)]|[a-z]\)|\(\w{1,3}\))[^\S\n]+|\d{1,3}、|[一二三四五六七八九十]{1,3}、|（\w{1,3}）"
)
"""What a list item begins with, and the space after it."""

CELLS: Final = " | "
"""What stands between the cells of a table's row."""

_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_PARAGRAPH: Final = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_SAYS_WHO: Final = re.compile(r"(?:Q|A|Question|Answer|问|答|問|问题|答案|問題)\s?[:：.]")
_ENDS: Final = tuple(".:?!。：？！")
_WORDS: Final = re.compile(r"[^\W\d_]+(?=[\s,.:?!]|\Z)|[\u4e00-\u9fff]")


class Stretch(NamedTuple):
    """What stands on lines of its own, without the white space around it.

    `indent` is how many characters it is set in; a tab counts four.
    """

    span: Span
    form: Form
    indent: int = 0


def stretches(text: str, kind: SnippetKind = "prose") -> list[Stretch]:
    """Return the stretches of a text in order; together they hold all of it but white space.

    Only of a text of kind "code" are some paragraphs code.
    """
    parts: list[Stretch] = []
    for paragraph in _PARAGRAPH.finditer(text):
        code = kind == "code" and not _is_prose(paragraph.group())
        begun = len(parts)
        for line in _lines(text, Span(*paragraph.span()), code=code):
            if len(parts) > begun and line.form == "prose" and _goes_on(text, parts[-1], line, kind):
                parts[-1] = parts[-1]._replace(span=Span(parts[-1].span.start, line.span.end))
            else:
                parts.append(line)
    return parts


def _lines(text: str, paragraph: Span, *, code: bool) -> Iterator[Stretch]:
    for line in _LINE.finditer(text, *paragraph):
        written = line.group()
        stripped = written.strip()
        start = line.start() + written.index(stripped)
        form: Form = "code" if code else "item" if MARK.match(stripped) else "row" if CELLS in stripped else "prose"
        indent = len(text[line.start() : start].expandtabs(4)) if form in ("code", "item") else 0
        yield Stretch(Span(start, start + len(stripped)), form, indent)


def _goes_on(text: str, before: Stretch, line: Stretch, kind: SnippetKind) -> bool:
    """Tell whether a line without a mark of its own goes on with what stands above it; an answer does not."""
    if before.form not in ("prose", "item"):
        return False
    asked = text[before.span.start : before.span.end].endswith(("?", "？"))
    return kind != "qa" or not (asked or _SAYS_WHO.match(text, line.span.start))


def _is_prose(paragraph: str) -> bool:
    """Tell whether a paragraph of a text with code is a sentence: "Then restart the service:" is, `restart:` is not."""
    return paragraph.rstrip().endswith(_ENDS) and len(_WORDS.findall(paragraph)) >= 3 and not paragraph[0].isspace()
