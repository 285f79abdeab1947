"""An article's line: title, publisher and date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render.markup import bare, link, plain
from index.text.dates import told

if TYPE_CHECKING:
    from bot.texts import Texts
    from index.model import Source

LONGEST_TITLE = 250  # UTF-16 units
LONGEST_PUBLISHER = 100


def source_line(source: Source, texts: Texts, *more: str, longest: int = LONGEST_TITLE, publisher: bool = True) -> str:
    """Return HTML for `title · publisher · date`, the title a link where the article has a web address."""
    by = plain(source.publisher, LONGEST_PUBLISHER) if source.publisher and publisher else ""
    title = link(source.url, plain(title_of(source), longest))
    return " · ".join(part for part in (title, by, date_of(source, texts), *more) if part)


def date_of(source: Source, texts: Texts) -> str:
    """Return an article's date as it is written in the bot's language; empty where it is not known."""
    return told(source.date, texts.language) if source.date else ""


def title_of(source: Source) -> str:
    """Return an article's title, its id where nothing of the title can be shown."""
    return source.title if bare(source.title, LONGEST_TITLE) else source.id
