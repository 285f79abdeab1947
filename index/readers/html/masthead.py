"""What a web page says between its title and its first paragraph: when, by whom and where the article appeared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.readers.header import read_byline
from index.readers.metadata import SourceFields, check
from index.text.dates import DATE, to_iso
from index.text.months import ANY_MONTH
from index.text.punctuation import SENTENCE_END
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Block

_MOST_LINES: Final = 12
_WIDEST: Final = 120  # columns of a line
_WIDEST_REST: Final = 60  # columns beside the date: an author, a publisher, a mark such as "原创"
_KNOWN_BY: Final = 20  # characters of a paragraph
_DAY = re.compile(rf"(?<![\w/-])(?:{DATE})(?![\w/-])", re.IGNORECASE)
_PARTS = re.compile(r"[\u3000|｜·•]|\s{2,}|\s(?=\S{2,4}[:：])")
_SOURCE = re.compile(r"(?:新[闻聞]|稿件|文章)?[来來]源\s*[:：]\s*(\S.{1,30})\Z")

_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}\b)?", re.IGNORECASE)

# "By Lena Ortiz August 3", "Lena Ortiz, Monday": where the name ends.
_NO_NAME_FROM = re.compile(
    r"[\s,|·–—-]*\b(?:(?:last |first )?(?:updated|published|posted|modified)|on|at|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?"
    rf"|fri|sat(?:ur)?|sun)(?:day)?|{ANY_MONTH}\.? \d|\d).*",
    re.IGNORECASE,
)
_NOBODY: Final = frozenset(
    "admin administrator anonymous author editor guest none null root staff test undefined unknown user username"
    " webmaster 管理员 管理員 匿名 佚名 未知 小编 小編".split()
)


def author_of(byline: str) -> str | None:
    """Return the author in what a page says of one; None where that is a date or the name of an account."""
    name = _NO_NAME_FROM.sub("", byline.strip()).strip(" ,|·–—-")
    return name if name and name.casefold() not in _NOBODY else None


def without_masthead(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without those above the first prose that say when, by whom and where the article appeared."""
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        line = text[slice(*block.span)]
        if at >= _MOST_LINES or SENTENCE_END.search(line) or columns(line) > _WIDEST:
            return [*kept, *blocks[at:]]
        if "\n" in line or not _is_masthead(line):
            kept.append(block)
    return kept


def _is_masthead(line: str) -> bool:
    day = _DAY.search(line)
    if day is None:
        return read_byline(line) is not None
    rest = _TIME.sub("", line[: day.start()] + line[day.end() :]).strip()
    return columns(rest) <= _WIDEST_REST


def read_masthead(lines: Sequence[str], title: str, first: str) -> SourceFields:
    """Return the date (to the day), the author and the publisher that stand above the first paragraph of an article.

    `lines` are those of the whole page; without the first paragraph among them nothing is known.
    """
    opening = first[:_KNOWN_BY]
    end = next((at for at, line in enumerate(lines) if opening and line.startswith(opening)), 0)
    above = list(lines[max(0, end - _MOST_LINES) : end])
    below_title = [at for at, line in enumerate(above) if title and line == title]
    if not below_title:
        return SourceFields()
    fields: dict[str, str] = {}
    for line in above[below_title[-1] + 1 :]:
        if columns(line) <= _WIDEST:
            fields = _read(line) | fields
    return SourceFields(**fields)


def _read(line: str) -> dict[str, str]:
    fields: dict[str, str | None] = {}
    day = _DAY.search(line)
    if day and len(date := to_iso(day) or "") == len("2021-11-01"):
        fields["date"] = date
    for part in filter(None, map(str.strip, _PARTS.split(line))):
        if source := _SOURCE.match(part):
            fields["publisher"] = check("publisher", source[1])
        elif author := read_byline(part):
            fields["author"] = author
    return {name: value for name, value in fields.items() if value}
