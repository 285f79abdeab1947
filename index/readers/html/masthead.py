"""What a web page says between its title and its first paragraph: when, by whom and where the article appeared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.readers.header import read_byline
from index.readers.metadata import SourceFields, check
from index.text.dates import DATE, to_iso
from index.text.width import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LINES: Final = 12
_WIDEST: Final = 120  # columns of a line
_KNOWN_BY: Final = 20  # characters of a paragraph
_DAY = re.compile(rf"(?<![\w/-])(?:{DATE})(?![\w/-])", re.IGNORECASE)
_PARTS = re.compile(r"[\u3000|｜·•]|\s{2,}|\s(?=\S{2,4}[:：])")
_SOURCE = re.compile(r"(?:新[闻聞]|稿件|文章)?[来來]源\s*[:：]\s*(\S.{1,30})\Z")


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
    found: dict[str, str] = {}
    for line in above[below_title[-1] + 1 :]:
        if columns(line) <= _WIDEST:
            found = _read(line) | found
    return SourceFields(**found)


def _read(line: str) -> dict[str, str]:
    found: dict[str, str | None] = {}
    day = _DAY.search(line)
    if day and len(date := to_iso(day) or "") == len("2021-11-01"):
        found["date"] = date
    for part in filter(None, map(str.strip, _PARTS.split(line))):
        if source := _SOURCE.match(part):
            found["publisher"] = check("publisher", source[1])
        elif author := read_byline(part):
            found["author"] = author
    return {name: value for name, value in found.items() if value}
