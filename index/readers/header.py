"""What a text says of itself above its prose: a date line, a title, a byline."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from index.model import Span
from index.readers.metadata import SourceFields
from index.text.dates import DATE, to_iso
from index.text.punctuation import ending
from index.text.sentences import trimmed
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Block

_WIDEST_TITLE: Final = 160  # columns; a longer first line is prose
_WIDEST_LINE: Final = 120  # columns of a byline, or of a publisher behind a date
_MOST_LINES: Final = 8  # of a header

_DATE_LINE = re.compile(
    r"(?:(?P<key>(?:(?:effective|release|publication|issue|approval|revision) )?date|effective(?: as of| from)?"
    r"|(?:first |last )?(?:published|posted|updated|revised|reviewed|modified)(?: on)?"
    r"|issued(?: on)?|(?:发布|發布)?(?:日期|时间|時間))"
    rf"(?P<colon>\s*[:：])?\s*)?(?:{DATE})(?=[^\w-]|\Z)",
    re.IGNORECASE,
)
_DATED = re.compile(rf"^\s*(?:{DATE})(?=[^\w-])", re.IGNORECASE | re.MULTILINE)
_CAPITAL: Final = r"(?=[^\W\d_])[^a-z]"
_NAME: Final = rf"{_CAPITAL}[\w.'’-]*(?: (?:(?:al|bin|da|de|del|der|di|la|le|van|von) )*{_CAPITAL}[\w.'’-]*){{0,4}}"
_BYLINE = re.compile(
    rf"(?:(?i:by|written by|author|reporter)(?: ?[:：] ?| )(?P<name>{_NAME}(?:(?:, | and "
    rf"| & ){_NAME}){{0,4}})(?: ?[|/–—-] ?.{{1,40}})?"
    r"|(?:文|作者|撰文|[记記]者"
    r"|[编編][译譯]) ?[:：／/|｜] ?(?P<zh>[^\s:：。，；;／/|｜][^:：。，；;／/|｜]{0,30}?)(?: ?[／/|｜].{0,20})?"
    r"|(?:本[报報])?[记記]者 ?(?P<reporter>[\u3400-\u9fff]{2,4}?)(?:[ ／/]{1,2}[\u3400-\u9fff]{2,6}[报報][导導道])?"
    r"|(?P<local>[\u3400-\u9fff]{2,4}) ?[／/] ?[\u3400-\u9fff]{2,6}[报報][导導道])\Z"
)
_SOURCE = re.compile(r"(?:新[闻聞]|稿件|文章)?[来來]源\s*[:：]\s*(\S[^。，]{0,30})\Z")
_PUBLISHER = re.compile(rf"{_CAPITAL}[\w.&'’-]*(?: (?:and|for|of|the|{_CAPITAL}[\w.&'’-]*)){{0,4}}\Z")
_FINISHED = ending(".。…!！;；:：,，、", "\"'”’)」』）》")
_STOP = re.compile(r"[.!?…。！？]")
_SEPARATORS: Final = " \t\u3000-–—|:：·,，"


class Header(NamedTuple):
    """What the header says, and the blocks without it."""

    fields: SourceFields
    blocks: list[Block]


class _Found(NamedTuple):
    """What a line of the header says, and where the text goes on behind it."""

    fields: dict[str, str]
    end: int


def read_header(text: str, blocks: Sequence[Block], *, titled: bool = False) -> Header:
    """Read the title, the byline and the date above the prose of a text; they are then in none of the blocks.

    The title is the first heading, or the first line where it is short, ends no sentence and stands above prose.
    Where the text is `titled` no title is looked for, as none stands in it.
    """
    fields: dict[str, str] = {}
    rest = list(blocks)
    for _ in range(_MOST_LINES):
        reading = _read_line(text, rest, fields, titled=titled) if rest else None
        if reading is None:
            break
        fields |= reading.fields
        block = rest.pop(0)
        if remainder := trimmed(text, reading.end, block.span.end):
            rest.insert(0, replace(block, span=remainder))
    return Header(SourceFields(**fields), rest)


def _read_line(text: str, blocks: list[Block], fields: dict[str, str], *, titled: bool) -> _Found | None:
    """Read the first line of the first block, unless it says again what is known: then the prose has begun."""
    first = blocks[0].span
    line = _line(text, first)
    if blocks[0].kind in ("code", "row", "item"):
        return None  # a date in a log is none of the article's
    reading = _date(text, first, line) or _byline(text, line) or _source(text, line)
    if reading is None and not titled and "title" not in fields:
        reading = _title(text, blocks, line)
    return None if reading is None or reading.fields.keys() & fields.keys() else reading


def _line(text: str, block: Span) -> Span:
    newline = text.find("\n", *block)
    return trimmed(text, block.start, newline if newline >= 0 else block.end) or block


def _date(text: str, block: Span, line: Span) -> _Found | None:
    """Read "date 2021-11-01", "日期：2021年11月1日", a date alone; behind it may stand a publisher or the prose."""
    match = _DATE_LINE.match(text, *line)
    date = to_iso(match) if match else None
    if match is None or date is None:
        return None
    behind = text[match.end() : line.end].lstrip(_SEPARATORS)
    if behind and (not match["key"] or (len(date) < len("2021-11-01") and not match["colon"])):
        return None  # "2021年11月1日，微信宣布……", "Published 2021 figures show that …"
    if behind and _DATED.search(text, line.end, block.end):
        return None  # the first line of a log, or of a list of events
    if not behind:
        return _Found({"date": date}, line.end) if match["key"] or len(date) > len("2021") else None
    if line == block and len(behind) <= _WIDEST_LINE // 2 and _PUBLISHER.match(behind):
        return _Found({"date": date, "publisher": behind}, line.end)
    return _Found({"date": date}, line.end - len(behind))


def _byline(text: str, line: Span) -> _Found | None:
    if line.end - line.start > _WIDEST_LINE:
        return None
    author = read_byline(" ".join(text[line.start : line.end].strip("*_ ").split()))
    return _Found({"author": author}, line.end) if author else None


def _source(text: str, line: Span) -> _Found | None:
    """Read "来源：河港晚报", who published the article."""
    match = _SOURCE.match(text[line.start : line.end])
    return _Found({"publisher": match[1].strip()}, line.end) if match else None


def read_byline(line: str) -> str | None:
    """Return the author that a line such as "By Liu Xin" or "作者：李明" names; None where it is none."""
    match = _BYLINE.match(line)
    if match is None:
        return None
    author: str = match["name"] or match["zh"] or match["reporter"] or match["local"]
    return author.title() if author.isupper() else author


def _title(text: str, blocks: list[Block], line: Span) -> _Found | None:
    block = blocks[0]
    if block.kind == "heading":
        return _Found({"title": " ".join(text[slice(*block.span)].split())}, block.span.end)
    title = " ".join(text[line.start : line.end].split())
    if block.kind != "paragraph" or _FINISHED.search(title) or columns(title) > _WIDEST_TITLE or _is_menu(title):
        return None
    if line != block.span:
        second = _line(text, Span(line.end, block.span.end))  # a title right above its byline
        above = _date(text, second, second) or _byline(text, second)
        return _Found({"title": title}, line.end) if above else None
    above_prose = any(_STOP.search(text, *below.span) for below in blocks[1:4])
    return _Found({"title": title}, line.end) if above_prose else None


def _is_menu(line: str) -> bool:
    """Tell whether a line is a menu: "Home | Garden index"."""
    parts = line.split(" | ")
    return len(parts) > 1 and all(len(part.split()) <= 2 for part in parts)
