"""An article's line: title, publisher and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.markup import bare, link, plain

if TYPE_CHECKING:
    from index.model import Source

LONGEST_TITLE = 250  # UTF-16 units
LONGEST_PUBLISHER = 100
LONGEST_DATE = 20


def source_line(source: Source, *more: str, longest: int = LONGEST_TITLE, publisher: bool = True) -> str:
    """Return HTML for `title · publisher · date`, the title a link where the article has a web address."""
    by = plain(source.publisher, LONGEST_PUBLISHER) if source.publisher and publisher else ""
    title = link(source.url, plain(title_of(source), longest))
    return " · ".join(part for part in (title, by, plain(source.date or "", LONGEST_DATE), *more) if part)


def title_of(source: Source) -> str:
    """Return an article's title, its id where nothing of the title can be shown."""
    return source.title if bare(source.title, LONGEST_TITLE) else source.id
