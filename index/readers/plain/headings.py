"""Headings in plain text: underlined, in capitals, or with the number of their section."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Block
    from index.readers.plain.lines import Line

_WIDEST: Final = 70  # columns of a heading
_UNDERLINE = re.compile(r"(?P<mark>[=\-~^*#_])(?P=mark){2,}\Z")
_LEVELS: Final = {"=": 1, "#": 1, "*": 1, "-": 2}
_LOWEST: Final = 3  # level of the other underlines
_STOPPED = re.compile(r"[.!?…。！？:：;；,，、][\"'”’)」』）]*\Z")
_LIST = re.compile(r"[，。；]")
_NUMBER = re.compile(
    r"(?:(?:chapter|section|part|article|appendix|annex) (?:\d{1,3}|[ivxl]{1,6}|[a-z])\b[.:]?|§ ?\d{1,3}\.?"
    r"|第[一二三四五六七八九十百零\d]{1,4}[章节節条條部篇]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）"
    r"|(?P<parts>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=[ \t])|[IVX]{1,5}\.(?=[ \t]))[ \t\u3000]*(?=\S|\Z)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d{1,2}(?:[.)）][ \t]+|、\s*)\Z")


def underlined(text: str, lines: Sequence[Line], at: int) -> int:
    """Return the level of the heading that a line is, by the line of signs below it; 0 for none."""
    if at + 1 >= len(lines) or not lines[at].apart or lines[at + 1].apart:
        return 0
    below = _UNDERLINE.match(text, *lines[at + 1].span)
    width = columns(text[slice(*lines[at].span)])
    if not below or not 0 < width <= _WIDEST or len(below[0]) < width / 2:
        return 0
    if not any(map(str.isalnum, text[slice(*lines[at].span)])):
        return 0
    return _LEVELS.get(below["mark"], _LOWEST)


def with_headings(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of a text, those as headings that are one: a line alone above prose, in capitals or numbered.

    "1. Tools" may be an item as well: it is a heading where it stands between paragraphs, and not among items.
    """
    return [_told(text, blocks, at) for at in range(len(blocks))]


def _told(text: str, blocks: Sequence[Block], at: int) -> Block:
    block = blocks[at]
    below = blocks[at + 1] if at + 1 < len(blocks) else None
    if block.kind not in ("paragraph", "item") or below is None or not _stands_alone(text, blocks, at):
        return block
    line = text[slice(*block.span)]
    if block.kind == "item":
        number = _ITEM.search(text, max(0, block.span.start - 8), block.span.start)
        beside = at > 0 and blocks[at - 1].kind == "item"
        if number is None or beside or below.kind != "paragraph" or not _has_words(line):
            return block
        return replace(block, kind="heading", level=2)
    if number := _NUMBER.match(line):
        parts = number["parts"]
        return replace(block, kind="heading", level=min(6, parts.count(".") + 2) if parts else 1)
    if line.isupper() and sum(map(str.isalpha, line)) >= 4:
        return replace(block, kind="heading", level=1)
    return block


def _stands_alone(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a block is one short line that ends no sentence, with blank lines around it."""
    start, end = blocks[at].span
    line = text[start:end]
    if "\n" in line or columns(line) > _WIDEST or _STOPPED.search(line) or _LIST.search(line):
        return False
    above = at == 0 or text.count("\n", blocks[at - 1].span.end, start) > 1
    return above and text.count("\n", end, blocks[at + 1].span.start) > 1


def _has_words(line: str) -> bool:
    return any(map(str.isalpha, line))
