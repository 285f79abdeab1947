"""What a document's properties say of it, as far as its own text bears them out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from index.readers.metadata import SourceFields, check

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST: Final = 3_000  # characters that count as the first page
_TEMPLATE = re.compile(
    r"(?i)(?:introduction|abstract|contents|cover|preface|title|none|null|template|insert .*|[引导導]言|目[录錄])\Z"
    r"|this (?:paper|article|document) is (?:included|part|published)|proceedings of"
    r"|microsoft|untitled|(?:word )?document\s*\d*\Z|presentation\s*\d*\Z|slide \d|.*\.[a-z]{3,4}\Z|[\d\W_]*\Z"
)


def borne_out(properties: Mapping[str, str], text: str) -> SourceFields:
    """Return the title and the author where the first page names them: else they are a template's or a computer's."""
    first = _squeezed(text[:_FIRST])
    title = check("title", properties.get("title", ""))
    if title and _TEMPLATE.match(title):
        title = None
    fields = {"title": title, "author": check("author", properties.get("author", ""))}
    return SourceFields(**{name: value for name, value in fields.items() if value and _squeezed(value) in first})


def likely(properties: Mapping[str, str], text: str) -> SourceFields:
    """Return a title for a document that shows none, and the month in which it was made if its first page has the year.

    A page that was printed to PDF years later has that later date.
    """
    title = check("title", properties.get("title", ""))
    made = re.match(r"(?:D:)?(\d{4})-?(\d\d)", properties.get("made", ""))
    year_shown = made and re.search(rf"(?<!\d){made[1]}(?!\d)", text[:_FIRST])
    return SourceFields(
        title=title if title and not _TEMPLATE.match(title) else None,
        date=check("date", f"{made[1]}-{made[2]}") if made and year_shown else None,
    )


def _squeezed(text: str) -> str:
    return "".join(text.casefold().split())
